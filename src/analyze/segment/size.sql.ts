// How many belong to segments, and how many moved lately.
import { Type } from "typebox";
import { query, type Sql, sql } from "#storage";

// Stamps of whoever was merged with somebody, ever: few.
const merged = sql`stamp IN (SELECT alias.stamp FROM alias UNION ALL SELECT alias.customer_id FROM alias)`;

/**
 * Members of each segment, or of one: as many as `segment_member` has. Counted by stamp in the order in which the log lies,
 * which needs no memory whatever their number; the few who were merged are taken out and counted by person instead.
 */
export const sizesQuery = query({
  name: "analyze.segment.sizes",
  row: Type.Object({ segment_id: Type.String(), customers: Type.Integer() }),
  branches: { all: { id: null }, one: { id: "a" } },
  sql: ({ id }: { readonly id: string | null }) => {
    const asked = id === null ? sql`true` : sql`segment_id = ${id}`;
    return sql`WITH by_stamp AS (
  SELECT customer_id, segment_id
  FROM segment_log
  WHERE ${asked}
  GROUP BY customer_id, segment_id
  HAVING argMax(segment_log.inside, (segment_log.changed_at, segment_log.inside))
),
merged_by_stamp AS (
  SELECT stamp, segment_id
  FROM segment_word
  WHERE ${asked} AND ${merged}
  GROUP BY stamp, segment_id
  HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.inside))
),
merged_by_person AS (
  SELECT customer_id, segment_id
  FROM segment_word
  WHERE ${asked} AND ${merged}
  GROUP BY customer_id, segment_id
  HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.own, segment_word.inside))
)
SELECT toString(parts.segment_id) AS segment_id, sum(parts.members) AS customers
FROM (
  SELECT segment_id, toInt64(count()) AS members FROM by_stamp GROUP BY segment_id
  UNION ALL
  SELECT segment_id, -toInt64(count()) AS members FROM merged_by_stamp GROUP BY segment_id
  UNION ALL
  SELECT segment_id, toInt64(count()) AS members FROM merged_by_person GROUP BY segment_id
) AS parts
GROUP BY segment_id
SETTINGS optimize_aggregation_in_order = 1`;
  },
});

/** Who entered and left since then by what happened; what a first computation found does not count. */
export const recentQuery = query({
  name: "analyze.segment.recent",
  row: Type.Object({ segment_id: Type.String(), entered: Type.Integer(), left: Type.Integer() }),
  branches: { plain: { since: new Date(0) } },
  sql: ({
    since,
  }: {
    readonly since: Date;
  }) => sql`SELECT toString(segment_log.segment_id) AS segment_id, countIf(inside) AS entered, countIf(NOT inside) AS left
FROM segment_log
WHERE changed_at > ${since} AND cause = 'live'
GROUP BY segment_id`,
});

/** A SELECT of the customer_id of a segment's members. */
export function membersOf(id: string): Sql {
  return sql`SELECT customer_id FROM segment_member WHERE segment_member.segment_id = ${id}`;
}
