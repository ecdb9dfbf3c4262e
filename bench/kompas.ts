// A Kompas of the benchmark's own, built as people run it, with engines in a temporary folder; how to send to it, and
// what its processes use.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { connectClickHouse, connectPostgres, type Engines, migrate, startEmbedded } from "#storage";

const key = "bench-write-key";

/** Where to send. */
export interface Target {
  readonly port: number;
  readonly agent: http.Agent;
}

/** One POST; gives the time to its answer. Anything but 200 ends the benchmark. */
export function post({ port, agent }: Target, where: string, body: Buffer): Promise<number> {
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

/** Processor time and peak and present resident memory of a process. */
export async function statusOf(pid: number): Promise<{ cpu_s: number; peak_mb: number; resident_mb: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.replace(/^.*\) /, "").split(" ");
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const mb = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  const cpu_s = (Number(fields[11]) + Number(fields[12])) / 100;
  return { cpu_s, peak_mb: mb("VmHWM"), resident_mb: mb("VmRSS") };
}

/** The process of the engine that this process started; 0 where /proc is not. */
export async function enginePid(): Promise<number> {
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

/** A running Kompas with one source, whose key `post` sends with. */
export interface Running {
  readonly engines: Engines;
  readonly port: number;
  /** Of the server and of ClickHouse. */
  readonly pids: readonly [server: number, engine: number];
}

/**
 * Starts engines and a Kompas, works with them, and takes all away again but `data`: a folder with engines' data to begin
 * with, which what happens adds to.
 */
export async function withKompas(work: (running: Running) => Promise<void>, data?: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-"));
  const embedded = await startEmbedded(data ?? path.join(folder, "engines"));
  const urls = { clickhouse: embedded.clickhouse?.url ?? "", postgres: embedded.postgres ?? "" };
  const engines = { clickhouse: connectClickHouse({ url: urls.clickhouse }), postgres: connectPostgres(urls.postgres) };
  let child: ChildProcess | undefined;
  try {
    await migrate(engines);
    await engines.postgres.db
      .insertInto("source")
      .values({ slug: "bench", name: "Bench", kind: "site", write_key: key, settings: "{}" })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const port = await freePort();
    child = await startKompas(folder, port, urls);
    await work({ engines, port, pids: [child.pid ?? 0, await enginePid()] });
  } finally {
    child?.kill("SIGTERM");
    if (child?.exitCode === null) await new Promise((resolve) => child?.once("exit", resolve));
    await Promise.all([engines.clickhouse.close(), engines.postgres.close()]);
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
