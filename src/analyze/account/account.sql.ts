// What is known of one account: its head, traits, members and what they did.
import { Type } from "typebox";
import { type Query, query, sql } from "#storage";
import { minor, ofCustomers } from "../sql.ts";
import { movesOf, ofMembers, type Whose } from "./whose.sql.ts";

interface OneAccount {
  readonly account_id: string;
}

const one: OneAccount = { account_id: "1" };
const MaybeText = Type.Union([Type.String(), Type.Null()]);

/** One row; none when nobody ever belonged to it. */
export const accountHeadQuery = query({
  name: "analyze.account.head",
  row: Type.Object({
    kind: Type.String(),
    key: Type.String(),
    members: Type.Integer(),
    former_members: Type.Integer(),
  }),
  branches: { plain: one },
  sql: ({ account_id }) => sql`SELECT
  any(account_member.kind) AS kind,
  any(account_member.key) AS key,
  countIf(is_member) AS members,
  countIf(NOT is_member) AS former_members
FROM account_member
WHERE account_id = toUInt64(${account_id})
GROUP BY account_id`,
});

/** The newest word on each of the account's traits. */
export const accountTraitsQuery = query({
  name: "analyze.account.traits",
  row: Type.Object({ name: Type.String(), value: Type.String(), source: Type.String(), occurred_at: Type.String() }),
  branches: { plain: one },
  sql: ({ account_id }) => sql`SELECT name, value, source, occurred_at
FROM account_trait
WHERE account_id = toUInt64(${account_id})
ORDER BY name`,
});

interface WorthParams extends Whose {
  readonly digits: number;
}

const Worth = Type.Object({ orders: Type.Integer(), revenue_minor: Type.Integer(), last_order_at: MaybeText });
const few: WorthParams = { ...one, customer_ids: ["1"], digits: 2 };
const worthBranches: Readonly<Record<string, WorthParams>> = {
  few_members: few,
  many_members: { ...few, customer_ids: null },
};

/** What the members of now are worth, over all time, each order once. */
export const accountWorthQuery: Query<WorthParams, typeof Worth> = query({
  name: "analyze.account.worth",
  row: Worth,
  branches: worthBranches,
  sql: (params) => sql`WITH
moves AS (
  ${movesOf(ofMembers(params))}
)
SELECT
  uniqExactIf(order_key, purchase) AS orders,
  ${minor(sql`sum(revenue)`, params.digits)} AS revenue_minor,
  maxOrNullIf(occurred_at, purchase) AS last_order_at
FROM moves`,
});

const membership = {
  is_member: Type.Boolean(),
  since: Type.String(),
  cause: Type.String(),
  source: Type.String(),
  event_id: MaybeText,
  said_by: Type.String(),
  left_at: MaybeText,
};

// Only a tracked event has an id: an import says when, and a rule when it ran.
const membershipSql = sql`is_member,
  since,
  cause,
  source,
  if(event_id > toUInt128(18446744073709551615), toString(event_id), NULL) AS event_id,
  said_by,
  left_at`;

interface MembersParams extends OneAccount {
  readonly after: { readonly rank: number; readonly customer_id: string } | null;
  readonly limit: number;
}

const MemberRow = Type.Object({ ...membership, customer_id: Type.String(), rank: Type.Integer() });

const memberBranches: Readonly<Record<string, MembersParams>> = {
  first_page: { ...one, after: null, limit: 100 },
  next_page: { ...one, after: { rank: 1, customer_id: "1" }, limit: 100 },
};

/** A page of those who are or were members: members first, each by when they joined. */
export const accountMembersQuery: Query<MembersParams, typeof MemberRow> = query({
  name: "analyze.account.members",
  row: MemberRow,
  branches: memberBranches,
  sql: ({ account_id, after, limit }) => sql`WITH ranked AS (
  SELECT *, toUnixTimestamp64Milli(since) + if(is_member, 0, 100000000000000) AS rank
  FROM account_member
  WHERE account_id = toUInt64(${account_id})
)
SELECT
  toString(ranked.customer_id) AS customer_id,
  rank,
  ${membershipSql}
FROM ranked
${after ? sql`WHERE (rank, ranked.customer_id) > (${after.rank}, toUInt64(${after.customer_id}))\n` : sql``}ORDER BY rank, ranked.customer_id
LIMIT ${limit}`,
});

