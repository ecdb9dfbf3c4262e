// Which customers a page of the list holds: narrowed to those behind a metric, found by name or identifier, sorted.

import { Type } from "typebox";
import type { CustomerSort } from "#contract";
import { identifier, join, type Query, query, type Sql, sql, typed } from "#storage";
import { type Consenting, mayReach } from "../consent.ts";
import { type Behind, boughtBehind, doneBehind } from "../metric/behind.sql.ts";
import { membersOf } from "../segment/size.sql.ts";
import { beforeEnd, idList, isPurchase, movesRevenue, orderKey, since, type ZonedDays } from "../sql.ts";
import { bestName, nameSteps } from "./label.sql.ts";
import { foundStep, type Search } from "./search.sql.ts";

/** Only customers who moved revenue in a period, with their figures of that period. */
export interface Narrowed {
  readonly period: ZonedDays;
  readonly behind: Behind;
  /** When it is asked. */
  readonly at: Date;
}

/** Classes of a scheme of the daily classes. */
export interface Classed {
  readonly scheme: string;
  readonly classes: readonly string[];
}

/** Inputs of one page. Not narrowed: all customers, all time. */
export interface ListParams {
  readonly narrowed: Narrowed | null;
  readonly search: Search | null;
  /** Only these customers; null for all. */
  readonly only: readonly string[] | null;
  /** Only members of this segment; null for all. */
  readonly segment: string | null;
  /** Only who is in one of the classes of a scheme; null for all. */
  readonly classed: Classed | null;
  /** Only whom this reaches; null for all. */
  readonly consenting: Consenting | null;
  readonly sort: CustomerSort;
  readonly order: "asc" | "desc";
  readonly after: { readonly value: string; readonly customer_id: string } | null;
  readonly limit: number;
}

/** The people that a search, a list of ids and a segment choose: steps up to `chosen` (customer_id, rank); null for all. */
function chosenSteps({ search, only, segment }: ListParams): Sql | null {
  const asked = [
    ...(only === null ? [] : [sql`customer_id IN ${idList(only)}`]),
    ...(segment === null ? [] : [sql`customer_id IN (${membersOf(segment)})`]),
  ];
  const among = asked.length === 0 ? sql`` : sql`\n  WHERE ${join(asked, " AND ")}`;
  if (search !== null)
    return sql`${foundStep(search)},
chosen AS (
  SELECT customer_id, min(found.rank) AS rank
  FROM found${among}
  GROUP BY customer_id
)`;
  if (only !== null)
    return sql`chosen AS (
  SELECT customer_id, toUInt8(0) AS rank
  FROM (SELECT arrayJoin(${idList(only)}) AS customer_id)${segment === null ? sql`` : among}
)`;
  if (segment === null) return null;
  return sql`chosen AS (
  SELECT customer_id, toUInt8(0) AS rank
  FROM (${membersOf(segment)})
)`;
}

/** Rows of the chosen people in the views, by the key of the logs. */
const ofChosen = sql`stamp IN (
    SELECT alias.stamp FROM alias FINAL WHERE alias.customer_id IN (SELECT customer_id FROM chosen)
    UNION ALL
    SELECT customer_id FROM chosen
  )`;

// `counts` tells what lies in the period from the history before it, which only says who is new.
function activity({ narrowed, sort }: ListParams, rows: Sql): Sql {
  const named = sort === "label";
  const counts = narrowed ? since(narrowed.period) : sql`true`;
  const within = narrowed ? sql` AND ${beforeEnd(narrowed.period)}` : sql``;
  const moved = sql`SELECT
    customer_id, revenue, occurred_at, ${orderKey} AS order_key, ${isPurchase} AS purchase, ${counts} AS counts${named ? sql`, ${unnamed} AS rank, '' AS value` : sql``}
  FROM event
  WHERE ${movesRevenue}${within} AND customer_id != 0 AND ${rows}`;
  // Not narrowed, also who never moved revenue: everybody has an identifier. Sorted by label, everybody's names.
  const done = narrowed && !named ? doneBehind(narrowed.behind, narrowed.period, narrowed.at) : null;
  if (narrowed && !named && done === null) return moved;
  return sql`${moved}
  UNION ALL
  SELECT
    customer_id, 0 AS revenue, NULL AS occurred_at, '' AS order_key, false AS purchase, false AS counts${named ? sql`, rank, value` : sql``}
  FROM ${named ? sql`known_names` : sql`${done ?? sql`identifier_seen`}\n  WHERE ${rows}`}`;
}

/** The rank of what is no name: below every name. */
const unnamed = sql`toUInt8(127)`;

/** Who stands behind a metric, of those whose activity in its period is known. */
function isBehind({ behind, period, at }: Narrowed): Sql {
  const bought = boughtBehind(behind, period);
  return (
    bought ?? sql`customer_id IN (SELECT customer_id FROM ${doneBehind(behind, period, at) ?? sql`identifier_seen`})`
  );
}

interface SortKey {
  readonly type: "Int64" | "Float64" | "String";
  readonly key: Sql;
}

const orders = sql`uniqExactIf(order_key, purchase AND counts)`;
const net = sql`sumIf(revenue, counts)`;

