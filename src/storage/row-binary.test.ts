// What is written as RowBinary is what the engine reads.

import { Readable } from "node:stream";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { testEngines } from "../../tests/engines.ts";
import type { Engines } from "./engines.ts";
import { RowWriter } from "./row-binary.ts";
import { sql } from "./sql.ts";

let engines: Engines;

beforeAll(async () => {
  engines = await testEngines();
  await engines.clickhouse.run(
    "test.table",
    sql`CREATE TABLE written (
  n UInt32, text String, few LowCardinality(String), money Decimal(18, 4), at DateTime64(3, 'UTC'), big UInt64,
  huge UInt128, flag Bool, tags Map(LowCardinality(String), String)
) ENGINE = MergeTree ORDER BY n`,
  );
});

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(
    "",
    "a".repeat(48),
    "a".repeat(49),
    "ż".repeat(127),
    "\ud800",
    "x".repeat(20_000),
    "ł".repeat(300_000),
  ),
);
const aRow = fc.record({
  text,
  few: text,
  money: fc.maxSafeInteger(),
  at: fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 }),
  big: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  huge: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  flag: fc.boolean(),
  tags: fc.uniqueArray(fc.tuple(text, text), { maxLength: 200, selector: ([name]) => name.toWellFormed() }),
});

it("stands in the table as it was written", async () => {
  const rows = fc.sample(aRow, 300);
  const out = new RowWriter();
  rows.forEach((row, n) => {
    out.uint32(n);
    out.string(row.text);
    out.string(row.few);
    out.int64(row.money);
    out.int64(row.at);
    out.uint64(row.big);
    out.uint128(row.huge);
    out.bool(row.flag);
    out.count(row.tags.length);
    for (const [name, value] of row.tags) {
      out.string(name);
      out.string(value);
    }
  });
  const bytes = out.take();
  expect(out.take()).toHaveLength(0);
  const body = Readable.from([bytes], { objectMode: false });
  await engines.clickhouse.feed("test.write", sql`INSERT INTO written FORMAT RowBinary`, body);
  const read = await engines.clickhouse.rows(
    "test.read",
    sql`SELECT
  text, toString(few) AS few, toString(reinterpretAsInt64(money)) AS money, toUnixTimestamp64Milli(at) AS at,
  toString(big) AS big, toString(huge) AS huge, flag, CAST(tags, 'Array(Tuple(String, String))') AS tags
FROM written ORDER BY n`,
  );
  expect(read).toEqual(
    rows.map((row) => ({
      text: row.text.toWellFormed(),
      few: row.few.toWellFormed(),
      money: String(row.money),
      at: row.at,
      big: String(row.big),
      huge: String(row.huge),
      flag: row.flag,
      tags: row.tags.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]),
    })),
  );
});
