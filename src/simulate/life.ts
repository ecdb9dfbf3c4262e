// When somebody orders and for how much: BG/NBD with gamma-gamma spend, and seasons laid over it.
import { awake, type Season, week_ms } from "./calendar.ts";
import { purchase, spend } from "./company.ts";
import { beta, exponential, gamma, happens, type Uniform } from "./random.ts";

export interface Life {
  /** Orders a week while active, before seasons. */
  readonly rate_per_week: number;
  /** Probability to drop out after a repeated order. */
  readonly dropout: number;
  /** Times of orders, the first one is the birth. */
  readonly orders: readonly number[];
  /** When the person dropped out; null for who is still active at the end. */
  readonly alive_until: number | null;
}

export interface LifeInput {
  readonly born_at: number;
  readonly until: number;
  readonly season: Season;
  /** Probability to drop out because of what happened with this order, beside the person's own; asked once an order. */
  readonly addedDropout: (at: number) => number;
}

/**
 * BG/NBD (Fader, Hardie, Lee 2005): orders are Poisson at a rate ~ Gamma(r, alpha) a week, and after each repeated one the
 * person drops out with a probability ~ Beta(a, b). A season makes the Poisson process uneven by thinning (P. Lewis,
 * G. Shedler, 1979). Orders of one day keep their number and get hours at which people are awake.
 */
export function lifeOf(uniform: Uniform, { born_at, until, season, addedDropout }: LifeInput): Life {
  const rate_per_week = gamma(uniform, purchase.r, purchase.alpha);
  const dropout = beta(uniform, purchase.a, purchase.b);
  const orders = [born_at];
  const mean = week_ms / (rate_per_week * season.most);
  let at = born_at;
  if (happens(uniform, addedDropout(at))) return { rate_per_week, dropout, orders, alive_until: at };
  for (;;) {
    at += exponential(uniform, mean);
    if (at >= until) return { rate_per_week, dropout, orders, alive_until: null };
    if (!happens(uniform, season.at(at) / season.most)) continue;
    const previous = orders[orders.length - 1] ?? born_at;
    const when = Math.max(awake(uniform, at), previous + 900_000);
    if (when < until) orders.push(when);
    const added = addedDropout(when);
    if (happens(uniform, dropout) || happens(uniform, added)) {
      return { rate_per_week, dropout, orders, alive_until: Math.min(when, until) };
    }
  }
}

/** The scale of a person's orders in the gamma-gamma model: an order is ~ Gamma(p, scale), its mean p / scale. */
export function spendScale(uniform: Uniform): number {
  return gamma(uniform, spend.q, spend.gamma);
}

/** What an order is worth, minor units. */
export function orderValue(uniform: Uniform, scale: number): number {
  return Math.max(Math.round(gamma(uniform, spend.p, scale)), spend.least);
}
