// How segments overlap: members by the combination of segments that they belong to.
import { Type } from "typebox";
import { query, sql } from "#storage";

/** A row for each combination that anybody has; of `mask` bit n stands for the n-th of the ids. */
export const overlapQuery = query({
  name: "analyze.segment.overlap",
  row: Type.Object({ mask: Type.Integer(), customers: Type.Integer() }),
  branches: { plain: { ids: ["a", "b"] } },
  sql: ({ ids }: { readonly ids: readonly string[] }) => sql`SELECT mask, count() AS customers
FROM (
  SELECT customer_id, groupBitOr(bitShiftLeft(toUInt32(1), indexOf(${[...ids]}, toString(segment_member.segment_id)) - 1)) AS mask
  FROM segment_member
  WHERE segment_member.segment_id IN ${[...ids]}
  GROUP BY customer_id
)
GROUP BY mask
ORDER BY customers DESC, mask`,
});
