// Members of a segment with an address of a kind, to whom links to a survey may be sent.
import { Type } from "typebox";
import { type Query, query, type Sql, sql } from "#storage";
import { type Consenting, mayReach } from "../consent.ts";
import { membersOf } from "../segment/size.sql.ts";

export interface Reached {
  readonly segment: string;
  /** The kind of the identifier, e.g. email. */
  readonly identifier: string;
  /** Only whom this reaches; null for all. */
  readonly consenting: Consenting | null;
}

const plain: Reached = { segment: "vip", identifier: "email", consenting: null };
const consenting: Consenting = { purpose: "marketing", channel: "email", at: new Date(0) };
const branches = { plain, consenting: { ...plain, consenting } };

/** Each member once, by the newest such identifier. */
const reached = ({ segment, identifier, consenting: asked }: Reached): Sql => sql`members AS (
  ${membersOf(segment)}
),
reached AS (
  SELECT customer_id, argMax(value, (identifier.first_seen_at, value)) AS address
  FROM identifier
  WHERE kind = ${identifier} AND customer_id IN (SELECT customer_id FROM members) AND ${mayReach(asked)}
  GROUP BY customer_id
)`;

const ReachedRow = Type.Object({ customer_id: Type.String(), address: Type.String() });

/** Who is reached, by customer. */
export const reachedQuery: Query<Reached, typeof ReachedRow> = query({
  name: "analyze.survey.reached",
  row: ReachedRow,
  branches,
  sql: (asked) => sql`WITH ${reached(asked)}
SELECT toString(reached.customer_id) AS customer_id, address
FROM reached
ORDER BY reached.customer_id`,
});

const LeftOutRow = Type.Object({ customers: Type.Integer() });

/** How many members are not: a consent does not reach them, or they have no such identifier. */
export const leftOutQuery: Query<Reached, typeof LeftOutRow> = query({
  name: "analyze.survey.left_out",
  row: LeftOutRow,
  branches,
  sql: (asked) => sql`WITH ${reached(asked)}
SELECT count() AS customers
FROM members
WHERE members.customer_id NOT IN (SELECT customer_id FROM reached)`,
});
