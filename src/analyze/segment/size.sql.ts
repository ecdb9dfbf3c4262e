// How many belong to segments, and how many moved lately.
import { Type } from "typebox";
import { query, type Sql, sql } from "#storage";

// Whoever was merged with somebody, ever: few, of whom the person of now is looked up. All others are counted by their stamp
// in the order in which they lie, whatever their number.
const merged = sql`(SELECT alias.stamp FROM alias UNION ALL SELECT alias.customer_id FROM alias)`;

/** Members of each segment, or of one: as many as `segment_member` has. */
export const sizesQuery = query({
  name: "analyze.segment.sizes",
  row: Type.Object({ segment_id: Type.String(), customers: Type.Integer() }),
  branches: { all: { id: null }, one: { id: "a" } },
  sql: ({ id }: { readonly id: string | null }) => {
    const asked = id === null ? sql`true` : sql`segment_id = ${id}`;
    return sql`WITH alone AS (
  SELECT customer_id, segment_id
  FROM segment_log
  WHERE ${asked} AND customer_id NOT IN ${merged}
  GROUP BY customer_id, segment_id
  HAVING argMax(segment_log.inside, (segment_log.changed_at, segment_log.inside))
),
joined AS (
  SELECT customer_id, segment_id
  FROM segment_word
  WHERE ${asked} AND stamp IN ${merged}
  GROUP BY customer_id, segment_id
  HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.own, segment_word.inside))
)
SELECT toString(members.segment_id) AS segment_id, sum(members.customers) AS customers
FROM (
  SELECT segment_id, count() AS customers FROM alone GROUP BY segment_id
  UNION ALL
  SELECT segment_id, count() AS customers FROM joined GROUP BY segment_id
) AS members
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
