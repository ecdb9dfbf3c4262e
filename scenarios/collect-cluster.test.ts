// Two Kompas processes take events for the same engines; one is killed in the middle of it. What was acknowledged is
// there once, whichever process took it and however often it was sent. With `npm run test:servers` the engines are a
// cluster of two shards and a PostgreSQL of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Engines, query, sql } from "#storage";
import { engineSettings, testEngines } from "../tests/engines.ts";
import { makeSource, storyFolder } from "./collector.ts";

const child = fileURLToPath(new URL("collect-cluster.child.ts", import.meta.url));
const batches = 120;
const batch_events = 25;
const senders = 8;
const patience_ms = 180_000;

interface Process {
  readonly address: string;
  readonly program: ChildProcess;
}

const running: ChildProcess[] = [];

afterAll(() => {
  for (const program of running) program.kill("SIGKILL");
});

async function startProcess(engines: Engines): Promise<Process> {
  const env = { ...process.env, ...engineSettings(engines), KOMPAS_DATA: await storyFolder(), KOMPAS_PORT: "0" };
  const program = spawn(process.execPath, ["--import", "tsx", "--conditions=development", child], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(program);
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(program.stdout).once("line", resolve);
    program.once("exit", (code) => reject(new Error(`The process ended with ${code}`)));
  });
  return { address, program };
}

/** An order of its own in each event, so that a lost or doubled one is seen in the money too. */
function batchOf(at: number): string {
  const events = Array.from({ length: batch_events }, (_, index) => {
    const order_id = `O${at * batch_events + index}`;
    const properties = { order_id, revenue: 1.25, currency: "EUR" };
    const event = { type: "track", event: "Order Completed", messageId: order_id, userId: `u${index}`, properties };
    return index % 2 === 0 ? event : { ...event, timestamp: new Date(Date.UTC(2026, 0, 1, 0, at)).toISOString() };
  });
  return JSON.stringify({ batch: events, writeKey: "test-write-key" });
}

/** True when the process acknowledged the batch. */
async function send({ address }: Process, at: number): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/v1/batch`, { method: "POST", body: batchOf(at) });
    if (answer.status === 503 || answer.status === 429) return false;
    expect(await answer.json()).toEqual({ success: true, accepted: batch_events, rejected: [] });
    return true;
  } catch (fault) {
    if (fault instanceof TypeError) return false;
    throw fault;
  }
}

const totals = query({
  name: "story.cluster",
  row: Type.Object({
    events: Type.Integer(),
    orders: Type.Integer(),
    revenue: Type.Number(),
    customers: Type.Integer(),
    identifiers: Type.Integer(),
  }),
  branches: {},
  sql: () => sql`SELECT
  count() AS events,
  uniqExact(order_id) AS orders,
  sum(revenue) AS revenue,
  uniqExact(customer_id) AS customers,
  (SELECT count() FROM identifier) AS identifiers
FROM event`,
});

const expected = {
  events: batches * batch_events,
  orders: batches * batch_events,
  revenue: batches * batch_events * 1.25,
  customers: batch_events,
  identifiers: batch_events,
};

let engines: Engines;
let doomed: Process;
let lasting: Process;

beforeAll(async () => {
  engines = await testEngines();
  await makeSource(engines);
  [doomed, lasting] = await Promise.all([startProcess(engines), startProcess(engines)]);
});

it(
  "loses nothing that was acknowledged and doubles nothing when a process is killed under load",
  async () => {
    const acknowledged = { doomed: 0, lasting: 0 };
    const ended = new Promise((resolve) => doomed.program.once("exit", resolve));
    let next = 0;
    let again = 0;
    const sender = async (): Promise<void> => {
      for (let at = next++; at < batches; at = next++) {
        // As a client does: what was not acknowledged is sent again, and a load balancer knows another process.
        if (await send(doomed, at)) acknowledged.doomed += 1;
        else {
          again += 1;
          await expect.poll(() => send(lasting, at)).toBe(true);
          acknowledged.lasting += 1;
        }
        if (at % 3 === 0) expect(await send(lasting, at)).toBe(true);
        // In the middle of the others' batches.
        if (at === batches / 3) doomed.program.kill("SIGKILL");
      }
    };
    await Promise.all(Array.from({ length: senders }, sender));
    await ended;
    expect(acknowledged.doomed + acknowledged.lasting).toBe(batches);
    expect(acknowledged.doomed).toBeGreaterThan(0);
    expect(again).toBeGreaterThan(batches / 3);
    expect(await totals(engines.clickhouse, undefined)).toEqual([expected]);
  },
  patience_ms,
);

it(
  "takes everything once more through another process, and no number changes",
  async () => {
    const fresh = await startProcess(engines);
    let next = 0;
    const sender = async (): Promise<void> => {
      for (let at = next++; at < batches; at = next++)
        expect(await send(at % 2 === 0 ? fresh : lasting, at)).toBe(true);
    };
    await Promise.all(Array.from({ length: senders }, sender));
    expect(await totals(engines.clickhouse, undefined)).toEqual([expected]);
  },
  patience_ms,
);