// Who has no orders sorts below everybody who has.
const sortKeys: Readonly<Record<CustomerSort, SortKey>> = {
  revenue: { type: "Int64", key: sql`toInt64(${net} * 10000)` },
  orders: { type: "Int64", key: sql`toInt64(${orders})` },
  aov: { type: "Float64", key: sql`if(${orders} = 0, -1e18, toFloat64(${net}) / ${orders})` },
  first_order: { type: "Int64", key: sql`ifNull(toUnixTimestamp64Milli(minOrNullIf(occurred_at, purchase)), -1)` },
  last_order: { type: "Int64", key: sql`ifNull(toUnixTimestamp64Milli(maxOrNullIf(occurred_at, purchase)), -1)` },
  label: { type: "String", key: sql`lowerUTF8(ifNull(nullIf(${bestName}, ''), toString(customer_id)))` },
  match: { type: "Int64", key: sql`toInt64(min(rank))` },
};

const directions = { asc: "ASC", desc: "DESC" };
const comparisons = { asc: ">", desc: "<" };

/** Steps up to `matched` (customer_id, sort_key). */
function matchedSteps(params: ListParams): Sql {
  const { narrowed, sort } = params;
  const { key } = sortKeys[sort];
  const chosen = chosenSteps(params);
  // How well somebody fits a search is known without a look at what they did.
  if (sort === "match" && chosen !== null)
    return sql`${chosen},
matched AS (
  SELECT customer_id, ${key} AS sort_key
  FROM chosen
  GROUP BY customer_id
)`;
  const rows = chosen === null ? sql`true` : ofChosen;
  const names = sort === "label" ? sql`${nameSteps(rows)},\n` : sql``;
  const behind = narrowed ? isBehind(narrowed) : sql`true`;
  return sql`${chosen === null ? sql`` : sql`${chosen},\n`}${names}activity AS (
  ${activity(params, rows)}
),
matched AS (
  SELECT customer_id, ${key} AS sort_key
  FROM activity
  GROUP BY customer_id
  HAVING ${behind}
)`;
}

function isClassed(classed: Classed | null): Sql {
  if (classed === null) return sql``;
  const { scheme, classes } = classed;
  return sql`\n  WHERE customer_id IN (SELECT customer_id FROM customer_class WHERE scheme = ${scheme} AND has(${classes}, class))`;
}

function listSql(params: ListParams): Sql {
  const { sort, order, after, limit } = params;
  const direction = identifier(directions, order);
  const page = after
    ? sql`WHERE (sort_key, counted.customer_id) ${identifier(comparisons, order)} (${typed(sortKeys[sort].type, after.value)}, toUInt64(${after.customer_id}))\n`
    : sql``;
  return sql`WITH
${matchedSteps(params)},
judged AS (
  SELECT customer_id, sort_key, ${mayReach(params.consenting)} AS allowed
  FROM matched${isClassed(params.classed)}
),
numbered AS (
  SELECT customer_id, sort_key, allowed, countIf(allowed) OVER () AS total, countIf(NOT allowed) OVER () AS left_out
  FROM judged
),
counted AS (
  SELECT customer_id, sort_key, total, left_out
  FROM numbered
  WHERE allowed
)
SELECT toString(counted.customer_id) AS customer_id, toString(sort_key) AS sort_value, total, left_out
FROM counted
${page}ORDER BY sort_key ${direction}, counted.customer_id ${direction}
LIMIT ${limit}`;
}

const first: ListParams = {
  narrowed: null,
  search: null,
  only: null,
  segment: null,
  classed: null,
  consenting: null,
  sort: "revenue",
  order: "desc",
  after: null,
  limit: 100,
};
const period: ZonedDays = { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" };
const year = { period, at: new Date(0) };

const branches: Readonly<Record<string, ListParams>> = {
  first_page: first,
  next_page: { ...first, sort: "aov", order: "asc", after: { value: "12.5", customer_id: "1" } },
  searched: { ...first, search: { text: "Anna Smith", exact: false }, sort: "label", order: "asc" },
  best_match: { ...first, search: { text: "Иванов", exact: false }, sort: "match", order: "asc" },
  whole_identifier: { ...first, search: { text: "+44 20 7946 0000", exact: true }, sort: "match", order: "asc" },
  managed: { ...first, only: ["1"] },
  members: { ...first, segment: "vip" },
  members_managed: { ...first, segment: "vip", only: ["1"] },
  members_searched: { ...first, segment: "vip", search: { text: "anna", exact: false }, sort: "match", order: "asc" },
  classed: { ...first, classed: { scheme: "rfm", classes: ["champions"] } },
  consenting: { ...first, consenting: { purpose: "marketing", channel: "email", at: new Date(0) } },
  behind_score: { ...first, narrowed: { ...year, behind: "nps" } },
  behind_metric: { ...first, narrowed: { ...year, behind: "new" }, sort: "last_order" },
  by_orders: { ...first, sort: "orders" },
  by_first_order: { ...first, sort: "first_order" },
};

const ListRow = Type.Object({
  customer_id: Type.String(),
  /** What the row was sorted by, for the cursor. */
  sort_value: Type.String(),
  /** How many customers the list has on all its pages. */
  total: Type.Integer(),
  /** And how many it would have without the question of consent. */
  left_out: Type.Integer(),
});

/** Customers of one page, in order. */
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
