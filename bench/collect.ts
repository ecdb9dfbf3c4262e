// Collecting over HTTP: batches of 100 real-looking events on connections that stay open, from this process to the
// server's own, against the engine's insert of the same rows and against the answer to an empty POST.
import { randomUUID } from "node:crypto";
import http from "node:http";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type Engines, sql } from "#storage";
import { batchOf, eventsIn } from "./collect.events.ts";
import { post, type Running, statusOf, type Target, withKompas } from "./kompas.ts";

const rounds = 3;
const batches = Number(process.env.KOMPAS_BENCH_BATCHES ?? 1_500);
const connections = Number(process.env.KOMPAS_BENCH_CONNECTIONS ?? 64);
const singles = Number(process.env.KOMPAS_BENCH_SINGLES ?? 500);
const goal = 0.5;

/** Sends all bodies, `connections` at a time; gives the times of their answers. */
async function sendAll(target: Target, where: string, bodies: readonly Buffer[]): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const worker = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++])
      times.push(await post(target, where, body));
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return times;
}

const quantile = (sorted: readonly number[], q: number) =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN).toFixed(1);

const settings = {
  async_insert: 0,
  max_partitions_per_insert_block: "0",
  date_time_input_format: "best_effort",
} as const;

/** Blocks of `rows` rows that stand in the event log, as the engine writes them. */
async function blocksOf({ clickhouse }: Engines, total: number, rows: number): Promise<Buffer[]> {
  const blocks: Buffer[] = [];
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
  return blocks;
}

interface Spent {
  readonly wall_s: number;
  /** Of each process asked for. */
  readonly cpu_s: readonly number[];
}

async function spent(pids: readonly number[], work: () => Promise<void>): Promise<Spent> {
  const before = await Promise.all(pids.map(statusOf));
  const began = performance.now();
  await work();
  const wall_s = (performance.now() - began) / 1000;
  const after = await Promise.all(pids.map(statusOf));
  return { wall_s, cpu_s: after.map(({ cpu_s }, at) => cpu_s - (before[at]?.cpu_s ?? 0)) };
}

/** The engine alone: rows that stand in the event log, again into it, one block after another. */
async function rawInsert({ clickhouse }: Engines, blocks: readonly Buffer[]): Promise<void> {
  await clickhouse.run("bench.truncate", sql`TRUNCATE TABLE event_log`);
  for (const block of blocks) {
    const bytes = Readable.from([block], { objectMode: false });
    await clickhouse.feed("bench.raw", sql`INSERT INTO event_log FORMAT JSONEachRow`, bytes, { settings });
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

async function measureSingles(target: Target): Promise<void> {
  const times: number[] = [];
  for (let at = 0; at < singles; at += 1) {
    times.push(await post(target, "/v1/batch", Buffer.from(batchOf(at, randomUUID(), 1))));
    await wait(10);
  }
  times.sort((a, b) => a - b);
  console.log(`a single event at low load: p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms`);
}

async function measure({ engines, port, pids }: Running): Promise<void> {
  const target = { port, agent: new http.Agent({ keepAlive: true, maxSockets: connections }) };
  console.log(`collect: ${rounds} rounds of ${batches} batches of ${eventsIn} events, ${connections} connections`);
  await sendAll(
    target,
    "/v1/batch",
    Array.from({ length: 200 }, () => Buffer.from(batchOf(0, randomUUID()))),
  );
  // Before the load, as merges of what it leaves behind go on for a while.
  await measureSingles(target);
  // They take turns, because a machine's speed changes by the minute.
  const times: number[] = [];
  const loads: Spent[] = [];
  const raws: Spent[] = [];
  const raw_rows = Math.min(batches * eventsIn, 100_000);
  for (let round = 0; round < rounds; round += 1) {
    const bodies = Array.from({ length: batches }, (_, at) => Buffer.from(batchOf(at, `round${round}`)));
    await engines.clickhouse.run("bench.truncate", sql`TRUNCATE TABLE event_log`);
    loads.push(await spent(pids, async () => void times.push(...(await sendAll(target, "/v1/batch", bodies)))));
    const [stored] = await engines.clickhouse.rows("bench.count", sql`SELECT toUInt32(count()) AS events FROM event`);
    console.log(`stored: ${JSON.stringify(stored)}`);
    const blocks = await blocksOf(engines, raw_rows, 2_000);
    raws.push(await spent(pids, () => rawInsert(engines, blocks)));
  }
  const events = rounds * batches * eventsIn;
  const rate = events / sum(loads.map(({ wall_s }) => wall_s));
  const raw_rate = (rounds * raw_rows) / sum(raws.map(({ wall_s }) => wall_s));
  const cpu_us = (all: readonly Spent[], at: number, rows: number) =>
    Math.round((sum(all.map(({ cpu_s }) => cpu_s[at] ?? 0)) * 1e6) / rows);
  times.sort((a, b) => a - b);
  console.log(
    `durable: ${Math.round(rate)} events/s; a batch p50 ${quantile(times, 0.5)} ms, p99 ${quantile(times, 0.99)} ms`,
  );
  console.log(`processor an event: server ${cpu_us(loads, 0, events)} µs, engine ${cpu_us(loads, 1, events)} µs`);
  const [server, engine] = await Promise.all(pids.map(statusOf));
  console.log(`peak memory: server ${server?.peak_mb} MB, engine ${engine?.peak_mb} MB`);
  const empty = Array.from({ length: 5_000 }, () => Buffer.alloc(0));
  const { wall_s } = await spent([], async () => void (await sendAll(target, "/v1/m", empty)));
  console.log(
    `empty POST: ${Math.round(5_000 / wall_s)} requests/s; batches: ${Math.round(rate / eventsIn)} requests/s`,
  );
  const ratio = rate / raw_rate;
  const ratios = loads.map((load, at) => {
    const raw = raws[at];
    return raw === undefined ? "?" : ((batches * eventsIn * raw.wall_s) / (load.wall_s * raw_rows)).toFixed(2);
  });
  console.log(
    `raw insert, blocks of 2000 rows: ${Math.round(raw_rate)} rows/s, ${cpu_us(raws, 1, rounds * raw_rows)} µs of processor a row; ratio ${ratio.toFixed(2)} (goal ${goal}; by round ${ratios.join(", ")})`,
  );
  target.agent.destroy();
  if (ratio < goal) process.exitCode = 1;
}

await withKompas(measure);
