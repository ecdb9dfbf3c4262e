// Accounts: groups (companies, teams, families) that people were told to belong to, and households that a rule found;
// their members, and the rule.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Instant, MaybeNumber } from "./schema.ts";

/** An account's id: an unsigned 64-bit number as text. */
export const AccountId = Type.String({ pattern: "^\\d{1,20}$" });

const MaybeInstant = Type.Union([Instant, Type.Null()]);

/** `group`: named by group calls, events and imports. `household`: found by the rule of households. */
export const AccountKind = Type.Union([Type.Literal("group"), Type.Literal("household")]);
export type AccountKind = Static<typeof AccountKind>;

export const AccountRow = Type.Object({
  account_id: AccountId,
  kind: AccountKind,
  /** The group's own id; "" for a household. */
  key: Type.String(),
  /** The trait `name`, else the group's id. */
  label: Type.String(),
  members: Type.Integer({ description: "Persons who are members now" }),
  orders: Type.Integer({ description: "Distinct orders of the members, of all time" }),
  revenue_minor: Type.Integer({ description: "Net revenue of the members, of all time" }),
  aov_minor: MaybeNumber,
  last_order_at: MaybeInstant,
});
export type AccountRow = Static<typeof AccountRow>;

export const AccountSort = Type.Union([
  Type.Literal("revenue"),
  Type.Literal("orders"),
  Type.Literal("aov"),
  Type.Literal("members"),
  Type.Literal("last_order"),
  Type.Literal("label"),
]);
export type AccountSort = Static<typeof AccountSort>;

/** GET /api/v1/accounts: accounts of one kind, `group` when left out. */
export const AccountQuery = Type.Object({
  kind: Type.Optional(AccountKind),
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(AccountSort),
  order: Type.Optional(Type.Union([Type.Literal("asc"), Type.Literal("desc")])),
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type AccountQuery = Static<typeof AccountQuery>;

export const AccountPage = Type.Object({
  currency: Type.String(),
  /** Accounts on all pages. */
  total: Type.Integer(),
  /** Over all listed accounts, each person and each order once: a person in two groups does not count twice. */
  whole: Type.Object({ members: Type.Integer(), orders: Type.Integer(), revenue_minor: Type.Integer() }),
  rows: Type.Array(AccountRow),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
});
export type AccountPage = Static<typeof AccountPage>;

/** GET /api/v1/accounts/:id */
export const Account = Type.Interface([AccountRow], {
  currency: Type.String(),
  /** Persons who were members and are no more. */
  former_members: Type.Integer(),
  traits: Type.Array(
    Type.Object({ name: Type.String(), value: Type.String(), source: Type.String(), occurred_at: Instant }),
  ),
});
export type Account = Static<typeof Account>;

/** How somebody came to be a member, or ceased to be one. */
const Membership = Type.Object({
  is_member: Type.Boolean(),
  since: Instant,
  /** What made them one: group, import, an event's name, household, or hand. */
  cause: Type.String(),
  /** Which source told it; "" by hand. */
  source: Type.String(),
  /** The event that told it, where one did. */
  event_id: Type.Union([Type.String(), Type.Null()]),
  /** The person of the company who said so last, where one did. */
  said_by: Type.String(),
  left_at: MaybeInstant,
});

/** One row of GET /api/v1/accounts/:id/members: members first, those who left behind them. */
export const AccountMember = Type.Interface([Membership], {
  customer_id: CustomerId,
  label: Type.String(),
  last_seen_at: MaybeInstant,
  orders: Type.Integer(),
  revenue_minor: Type.Integer(),
});
export type AccountMember = Static<typeof AccountMember>;

export const AccountMembers = Type.Object({
  currency: Type.String(),
  rows: Type.Array(AccountMember),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
});
export type AccountMembers = Static<typeof AccountMembers>;

/** GET /api/v1/accounts/:id/timeline: what the members did, newest first. */
export const AccountTimeline = Type.Object({
  currency: Type.String(),
  entries: Type.Array(
    Type.Object({
      id: Type.String(),
      customer_id: CustomerId,
      /** The customer's label. */
      label: Type.String(),
      type: Type.String(),
      name: Type.String(),
      occurred_at: Instant,
      source: Type.String(),
      channel: Type.String(),
      order_id: Type.String(),
      revenue_minor: Type.Integer(),
    }),
  ),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
});
export type AccountTimeline = Static<typeof AccountTimeline>;

/** GET /api/v1/customers/:id/accounts: the accounts that one customer is or was a member of. */
export const CustomerAccounts = Type.Object({
  rows: Type.Array(
    Type.Interface([Membership], {
      account_id: AccountId,
      kind: AccountKind,
      key: Type.String(),
      label: Type.String(),
      members: Type.Integer(),
    }),
  ),
});
export type CustomerAccounts = Static<typeof CustomerAccounts>;

/** Who shares a household. */
export const HouseholdRule = Type.Object({
  enabled: Type.Boolean(),
  /** The same address (postcode, city, street, house, flat) and the same surname. */
  by_address: Type.Boolean(),
  /** The same telephone, where its number is a landline's. */
  by_phone: Type.Boolean(),
  /** More people than that are no household but a dormitory or an office. */
  members_max: Type.Integer({ minimum: 2, maximum: 100 }),
});
export type HouseholdRule = Static<typeof HouseholdRule>;

/** What a run of the rule found and, when it was no trial, did. */
export const HouseholdResult = Type.Object({
  /** Persons with an address and a surname, or with a landline. */
  persons: Type.Integer(),
  households: Type.Integer(),
  members: Type.Integer(),
  /** Addresses, telephones and chains of them with more people than the rule allows. */
  too_large: Type.Integer(),
  /** Members that this run adds and ends. */
  joined: Type.Integer(),
  left: Type.Integer(),
  /** The largest first. */
  examples: Type.Array(
    Type.Object({
      label: Type.String(),
      /** What they share. */
      shared: Type.Array(Type.String()),
      members: Type.Array(Type.Object({ customer_id: CustomerId, name: Type.String() })),
    }),
  ),
});
export type HouseholdResult = Static<typeof HouseholdResult>;

export const HouseholdRun = Type.Object({
  id: Type.Integer(),
  /** A trial: it changes nothing. */
  dry_run: Type.Boolean(),
  rule: HouseholdRule,
  state: Type.Union([Type.Literal("waiting"), Type.Literal("running"), Type.Literal("done"), Type.Literal("failed")]),
  step: Type.Union([Type.Literal("read"), Type.Literal("join"), Type.Literal("write")]),
  done: Type.Integer(),
  total: Type.Integer(),
  result: Type.Union([HouseholdResult, Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()]),
  created_at: Instant,
  ended_at: MaybeInstant,
});
export type HouseholdRun = Static<typeof HouseholdRun>;

/** GET /api/v1/households: the rule, and its last run that was no trial. */
export const Households = Type.Object({
  rule: HouseholdRule,
  last_run: Type.Union([HouseholdRun, Type.Null()]),
});
export type Households = Static<typeof Households>;
