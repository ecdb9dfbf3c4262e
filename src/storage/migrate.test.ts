// Migrations as stories: the first start, the second, two at once, a changed file, a newer database, a crash in the middle.
import { expect, test } from "vitest";
import { testEngines } from "../../tests/engines.ts";
import type { Engines } from "./engines.ts";
import { ifNotExists, type Migration, migrate, readMigrations } from "./migrate.ts";
import { sql } from "./sql.ts";

const extra = (text: string, checksum = text): Migration => ({
  engine: "clickhouse",
  name: "9001_extra",
  text,
  checksum,
});

async function withExtra(engines: Engines, migration: Migration): Promise<string[]> {
  return migrate(engines, [...(await readMigrations()), migration]);
}

test("a fresh database has every table after one migration, and a second does nothing", async () => {
  const engines = await testEngines();
  expect(await engines.clickhouse.rows("count", sql`SELECT toUInt32(count()) AS n FROM event`)).toEqual([{ n: 0 }]);
  expect((await engines.postgres.pool.query("SELECT currency FROM workspace")).rows).toEqual([{ currency: "EUR" }]);
  expect(await migrate(engines)).toEqual([]);
});

test("of several that migrate at once, one does it and the others find it done", async () => {
  const engines = await testEngines();
  const migration = extra("CREATE TABLE extra (a UInt8) ENGINE = MergeTree ORDER BY a; INSERT INTO extra VALUES (1);");
  const applied = await Promise.all([1, 2, 3].map(() => withExtra(engines, migration)));
  expect(applied.flat()).toEqual(["clickhouse/9001_extra"]);
  expect(await engines.clickhouse.rows("extra", sql`SELECT a FROM extra`)).toEqual([{ a: 1 }]);
});

test("a file that changed after it was applied, and a database of a newer version, are refused by name", async () => {
  const engines = await testEngines();
  await withExtra(engines, extra("CREATE TABLE extra (a UInt8) ENGINE = MergeTree ORDER BY a"));
  await expect(withExtra(engines, extra("SELECT 1"))).rejects.toThrow(
    "clickhouse/9001_extra was changed after it was applied",
  );
  await expect(migrate(engines)).rejects.toThrow(/newer version/);
});

test("a migration that was cut off goes on where it was, and what it had done is not done twice", async () => {
  const engines = await testEngines();
  const start = "CREATE TABLE extra (a UInt8) ENGINE = MergeTree ORDER BY a; INSERT INTO extra VALUES (1);";
  await expect(withExtra(engines, extra(`${start} SELECT nothing FROM nowhere`, "same"))).rejects.toMatchObject({
    code: "bad_query",
  });
  await withExtra(engines, extra(`${start} ALTER TABLE extra ADD COLUMN b UInt8`, "same"));
  expect(await engines.clickhouse.rows("extra", sql`SELECT a, b FROM extra`)).toEqual([{ a: 1, b: 0 }]);
});

test.each([
  ["CREATE TABLE t (a UInt8)", "CREATE TABLE IF NOT EXISTS t (a UInt8)"],
  ["CREATE TABLE IF NOT EXISTS t (a UInt8)", "CREATE TABLE IF NOT EXISTS t (a UInt8)"],
  ["CREATE MATERIALIZED VIEW v TO t AS SELECT 1", "CREATE MATERIALIZED VIEW IF NOT EXISTS v TO t AS SELECT 1"],
  [
    "ALTER TABLE t ADD COLUMN a UInt8, DROP COLUMN b",
    "ALTER TABLE t ADD COLUMN IF NOT EXISTS a UInt8, DROP COLUMN IF EXISTS b",
  ],
  ["DROP VIEW v", "DROP VIEW IF EXISTS v"],
])("%s can be repeated", (statement, repeatable) => {
  expect(ifNotExists(statement)).toBe(repeatable);
});
