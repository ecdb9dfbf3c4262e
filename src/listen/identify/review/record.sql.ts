// What is known of a few customers: every trait and identifier, a row each.
import { Type } from "typebox";
import { query, sql, typed } from "#storage";

/** More of one name or kind than this tells a reviewer nothing. */
const most_rows = 2000;

/** Traits and identifiers of some customers; of a kind in the order of the alphabet. */
export const recordsOf = query({
  name: "listen.identify.review.records",
  row: Type.Object({
    customer_id: Type.String(),
    kind: Type.Union([Type.Literal("trait"), Type.Literal("identifier")]),
    name: Type.String(),
    value: Type.String(),
  }),
  branches: { two: ["1", "2"] },
  sql: (ids: readonly string[]) => sql`WITH told AS (
  SELECT customer_id, 'trait' AS what, toString(name) AS called, value
  FROM trait
  WHERE customer_id IN ${typed("Array(UInt64)", ids.map(BigInt))}
  UNION ALL
  SELECT customer_id, 'identifier' AS what, toString(kind) AS called, value
  FROM identifier
  WHERE customer_id IN ${typed("Array(UInt64)", ids.map(BigInt))}
)
SELECT
  toString(customer_id) AS customer_id,
  what::Enum8('trait' = 0, 'identifier' = 1) AS kind,
  called AS name,
  value
FROM told
ORDER BY customer_id, kind, name, value
LIMIT ${most_rows}`,
});
