// More comes than can be written: clients are told to wait, what was acknowledged stands once, and it goes on by itself.
import { connect, createServer, type Socket } from "node:net";
import { pipeline, Transform } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "#storage";
import { type Collector, startCollector } from "./collector.ts";

/** A way to an engine that can be held: connections stand, nothing is refused, and nothing goes through. */
interface Gate {
  readonly url: string;
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

async function gateTo(url: string): Promise<Gate> {
  const engine = new URL(url);
  const coming = new Set<Socket>();
  let opened = Promise.resolve();
  let open: () => void = () => undefined;
  const server = createServer((client) => {
    const valve = new Transform({
      transform: (chunk, _encoding, done) => void opened.then(() => done(null, chunk)),
    });
    pipeline(client, valve, connect(Number(engine.port), engine.hostname), client, () => coming.delete(client));
    coming.add(client);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const through = new URL(url);
  through.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: through.toString(),
    hold() {
      opened = new Promise((done) => {
        open = done;
      });
    },
    release: () => open(),
    async close() {
      open();
      for (const client of coming) client.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

let collector: Collector;
let gate: Gate;

beforeAll(async () => {
  collector = await startCollector(async (settings) => {
    gate = await gateTo(settings.KOMPAS_CLICKHOUSE_URL);
    // What sources send is bound by what can be written, not by this.
    return { ...settings, KOMPAS_CLICKHOUSE_URL: gate.url, KOMPAS_RATE_PER_MINUTE: "10" };
  });
});
// Registered after the collector's own, so it runs before: what still waits is let through.
afterAll(() => gate.close());

const events_per_batch = 15;
const filler = "x".repeat(30_000);

interface Answer {
  readonly batch: number;
  readonly status: number;
  readonly code: string | undefined;
  readonly retry_after: string | null;
}

/** Sends a batch of nearly the largest size; its events are known by its number. */
async function send(batch: number): Promise<Answer> {
  const events = Array.from({ length: events_per_batch }, (_, index) => ({
    type: "track",
    event: "Page Viewed",
    userId: `u-${index}`,
    messageId: `${batch}:${index}`,
    properties: { filler },
  }));
  const answer = await fetch(`${collector.address}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ writeKey: collector.write_key, batch: events }),
  });
  const { code }: { code?: string } = JSON.parse(await answer.text());
  return { batch, status: answer.status, code, retry_after: answer.headers.get("retry-after") };
}

/** All that stands in the log, past the gate: how many of each batch. */
async function stored(): Promise<Map<number, number>> {
  const rows: ReturnType<typeof JSON.parse> = await collector.engines.clickhouse.rows(
    "full",
    sql`SELECT toUInt32(splitByChar(':', message_id)[1]) AS batch, toUInt32(count()) AS events FROM event GROUP BY batch`,
  );
  return new Map(rows.map(({ batch, events }: { batch: number; events: number }) => [batch, events]));
}

it("clients are told to wait while an engine holds still, and nothing that was acknowledged is lost", {
  timeout: 180_000,
}, async () => {
  expect(await send(0)).toMatchObject({ status: 200 });
  gate.hold();
  // No answer comes until the engine has written, or until too much waits.
  const waiting: Promise<Answer>[] = [];
  const refused: Answer[] = [];
  for (let batch = 1; refused.length < 5; batch += 1) {
    const answer = send(batch);
    waiting.push(answer);
    void answer.then((told) => {
      if (told.status === 429) refused.push(told);
    });
    // So many are under way; the next goes when the server has had its turn.
    if (batch % 8 === 0) await fetch(`${collector.address}/healthz`);
    expect(batch).toBeLessThan(1_000);
  }
  for (const { code } of refused) expect(code).toBe("too_much_waiting");

  gate.release();
  const answers = await Promise.all(waiting);
  const taken = answers.filter(({ status }) => status === 200);
  expect(taken.length).toBeGreaterThan(50);
  // Whoever was told to wait comes again, as an SDK does, until it is taken: nobody has to help the server up.
  const again = answers.filter(({ status }) => status !== 200);
  for (const { retry_after } of again) expect(retry_after).toMatch(/^[1-9]\d?$/);
  for (const { batch } of again) await expect.poll(async () => (await send(batch)).status).toBe(200);

  const found = await stored();
  const expected = new Map([0, ...answers.map(({ batch }) => batch)].map((batch) => [batch, events_per_batch]));
  expect(found).toEqual(expected);
});

it("an engine that holds still for too long is not waited for: what waits is sent again, and stands once", {
  timeout: 180_000,
}, async () => {
  const before = await stored();
  gate.hold();
  const answers = await Promise.all(Array.from({ length: 4 }, (_, index) => send(10_000 + index)));
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(answer.retry_after).toMatch(/^[1-9]\d?$/);
  }
  gate.release();
  for (const { batch } of answers) await expect.poll(async () => (await send(batch)).status).toBe(200);
  const found = await stored();
  for (const { batch } of answers) expect(found.get(batch)).toBe(events_per_batch);
  expect(found.size).toBe(before.size + answers.length);
});
