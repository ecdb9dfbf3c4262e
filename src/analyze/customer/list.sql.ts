// The list of customers: figures of each, their classes, found by name or identifier, sorted, page by page.

import { Type } from "typebox";
import type { CustomerSort } from "#contract";
import { identifier, type Query, query, type Sql, sql, typed } from "#storage";
import { shareClass } from "../class/share.sql.ts";
import type { Behind } from "../metric/registry.ts";
import { beforeEnd, isPurchase, minor, minorFloat, movesRevenue, orderKey, since, type ZonedDays } from "../sql.ts";
import { labelSteps } from "./label.sql.ts";

/** Inputs of one page. Without a period, all customers and all time. */
export interface ListParams {
  /** Figures of this period only, and only customers who moved revenue in it. */
  readonly narrowed: { readonly period: ZonedDays; readonly behind: Behind } | null;
  readonly customer_id: string | null;
  readonly search: string | null;
  readonly sort: CustomerSort;
  readonly order: "asc" | "desc";
  readonly after: { readonly value: string; readonly customer_id: string } | null;
  readonly limit: number;
  readonly digits: number;
}

function activity({ narrowed }: ListParams): Sql {
  if (narrowed)
    return sql`SELECT *, ${since(narrowed.period)} AS counts
  FROM event
  WHERE ${movesRevenue} AND ${beforeEnd(narrowed.period)} AND customer_id != 0`;
  return sql`SELECT customer_id, name, revenue, id, order_id, occurred_at, true AS counts
  FROM event
  WHERE ${movesRevenue} AND customer_id != 0
  UNION ALL
  SELECT DISTINCT customer_id, '', 0, 0, '', NULL, false
  FROM identifier`;
}

const conditions = {
  moved: "moves > 0",
  bought: "orders > 0",
  new: "orders > 0 AND is_new",
  returning: "orders > 0 AND NOT is_new",
  repeated: "orders > 1",
  refunded: "refunded != 0",
} as const satisfies Record<Behind, string>;

interface SortKey {
  readonly type: "Int64" | "Float64" | "String";
  readonly key: Sql;
}

// Who has no orders sorts below everybody who has.
const sortKeys: Readonly<Record<CustomerSort, SortKey>> = {
  revenue: { type: "Int64", key: sql`toInt64(net * 10000)` },
  orders: { type: "Int64", key: sql`toInt64(orders)` },
  aov: { type: "Float64", key: sql`if(orders = 0, -1e18, toFloat64(net) / orders)` },
  first_order: { type: "Int64", key: sql`ifNull(toUnixTimestamp64Milli(first_order_at), -1)` },
  last_order: { type: "Int64", key: sql`ifNull(toUnixTimestamp64Milli(last_order_at), -1)` },
  label: { type: "String", key: sql`lowerUTF8(ifNull(labels.label, toString(customer_id)))` },
};

const shares = { upper: 0.8, middle: 0.95 };
const directions = { asc: "ASC", desc: "DESC" };
const comparisons = { asc: ">", desc: "<" };

function matches(params: ListParams): Sql {
  const { narrowed, customer_id, search } = params;
  const behind = narrowed ? identifier(conditions, narrowed.behind) : sql`true`;
  const one = customer_id === null ? sql`true` : sql`customer_id = toUInt64(${customer_id})`;
  const found =
    search === null
      ? sql`true`
      : sql`customer_id IN (SELECT customer_id FROM known_names WHERE positionCaseInsensitiveUTF8(value, ${search}) > 0)`;
  return sql`${behind} AND ${one} AND ${found}`;
}

