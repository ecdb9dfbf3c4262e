// No table can be forgotten by export and erasure: each says how it holds data about people, and says it rightly.
import { expect, it } from "vitest";
import { type PersonalData, personalData, tables } from "#contract";
import { sql } from "#storage";
import { testEngines } from "./engines.ts";

interface Column {
  readonly table: string;
  readonly column: string;
}

/** Tables without a line, lines without a table, and columns that must hold customers but are not told of. */
function forgotten(
  known: Readonly<Record<string, unknown>>,
  said: Readonly<Record<string, PersonalData | undefined>>,
  columns: readonly Column[],
): string[] {
  const unsaid = Object.keys(known).filter((table) => said[table] === undefined);
  const unknown = Object.keys(said).filter((table) => !(table in known));
  const untold = columns.flatMap(({ table, column }) => {
    const data = said[table];
    if (data?.holds !== "person" || data.on_erasure === "keep" || !/customer_id|stamp|survivor/.test(column)) return [];
    return data.customers?.includes(column) ? [] : [`${table}.${column}`];
  });
  const absent = Object.entries(said).flatMap(([table, data]) =>
    data?.holds === "person"
      ? (data.customers ?? [])
          .filter((name) => !columns.some((one) => one.table === table && one.column === name))
          .map((name) => `${table} has no column ${name}`)
      : [],
  );
  return [...unsaid, ...unknown, ...untold, ...absent];
}

async function columnsOf(): Promise<Column[]> {
  const { clickhouse, postgres } = await testEngines();
  const columns: Column[] = [];
  const rows = await clickhouse.rows(
    "test.columns",
    sql`SELECT table, name AS column FROM system.columns WHERE database = currentDatabase()`,
  );
  for (const row of rows) {
    if (typeof row === "object" && row !== null && "table" in row && "column" in row)
      columns.push({ table: String(row.table), column: String(row.column) });
  }
  const found = await postgres.pool.query(
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'",
  );
  for (const { table_name, column_name } of found.rows) columns.push({ table: table_name, column: column_name });
  return columns;
}

it("every table says how it holds data about people", async () => {
  expect(forgotten(tables, personalData, await columnsOf())).toEqual([]);
});

it("finds a table that says nothing, one that is gone, and a column of customers that is not told of", () => {
  const said: Record<string, PersonalData> = {
    old: { holds: "nothing", why: "" },
    letter: { holds: "person", customers: ["reader"], on_erasure: "delete", why: "" },
  };
  const columns = [{ table: "letter", column: "customer_id" }];
  expect(forgotten({ letter: {}, fresh: {} }, said, columns)).toEqual([
    "fresh",
    "old",
    "letter.customer_id",
    "letter has no column reader",
  ]);
});
