// How many belong to segments, and how many moved lately.
import { Type } from "typebox";
import { query, type Sql, sql } from "#storage";

/** Members of each segment, or of one. */
export const sizesQuery = query({
  name: "analyze.segment.sizes",
  row: Type.Object({ segment_id: Type.String(), customers: Type.Integer() }),
  branches: { all: { id: null }, one: { id: "a" } },
  sql: ({
    id,
  }: {
    readonly id: string | null;
  }) => sql`SELECT toString(segment_member.segment_id) AS segment_id, count() AS customers
FROM segment_member${id === null ? sql`` : sql`\nWHERE segment_member.segment_id = ${id}`}
GROUP BY segment_id`,
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
