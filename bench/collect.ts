// Collecting over HTTP: batches of 100 real-looking events on connections that stay open, from this process to the
// server's own, against the engine's insert of the same rows and against the answer to an empty POST.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { connectClickHouse, connectPostgres, type Engines, migrate, sql, startEmbedded } from "#storage";
import { batchOf, eventsIn } from "./collect.events.ts";

const batches = Number(process.env.KOMPAS_BENCH_BATCHES ?? 2_000);
const connections = Number(process.env.KOMPAS_BENCH_CONNECTIONS ?? 64);
const singles = Number(process.env.KOMPAS_BENCH_SINGLES ?? 500);
const key = "bench-write-key";
const goal = 0.5;

interface Target {
  readonly port: number;
  readonly agent: http.Agent;
}

/** One POST; gives the time to its answer. Anything but 200 ends the benchmark. */
function post({ port, agent }: Target, where: string, body: Buffer): Promise<number> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/json", "content-length": body.length };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: "127.0.0.1", agent, method: "POST", path: where, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => {
        if (answer.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${where} answered ${answer.statusCode}`));
      });
    });
    request.once("error", reject);
    request.end(body);
  });
}

/** Sends all bodies, `connections` at a time; gives the times of their answers and of the whole. */
async function sendAll(target: Target, where: string, bodies: readonly Buffer[]) {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++])
      times.push(await post(target, where, body));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { times: times.sort((a, b) => a - b), wall_s: (performance.now() - began) / 1000 };
}

const quantile = (sorted: readonly number[], q: number) =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN).toFixed(1);

async function statusOf(pid: number): Promise<{ cpu_s: number; peak_mb: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.replace(/^.*\) /, "").split(" ");
  const peak = /VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""))?.[1];
  return { cpu_s: (Number(fields[11]) + Number(fields[12])) / 100, peak_mb: Math.round(Number(peak) / 1024) };
}

async function enginePid(): Promise<number> {
  for (const name of await readdir("/proc").catch(() => [])) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    if (new RegExp(`\\) \\S ${process.pid} `).test(stat) && command.includes("clickhouse.child")) return Number(name);
  }
  return 0;
}

async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function startKompas(folder: string, port: number, urls: { clickhouse: string; postgres: string }) {
  // As people run it: built.
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { status } = spawnSync(process.execPath, ["scripts/run.mjs", "build"], { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error("Kompas does not build");
  const main = path.join(root, "dist/cli/main.js");
  const profile = process.env.KOMPAS_BENCH_PROFILE;
  const args = [...(profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`]), main, "start"];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      KOMPAS_DATA: path.join(folder, "kompas"),
      KOMPAS_PORT: String(port),
      KOMPAS_CLICKHOUSE_URL: urls.clickhouse,
      KOMPAS_POSTGRES_URL: urls.postgres,
    },
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error("The server did not start");
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return child;
    await answer?.text();
    await wait(50);
  }
}

const settings = {
  async_insert: 0,
  max_partitions_per_insert_block: "0",
  date_time_input_format: "best_effort",
} as const;

/** The engine alone: the rows that stand in the event log, again into it, in blocks of `rows`, one after another. */
async function rawInsert({ clickhouse }: Engines, rows: number): Promise<{ rate: number; cpu_us: number }> {
  const blocks: Buffer[] = [];
  const total = Math.min(batches * eventsIn, 100_000);
  for (let at = 0; at < total; at += rows) {
    const stream = await clickhouse.stream(
      "bench.rows",
      sql`SELECT * FROM event_log ORDER BY id LIMIT ${rows} OFFSET ${at}`,
      "JSONEachRow",
    );
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    blocks.push(Buffer.concat(chunks));
  }
  await clickhouse.run("bench.truncate", sql`TRUNCATE TABLE event_log`);
  const engine = await enginePid();
  const before = await statusOf(engine);
  const began = performance.now();
  for (const block of blocks) {
    const bytes = Readable.from([block], { objectMode: false });
    await clickhouse.feed("bench.raw", sql`INSERT INTO event_log FORMAT JSONEachRow`, bytes, { settings });
  }
  const rate = total / ((performance.now() - began) / 1000);
  return { rate, cpu_us: (((await statusOf(engine)).cpu_s - before.cpu_s) * 1e6) / total };
}

