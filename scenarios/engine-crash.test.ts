// ClickHouse is killed at random moments while events are written: whatever an insert acknowledged is there
// afterwards, whole and once, and what it did not acknowledge may be sent again without harm.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ClickHouse,
  connectClickHouse,
  connectPostgres,
  type Embedded,
  type Engines,
  migrate,
  sql,
  startEmbedded,
} from "#storage";

const rounds = 20;
const batchSize = 200;
let folder = "";
let embedded: Embedded;
let engines: Engines;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kompas-crash-"));
  embedded = await startEmbedded(folder);
  engines = {
    clickhouse: connectClickHouse(embedded.clickhouse ?? { url: "" }),
    postgres: connectPostgres(embedded.postgres ?? ""),
  };
  await migrate(engines);
});

afterAll(async () => {
  await Promise.all([engines.clickhouse.close(), engines.postgres.close()]);
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Writes batch after batch, each again until it is acknowledged, until told to stop; gives how many were. */
async function write(clickhouse: ClickHouse, stop: AbortSignal): Promise<{ acknowledged: number; faults: number }> {
  let faults = 0;
  for (let batch = 0; ; batch++) {
    if (stop.aborted) return { acknowledged: batch, faults };
    const rows = Array.from({ length: batchSize }, (_, index) => ({
      id: String(batch * batchSize + index),
      message_id: `batch:${batch}`,
      customer_id: index,
      original_at: "2026-01-02T03:04:05.678Z",
      received_at: "2026-01-02T03:04:05.678Z",
    }));
    for (let sent = false; !sent; ) {
      try {
        await clickhouse.insert("event_log", rows);
        sent = true;
      } catch {
        faults++;
        await wait(5);
      }
    }
  }
}

test(`${rounds} crashes lose nothing that was acknowledged and double nothing`, { timeout: 180_000 }, async () => {
  const { clickhouse } = engines;
  const stop = new AbortController();
  const writing = write(clickhouse, stop.signal);
  for (let round = 0; round < rounds; round++) {
    await wait(20 + Math.random() * 150);
    const { pid } = embedded.state().clickhouse ?? {};
    process.kill(pid ?? 0, "SIGKILL");
    await expect
      .poll(() => embedded.state().clickhouse, { timeout: 30_000, interval: 20 })
      .toMatchObject({ status: "running", restarts: round + 1 });
  }
  stop.abort();
  const { acknowledged, faults } = await writing;
  const [seen] = await clickhouse.rows(
    "crash",
    sql`WITH batches AS (SELECT message_id, count() AS rows, uniqExact(id) AS ids FROM event GROUP BY message_id)
      SELECT toUInt32(count()) AS batches, toUInt32(countIf(rows != ${batchSize})) AS broken, toUInt32(sum(rows)) AS events, toUInt32(sum(ids)) AS unique_events FROM batches`,
  );
  expect(seen).toEqual({
    batches: acknowledged,
    broken: 0,
    events: acknowledged * batchSize,
    unique_events: acknowledged * batchSize,
  });
  expect(faults).toBeGreaterThan(0);
  expect(await clickhouse.rows("broken", sql`SELECT toUInt32(count()) AS parts FROM system.detached_parts`)).toEqual([
    { parts: 0 },
  ]);
});
