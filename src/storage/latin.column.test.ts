// What customers are found by is spelled in the engine by a migration and in a question by latinOf: both must agree.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { latinOf } from "#contract";
import { testEngines } from "../../tests/engines.ts";
import { latinSql } from "./latin.sql.ts";
import { render, sql } from "./sql.ts";

const migration = readFileSync(new URL("migrations/clickhouse/0014_search_spelling.sql", import.meta.url), "utf8");

test("the column is spelled by latinSql as it is now", () => {
  const { text, params } = render(latinSql(sql`value`));
  const quoted = (value: unknown) => `'${String(value).replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const spelled = text.replace(/\{(\w+):[^}]*\}/g, (_all, name) => quoted(params[`param_${name}`] ?? params[name]));
  expect(migration).toContain(spelled);
});

test("names of all alphabets are found by one spelling, also in what is merged later", async () => {
  const { clickhouse } = await testEngines();
  const names = ["Ольга Щербакова", "Łukasz Żółć", "Jörg Müller"];
  const seen = "2024-01-01T00:00:00Z";
  await clickhouse.insert(
    "trait_log",
    names.map((value, at) => ({ customer_id: at + 1, name: "name", value, source: "s", occurred_at: seen })),
  );
  await clickhouse.insert("trait_log", [
    { customer_id: 9, name: "city", value: "Łódź", source: "s", occurred_at: seen },
  ]);
  const rows = () =>
    clickhouse.rows("found", sql`SELECT toString(customer_id) AS id, found FROM customer_text ORDER BY id`);
  const expected = names.map((value, at) => ({
    id: String(at + 1),
    found: `${value.toLowerCase()}\n${latinOf(value)}`,
  }));
  expect(await rows()).toEqual(expected);
  await clickhouse.run("merge", sql`OPTIMIZE TABLE trait_log FINAL`);
  expect(await rows()).toEqual(expected);
});