/** One row a customer with figures and classes: steps up to `classified`. */
function classifiedSteps(params: ListParams): Sql {
  return sql`activity AS (
  ${activity(params)}
),
figures AS (
  SELECT
    customer_id,
    countIf(counts) AS moves,
    uniqExactIf(${orderKey}, ${isPurchase} AND counts) AS orders,
    sumIf(revenue, counts) AS net,
    if(orders > 0, greatest(net, 0), 0) AS earned,
    -sumIf(revenue, counts AND NOT ${isPurchase}) AS refunded,
    minOrNullIf(occurred_at, ${isPurchase}) AS first_order_at,
    maxOrNullIf(occurred_at, ${isPurchase}) AS last_order_at,
    countIf(${isPurchase} AND NOT counts) = 0 AS is_new
  FROM activity
  GROUP BY customer_id
),
classified AS (
  SELECT
    *,
    ${shareClass("revenue", { ...shares, names: "abc" })} AS abc,
    ${shareClass("orders", { ...shares, names: "xyz" })} AS xyz
  FROM figures
)`;
}

function listSql(params: ListParams): Sql {
  const { search, sort, order, after, limit, digits } = params;
  const { key, type } = sortKeys[sort];
  const direction = identifier(directions, order);
  const named = search !== null || sort === "label" ? sql`${labelSteps(null)},\n` : sql``;
  const joined = sort === "label" ? sql`\n  LEFT JOIN labels ON labels.customer_id = classified.customer_id` : sql``;
  const page = after
    ? sql`WHERE (sort_key, matched.customer_id) ${identifier(comparisons, order)} (${typed(type, after.value)}, toUInt64(${after.customer_id}))\n`
    : sql``;
  return sql`WITH
${named}${classifiedSteps(params)},
matched AS (
  SELECT classified.*, ${key} AS sort_key, count() OVER () AS total
  FROM classified${joined}
  WHERE ${matches(params)}
)
SELECT
  toString(customer_id) AS customer_id,
  orders,
  ${minor(sql`net`, digits)} AS revenue_minor,
  if(orders = 0, NULL, ${minorFloat(sql`net`, digits)} / orders) AS aov_minor,
  ${minor(sql`refunded`, digits)} AS refunds_minor,
  first_order_at,
  last_order_at,
  if(orders = 0, NULL, abc) AS abc,
  if(orders = 0, NULL, xyz) AS xyz,
  toString(sort_key) AS sort_value,
  total
FROM matched
${page}ORDER BY sort_key ${direction}, matched.customer_id ${direction}
LIMIT ${limit}`;
}

const MaybeText = Type.Union([Type.String(), Type.Null()]);

const ListRow = Type.Object({
  customer_id: Type.String(),
  orders: Type.Integer(),
  revenue_minor: Type.Integer(),
  aov_minor: Type.Union([Type.Number(), Type.Null()]),
  refunds_minor: Type.Integer(),
  first_order_at: MaybeText,
  last_order_at: MaybeText,
  abc: MaybeText,
  xyz: MaybeText,
  /** What the row was sorted by, for the cursor. */
  sort_value: Type.String(),
  /** How many customers the list has on all its pages. */
  total: Type.Integer(),
});

const first: ListParams = {
  narrowed: null,
  customer_id: null,
  search: null,
  sort: "revenue",
  order: "desc",
  after: null,
  limit: 100,
  digits: 2,
};
const period: ZonedDays = { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" };

const branches: Readonly<Record<string, ListParams>> = {
  first_page: first,
  next_page: { ...first, sort: "aov", order: "asc", after: { value: "12.5", customer_id: "1" } },
  searched: { ...first, search: "smith", sort: "label", order: "asc" },
  behind_metric: { ...first, narrowed: { period, behind: "new" }, sort: "last_order" },
  one: { ...first, customer_id: "1", sort: "first_order" },
};

/**
 * One page of customers. Classes are ABC and XYZ by frequency, 80/15/5, among all who bought in the period (or ever);
 * orders that count are those of the period, first and last order are those up to its end.
 */
export const listQuery: Query<ListParams, typeof ListRow> = query({
  name: "analyze.customer.list",
  row: ListRow,
  branches,
  sql: listSql,
});

/** Which values a cursor of this sort may hold. */
export function isSortValue(sort: CustomerSort, value: string): boolean {
  return sortKeys[sort].type === "String" || (value.trim() !== "" && Number.isFinite(Number(value)));
}
