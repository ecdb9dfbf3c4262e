// Answers about customers: the list, one customer's page, and the timeline.
import {
  type Context,
  type Customer,
  type CustomerPage,
  type CustomerQuery,
  type CustomerRow,
  minorDigits,
  ProblemError,
  type Timeline,
} from "#contract";
import type { Engines } from "#storage";
import { starts } from "../calendar.ts";
import { type Classify, classifier } from "../class/class.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { resolvePeriod } from "../extent.ts";
import { requiredMetric } from "../metric/answer.ts";
import type { ZonedDays } from "../sql.ts";
import { identifiersQuery, monthsQuery, timelineQuery, traitsQuery } from "./customer.sql.ts";
import { figuresQuery } from "./figures.sql.ts";
import { labelsOf } from "./label.ts";
import { isSortValue, type ListParams, listQuery } from "./list.sql.ts";

async function narrowing(context: Context<Engines>, query: CustomerQuery): Promise<ListParams["narrowed"]> {
  if (query.metric === undefined && query.from === undefined && query.to === undefined) return null;
  const behind = query.metric === undefined ? "moved" : requiredMetric(query.metric).behind;
  const { engines, settings, signal } = context;
  const { period } = await resolvePeriod(engines, settings, query, context.now(), { signal });
  return { period, behind };
}

function after(sort: ListParams["sort"], cursor: string | undefined): ListParams["after"] {
  if (cursor === undefined) return null;
  const { value, id } = decodeCursor(cursor, "string");
  if (!isSortValue(sort, String(value)))
    throw new ProblemError(400, "bad_cursor", "The cursor belongs to a list that was sorted otherwise", "cursor");
  return { value: String(value), customer_id: id };
}

/** Rows of the given customers in their order; `period` as of which their figures are told, null for all time. */
async function customerRows(
  context: Context<Engines>,
  customer_ids: readonly string[],
  period: ZonedDays | null,
  classify: Classify,
): Promise<CustomerRow[]> {
  const { clickhouse } = context.engines;
  const options = { signal: context.signal };
  const digits = minorDigits(context.settings.currency);
  const [labels, figures] = await Promise.all([
    labelsOf(clickhouse, customer_ids, options),
    figuresQuery(clickhouse, { customer_ids, period, digits }, options),
  ]);
  const known = new Map(figures.map((row) => [row.customer_id, row]));
  return customer_ids.map((customer_id) => {
    const { net, ...row } = known.get(customer_id) ?? { ...nothing, customer_id };
    return { ...row, label: labels.get(customer_id) ?? customer_id, ...classify({ net, orders: row.orders }) };
  });
}

// The log is sorted by customer: whoever is done need not be remembered.
const inOrder = { optimize_aggregation_in_order: 1 } as const;

/** Figures of a customer who never moved revenue. */
const nothing = {
  orders: 0,
  net: 0,
  revenue_minor: 0,
  aov_minor: null,
  refunds_minor: 0,
  first_order_at: null,
  last_order_at: null,
};

/**
 * A page of customers. With a metric or a period, only those behind it, with their figures of that period; so the sum
 * over the list is the metric's own value.
 */
export async function customerPage(context: Context<Engines>, query: CustomerQuery): Promise<CustomerPage> {
  const limit = query.limit ?? 100;
  const sort = query.sort ?? "revenue";
  const narrowed = await narrowing(context, query);
  const list: ListParams = {
    narrowed,
    search: query.search?.trim() || null,
    sort,
    order: query.order ?? (sort === "label" ? "asc" : "desc"),
    after: after(sort, query.cursor),
    limit,
  };
  const period = narrowed?.period ?? null;
  const [rows, classify] = await Promise.all([
    listQuery(context.engines.clickhouse, list, { signal: context.signal, settings: inOrder }),
    classifier(context, period),
  ]);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const customer_ids = rows.map(({ customer_id }) => customer_id);
  return {
    currency: context.settings.currency,
    total: rows[0]?.total ?? 0,
    rows: await customerRows(context, customer_ids, period, classify),
    next_cursor: last ? encodeCursor({ value: last.sort_value, id: last.customer_id }) : null,
  };
}

/** Months without revenue between the first and the last are shown as 0, not left out. */
function filledMonths(rows: readonly { month: string; revenue_minor: number }[]): Customer["revenue_by_month"] {
  const from = rows[0]?.month;
  const to = rows.at(-1)?.month;
  if (from === undefined || to === undefined) return [];
  const known = new Map(rows.map(({ month, revenue_minor }) => [month, revenue_minor]));
  return starts("month", { from, to }).map((month) => ({ month, revenue_minor: known.get(month) ?? 0 }));
}

function requireId(customer_id: string): void {
  if (BigInt(customer_id) > 0n && BigInt(customer_id) < 2n ** 64n) return;
  throw unknown(customer_id);
}

function unknown(customer_id: string): ProblemError {
  return new ProblemError(404, "unknown_customer", `There is no customer ${customer_id}`, "id");
}

/** Everything known of one customer. @throws {ProblemError} unknown_customer */
export async function customer(context: Context<Engines>, customer_id: string): Promise<Customer> {
  requireId(customer_id);
  const { clickhouse } = context.engines;
  const { currency, time_zone } = context.settings;
  const options = { signal: context.signal };
  const digits = minorDigits(currency);
  const [classify, identifiers, traits, months] = await Promise.all([
    classifier(context, null),
    identifiersQuery(clickhouse, { customer_id }, options),
    traitsQuery(clickhouse, { customer_id }, options),
    monthsQuery(clickhouse, { customer_id, time_zone, digits }, options),
  ]);
  const [row] = await customerRows(context, [customer_id], null, classify);
  if (!row || (months.length === 0 && identifiers.length === 0)) throw unknown(customer_id);
  return { ...row, currency, identifiers, traits, revenue_by_month: filledMonths(months) };
}

/** A page of what happened to one customer, newest first; empty for a customer that nobody knows. */
export async function timeline(
  context: Context<Engines>,
  customer_id: string,
  query: { readonly cursor?: string; readonly limit?: number },
): Promise<Timeline> {
  requireId(customer_id);
  const limit = query.limit ?? 50;
  const cursor = query.cursor === undefined ? null : decodeCursor(query.cursor, "number");
  const { currency } = context.settings;
  const rows = await timelineQuery(
    context.engines.clickhouse,
    {
      customer_id,
      after: cursor && { occurred_ms: Number(cursor.value), id: cursor.id },
      limit,
      digits: minorDigits(currency),
    },
    { signal: context.signal },
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    currency,
    entries: rows.map(({ occurred_ms: _, ...entry }) => entry),
    next_cursor: last ? encodeCursor({ value: last.occurred_ms, id: last.id }) : null,
  };
}
