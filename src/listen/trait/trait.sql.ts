// What was said of traits, by whom, and what another rule would change.
import { Type } from "typebox";
import type { TraitPolicy } from "#contract";
import { type Query, query, type Sql, sql, standingWord } from "#storage";
import { newest, weightOf } from "./weight.sql.ts";

/** Every trait of which anything was said, with the sources that said it. Whether a word came twice does not matter. */
export const traitsSaid = query({
  name: "listen.trait.said",
  row: Type.Object({
    name: Type.String(),
    customers: Type.Integer(),
    disputed: Type.Integer(),
    last_at: Type.String(),
    sources: Type.Array(Type.Object({ source: Type.String(), customers: Type.Integer() })),
  }),
  branches: { plain: {} },
  sql: () => sql`WITH
by_source AS (
  SELECT customer_id, name, source, minIf(value, value != '') AS least, maxIf(value, value != '') AS greatest, max(said.occurred_at) AS last_at
  FROM trait_said AS said
  WHERE customer_id != 0
  GROUP BY customer_id, name, source
),
by_customer AS (
  SELECT customer_id, name, minIf(least, least != '') != max(greatest) AS disputed, max(by_source.last_at) AS last_at, groupArray(toString(source)) AS sources
  FROM by_source
  GROUP BY customer_id, name
),
counted AS (
  SELECT name, count() AS customers, countIf(by_customer.disputed) AS disputed, max(by_customer.last_at) AS last_at, sumMap(sources, arrayMap(_ -> toUInt64(1), sources)) AS sources
  FROM by_customer
  GROUP BY name
)
SELECT
  toString(counted.name) AS name,
  customers,
  disputed,
  last_at,
  CAST(arraySort(pair -> (-toInt64(pair.2), pair.1), arrayZip(sources.1, sources.2)), 'Array(Tuple(source String, customers UInt64))') AS sources
FROM counted
ORDER BY customers DESC, name`,
});

/** Inputs: the rule to try, and for which trait; null is all but those that have a rule of their own. */
export interface TryParams {
  readonly policy: TraitPolicy;
  readonly of: { readonly name: string } | { readonly except: readonly string[] };
  readonly examples: number;
}

const TryRow = Type.Object({
  customers: Type.Integer(),
  customer_id: Type.String(),
  name: Type.String(),
  value: Type.String(),
  source: Type.String(),
  new_value: Type.String(),
  new_source: Type.String(),
});

const one: TryParams = { policy: newest, of: { name: "city" }, examples: 5 };
const branches: Readonly<Record<string, TryParams>> = {
  newest: one,
  oldest: { ...one, policy: { policy: "oldest", sources: [] } },
  source: { ...one, policy: { policy: "source", sources: ["crm", "shop"] } },
  complete_by_default: { ...one, policy: { policy: "complete", sources: [] }, of: { except: ["city"] } },
};

function which({ of }: TryParams): Sql {
  return "name" in of ? sql`name = ${of.name}` : sql`name NOT IN ${of.except}`;
}

/** Customers who would show another value under the rule, with a few of them; no row when there are none. */
export const tryPolicy: Query<TryParams, typeof TryRow> = query({
  name: "listen.trait.try",
  row: TryRow,
  branches,
  sql: (params) => sql`WITH
chosen AS (
  SELECT customer_id, name, ${standingWord()} AS word, ${standingWord(weightOf(params.policy))} AS new_word
  FROM trait_said AS said
  WHERE customer_id != 0 AND ${which(params)}
  GROUP BY customer_id, name
  HAVING word.2 != new_word.2
)
SELECT
  ifNull((SELECT uniqExact(customer_id) FROM chosen), 0) AS customers,
  toString(chosen.customer_id) AS customer_id,
  toString(name) AS name,
  word.2 AS value,
  word.3 AS source,
  new_word.2 AS new_value,
  new_word.3 AS new_source
FROM chosen
ORDER BY chosen.customer_id, name
LIMIT ${params.examples}`,
});
