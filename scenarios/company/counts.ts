// What the truth amounts to, counted here with arrays and sets alone: every metric of the registry, cohorts, classes.
import type { Truth } from "./truth.ts";

/** Revenue that moved: an order, or what was given back of one (negative). `who` is "" for nobody known. */
export interface Move {
  readonly order_id: string;
  readonly who: string;
  readonly day: string;
  readonly minor: number;
}

/** An answer to a survey, or the rating of a review. */
export interface Answer {
  readonly kind: string;
  readonly score: number;
  readonly day: string;
}

/** All that metrics are made of. */
export interface Books {
  readonly moves: readonly Move[];
  readonly answers: readonly Answer[];
  readonly contacts: readonly { readonly kind: string; readonly day: string }[];
  /** Seconds until somebody answered and until it was solved; null where that never was. */
  readonly tickets: readonly {
    readonly day: string;
    readonly reply_s: number | null;
    readonly resolved_s: number | null;
  }[];
  readonly spent: readonly { readonly day: string; readonly minor: number }[];
}

export interface Days {
  readonly from: string;
  readonly to: string;
}

const calendar = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Warsaw" });

/** The day in Warsaw, "2025-03-01". */
export const dayOf = (time: number): string => calendar.format(time);

export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The truth's orders and refunds, each of whom `whoOf` takes it to be. */
export function movesOf(truth: Truth, whoOf: (order: Truth["order"][number]) => string): Move[] {
  return truth.order.flatMap((order) => {
    const { order_id, occurred_at, revenue_minor, refunded_at, refunded_minor } = order;
    const who = whoOf(order);
    const made = { order_id, who, day: dayOf(occurred_at), minor: revenue_minor };
    return refunded_at === null ? [made] : [made, { order_id, who, day: dayOf(refunded_at), minor: -refunded_minor }];
  });
}

const within = ({ from, to }: Days, { day }: { readonly day: string }) => from <= day && day <= to;
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const ratio = (top: number, bottom: number) => (bottom === 0 ? null : top / bottom);
const mean = (scores: readonly number[]) => ratio(sum(scores), scores.length);

const gross = (books: Books, days: Days) =>
  sum(books.moves.filter((move) => within(days, move) && move.minor > 0).map(({ minor }) => minor));
const refunded = (books: Books, days: Days) =>
  -sum(books.moves.filter((move) => within(days, move) && move.minor < 0).map(({ minor }) => minor));
const orders = (books: Books, days: Days) => books.moves.filter((move) => within(days, move) && move.minor > 0).length;

/** Days of the orders of each known customer, the earliest first. */
export function purchases(moves: readonly Move[]): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const { who, minor, day } of moves) {
    if (who === "" || minor <= 0) continue;
    days.set(who, [...(days.get(who) ?? []), day].sort());
  }
  return days;
}

/** How many known customers bought in the period in such a way. */
function buyers({ moves }: Books, period: Days, counts: (bought: readonly string[], first: string) => boolean): number {
  let found = 0;
  for (const [first = "", ...more] of purchases(moves).values()) {
    const bought = [first, ...more].filter((day) => within(period, { day }));
    if (bought.length > 0 && counts(bought, first)) found += 1;
  }
  return found;
}

const scores = (books: Books, days: Days, kind: string) =>
  books.answers.filter((answer) => answer.kind === kind && within(days, answer)).map(({ score }) => score);
const contacts = (books: Books, days: Days, kinds: readonly string[]) =>
  books.contacts.filter((contact) => kinds.includes(contact.kind) && within(days, contact)).length;
const at_least = (least: number) => (score: number) => score >= least;

/** Seconds become the milliseconds of the API. */
const meanMs = (seconds: readonly number[]) => {
  const average = mean(seconds);
  return average === null ? null : average * 1_000;
};
const medianMs = (seconds: readonly number[]) => {
  const sorted = seconds.toSorted((one, other) => one - other);
  const at = (place: number) => sorted[place] ?? 0;
  const middle = (sorted.length - 1) / 2;
  return sorted.length === 0 ? null : 500 * (at(Math.floor(middle)) + at(Math.ceil(middle)));
};
const waits = (books: Books, days: Days, what: "reply_s" | "resolved_s") =>
  books.tickets.filter((ticket) => within(days, ticket)).flatMap((ticket) => ticket[what] ?? []);
