// What is known of one customer: every trait and identifier, a row each.
import { Type } from "typebox";
import { query, sql, standingWord, typed } from "#storage";

/** More of one customer than this tells a reviewer nothing. */
const most_rows = 1000;

/**
 * Traits and identifiers of all who were stamped so, as those of one customer, by the logs' own keys. What enrichment made
 * of them tells nothing new.
 */
export const recordOf = query({
  name: "listen.identify.review.record",
  row: Type.Object({
    kind: Type.Union([Type.Literal("trait"), Type.Literal("identifier")]),
    name: Type.String(),
    value: Type.String(),
  }),
  branches: { two: ["1", "2"] },
  sql: (stamps: readonly string[]) => sql`WITH told AS (
  SELECT 'trait' AS what, toString(name) AS called, ${standingWord()}.2 AS newest
  FROM trait_said AS said
  WHERE stamp IN ${typed("Array(UInt64)", stamps.map(BigInt))} AND NOT startsWith(said.source, 'enrich:')
  GROUP BY called
  HAVING newest != ''
  UNION ALL
  SELECT DISTINCT 'identifier' AS what, toString(kind) AS called, value AS newest
  FROM identifier_seen
  WHERE stamp IN ${typed("Array(UInt64)", stamps.map(BigInt))}
)
SELECT what::Enum8('trait' = 0, 'identifier' = 1) AS kind, called AS name, newest AS value
FROM told
ORDER BY kind, name, value
LIMIT ${most_rows}`,
});