/** When each of the given customers was last seen, by any event. */
export const lastSeenQuery = query({
  name: "analyze.account.last_seen",
  row: Type.Object({ customer_id: Type.String(), last_seen_at: Type.String() }),
  branches: { plain: { customer_ids: ["1"] } },
  sql: ({ customer_ids }: { readonly customer_ids: readonly string[] }) => sql`SELECT
  toString(event.customer_id) AS customer_id,
  max(occurred_at) AS last_seen_at
FROM event
WHERE ${ofCustomers(customer_ids)}
GROUP BY event.customer_id`,
});

interface AccountTimelineParams extends WorthParams {
  readonly after: { readonly occurred_ms: number; readonly id: string } | null;
  readonly limit: number;
}

const AccountTimelineRow = Type.Object({
  id: Type.String(),
  customer_id: Type.String(),
  type: Type.String(),
  name: Type.String(),
  occurred_at: Type.String(),
  occurred_ms: Type.Integer(),
  source: Type.String(),
  channel: Type.String(),
  order_id: Type.String(),
  revenue_minor: Type.Integer(),
});

const timelinePage: AccountTimelineParams = { ...few, after: null, limit: 50 };
const timelineBranches: Readonly<Record<string, AccountTimelineParams>> = {
  few_members: timelinePage,
  next_page_of_many: { ...timelinePage, customer_ids: null, after: { occurred_ms: 1, id: "1" } },
};

/** What the members of now did, newest first. */
export const accountTimelineQuery: Query<AccountTimelineParams, typeof AccountTimelineRow> = query({
  name: "analyze.account.timeline",
  row: AccountTimelineRow,
  branches: timelineBranches,
  sql: (params) => {
    const { after, limit, digits } = params;
    return sql`SELECT
  toString(event.id) AS id,
  toString(event.customer_id) AS customer_id,
  type,
  name,
  occurred_at,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
  source,
  channel,
  order_id,
  ${minor(sql`revenue`, digits)} AS revenue_minor
FROM event
WHERE ${ofMembers(params)}${
      after
        ? sql` AND (toUnixTimestamp64Milli(occurred_at), event.id) < (${after.occurred_ms}, toUInt128(${after.id}))`
        : sql``
    }
ORDER BY occurred_ms DESC, event.id DESC
LIMIT ${limit}`;
  },
});

/** The accounts that a customer is or was a member of, those of now first. */
export const customerAccountsQuery = query({
  name: "analyze.account.of_customer",
  row: Type.Object({
    account_id: Type.String(),
    kind: Type.String(),
    key: Type.String(),
    label: Type.String(),
    members: Type.Integer(),
    ...membership,
  }),
  branches: { plain: { customer_id: "1" } },
  sql: ({ customer_id }: { readonly customer_id: string }) => sql`WITH
own AS (
  SELECT *
  FROM account_member
  WHERE customer_id = toUInt64(${customer_id})
),
sizes AS (
  SELECT account_id, countIf(is_member) AS members
  FROM account_member
  WHERE account_id IN (SELECT account_id FROM own)
  GROUP BY account_id
),
names AS (
  SELECT account_id, value
  FROM account_trait
  WHERE name = 'name' AND account_id IN (SELECT account_id FROM own)
)
SELECT
  toString(own.account_id) AS account_id,
  kind,
  key,
  coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(own.account_id)) AS label,
  ifNull(sizes.members, 0) AS members,
  ${membershipSql}
FROM own
LEFT JOIN sizes ON sizes.account_id = own.account_id
LEFT JOIN names ON names.account_id = own.account_id
ORDER BY is_member DESC, since, own.account_id`,
});