const spent = (books: Books, days: Days) =>
  sum(books.spent.filter((each) => within(days, each)).map(({ minor }) => minor));
const newcomers = (books: Books, days: Days) => buyers(books, days, (_, first) => first >= days.from);

/** Average order of each known customer who bought in the period, and of all of them together. */
function averages({ moves }: Books, days: Days): { readonly own: number[]; readonly all: number } {
  const inside = moves.filter((move) => move.who !== "" && within(days, move));
  const bought = new Map<string, { net: number; orders: number }>();
  for (const { who, minor } of inside) {
    const { net, orders: made } = bought.get(who) ?? { net: 0, orders: 0 };
    bought.set(who, { net: net + minor, orders: made + Number(minor > 0) });
  }
  const buying = [...bought.values()].filter((each) => each.orders > 0);
  const all = sum(buying.map(({ net }) => net)) / sum(buying.map((each) => each.orders));
  return { own: buying.map(({ net, orders: made }) => net / made), all };
}

function tier(books: Books, days: Days, holds: (own: number, all: number) => boolean): number | null {
  const { own, all } = averages(books, days);
  return ratio(own.filter((each) => holds(each, all)).length, own.length);
}

/** Metrics by their ids in the registry; money in minor units, null where nothing is defined. */
export const counted: Readonly<Record<string, (books: Books, days: Days) => number | null>> = {
  revenue_gross: gross,
  revenue_net: (books, days) => gross(books, days) - refunded(books, days),
  orders,
  aov: (books, days) => ratio(gross(books, days) - refunded(books, days), orders(books, days)),
  customers_active: (books, days) => buyers(books, days, () => true),
  customers_new: (books, days) => buyers(books, days, (_, first) => first >= days.from),
  customers_returning: (books, days) => buyers(books, days, (_, first) => first < days.from),
  repeat_purchase_rate: (books, days) =>
    ratio(
      buyers(books, days, (bought) => bought.length > 1),
      buyers(books, days, () => true),
    ),
  refund_rate: (books, days) => ratio(refunded(books, days), gross(books, days)),
  nps: (books, days) => {
    const all = scores(books, days, "nps");
    return ratio(100 * (all.filter(at_least(9)).length - all.filter((score) => score < 7).length), all.length);
  },
  csat: (books, days) => {
    const all = scores(books, days, "csat");
    return ratio(all.filter(at_least(4)).length, all.length);
  },
  csat_mean: (books, days) => mean(scores(books, days, "csat")),
  ces: (books, days) => mean(scores(books, days, "ces")),
  effort: () => null,
  rating: (books, days) => mean(scores(books, days, "review")),
  reviews: (books, days) => scores(books, days, "review").length,
  tickets: (books, days) => contacts(books, days, ["ticket"]),
  contact_rate: (books, days) => ratio(contacts(books, days, ["ticket", "call", "chat"]), orders(books, days)),
  first_response_time: (books, days) => meanMs(waits(books, days, "reply_s")),
  first_response_median: (books, days) => medianMs(waits(books, days, "reply_s")),
  resolution_time: (books, days) => meanMs(waits(books, days, "resolved_s")),
  ticket_reopened_rate: (books, days) => ratio(0, waits(books, days, "resolved_s").length),
  enps: () => null,
  churn_logo: () => null,
  churn_revenue: () => null,
  net_revenue_retention: () => null,
  acquisition_cost: spent,
  cac: (books, days) => ratio(spent(books, days), newcomers(books, days)),
  cac_paid: (books, days) => ratio(spent(books, days), newcomers(books, days)),
  aov_low: (books, days) => tier(books, days, (own, all) => own < 0.5 * all),
  aov_mid: (books, days) => tier(books, days, (own, all) => own >= 0.5 * all && own < 1.5 * all),
  aov_high: (books, days) => tier(books, days, (own, all) => own >= 1.5 * all),
  customer_retention_rate: (books, days) => retained(books, days).kept,
  customer_retention_simple: (books, days) => retained(books, days).simple,
};