async function measure(engines: Engines, port: number, child: ChildProcess): Promise<void> {
  const target = { port, agent: new http.Agent({ keepAlive: true, maxSockets: connections }) };
  const bodies = Array.from({ length: batches }, (_, at) => Buffer.from(batchOf(at)));
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0) / batches / eventsIn;
  console.log(
    `collect: ${batches} batches of ${eventsIn} events of ${Math.round(bytes)} bytes, ${connections} connections`,
  );
  await sendAll(
    target,
    "/v1/batch",
    Array.from({ length: 200 }, () => Buffer.from(batchOf(0, randomUUID()))),
  );
  await engines.clickhouse.run("bench.truncate", sql`TRUNCATE TABLE event_log`);
  const [server, engine] = [child.pid ?? 0, await enginePid()];
  const before = await Promise.all([statusOf(server), statusOf(engine)]);
  const loaded = await sendAll(target, "/v1/batch", bodies);
  const after = await Promise.all([statusOf(server), statusOf(engine)]);
  const rate = (batches * eventsIn) / loaded.wall_s;
  const cpu = after.map(({ cpu_s }, at) => (cpu_s - (before[at]?.cpu_s ?? 0)).toFixed(1));
  console.log(
    `durable: ${Math.round(rate)} events/s; a batch p50 ${quantile(loaded.times, 0.5)} ms, p99 ${quantile(loaded.times, 0.99)} ms`,
  );
  console.log(`processor: ${loaded.wall_s.toFixed(1)} s on the clock, server ${cpu[0]} s, engine ${cpu[1]} s`);
  console.log(`peak memory: server ${after[0]?.peak_mb} MB, engine ${after[1]?.peak_mb} MB`);
  const [stored] = await engines.clickhouse.rows("bench.count", sql`SELECT toUInt32(count()) AS events FROM event`);
  console.log(`stored: ${JSON.stringify(stored)}`);
  const empty = await sendAll(
    target,
    "/v1/m",
    Array.from({ length: 5_000 }, () => Buffer.alloc(0)),
  );
  console.log(
    `empty POST: ${Math.round(5_000 / empty.wall_s)} requests/s; batches: ${Math.round(batches / loaded.wall_s)} requests/s`,
  );
  const one = [];
  for (let at = 0; at < singles; at += 1) {
    one.push(await post(target, "/v1/batch", Buffer.from(batchOf(at, randomUUID(), 1))));
    await wait(10);
  }
  one.sort((a, b) => a - b);
  console.log(`a single event at low load: p50 ${quantile(one, 0.5)} ms, p99 ${quantile(one, 0.99)} ms`);
  const raw = await rawInsert(engines, 2_000);
  const ratio = rate / raw.rate;
  console.log(
    `raw insert, blocks of 2000 rows: ${Math.round(raw.rate)} rows/s, ${Math.round(raw.cpu_us)} µs of processor a row; ratio ${ratio.toFixed(2)} (goal ${goal})`,
  );
  target.agent.destroy();
  if (ratio < goal) process.exitCode = 1;
}

const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-"));
const embedded = await startEmbedded(path.join(folder, "engines"));
const urls = { clickhouse: embedded.clickhouse?.url ?? "", postgres: embedded.postgres ?? "" };
const engines = { clickhouse: connectClickHouse({ url: urls.clickhouse }), postgres: connectPostgres(urls.postgres) };
let child: ChildProcess | undefined;
try {
  await migrate(engines);
  await engines.postgres.db
    .insertInto("source")
    .values({ slug: "bench", name: "Bench", kind: "site", write_key: key, settings: "{}" })
    .execute();
  const port = await freePort();
  child = await startKompas(folder, port, urls);
  await measure(engines, port, child);
} finally {
  child?.kill("SIGTERM");
  if (child?.exitCode === null) await new Promise((resolve) => child?.once("exit", resolve));
  await Promise.all([engines.clickhouse.close(), engines.postgres.close()]);
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
}
