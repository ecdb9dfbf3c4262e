// Dead letters: what a source's refused rows were and why; how they are counted and handed back.
import { Type } from "typebox";
import { query, type Sql, sql } from "#storage";
import { cellText } from "./cell.sql.ts";
import { arrayOf, list, quoted } from "./names.sql.ts";
import { letterColumns } from "./plan.ts";
import { checkedRows, erasedCode, type RowInput, reasonsOf } from "./row.sql.ts";

/** Keeps the refused rows of a source, whole. */
export function letterStatement(input: RowInput & { readonly import_id: number; readonly received_at: Date }): Sql {
  const { plan, import_id, received_at, latest, erased_key } = input;
  const reasons = reasonsOf(plan, latest, erased_key);
  const erased = reasons.filter(({ code }) => code === erasedCode).length;
  const raw = plan.columns.map((column, at) => sql`${column.name}, ${cellText(column, at)}`);
  return sql`INSERT INTO dead_letter (import_id, source, file, line, column, code, message, raw, received_at)
WITH
  ${checkedRows(input)}
SELECT
  ${import_id},
  ${plan.mapping.source},
  file,
  line,
  ${reasons.map(({ column }) => column)}[fault],
  ${reasons.map(({ code }) => code)}[fault],
  ${reasons.map(({ message }) => message)}[fault],
  ${erased === 0 ? sql`map(${list(raw)})` : sql`if(fault > ${erased}, map(${list(raw)}), map())`},
  ${received_at}
FROM checked
WHERE fault > 0`;
}

const RejectionRow = Type.Object({
  fault: Type.Integer(),
  rows: Type.Integer(),
  examples: Type.Array(Type.Object({ file: Type.String(), line: Type.Integer(), value: Type.String() })),
});

/** Rows of a source by the reason they are refused for; fault 0 are those taken. */
export function tallyStatement(input: RowInput): Sql {
  const values = reasonsOf(input.plan, input.latest, input.erased_key).map(({ code, at }) => {
    if (code === erasedCode) return sql`''`;
    const column = input.plan.columns[at];
    return column ? cellText(column, at) : sql`''`;
  });
  const value = sql`${arrayOf(values, sql`['']`)}[fault]`;
  return sql`WITH
  ${checkedRows(input)}
SELECT
  fault,
  count() AS rows,
  CAST(groupArrayIf(3)((file, line, if(fault = 0, '', ${value})), fault > 0), 'Array(Tuple(file String, line UInt64, value String))') AS examples
FROM checked
GROUP BY fault
ORDER BY fault`;
}

export { RejectionRow };

/** Reasons of one import's dead letters, most frequent first, with three examples each. */
export const letterReasons = query({
  name: "listen.import.letters",
  row: Type.Object({
    code: Type.String(),
    column: Type.String(),
    rows: Type.Integer(),
    examples: Type.Array(Type.Object({ file: Type.String(), line: Type.Integer(), value: Type.String() })),
  }),
  branches: { one: 1 },
  sql: (import_id: number) => sql`WITH letters AS (
  SELECT file, line, argMax(dead_letter.code, received_at) AS code, argMax(dead_letter.column, received_at) AS column, argMax(raw, received_at) AS cells
  FROM dead_letter
  WHERE import_id = ${import_id}
  GROUP BY file, line
)
SELECT
  code,
  column,
  count() AS rows,
  CAST(arraySlice(arraySort(groupArray((file, line, cells[column]))), 1, 3), 'Array(Tuple(file String, line UInt64, value String))') AS examples
FROM letters
GROUP BY code, column
ORDER BY rows DESC, code, column`,
});

/** The original columns of one import's dead letters; no row when it has none. */
export const letterNames = query({
  name: "listen.import.letter_names",
  row: Type.Object({ names: Type.Array(Type.String()) }),
  branches: { one: 1 },
  sql: (import_id: number) =>
    sql`SELECT mapKeys(raw) AS names FROM dead_letter WHERE import_id = ${import_id} AND notEmpty(raw) ORDER BY file, line LIMIT 1`,
});

/** The dead letters with their original columns and four of ours, so that they can be corrected and imported again. */
export function letterExport(import_id: number, names: readonly string[]): Sql {
  const ours = new Set<string>(letterColumns);
  const cells = names.filter((name) => !ours.has(name)).map((name) => sql`raw[${name}] AS ${quoted(name)}`);
  const added = [
    sql`file AS kompas_file`,
    sql`line AS kompas_line`,
    sql`column AS kompas_column`,
    sql`message AS kompas_reason`,
  ];
  return sql`SELECT ${list([...cells, ...added])} FROM dead_letter FINAL WHERE import_id = ${import_id} AND notEmpty(raw) ORDER BY file, line`;
}