/** The day so many days before. */
const earlier = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** Who bought within a year before the beginning, and of them who did within a year before the end; and by counts alone. */
function retained({ moves }: Books, { from, to }: Days): { kept: number | null; simple: number | null } {
  const end = earlier(to, -1);
  let [start, kept, old_end] = [0, 0, 0];
  for (const [first = "", ...more] of purchases(moves).values()) {
    const days = [first, ...more];
    const active = (at: string) => days.some((day) => day < at && day >= earlier(at, 365));
    start += Number(active(from));
    kept += Number(active(from) && active(end));
    old_end += Number(active(end) && first < from);
  }
  return { kept: ratio(kept, start), simple: ratio(old_end, start) };
}

/** Customers by month of the first order, and how many of them ordered in each month after: "2025-01-01 2" is two later. */
export function cohorts(moves: readonly Move[]): Map<string, number> {
  const counts = new Map<string, number>();
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  for (const [first = "", ...more] of purchases(moves).values()) {
    const months = new Set([first, ...more].map(monthOf));
    for (const month of months) {
      const key = `${monthOf(first)} ${index(month) - index(first)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** A class by cumulative share: those with more make up less of the whole than the bound. Nothing is the lowest class. */
function byShare(values: ReadonlyMap<string, number>, bounds: readonly [number, number], names: string) {
  const earned = [...values.values()].map((value) => Math.max(value, 0));
  const whole = sum(earned);
  return (value: number): string => {
    const greater = sum(earned.filter((other) => other > value));
    const place = value <= 0 ? 2 : greater < whole * bounds[0] ? 0 : greater < whole * bounds[1] ? 1 : 2;
    return names[place] ?? "";
  };
}

/** A class by the coefficient of variation of revenue over the months, population form; X to 0.5, Y to 1. */
function byVariation(moves: readonly Move[], months: readonly string[]): (who: string) => string {
  const revenue = new Map<string, Map<string, number>>();
  for (const { who, day, minor } of moves) {
    const own = revenue.get(who) ?? new Map<string, number>();
    own.set(monthOf(day), (own.get(monthOf(day)) ?? 0) + minor);
    revenue.set(who, own);
  }
  return (who) => {
    const values = months.map((month) => revenue.get(who)?.get(month) ?? 0);
    const average = sum(values) / months.length;
    if (average <= 0) return "Z";
    const deviation = Math.sqrt(sum(values.map((value) => (value - average) ** 2)) / months.length);
    return deviation <= 0.5 * average ? "X" : deviation <= average ? "Y" : "Z";
  };
}

/** What a customer amounts to in a period, with both classes. */
export interface Classed {
  readonly orders: number;
  readonly net_minor: number;
  readonly abc: string;
  readonly xyz: string;
}

/** Everybody known who bought in the period; classes by variation look at the given months. */
export function classed(
  moves: readonly Move[],
  days: Days,
  form: "frequency" | "variation",
  months: readonly string[],
): Map<string, Classed> {
  const inside = moves.filter((move) => move.who !== "" && within(days, move));
  const net = new Map<string, number>();
  const count = new Map<string, number>();
  for (const { who, minor } of inside) {
    net.set(who, (net.get(who) ?? 0) + minor);
    if (minor > 0) count.set(who, (count.get(who) ?? 0) + 1);
  }
  for (const who of net.keys()) if (!count.has(who)) net.delete(who);
  const abc = byShare(net, [0.8, 0.95], "ABC");
  const frequency = byShare(count, [0.8, 0.95], "XYZ");
  const variation = byVariation(inside, months);
  return new Map(
    [...net].map(([who, net_minor]) => {
      const made = count.get(who) ?? 0;
      const xyz = form === "frequency" ? frequency(made) : variation(who);
      return [who, { orders: made, net_minor, abc: abc(net_minor), xyz }];
    }),
  );
}

/** How many customers, and how much net revenue, each class has: "AX" to "CZ". */
export function cellsOf(customers: Iterable<Classed>): Map<string, { customers: number; revenue_minor: number }> {
  const cells = new Map<string, { customers: number; revenue_minor: number }>();
  for (const { abc, xyz, net_minor } of customers) {
    const cell = cells.get(abc + xyz) ?? { customers: 0, revenue_minor: 0 };
    cells.set(abc + xyz, { customers: cell.customers + 1, revenue_minor: cell.revenue_minor + net_minor });
  }
  return cells;
}
