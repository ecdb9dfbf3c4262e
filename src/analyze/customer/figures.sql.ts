// What given customers are worth: orders, revenue, refunds, first and last order.

import { Type } from "typebox";
import { type Query, query, sql } from "#storage";
import {
  beforeEnd,
  isPurchase,
  minor,
  minorFloat,
  movesRevenue,
  ofCustomers,
  orderKey,
  since,
  type ZonedDays,
} from "../sql.ts";

/** Inputs: whose figures, and of which period; null is all time. */
export interface FiguresParams {
  readonly customer_ids: readonly string[];
  readonly period: ZonedDays | null;
  readonly digits: number;
}

const MaybeText = Type.Union([Type.String(), Type.Null()]);

const FiguresRow = Type.Object({
  customer_id: Type.String(),
  orders: Type.Integer(),
  /** In major units, as classes are bounded by them. */
  net: Type.Number(),
  revenue_minor: Type.Integer(),
  aov_minor: Type.Union([Type.Number(), Type.Null()]),
  refunds_minor: Type.Integer(),
  first_order_at: MaybeText,
  last_order_at: MaybeText,
});

const whole: FiguresParams = { customer_ids: ["1", "2"], period: null, digits: 2 };
const branches: Readonly<Record<string, FiguresParams>> = {
  all_time: whole,
  of_period: { ...whole, period: { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" } },
};

/** Figures of the period; first and last order are those up to its end. Who never moved revenue is absent. */
export const figuresQuery: Query<FiguresParams, typeof FiguresRow> = query({
  name: "analyze.customer.figures",
  row: FiguresRow,
  branches,
  sql: ({ customer_ids, period, digits }) => sql`WITH
activity AS (
  SELECT customer_id, revenue, occurred_at, ${orderKey} AS order_key, ${isPurchase} AS purchase, ${period ? since(period) : sql`true`} AS counts
  FROM event
  WHERE ${movesRevenue} AND ${period ? beforeEnd(period) : sql`true`} AND ${ofCustomers(customer_ids)}
),
figures AS (
  SELECT
    customer_id,
    uniqExactIf(order_key, purchase AND counts) AS orders,
    sumIf(revenue, counts) AS net,
    -sumIf(revenue, counts AND NOT purchase) AS refunded,
    minOrNullIf(occurred_at, purchase) AS first_order_at,
    maxOrNullIf(occurred_at, purchase) AS last_order_at
  FROM activity
  GROUP BY customer_id
)
SELECT
  toString(figures.customer_id) AS customer_id,
  orders,
  net,
  ${minor(sql`net`, digits)} AS revenue_minor,
  if(orders = 0, NULL, ${minorFloat(sql`net`, digits)} / orders) AS aov_minor,
  ${minor(sql`refunded`, digits)} AS refunds_minor,
  first_order_at,
  last_order_at
FROM figures`,
});
