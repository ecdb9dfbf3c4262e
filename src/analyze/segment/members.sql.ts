// The members of a segment as a file: what they are worth, and since when they belong.
import { Type } from "typebox";
import { type Query, query, sql } from "#storage";
import { type Consenting, mayReach } from "../consent.ts";
import { labelSteps } from "../customer/label.sql.ts";
import { isPurchase, movesRevenue, orderKey } from "../sql.ts";
import { membersOf } from "./size.sql.ts";

/** Inputs of a file; not `named`, customers stand in it by their numbers alone. */
export interface MembersParams {
  readonly id: string;
  readonly named: boolean;
  /** Only whom this reaches; null for all. */
  readonly consenting: Consenting | null;
}

const plain: MembersParams = { id: "vip", named: true, consenting: null };
const consenting: Consenting = { purpose: "marketing", channel: "email", at: new Date(0) };
const MaybeText = Type.Union([Type.String(), Type.Null()]);

const MembersFileRow = Type.Object({
  customer_id: Type.String(),
  customer: Type.String(),
  member_since: Type.String(),
  revenue: Type.Number(),
  orders: Type.Integer(),
  refunds: Type.Number(),
  first_order_at: MaybeText,
  last_order_at: MaybeText,
});

/** All members, those of most revenue first, amounts in major units of the workspace's currency. */
export const membersFileQuery: Query<MembersParams, typeof MembersFileRow> = query({
  name: "analyze.segment.file",
  row: MembersFileRow,
  branches: { plain, without_names: { ...plain, named: false }, consenting: { ...plain, consenting } },
  sql: ({ id, named, consenting: asked }) => sql`WITH
members AS (
  SELECT customer_id, since
  FROM segment_member
  WHERE segment_member.segment_id = ${id} AND ${mayReach(asked)}
),
bought AS (
  SELECT
    customer_id,
    sum(revenue) AS net,
    -sumIf(revenue, NOT purchase) AS refunded,
    uniqExactIf(order_key, purchase) AS orders,
    minOrNullIf(occurred_at, purchase) AS first_order_at,
    maxOrNullIf(occurred_at, purchase) AS last_order_at
  FROM (
    SELECT customer_id, revenue, occurred_at, ${orderKey} AS order_key, ${isPurchase} AS purchase
    FROM event
    WHERE ${movesRevenue} AND customer_id IN (${membersOf(id)})
  )
  GROUP BY customer_id
)${named ? sql`,\n${labelSteps(null)}` : sql``}
SELECT
  toString(members.customer_id) AS customer_id,
  ${named ? sql`ifNull(nullIf(labels.label, ''), toString(members.customer_id))` : sql`toString(members.customer_id)`} AS customer,
  members.since AS member_since,
  ifNull(bought.net, 0) AS revenue,
  ifNull(bought.orders, 0) AS orders,
  ifNull(bought.refunded, 0) AS refunds,
  bought.first_order_at AS first_order_at,
  bought.last_order_at AS last_order_at
FROM members
LEFT JOIN bought ON bought.customer_id = members.customer_id${named ? sql`\nLEFT JOIN labels ON labels.customer_id = members.customer_id` : sql``}
ORDER BY revenue DESC, members.customer_id DESC`,
});

/** How many members a consent does not reach. */
export const unreachedQuery = query({
  name: "analyze.segment.unreached",
  row: Type.Object({ customers: Type.Integer() }),
  branches: { plain: { id: "vip", consenting } },
  sql: ({ id, consenting: asked }: Pick<MembersParams, "id"> & { readonly consenting: Consenting }) =>
    sql`SELECT count() AS customers
FROM segment_member
WHERE segment_member.segment_id = ${id} AND NOT (${mayReach(asked)})`,
});
