// The rules of docs/classes.md in plain numbers, for tests of the statement that computes them.
import { dayIn, isPurchase, type TestOrder } from "./orders.ts";

const day_ms = 86_400_000;
const number = (day: string) => Math.round(Date.parse(day) / day_ms);
const yearAgo = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

interface Buyer {
  readonly customer: number;
  readonly days: readonly number[];
  readonly gaps: readonly number[];
  readonly orders: number;
  readonly net: number;
  readonly bought: boolean;
  readonly earned: number;
  readonly aov: number;
  readonly monthly: readonly number[];
}

/** Complete months among the twelve before the day's and the day's own, within the data. */
function completeMonths(orders: readonly TestOrder[], day: string): string[] {
  const days = orders.map(({ at }) => dayIn("UTC", at)).toSorted();
  const first = days[0] ?? "";
  const found: string[] = [];
  for (let month = `${yearAgo(day).slice(0, 7)}-01`; month <= day; ) {
    const date = new Date(`${month}T00:00:00Z`);
    const next = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
    if (month >= first && number(next) - 1 <= number(day)) found.push(month.slice(0, 7));
    month = next;
  }
  return found;
}

function buyerOf(own: readonly TestOrder[], day: string, months: readonly string[]): Buyer {
  const bought = own.filter(isPurchase);
  const days = [...new Set(bought.map(({ at }) => number(dayIn("UTC", at))))].toSorted((one, other) => one - other);
  const recent = own.filter(({ at }) => dayIn("UTC", at) > yearAgo(day));
  const recent_orders = recent.filter(isPurchase).length;
  const recent_net = recent.reduce((sum, { cents }) => sum + cents, 0);
  return {
    customer: own[0]?.customer ?? 0,
    days,
    gaps: days.slice(1).map((each, index) => each - (days[index] ?? 0)),
    orders: bought.length,
    net: own.reduce((sum, { cents }) => sum + cents, 0),
    bought: recent_orders > 0,
    earned: recent_orders > 0 ? Math.max(recent_net, 0) : 0,
    aov: recent_orders > 0 ? recent_net / 100 / recent_orders : 0,
    monthly: months.map((month) =>
      own.filter(({ at }) => dayIn("UTC", at).startsWith(month)).reduce((sum, { cents }) => sum + cents, 0),
    ),
  };
}

/** The nearest rank of the 90th percentile where there are four gaps; at least a week. */
function lateAfter(gaps: readonly number[], usual: number): number {
  const sorted = gaps.toSorted((one, other) => one - other);
  return Math.max(7, gaps.length < 4 ? usual : (sorted[Math.ceil(0.9 * gaps.length) - 1] ?? 0));
}

const part = (place: number, count: number, shift: number) =>
  Math.min(count - 1, Math.max(0, Math.floor(count * (place + shift * 0.02))));

function lifecycle({ gaps, days }: Buyer, today: number, usual: number, factor: number): string {
  const recency = today - (days.at(-1) ?? 0);
  const late = lateAfter(gaps, usual);
  if (recency > 2 * late * factor) return "lapsed";
  if (recency > late * factor) return "at_risk";
  if (gaps.length === 0) return "new";
  return (gaps.at(-1) ?? 0) > 2 * lateAfter(gaps.slice(0, -1), usual) * factor ? "returned" : "active";
}

function xyz({ bought, monthly }: Buyer, factor: number): string {
  const sum = monthly.reduce((total, each) => total + each, 0);
  if (!bought) return "";
  if (sum <= 0) return "Z";
  const squares = monthly.reduce((total, each) => total + each * each, 0);
  const variation = monthly.length * squares;
  const within = (cut: number) => variation * 1e6 <= sum * sum * (1e6 + Math.round(cut * factor * 1000) ** 2);
  return within(0.5) ? "X" : within(1) ? "Y" : "Z";
}

/**
 * The classes by figures of everybody who bought, as of the end of a day, by "customer scheme"; every cut moved by so many
 * margins. `collapsed`: beyond which share of those who bought once frequency has fixed cuts; less once it has them.
 */
export function judgedByHand(
  orders: readonly TestOrder[],
  day: string,
  shift: number,
  collapsed = 0.4,
): Map<string, string> {
  const known = orders.filter(({ customer }) => customer !== 0);
  const months = completeMonths(orders, day);
  const buyers = [...new Set(known.filter(isPurchase).map(({ customer }) => customer))].map((customer) =>
    buyerOf(
      known.filter((each) => each.customer === customer),
      day,
      months,
    ),
  );
  const today = number(day);
  const gaps = buyers.flatMap((buyer) => buyer.gaps).toSorted((one, other) => one - other);
  const usual = Math.max(7, gaps.length === 0 ? 90 : (gaps[Math.floor(0.9 * (gaps.length - 1) + 0.5)] ?? 90));
  const fixed = buyers.filter((buyer) => buyer.orders === 1).length / buyers.length > collapsed;
  const factor = 1 + shift * 0.1;
  const whole = buyers.reduce((sum, { earned }) => sum + earned, 0);
  const place = (among: readonly Buyer[], less: (other: Buyer) => boolean) => among.filter(less).length / among.length;
  const of = (buyer: Buyer): Record<string, string> => {
    const more = buyers.filter(({ earned }) => earned > buyer.earned).reduce((sum, { earned }) => sum + earned, 0);
    const abc = (cut: number) => more * 100 < whole * (cut + 2 * shift);
    const last = buyer.days.at(-1) ?? 0;
    const recency = place(buyers, ({ days }) => (days.at(-1) ?? 0) > last);
    const frequency = fixed
      ? 1 + [2, 3, 4, 6].filter((least) => buyer.orders >= least).length
      : 1 +
        part(
          place(buyers, (other) => other.orders < buyer.orders),
          5,
          shift,
        );
    const recent = buyers.filter(({ bought }) => bought);
    const tier = part(
      place(recent, (other) => other.aov < buyer.aov),
      3,
      shift,
    );
    return {
      abc: !buyer.bought ? "" : buyer.earned === 0 ? "C" : abc(80) ? "A" : abc(95) ? "B" : "C",
      xyz: xyz(buyer, factor),
      recency: String(5 - part(recency, 5, shift)),
      frequency: String(frequency),
      money: String(
        1 +
          part(
            place(buyers, (other) => other.net < buyer.net),
            5,
            shift,
          ),
      ),
      aov_tier: buyer.bought ? (["low", "mid", "high"][tier] ?? "") : "",
      lifecycle: lifecycle(buyer, today, usual, factor),
    };
  };
  return new Map(
    buyers.flatMap((buyer) =>
      Object.entries(of(buyer)).map(([scheme, name]): [string, string] => [`${buyer.customer} ${scheme}`, name]),
    ),
  );
}
