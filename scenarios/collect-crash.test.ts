// Kompas is killed with SIGKILL at random moments while clients send, alone and with its engines. Clients do as SDKs do:
// what was not answered they send again. Whatever was acknowledged is there afterwards, once.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openEngines, sql } from "#storage";
import { below, kill } from "./killing.ts";

const kills = Number(process.env.KOMPAS_TEST_KILLS ?? 8);
const clients = 6;
let folder = "";
let port = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-collect-"));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const childFile = fileURLToPath(new URL("collect-crash.child.ts", import.meta.url));

function start(...more: string[]): { child: ChildProcess; ended: Promise<void>; faults: string[] } {
  const args = ["--import", "tsx", "--conditions=development", childFile, folder, String(port), ...more];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const faults: string[] = [];
  child.stderr.on("data", (chunk) => faults.push(String(chunk)));
  return { child, faults, ended: new Promise((resolve) => child.once("exit", () => resolve())) };
}

/** A POST's status; 0 when there was no answer. */
function post(where: string, body: string): Promise<number> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json" };
    const options = { host: "127.0.0.1", port, path: where, method: "POST", headers, timeout: 15_000 };
    const request = http.request(options, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
      answer.once("error", () => resolve(0));
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(0));
    request.end(body);
  });
}

interface Sent {
  acknowledged: number;
  again: number;
  readonly statuses: Set<number>;
}

/** Sends batch after batch, each until it is acknowledged, until told to stop. */
async function client(own: number, sent: Sent, stop: AbortSignal): Promise<void> {
  for (let batch = 0; !stop.aborted; batch += 1) {
    const events = Array.from({ length: 1 + ((batch * 7) % 20) }, (_, at) => ({
      type: "track",
      event: "Order Completed",
      messageId: `c${own}-${batch}-${at}`,
      userId: `u${own}-${batch % 50}`,
      timestamp: new Date().toISOString(),
      traits: { batch },
      properties: { order_id: `O${own}-${batch}-${at}`, revenue: 1.25, currency: "EUR" },
    }));
    for (;;) {
      const sentAt = new Date().toISOString();
      const status = await post("/v1/batch", JSON.stringify({ writeKey: "crash-key", batch: events, sentAt }));
      sent.statuses.add(status);
      if (status === 200) break;
      sent.again += 1;
      await wait(100);
    }
    sent.acknowledged += events.length;
  }
}

async function untilReady(run: ReturnType<typeof start>): Promise<void> {
  for (;;) {
    if (run.child.exitCode !== null) throw new Error(`It ended by itself: ${run.faults.join("").slice(0, 2000)}`);
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.text().catch(() => undefined);
    if (answer?.status === 200) return;
    await wait(20);
  }
}

it(`${kills} kills lose and double nothing that was acknowledged`, { timeout: 120_000 + kills * 20_000 }, async () => {
  await start("first").ended;
  const stop = new AbortController();
  const sent: Sent = { acknowledged: 0, again: 0, statuses: new Set() };
  const sending = Promise.all(Array.from({ length: clients }, (_, own) => client(own, sent, stop.signal)));
  for (let round = 0; round < kills; round += 1) {
    const run = start();
    await untilReady(run);
    await wait(Math.random() * 1_200);
    const pid = run.child.pid ?? 0;
    const engines = round % 2 === 0 ? await below(pid) : [];
    kill(pid);
    for (const each of engines) kill(each);
    await run.ended;
  }
  const last = start();
  await untilReady(last);
  stop.abort();
  await sending;
  last.child.kill("SIGTERM");
  kill(last.child.pid ?? 0);
  await last.ended;

  const { engines, stop: stopEngines } = await openEngines({ data_dir: folder });
  try {
    const [seen] = await engines.clickhouse.rows(
      "crash",
      sql`SELECT toUInt32(count()) AS events, toUInt32(uniqExact(message_id)) AS ids, toUInt32(uniqExact(order_id)) AS orders, toFloat64(sum(revenue)) AS revenue FROM event`,
    );
    const { acknowledged } = sent;
    expect(seen).toEqual({
      events: acknowledged,
      ids: acknowledged,
      orders: acknowledged,
      revenue: acknowledged * 1.25,
    });
    const people = await engines.clickhouse.rows("crash", sql`SELECT kind, value FROM identifier`);
    const customers = await engines.clickhouse.rows("crash", sql`SELECT DISTINCT customer_id FROM event`);
    expect(people.length).toBe(customers.length);
  } finally {
    await stopEngines();
  }
  expect(sent.again).toBeGreaterThan(0);
  // Nothing but answers that make a client send again.
  expect([...sent.statuses].filter((status) => ![0, 200, 429, 503].includes(status))).toEqual([]);
  console.log(`${kills} kills, ${sent.acknowledged} events acknowledged, ${sent.again} batches sent again`);
});
