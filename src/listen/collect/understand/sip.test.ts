// Ids computed here are the engine's own, so that what is imported and what is tracked meet in one customer.
import fc from "fast-check";
import { expect, it } from "vitest";
import { sql } from "#storage";
import { testEngines } from "../../../../tests/engines.ts";
import { sipHash64, sipHash128, sipHash128Of } from "./sip.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom("", "user_id", "a".repeat(8), "a".repeat(255), "a".repeat(256), "ż".repeat(5_000)),
);

it("hashes as ClickHouse does", async () => {
  const { clickhouse } = await testEngines();
  const pairs = fc.sample(fc.tuple(text, text), 2_000);
  await clickhouse.insert(
    "event_log",
    pairs.map(([source, message_id], import_id) => ({ id: String(import_id), source, message_id, import_id })),
  );
  const rows = await clickhouse.rows(
    "hashes",
    sql`SELECT
  toString(sipHash64(toString(source), message_id)) AS short,
  toString(reinterpretAsUInt128(sipHash128(toString(source), message_id))) AS long,
  toString(reinterpretAsUInt128(sipHash128(toString(source)))) AS single
FROM event_log
ORDER BY import_id`,
  );
  expect(rows).toEqual(
    pairs.map(([one, two]) => ({
      short: String(sipHash64(one, two)),
      long: String(sipHash128Of(one, two)),
      single: String(sipHash128(one)),
    })),
  );
});
