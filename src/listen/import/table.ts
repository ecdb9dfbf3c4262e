// The SELECT that reads a source: cells c0, c1, … with the file and the line they stand in.
import { Type } from "typebox";
import { Value } from "typebox/value";
import { ProblemError } from "#contract";
import { type ClickHouse, join, query, type Sql, sql } from "#storage";
import { sample_rows } from "./head.ts";
import type { Sample } from "./infer.ts";
import { list, quoted, quotedText, slot } from "./names.sql.ts";
import { csvFormat, type Reach, type SourceColumn } from "./reach.ts";

const Description = Type.Object({ name: Type.String(), type: Type.String() });

/** Names and types of a table function's columns, as the engine says. */
export async function tableColumns(clickhouse: ClickHouse, table: Sql): Promise<SourceColumn[]> {
  const rows = await clickhouse.rows("listen.import.columns", sql`DESCRIBE TABLE ${table}`);
  return rows.map((row) => {
    const { name, type } = Value.Parse(Description, row);
    return { name, type };
  });
}

const union = (selects: readonly Sql[]): Sql => join(selects, "\nUNION ALL\n");

/** CSV files, each by its own header: columns may stand in another order, but the first file's must be there. */
export function csvTable(reaches: readonly Reach[], headers: readonly (readonly string[])[], delimiter: string): Sql {
  const [first = []] = headers;
  return union(
    reaches.map((reach, file) => {
      const header = headers[file] ?? [];
      const cells = first.map((name, at) => {
        const found = header.indexOf(name);
        if (found < 0) {
          throw new ProblemError(422, "columns_differ", `${reach.name} has no column "${name}"`, "location");
        }
        // The structure gives names by place; a file of another order is put into the first one's.
        return file === 0 ? slot("c", at) : sql`${slot("h", found)} AS ${slot("c", at)}`;
      });
      const prefix = file === 0 ? "c" : "h";
      const structure = header.map((_, at) => `${prefix}${at} String`).join(", ");
      return sql`SELECT ${list(cells)}, ${reach.name} AS file, toUInt64(_row_number) + 2 AS line FROM ${reach.table(csvFormat(delimiter), structure)}`;
    }),
  );
}

/** Files of JSON objects, every value as text. */
export function jsonTable(reaches: readonly Reach[], names: readonly string[]): Sql {
  const structure = names.map((name) => `${quotedText(name)} String`).join(", ");
  const cells = names.map((name, at) => sql`${quoted(name)} AS ${slot("c", at)}`);
  return union(
    reaches.map(
      (reach) =>
        sql`SELECT ${list(cells)}, ${reach.name} AS file, toUInt64(_row_number) + 1 AS line FROM ${reach.table("JSONEachRow", structure)}`,
    ),
  );
}

/** Tables and Parquet files with the types that they have. */
export function typedTable(
  items: readonly { readonly name: string; readonly table: Sql }[],
  columns: readonly SourceColumn[],
  rowNumber: Sql,
): Sql {
  const cells = columns.map(({ name }, at) => sql`${quoted(name)} AS ${slot("c", at)}`);
  return union(
    items.map(
      ({ name, table }) =>
        sql`SELECT ${list(cells)}, ${name} AS file, toUInt64(${rowNumber}) + 1 AS line FROM ${table}`,
    ),
  );
}

/** Text of a cell as people write it: no trailing zeros after seconds. NULL stays NULL. */
export function shownCell(column: SourceColumn, at: number): Sql {
  const cell = slot("c", at);
  if (column.type.includes("DateTime64")) return sql`replaceRegexpOne(toString(${cell}), '\\.0+$', '')`;
  return sql`toString(${cell})`;
}

interface SampleInput {
  readonly columns: readonly SourceColumn[];
  readonly table: Sql;
}

const example: SampleInput = {
  columns: [
    { name: "InvoiceNo", type: "Nullable(String)" },
    { name: "InvoiceDate", type: "Nullable(DateTime64(3))" },
  ],
  table: sql`SELECT c0, c1 FROM null('c0 Nullable(String), c1 Nullable(DateTime64(3))')`,
};

const readSample = query({
  name: "listen.import.sample",
  row: Type.Object({ cells: Type.Array(Type.Union([Type.String(), Type.Null()])) }),
  branches: { parquet: example },
  sql: ({ columns, table }: SampleInput) => {
    const cells = columns.map((column, at) => sql`CAST(${shownCell(column, at)}, 'Nullable(String)')`);
    return sql`SELECT [${list(cells)}] AS cells FROM (${table}) LIMIT ${sample_rows}`;
  },
});

export const sampleQueries = [readSample];

/** The first rows of a table that only the engine can read. */
export async function typedSample(
  clickhouse: ClickHouse,
  columns: readonly SourceColumn[],
  table: Sql,
): Promise<Sample> {
  const rows = await readSample(clickhouse, { columns, table });
  return {
    columns: columns.map(({ name }) => name),
    rows: rows.map(({ cells }) => cells.map((cell) => (cell === "" ? null : cell))),
  };
}
