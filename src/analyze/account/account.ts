// Answers about accounts: the list, one account, its members, what they did, and the accounts of one customer.
import {
  type Account,
  type AccountMembers,
  type AccountPage,
  type AccountQuery,
  type AccountRow,
  type AccountTimeline,
  type Context,
  type CustomerAccounts,
  maskerOf,
  minorDigits,
  ProblemError,
} from "#contract";
import type { Engines } from "#storage";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { figuresQuery } from "../customer/figures.sql.ts";
import { labelsOf } from "../customer/label.ts";
import {
  accountHeadQuery,
  accountMembersQuery,
  accountTimelineQuery,
  accountTraitsQuery,
  accountWorthQuery,
  customerAccountsQuery,
  lastSeenQuery,
} from "./account.sql.ts";
import { type AccountListParams, accountListQuery, accountWholeQuery, isAccountSortValue } from "./list.sql.ts";

interface Page {
  readonly cursor?: string;
  readonly limit?: number;
}

function after(sort: AccountListParams["sort"], cursor: string | undefined): AccountListParams["after"] {
  if (cursor === undefined) return null;
  const { value, id } = decodeCursor(cursor, "string");
  if (!isAccountSortValue(sort, String(value)))
    throw new ProblemError(400, "bad_cursor", "The cursor belongs to a list that was sorted otherwise", "cursor");
  return { value: String(value), account_id: id };
}

function ratio(revenue_minor: number, orders: number): number | null {
  return orders === 0 ? null : revenue_minor / orders;
}

/** The kind as the contract knows it; the log holds no other. */
function kindOf(kind: string): AccountRow["kind"] {
  return kind === "household" ? "household" : "group";
}

/** A page of the accounts of one kind. */
export async function accountPage(context: Context<Engines>, query: AccountQuery): Promise<AccountPage> {
  const { clickhouse } = context.engines;
  const { currency } = context.settings;
  const options = { signal: context.signal };
  const limit = query.limit ?? 100;
  const sort = query.sort ?? "revenue";
  const kind = query.kind ?? "group";
  const listed = { kind, search: query.search?.trim() || null, digits: minorDigits(currency) };
  const order = query.order ?? (sort === "label" ? "asc" : "desc");
  const [rows, [whole]] = await Promise.all([
    accountListQuery(clickhouse, { ...listed, sort, order, after: after(sort, query.cursor), limit }, options),
    accountWholeQuery(clickhouse, listed, options),
  ]);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const masker = maskerOf(context);
  return {
    currency,
    total: rows[0]?.total ?? 0,
    whole: whole ?? { members: 0, orders: 0, revenue_minor: 0 },
    rows: rows.map(({ sort_value: _, total: __, label, ...row }) => ({
      ...row,
      kind,
      // A household goes by its people's name, a group by its own.
      label: kind === "household" ? masker.name(label) : label,
      aov_minor: ratio(row.revenue_minor, row.orders),
    })),
    next_cursor: last ? encodeCursor({ value: last.sort_value, id: last.account_id }) : null,
  };
}

function requireId(account_id: string): void {
  if (BigInt(account_id) > 0n && BigInt(account_id) < 2n ** 64n) return;
  throw unknown(account_id);
}

function unknown(account_id: string): ProblemError {
  return new ProblemError(404, "unknown_account", `There is no account ${account_id}`, "id");
}

async function headOf(context: Context<Engines>, account_id: string) {
  requireId(account_id);
  const [head] = await accountHeadQuery(context.engines.clickhouse, { account_id }, { signal: context.signal });
  if (!head) throw unknown(account_id);
  return head;
}

/** So many members are named one by one; of more the whole log is read. */
const named_max = 500;

/** The members of now, where they are few. They stand first, so that one page holds them all. */
async function fewMembers(context: Context<Engines>, account_id: string): Promise<readonly string[] | null> {
  const page = { account_id, after: null, limit: named_max + 1 };
  const rows = await accountMembersQuery(context.engines.clickhouse, page, { signal: context.signal });
  const members = rows.filter(({ is_member }) => is_member).map(({ customer_id }) => customer_id);
  return members.length > named_max ? null : members;
}

