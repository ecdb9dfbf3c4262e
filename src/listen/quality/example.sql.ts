// Examples behind a figure: customers without a value, with a bad one, with one that another customer has too.
import { Type } from "typebox";
import type { QualityField } from "#contract";
import { type Query, query, type Sql, sql } from "#storage";
import { judgedSteps, peopleStep } from "./measure.sql.ts";

/** Inputs: `of` is missing, invalid, shared or a flag; source "" is any. */
export interface ExampleParams {
  readonly field: QualityField;
  readonly source: string;
  readonly of: string;
  readonly limit: number;
}

const ExampleRow = Type.Object({
  customer_id: Type.String(),
  kind: Type.String(),
  raw: Type.String(),
  clean: Type.String(),
  suggestion: Type.String(),
  source: Type.String(),
  flags: Type.Array(Type.String()),
  key: Type.String(),
});

const example: ExampleParams = { field: "email", source: "", of: "typo", limit: 50 };
const branches: Readonly<Record<string, ExampleParams>> = {
  flag: example,
  invalid: { ...example, source: "shop", of: "invalid" },
  shared: { ...example, of: "shared" },
  missing: { ...example, of: "missing" },
};

const ofSource = (column: Sql, source: string): Sql => (source === "" ? sql`true` : sql`${column} = ${source}`);

// An identifier says who it is of whom the field is missing.
const missing = ({ field, source, limit }: ExampleParams): Sql => sql`WITH
${peopleStep("UTC")},
${judgedSteps}
SELECT
  toString(seen.customer_id) AS customer_id,
  toString(min(seen.kind)) AS kind,
  argMin(seen.value, (seen.kind, seen.value)) AS raw,
  '' AS clean,
  '' AS suggestion,
  toString(any(seen.source)) AS source,
  CAST([], 'Array(String)') AS flags,
  '' AS key
FROM identifier_seen AS seen
WHERE ${ofSource(sql`seen.source`, source)} AND seen.customer_id IN (
  SELECT customer_id
  FROM people
  WHERE people.source = ${source} AND customer_id NOT IN (
    SELECT customer_id
    FROM judged
    WHERE field = ${field} AND ${ofSource(sql`judged.source`, source)}
  )
  ORDER BY customer_id
  LIMIT ${limit}
)
GROUP BY seen.customer_id
ORDER BY seen.customer_id`;

// One value in two spellings, as an identifier and as a trait, is one example.
const told = ({ field, source, of, limit }: ExampleParams): Sql => {
  const behind =
    of === "shared"
      ? sql`(judged.field, judged.key) IN shared_keys`
      : of === "invalid"
        ? sql`judged.cleaned AND NOT judged.valid`
        : sql`has(judged.flags, ${of})`;
  return sql`WITH
${judgedSteps}
SELECT
  toString(judged.customer_id) AS customer_id,
  ${field} AS kind,
  min(judged.raw) AS raw,
  any(judged.clean) AS clean,
  any(judged.parts['suggestion']) AS suggestion,
  min(judged.source) AS source,
  arrayMap(flag -> toString(flag), any(judged.flags)) AS flags,
  any(judged.key) AS key
FROM judged
WHERE judged.field = ${field} AND ${ofSource(sql`judged.source`, source)} AND ${behind}
GROUP BY judged.customer_id, if(judged.clean = '', lowerUTF8(judged.raw), judged.clean)
ORDER BY ${of === "shared" ? sql`key, customer_id` : sql`raw, customer_id`}
LIMIT ${limit}`;
};

/** Rows of the examples, those with one key beside each other. */
export const examplesOf: Query<ExampleParams, typeof ExampleRow> = query({
  name: "listen.quality.examples",
  row: ExampleRow,
  branches,
  sql: (params) => (params.of === "missing" ? missing(params) : told(params)),
});
