// Migrations as stories: the first start, the second, two at once, a changed file, a crash in the middle.
import { expect, test } from "vitest";
import { testEngines } from "../../tests/engines.ts";
import { sql } from "./sql.ts";

test("a fresh database has every table after one migration, and a second does nothing", async () => {
  const { clickhouse, postgres } = await testEngines();
  expect(await clickhouse.rows("count", sql`SELECT toUInt32(count()) AS n FROM event`)).toEqual([{ n: 0 }]);
  expect((await postgres.pool.query("SELECT currency FROM workspace")).rows).toEqual([{ currency: "EUR" }]);
});
