// Which accounts a page of the list holds, with what their members are worth.
import { Type } from "typebox";
import type { AccountKind, AccountSort } from "#contract";
import { identifier, type Query, query, type Sql, sql, typed } from "#storage";
import { minor } from "../sql.ts";
import { movesOf } from "./whose.sql.ts";

/** Which accounts are listed. */
export interface Listed {
  readonly kind: AccountKind;
  readonly search: string | null;
  readonly digits: number;
}

/** Inputs of one page; `after` is where the page before ended. */
export interface AccountListParams extends Listed {
  readonly sort: AccountSort;
  readonly order: "asc" | "desc";
  readonly after: { readonly value: string; readonly account_id: string } | null;
  readonly limit: number;
}

// A household that nobody is left in is none; a group is one as soon as it was named.
function steps({ kind, search }: Listed, moved: Sql): Sql {
  const found =
    search === null ? sql`` : sql`WHERE positionCaseInsensitiveUTF8(concat(label, '\n', key), ${search}) > 0`;
  // Each mention of a step is computed anew, so none is mentioned that is not needed.
  const among = search === null ? sql`` : sql` AND account_id IN (SELECT account_id FROM listed)`;
  return sql`known AS (
  SELECT account_id, any(account_member.key) AS key, countIf(is_member) AS members
  FROM account_member
  WHERE kind = ${kind}
  GROUP BY account_id
  HAVING members > 0 OR ${kind} = 'group'
),
names AS (
  SELECT account_id, value
  FROM account_trait
  WHERE name = 'name'
),
listed AS (
  SELECT known.account_id AS account_id, key, members, coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
  FROM known
  LEFT JOIN names ON names.account_id = known.account_id
  ${found}
),
belongs AS (
  SELECT account_id, customer_id
  FROM account_member
  WHERE kind = ${kind} AND is_member${among}
),
moves AS (
  ${movesOf(moved)}
)`;
}

interface SortKey {
  readonly type: "Int64" | "Float64" | "String";
  readonly key: Sql;
}

// Who has no orders sorts below everybody who has.
const sortKeys: Readonly<Record<AccountSort, SortKey>> = {
  revenue: { type: "Int64", key: sql`toInt64(net * 10000)` },
  orders: { type: "Int64", key: sql`toInt64(orders)` },
  aov: { type: "Float64", key: sql`if(orders = 0, -1e18, toFloat64(net) / orders)` },
  members: { type: "Int64", key: sql`toInt64(members)` },
  last_order: { type: "Int64", key: sql`ifNull(toUnixTimestamp64Milli(last_order_at), -1)` },
  label: { type: "String", key: sql`lowerUTF8(label)` },
};

const directions = { asc: "ASC", desc: "DESC" };
const comparisons = { asc: ">", desc: "<" };

const AccountListRow = Type.Object({
  account_id: Type.String(),
  key: Type.String(),
  label: Type.String(),
  members: Type.Integer(),
  orders: Type.Integer(),
  revenue_minor: Type.Integer(),
  last_order_at: Type.Union([Type.String(), Type.Null()]),
  sort_value: Type.String(),
  total: Type.Integer(),
});

const plain: AccountListParams = {
  kind: "group",
  search: null,
  digits: 2,
  sort: "revenue",
  order: "desc",
  after: null,
  limit: 100,
};

const branches: Readonly<Record<string, AccountListParams>> = {
  first_page: plain,
  searched: { ...plain, kind: "household", search: "smith", sort: "label", order: "asc" },
  next_page: { ...plain, sort: "aov", after: { value: "12.5", account_id: "1" } },
  by_members: { ...plain, sort: "members" },
  by_last_order: { ...plain, sort: "last_order" },
  by_orders: { ...plain, sort: "orders" },
};

/** Accounts of one page, in order. An account's orders are the distinct ones of all its members. */
export const accountListQuery: Query<AccountListParams, typeof AccountListRow> = query({
  name: "analyze.account.list",
  row: AccountListRow,
  branches,
  sql: (params) => {
    const { sort, order, after, limit, digits } = params;
    const { key, type } = sortKeys[sort];
    const direction = identifier(directions, order);
    const page = after
      ? sql`WHERE (sort_key, ordered.account_id) ${identifier(comparisons, order)} (${typed(type, after.value)}, toUInt64(${after.account_id}))\n`
      : sql``;
    return sql`WITH
${steps(params, sql`customer_id != 0`)},
figures AS (
  SELECT account_id, uniqExactIf(order_key, purchase) AS orders, sum(revenue) AS net, maxOrNullIf(occurred_at, purchase) AS last_order_at
  FROM moves
  INNER JOIN belongs USING (customer_id)
  GROUP BY account_id
),
worth AS (
  SELECT
    listed.account_id AS account_id,
    listed.key AS key,
    listed.label AS label,
    listed.members AS members,
    ifNull(figures.orders, 0) AS orders,
    ifNull(figures.net, 0) AS net,
    figures.last_order_at AS last_order_at
  FROM listed
  LEFT JOIN figures ON figures.account_id = listed.account_id
),
ordered AS (
  SELECT *, ${key} AS sort_key, count() OVER () AS total
  FROM worth
)
SELECT
  toString(ordered.account_id) AS account_id,
  key,
  label,
  members,
  orders,
  ${minor(sql`net`, digits)} AS revenue_minor,
  last_order_at,
  toString(sort_key) AS sort_value,
  total
FROM ordered
${page}ORDER BY sort_key ${direction}, ordered.account_id ${direction}
LIMIT ${limit}`;
  },
});

const wholeBranches: Readonly<Record<string, Listed>> = { plain };
const Whole = Type.Object({ members: Type.Integer(), orders: Type.Integer(), revenue_minor: Type.Integer() });

/** Over all listed accounts: each person and each order once, in however many accounts they stand. */
export const accountWholeQuery: Query<Listed, typeof Whole> = query({
  name: "analyze.account.whole",
  row: Whole,
  branches: wholeBranches,
  sql: (params) => sql`WITH
${steps(params, sql`customer_id IN (SELECT customer_id FROM belongs)`)}
SELECT
  ifNull((SELECT uniqExact(customer_id) FROM belongs), 0) AS members,
  uniqExactIf(order_key, purchase) AS orders,
  ${minor(sql`sum(revenue)`, params.digits)} AS revenue_minor
FROM moves`,
});

/** Which values a cursor of this sort may hold. */
export function isAccountSortValue(sort: AccountSort, value: string): boolean {
  return sortKeys[sort].type === "String" || (value.trim() !== "" && Number.isFinite(Number(value)));
}
