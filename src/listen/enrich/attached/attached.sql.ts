// An attached table joined to customers by an identifier: what it says of whom, held against what it said before.
import { Type } from "typebox";
import { query, type Sql, sql } from "#storage";
import { identifierValue } from "../../import/identifier.sql.ts";
import { list, slot } from "../../import/names.sql.ts";
import type { Plan } from "../../import/plan.ts";
import { checkedRows, type RowInput } from "../../import/row.sql.ts";

/** One reading of a table. */
export interface Reading extends RowInput {
  /** attached:<name> */
  readonly source: string;
  /** What is told without a time of its own is true since then. */
  readonly received_at: Date;
}

function joining({ identifiers }: Plan): { kind: string; value: Sql } {
  const [first] = identifiers;
  if (!first) throw new TypeError("A plan without an identifier");
  return { kind: first.kind, value: identifierValue(first.kind, first.at) };
}

// Of rows with the same identifier the newest counts, and of those of one time one that is always the same.
function wordSteps({ plan, received_at, source, ...input }: Reading): Sql {
  const { kind, value } = joining(plan);
  const time = plan.occurred_at ? sql`assumeNotNull(occurred)` : sql`${received_at}`;
  const pairs = plan.traits.map(({ name, at }) => sql`(${name}, trimBoth(${slot("t", at)}))`);
  return sql`${checkedRows({ plan, ...input })},
  rows_read AS (SELECT ${value} AS joined_by, ${time} AS said_at, [${list(pairs)}] AS said FROM checked WHERE fault = 0),
  told AS (SELECT joined_by, max(said_at) AS at, argMax(said, (said_at, said)) AS traits FROM rows_read GROUP BY joined_by),
  matched AS (
    SELECT DISTINCT customer_id AS stamp, value
    FROM identifier_log
    WHERE kind = ${kind} AND value IN (SELECT joined_by FROM told)
  ),
  wanted AS (
    SELECT matched.stamp AS stamp, pair.1 AS name, argMax(pair.2, (told.at, pair.2)) AS value, max(told.at) AS at
    FROM matched
    INNER JOIN told ON told.joined_by = matched.value
    ARRAY JOIN told.traits AS pair
    WHERE pair.2 != ''
    GROUP BY stamp, name
  ),
  standing AS (
    SELECT said.stamp AS stamp, name, argMax(said.value, (said.occurred_at, said.value)) AS value, max(said.occurred_at) AS at
    FROM trait_said AS said
    WHERE source = ${source}
    GROUP BY stamp, name
  ),
  changed AS (
    SELECT
      if(wanted.name != '', wanted.stamp, standing.stamp) AS stamp,
      if(wanted.name != '', wanted.name, standing.name) AS name,
      wanted.value AS value,
      greatest(
        if(wanted.name != '', wanted.at, ${received_at}),
        if(standing.name != '', addMilliseconds(standing.at, 1), toDateTime64(0, 3, 'UTC'))
      ) AS at
    FROM wanted
    FULL OUTER JOIN standing ON standing.stamp = wanted.stamp AND standing.name = wanted.name
    WHERE wanted.value != standing.value
  )`;
}

const columns = [
  { name: "mail", type: "String" },
  { name: "tier", type: "String" },
];

const example: Reading = {
  plan: {
    mapping: {
      rows: "customers",
      source: "attached:crm",
      currency: "EUR",
      time_zone: "UTC",
      format: { format: "table" },
      columns: [],
    },
    columns,
    occurred_at: undefined,
    fields: {},
    identifiers: [{ at: 0, column: { name: "mail", type: "String" }, kind: "email" }],
    properties: [],
    traits: [{ at: 1, column: { name: "tier", type: "String" }, name: "tier" }],
    group_traits: [],
    fixes: undefined,
  },
  table: sql`SELECT c0, c1, file, line FROM null('c0 String, c1 String, file String, line UInt64')`,
  latest: new Date(0),
  source: "attached:crm",
  received_at: new Date(0),
};

/** What a reading would change and whom it finds; `rows` are those of the table that can be read. */
export const outlook = query({
  name: "listen.enrich.outlook",
  row: Type.Object({
    rows: Type.Integer(),
    refused: Type.Integer(),
    customers: Type.Integer(),
    traits_told: Type.Integer(),
    traits_taken_away: Type.Integer(),
  }),
  branches: { plain: example },
  sql: (reading: Reading) => sql`WITH
  ${wordSteps(reading)}
SELECT
  ifNull((SELECT countIf(fault = 0) FROM checked), 0) AS rows,
  ifNull((SELECT countIf(fault > 0) FROM checked), 0) AS refused,
  ifNull((SELECT uniqExact(stamp) FROM matched), 0) AS customers,
  countIf(value != '') AS traits_told,
  countIf(value = '') AS traits_taken_away
FROM changed`,
});

/** INSERT INTO delivery …: only what changed, each word under the stamp that has the identifier, and no identifier. */
export function tellStatement(reading: Reading): Sql {
  const { source, received_at } = reading;
  return sql`INSERT INTO delivery (
  source, type, customer_id, occurred_at, original_at, sent_at, received_at, version, import_id, traits
)
WITH
  ${wordSteps(reading)}
SELECT
  ${source},
  'identify',
  stamp,
  at,
  at,
  at,
  ${received_at},
  toUnixTimestamp64Milli(${received_at}),
  1,
  groupArray((name, value))
FROM changed
GROUP BY stamp, at`;
}
