// ABC x XYZ classes of the customers who bought in a period.

import { Type } from "typebox";
import type { Grain, XyzForm } from "#contract";
import { type Query, query, type Sql, sql } from "#storage";
import type { Days } from "../calendar.ts";
import { type Consenting, mayReach } from "../consent.ts";
import { labelSteps } from "../customer/label.sql.ts";
import { dayOf, isPurchase, minor, movesRevenue, orderKey, startOfGrain, within, type ZonedDays } from "../sql.ts";
import { shareClass } from "./share.sql.ts";

/** Where classes end: cumulative shares for ABC and for XYZ by frequency, coefficients for XYZ by variation. */
export interface Cuts {
  readonly abc_a: number;
  readonly abc_b: number;
  readonly xyz_x: number;
  readonly xyz_y: number;
}

export interface ClassParams {
  readonly period: ZonedDays;
  readonly form: XyzForm;
  readonly grain: Grain;
  /** The complete stretches of the variation form; null when the period holds none: then all are Z. */
  readonly stretches: (Days & { readonly count: number }) | null;
  readonly cuts: Cuts;
  readonly digits: number;
}

// A coefficient of variation c of n values with sum s and sum of squares q (deviation of the whole population, as the
// stretches are all there are, no sample): c^2 = n q / s^2 - 1. Compared as n q <= (1 + cut^2) s^2 in whole numbers of
// 1/10000 of money, so that nothing is rounded; cuts count to three places.
export function withinVariation(count: number, cut: number): Sql {
  const squared = 1_000_000 + Math.round(cut * 1_000) ** 2;
  return sql`square_sum * ${count} * 1000000 <= sum_units * sum_units * toInt256(${squared})`;
}

function variationSteps({ period, grain, stretches }: ClassParams): Sql {
  if (!stretches) return sql``;
  return sql`
revenue_by_stretch AS (
  SELECT customer_id, ${startOfGrain(grain, dayOf(period.time_zone))} AS stretch, toInt256(sum(revenue) * 10000) AS units
  FROM event
  WHERE ${movesRevenue} AND ${within({ ...period, ...stretches })} AND customer_id != 0
  GROUP BY customer_id, stretch
),
variation AS (
  SELECT customer_id, sum(units) AS sum_units, sum(units * units) AS square_sum
  FROM revenue_by_stretch
  GROUP BY customer_id
),`;
}

function xyz({ form, stretches, cuts }: ClassParams): Sql {
  if (form === "frequency") return shareClass("orders", { upper: cuts.xyz_x, middle: cuts.xyz_y, names: "xyz" });
  if (!stretches) return sql`'Z'`;
  return sql`multiIf(
      ifNull(sum_units, 0) <= 0, 'Z',
      ${withinVariation(stretches.count, cuts.xyz_x)}, 'X',
      ${withinVariation(stretches.count, cuts.xyz_y)}, 'Y',
      'Z'
    )`;
}

/**
 * Steps up to `classified`: one row a customer with at least one purchase in the period, with net revenue, orders and
 * both classes. Whoever gave back as much as bought earns nothing and is C.
 */
function classSteps(params: ClassParams): Sql {
  const variation = params.form === "variation" && params.stretches !== null;
  return sql`WITH
buyers AS (
  SELECT
    customer_id,
    sum(revenue) AS net,
    greatest(net, 0) AS earned,
    uniqExactIf(${orderKey}, ${isPurchase}) AS orders,
    -sumIf(revenue, NOT ${isPurchase}) AS refunded,
    minIf(occurred_at, ${isPurchase}) AS first_order_at,
    maxIf(occurred_at, ${isPurchase}) AS last_order_at
  FROM event
  WHERE ${movesRevenue} AND ${within(params.period)} AND customer_id != 0
  GROUP BY customer_id
  HAVING orders > 0
),${variation ? variationSteps(params) : sql``}
classified AS (
  SELECT
    *,
    ${shareClass("revenue", { upper: params.cuts.abc_a, middle: params.cuts.abc_b, names: "abc" })} AS abc,
    ${xyz(params)} AS xyz
  FROM buyers${variation ? sql`\n  LEFT JOIN variation USING (customer_id)` : sql``}
)`;
}

const Abc = Type.Union([Type.Literal("A"), Type.Literal("B"), Type.Literal("C")]);
const Xyz = Type.Union([Type.Literal("X"), Type.Literal("Y"), Type.Literal("Z")]);

