// Answers about one customer: who it is, what it is worth, what it said.
import { type Context, type Customer, type Feelings, maskerOf, minorDigits, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { starts } from "../calendar.ts";
import { feelingsQuery, habitsQuery, identifiersQuery, personQuery, traitsQuery } from "./customer.sql.ts";
import { figuresQuery } from "./figures.sql.ts";
import { labelAmong } from "./label.sql.ts";
import { shownLabel } from "./label.ts";
import { noFigures } from "./list.ts";
import { portraitOf } from "./portrait.ts";

/** Months without revenue between the first and the last are shown as 0, not left out. */
function filledMonths(rows: readonly { month: string; revenue_minor: number }[]): Customer["revenue_by_month"] {
  const from = rows[0]?.month;
  const to = rows.at(-1)?.month;
  if (from === undefined || to === undefined) return [];
  const known = new Map(rows.map(({ month, revenue_minor }) => [month, revenue_minor]));
  return starts("month", { from, to }).map((month) => ({ month, revenue_minor: known.get(month) ?? 0 }));
}

function unknown(customer_id: string): ProblemError {
  return new ProblemError(404, "unknown_customer", `There is no customer ${customer_id}`, "id");
}

function requireId(customer_id: string): void {
  if (BigInt(customer_id) <= 0n || BigInt(customer_id) >= 2n ** 64n) throw unknown(customer_id);
}

/**
 * The person whom an id stands for now: of a customer who was merged into another, the other.
 * @throws {ProblemError} unknown_customer for what cannot be an id
 */
export async function personOf(context: Context<Engines>, customer_id: string): Promise<string> {
  requireId(customer_id);
  const [row] = await personQuery(
    context.engines.clickhouse,
    { customer_ids: [customer_id] },
    { signal: context.signal },
  );
  return row?.customer_id ?? customer_id;
}

type Habits = Awaited<ReturnType<typeof habitsQuery>>[number];

/** What of a customer's gaps is told: nothing with fewer than two orders. */
function gapsOf(sorted: Habits["gaps_days"]): Customer["gaps"] {
  const middle = (sorted.length - 1) / 2;
  const [shortest_days, lower, upper, longest_days] = [0, Math.floor(middle), Math.ceil(middle), sorted.length - 1].map(
    (at) => sorted[at],
  );
  if (shortest_days === undefined || lower === undefined || upper === undefined || longest_days === undefined)
    return null;
  return { shortest_days, median_days: (lower + upper) / 2, longest_days };
}

/** What most of it is: of equals the first by name; null when it is nowhere. */
function most(counts: Readonly<Record<string, number>>): string | null {
  const [first] = Object.entries(counts)
    .filter(([name]) => name !== "")
    .sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));
  return first?.[0] ?? null;
}

async function known(context: Context<Engines>, customer_id: string) {
  const { clickhouse } = context.engines;
  const { currency, time_zone } = context.settings;
  const options = { signal: context.signal };
  const digits = minorDigits(currency);
  const [identifiers, traits, figures, habits] = await Promise.all([
    identifiersQuery(clickhouse, { customer_id }, options),
    traitsQuery(clickhouse, { customer_id }, options),
    figuresQuery(clickhouse, { customer_ids: [customer_id], period: null, digits }, options),
    habitsQuery(clickhouse, { customer_id, time_zone, digits }, options),
  ]);
  return { identifiers, traits, worth: figures[0] ?? { ...noFigures, customer_id }, habits: habits[0] };
}

/**
 * Everything known of one customer, but for classes: to rank all customers takes longer than to look at one.
 * @throws {ProblemError} unknown_customer
 */
export async function customer(context: Context<Engines>, asked_id: string): Promise<Customer> {
  requireId(asked_id);
  // Hardly anybody was merged: the look at who it is now waits for nothing.
  const [customer_id, asked] = await Promise.all([personOf(context, asked_id), known(context, asked_id)]);
  const { identifiers, traits, worth, habits } = customer_id === asked_id ? asked : await known(context, customer_id);
  if (!habits || (habits.events === 0 && identifiers.length === 0)) throw unknown(asked_id);
  const mask = maskerOf(context);
  const { net: _net, ...figures } = worth;
  const best = labelAmong(traits, identifiers);
  const { channels, hours, gaps_days, revenue_by_month, ...seen } = habits;
  const hour = most(hours);
  return {
    ...figures,
    label: best === null ? customer_id : shownLabel(best, mask),
    currency: context.settings.currency,
    masked: mask.masked,
    portrait: {
      ...portraitOf(traits, mask, context.now()),
      ...seen,
      channel: most(channels),
      hour: hour === null ? null : Number(hour),
    },
    identifiers: identifiers.map((row) => ({ ...row, value: mask.identifier(row.kind, row.value) })),
    traits: traits.map((row) => ({ ...row, value: mask.field(row.name, row.value) })),
    revenue_by_month: filledMonths(revenue_by_month),
    gaps: gapsOf(gaps_days),
  };
}

/** What a customer said of us, the newest first; nothing of a customer that nobody knows. */
export async function feelings(context: Context<Engines>, asked_id: string): Promise<Feelings> {
  const customer_id = await personOf(context, asked_id);
  const mask = maskerOf(context);
  const rows = await feelingsQuery(context.engines.clickhouse, { customer_id }, { signal: context.signal });
  return { rows: rows.map((row) => ({ ...row, properties: maskedFields(row.properties, mask) })) };
}

/** Properties of an event as they are shown. */
export function maskedFields(
  properties: Readonly<Record<string, string>>,
  mask: ReturnType<typeof maskerOf>,
): Record<string, string> {
  if (!mask.masked) return { ...properties };
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, mask.field(name, value)]));
}
