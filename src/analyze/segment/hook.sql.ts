// What a hook is still to be told of: changes by what happened, after the last one that was sent.
import { Type } from "typebox";
import { type Query, query, type Sql, sql } from "#storage";

/** Which changes: of a segment, after a place in the order of its log, until the last evaluation that is whole. */
export interface UnsentParams {
  readonly id: string;
  readonly after: { readonly changed_at: Date; readonly stamp: string };
  readonly until: Date;
}

const plain: UnsentParams = { id: "vip", after: { changed_at: new Date(0), stamp: "0" }, until: new Date(1) };

function unsent({ id, after, until }: UnsentParams): Sql {
  return sql`segment_word.segment_id = ${id} AND cause = 'live' AND changed_at <= ${until}
  AND (changed_at > ${after.changed_at} OR (changed_at = ${after.changed_at} AND segment_word.stamp > toUInt64(${after.stamp})))`;
}

const UnsentRow = Type.Object({
  stamp: Type.String(),
  customer_id: Type.String(),
  inside: Type.Boolean(),
  changed_at: Type.String(),
});

/** The next changes in the order in which they happened, of one instant by the customers' ids of then. */
export const unsentQuery: Query<UnsentParams & { readonly limit: number }, typeof UnsentRow> = query({
  name: "analyze.segment.unsent",
  row: UnsentRow,
  branches: { plain: { ...plain, limit: 500 } },
  sql: (params) => sql`SELECT
  toString(segment_word.stamp) AS stamp,
  toString(segment_word.customer_id) AS customer_id,
  inside,
  changed_at
FROM segment_word
WHERE ${unsent(params)}
ORDER BY segment_word.changed_at, segment_word.stamp, inside
LIMIT ${params.limit}`,
});

const WaitingRow = Type.Object({ changes: Type.Integer() });

/** How many changes wait. */
export const waitingQuery: Query<UnsentParams, typeof WaitingRow> = query({
  name: "analyze.segment.waiting",
  row: WaitingRow,
  branches: { plain },
  sql: (params) => sql`SELECT count() AS changes
FROM segment_word
WHERE ${unsent(params)}`,
});
