// What ClickHouse promises us, on one server and on a cluster alike: doubles meet, changes reach every row, a fault
// has its code and harms nobody, a cancelled question ends in the engine.
import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { testEngines } from "../../tests/engines.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { join, sql, typed } from "./sql.ts";

const event = (customer: number, message: string, received_at: string) => ({
  id: message,
  source: "shop",
  message_id: message,
  customer_id: customer,
  original_at: "2026-01-02T03:04:05.678Z",
  received_at,
});

async function insertEvents(clickhouse: ClickHouse): Promise<void> {
  const customers = Array.from({ length: 100 }, (_, index) => index + 1);
  await clickhouse.insert(
    "event_log",
    customers.map((customer) => event(customer, String(customer), "2026-02-01T00:00:00Z")),
  );
  await clickhouse.insert(
    "event_log",
    customers.map((customer) => event(customer, String(customer), "2026-02-02T00:00:00Z")),
  );
}

test("a redelivery replaces, wherever the first delivery lies", async () => {
  const { clickhouse } = await testEngines();
  await insertEvents(clickhouse);
  const [counted] = await clickhouse.rows(
    "count",
    sql`SELECT toUInt32(count()) AS events, max(received_at) AS newest, min(received_at) AS oldest FROM event`,
  );
  expect(counted).toEqual({ events: 100, newest: "2026-02-02T00:00:00.000Z", oldest: "2026-02-02T00:00:00.000Z" });
  if (clickhouse.cluster !== undefined) {
    const [local] = await clickhouse.rows(
      "local",
      sql`SELECT toUInt32(uniqExact(customer_id)) AS customers FROM event_log_local`,
    );
    expect(local).toEqual({ customers: expect.toSatisfy((customers: number) => customers > 20 && customers < 80) });
  }
});

test("a question may name more customers than fit into an address", async () => {
  const { clickhouse } = await testEngines();
  await insertEvents(clickhouse);
  const ids = Array.from({ length: 5_000 }, (_, index) => 2n ** 63n + BigInt(index));
  const named = sql`customer_id IN ${typed("Array(UInt64)", [7n, ...ids])}`;
  const anywhere = join(
    Array.from({ length: 12 }, () => named),
    " OR ",
  );
  expect(await clickhouse.rows("named", sql`SELECT toUInt32(count()) AS n FROM event WHERE ${anywhere}`)).toEqual([
    { n: 1 },
  ]);
});

test("a deletion reaches every row", async () => {
  const { clickhouse } = await testEngines();
  await insertEvents(clickhouse);
  await clickhouse.run(
    "delete",
    sql`DELETE FROM event_log WHERE customer_id IN (SELECT customer_id FROM event WHERE customer_id <= ${90})`,
  );
  expect(await clickhouse.rows("left", sql`SELECT toUInt32(count()) AS n FROM event`)).toEqual([{ n: 10 }]);
});

test("two tables are joined whole, not shard by shard", async () => {
  const { clickhouse } = await testEngines();
  await insertEvents(clickhouse);
  const [counted] = await clickhouse.rows(
    "join",
    sql`SELECT toUInt32(count()) AS n FROM event AS one WHERE (101 - one.customer_id) IN (SELECT customer_id FROM event)`,
  );
  expect(counted).toEqual({ n: 100 });
});

const hour = sql`SELECT count() FROM numbers(1e12) WHERE NOT ignore(sipHash64(number))`;

test("a bad query, a time limit and a memory limit each have their code, and the engine lives on", async () => {
  const { clickhouse } = await testEngines();
  await expect(clickhouse.rows("bad", sql`SELECT nothing FROM nowhere`)).rejects.toMatchObject({
    code: "bad_query",
    query: "bad",
  });
  await expect(clickhouse.rows("slow", hour, { timeout_ms: 200 })).rejects.toMatchObject({ code: "query_timeout" });
  const large = sql`SELECT groupArray(number) FROM numbers(1e8)`;
  await expect(clickhouse.rows("large", large, { settings: { max_memory_usage: "50000000" } })).rejects.toMatchObject({
    code: "memory_limit",
  });
  expect(await clickhouse.rows("lives", sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test("a cancelled question and a cancelled write end in the engine too", async () => {
  const { clickhouse } = await testEngines();
  const running = async (run_id: string) => (await clickhouse.progress(run_id)) !== undefined;
  for (const write of [false, true]) {
    const run_id = randomUUID();
    const stop = new AbortController();
    const options = { run_id, signal: stop.signal };
    const work = write
      ? clickhouse.run(
          "write",
          sql`INSERT INTO event_log (customer_id) SELECT sipHash64(number) % 2 AS customer_id FROM numbers(1e12) WHERE customer_id = 3`,
          options,
        )
      : clickhouse.rows("read", hour, options);
    const ended = expect(work).rejects.toMatchObject({ code: "query_cancelled" });
    await vi.waitFor(async () => expect(await running(run_id)).toBe(true), { timeout: 10_000 });
    stop.abort();
    await ended;
    await vi.waitFor(async () => expect(await running(run_id)).toBe(false), { timeout: 10_000 });
  }
});

test("no engine is a fault with a code, not a hang", async () => {
  const { connectClickHouse } = await import("./clickhouse.ts");
  const nobody = connectClickHouse({ url: "http://kompas:x@127.0.0.1:9/kompas" });
  await expect(nobody.rows("nobody", sql`SELECT 1`)).rejects.toMatchObject({ code: "engine_unavailable" });
  await nobody.close();
});