/** One account. @throws {ProblemError} unknown_account */
export async function account(context: Context<Engines>, account_id: string): Promise<Account> {
  const { clickhouse } = context.engines;
  const { currency } = context.settings;
  const options = { signal: context.signal };
  requireId(account_id);
  const [head, traits, customer_ids] = await Promise.all([
    headOf(context, account_id),
    accountTraitsQuery(clickhouse, { account_id }, options),
    fewMembers(context, account_id),
  ]);
  const [worth] = await accountWorthQuery(
    clickhouse,
    { account_id, customer_ids, digits: minorDigits(currency) },
    options,
  );
  const { orders = 0, revenue_minor = 0, last_order_at = null } = worth ?? {};
  const masker = maskerOf(context);
  const kind = kindOf(head.kind);
  const name = traits.find((trait) => trait.name === "name")?.value ?? (head.key || account_id);
  return {
    ...head,
    account_id,
    kind,
    label: kind === "household" ? masker.name(name) : name,
    currency,
    orders,
    revenue_minor,
    aov_minor: ratio(revenue_minor, orders),
    last_order_at,
    traits: traits.map((trait) => ({ ...trait, value: masker.field(trait.name, trait.value) })),
  };
}

/** A page of those who are or were members, with what each is worth. @throws {ProblemError} unknown_account */
export async function accountMembers(
  context: Context<Engines>,
  account_id: string,
  page: Page,
): Promise<AccountMembers> {
  await headOf(context, account_id);
  const { clickhouse } = context.engines;
  const { currency } = context.settings;
  const options = { signal: context.signal };
  const limit = page.limit ?? 100;
  const cursor = page.cursor === undefined ? null : decodeCursor(page.cursor, "number");
  const from = cursor && { rank: Number(cursor.value), customer_id: cursor.id };
  const rows = await accountMembersQuery(clickhouse, { account_id, after: from, limit }, options);
  const customer_ids = rows.map(({ customer_id }) => customer_id);
  const [labels, figures, seen] = await Promise.all([
    labelsOf(clickhouse, customer_ids, options),
    figuresQuery(clickhouse, { customer_ids, period: null, digits: minorDigits(currency) }, options),
    lastSeenQuery(clickhouse, { customer_ids }, options),
  ]);
  const figureOf = new Map(figures.map((row) => [row.customer_id, row]));
  const seenOf = new Map(seen.map((row) => [row.customer_id, row.last_seen_at]));
  const masker = maskerOf(context);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    currency,
    rows: rows.map(({ rank: _, ...row }) => ({
      ...row,
      label: masker.name(labels.get(row.customer_id) ?? row.customer_id),
      last_seen_at: seenOf.get(row.customer_id) ?? null,
      orders: figureOf.get(row.customer_id)?.orders ?? 0,
      revenue_minor: figureOf.get(row.customer_id)?.revenue_minor ?? 0,
    })),
    next_cursor: last ? encodeCursor({ value: last.rank, id: last.customer_id }) : null,
  };
}

/** A page of what the members of now did, newest first. @throws {ProblemError} unknown_account */
export async function accountTimeline(
  context: Context<Engines>,
  account_id: string,
  page: Page,
): Promise<AccountTimeline> {
  await headOf(context, account_id);
  const { clickhouse } = context.engines;
  const { currency } = context.settings;
  const options = { signal: context.signal };
  const limit = page.limit ?? 50;
  const cursor = page.cursor === undefined ? null : decodeCursor(page.cursor, "number");
  const rows = await accountTimelineQuery(
    clickhouse,
    {
      account_id,
      customer_ids: await fewMembers(context, account_id),
      after: cursor && { occurred_ms: Number(cursor.value), id: cursor.id },
      limit,
      digits: minorDigits(currency),
    },
    options,
  );
  const labels = await labelsOf(clickhouse, [...new Set(rows.map((row) => row.customer_id))], options);
  const masker = maskerOf(context);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    currency,
    entries: rows.map(({ occurred_ms: _, ...entry }) => ({
      ...entry,
      label: masker.name(labels.get(entry.customer_id) ?? entry.customer_id),
    })),
    next_cursor: last ? encodeCursor({ value: last.occurred_ms, id: last.id }) : null,
  };
}

/** The accounts of one customer; none for a customer that nobody knows. */
export async function customerAccounts(context: Context<Engines>, customer_id: string): Promise<CustomerAccounts> {
  const { clickhouse } = context.engines;
  const rows = await customerAccountsQuery(clickhouse, { customer_id }, { signal: context.signal });
  const masker = maskerOf(context);
  return {
    rows: rows.map((row) => ({
      ...row,
      kind: kindOf(row.kind),
      label: row.kind === "household" ? masker.name(row.label) : row.label,
    })),
  };
}