const year: ZonedDays = { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" };
const shares = { abc_a: 0.8, abc_b: 0.95, xyz_x: 0.8, xyz_y: 0.95 };
const frequency: ClassParams = {
  period: year,
  form: "frequency",
  grain: "month",
  stretches: null,
  cuts: shares,
  digits: 2,
};
const variation: ClassParams = {
  ...frequency,
  form: "variation",
  stretches: { from: "2024-01-01", to: "2024-12-31", count: 12 },
  cuts: { ...shares, xyz_x: 0.5, xyz_y: 1 },
};
const noStretch: ClassParams = { ...variation, stretches: null };
const forms: Readonly<Record<string, ClassParams>> = { frequency, variation, no_complete_stretch: noStretch };

const MatrixRow = Type.Object({
  abc: Abc,
  xyz: Xyz,
  customers: Type.Integer(),
  revenue_minor: Type.Integer(),
  orders: Type.Integer(),
});

/** The cells of the matrix that hold anybody. */
export const matrixQuery: Query<ClassParams, typeof MatrixRow> = query({
  name: "analyze.class.matrix",
  row: MatrixRow,
  branches: forms,
  sql: (params) => sql`${classSteps(params)}
SELECT abc, xyz, count() AS customers, ${minor(sql`sum(net)`, params.digits)} AS revenue_minor, sum(orders) AS orders
FROM classified
GROUP BY abc, xyz
ORDER BY abc, xyz`,
});

const MaybeNumber = Type.Union([Type.Number(), Type.Null()]);

const BoundsRow = Type.Object({ a_from: MaybeNumber, b_from: MaybeNumber, x_from: MaybeNumber, y_from: MaybeNumber });

/**
 * Where classes begin: the least net revenue (in major units) of A and of B or better, the least number of orders of X
 * and of Y or better; null where nobody is. By them a customer's class is told without ranking all again.
 */
export const boundsQuery: Query<ClassParams, typeof BoundsRow> = query({
  name: "analyze.class.bounds",
  row: BoundsRow,
  branches: { frequency },
  sql: (params) => sql`${classSteps(params)}
SELECT
  minOrNullIf(net, abc = 'A') AS a_from,
  minOrNullIf(net, abc != 'C') AS b_from,
  minOrNullIf(orders, xyz = 'X') AS x_from,
  minOrNullIf(orders, xyz != 'Z') AS y_from
FROM classified`,
});

/** Inputs of a list of customers by class: which letters, and where the last page ended. */
export interface ClassListParams extends ClassParams {
  readonly abc: string;
  readonly xyz: string;
  /** Only whom this reaches; null for all. */
  readonly consenting: Consenting | null;
  readonly after: { readonly revenue_minor: number; readonly customer_id: string } | null;
  readonly limit: number;
}

const ClassListRow = Type.Object({
  customer_id: Type.String(),
  orders: Type.Integer(),
  revenue_minor: Type.Integer(),
  refunds_minor: Type.Integer(),
  first_order_at: Type.String(),
  last_order_at: Type.String(),
  abc: Abc,
  xyz: Xyz,
  total: Type.Integer(),
  left_out: Type.Integer(),
});

function chosen({ abc, xyz: letters }: { readonly abc: string; readonly xyz: string }): Sql {
  return sql`has(${[...abc]}, abc) AND has(${[...letters]}, xyz)`;
}

const list: ClassListParams = { ...frequency, abc: "A", xyz: "XY", consenting: null, after: null, limit: 100 };
const consenting: Consenting = { purpose: "marketing", channel: "email", at: new Date(0) };

const classLists: Readonly<Record<string, ClassListParams>> = {
  first_page: list,
  next_page: { ...list, after: { revenue_minor: 100, customer_id: "1" } },
  consenting: { ...list, consenting },
};

/** Customers of the chosen cells, the most revenue first; `total` counts all of them. */
export const classListQuery: Query<ClassListParams, typeof ClassListRow> = query({
  name: "analyze.class.customers",
  row: ClassListRow,
  branches: classLists,
  sql: (params) => sql`${classSteps(params)},
judged AS (
  SELECT *, ${mayReach(params.consenting)} AS allowed
  FROM classified
  WHERE ${chosen(params)}
),
numbered AS (
  SELECT *, ${minor(sql`net`, params.digits)} AS revenue_minor, countIf(allowed) OVER () AS total, countIf(NOT allowed) OVER () AS left_out
  FROM judged
),
chosen AS (
  SELECT *
  FROM numbered
  WHERE allowed
)
SELECT
  toString(customer_id) AS customer_id,
  orders,
  revenue_minor,
  ${minor(sql`refunded`, params.digits)} AS refunds_minor,
  first_order_at,
  last_order_at,
  abc,
  xyz,
  total,
  left_out
FROM chosen
${params.after ? sql`WHERE (revenue_minor, chosen.customer_id) < (${params.after.revenue_minor}, toUInt64(${params.after.customer_id}))\n` : sql``}ORDER BY revenue_minor DESC, chosen.customer_id DESC
LIMIT ${params.limit}`,
});

const ClassFileRow = Type.Object({
  customer_id: Type.String(),
  customer: Type.String(),
  abc: Abc,
  xyz: Xyz,
  revenue: Type.Number(),
  orders: Type.Integer(),
  refunds: Type.Number(),
  first_order_at: Type.String(),
  last_order_at: Type.String(),
});

/** Inputs of a file; not `named`, customers stand in it by their numbers alone. */
export interface ClassFileParams extends Omit<ClassListParams, "after" | "limit"> {
  readonly named: boolean;
}

const file: ClassFileParams = { ...list, named: true };

const names = sql`
LEFT JOIN labels ON labels.customer_id = classified.customer_id`;

/** All customers of the chosen cells as a file has them, amounts in major units. */
export const classFileQuery: Query<ClassFileParams, typeof ClassFileRow> = query({
  name: "analyze.class.file",
  row: ClassFileRow,
  branches: { frequency: file, without_names: { ...file, named: false }, consenting: { ...file, consenting } },
  sql: (params) => sql`${classSteps(params)}${params.named ? sql`,\n${labelSteps(null)}` : sql``}
SELECT
  toString(classified.customer_id) AS customer_id,
  ${params.named ? sql`ifNull(labels.label, toString(classified.customer_id))` : sql`toString(classified.customer_id)`} AS customer,
  abc,
  xyz,
  net AS revenue,
  orders,
  refunded AS refunds,
  first_order_at,
  last_order_at
FROM classified${params.named ? names : sql``}
WHERE ${chosen(params)}${params.consenting === null ? sql`` : sql` AND ${mayReach(params.consenting)}`}
ORDER BY net DESC, classified.customer_id DESC`,
});
