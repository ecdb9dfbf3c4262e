// From sufficient statistics to a value with its interval.

import type { Estimate } from "#contract";
import { type Interval, meanInterval, npsInterval, type PairMoments, ratioInterval, wilsonInterval } from "#stats";
import type { Metric } from "./definition.ts";
import { type Statistic, type Statistics, statistic } from "./statistic.ts";

/** Statistics that a metric's value, interval and sample size are made of. */
export function neededStatistics(metric: Metric): string[] {
  const { value, over, times, spread, sample } = metric;
  const own = [value, over, spread, sample, times?.value ?? null, times?.over ?? null].filter((name) => name !== null);
  const more: Readonly<Partial<Record<Metric["interval"], readonly Statistic[]>>> = {
    ratio_delta: ["events", "purchases", "gross", "refunded", "gross_m2", "refunded_m2"],
    nps_adjusted_wald:
      metric.sample === "enps_answers" ? ["enps_promoters", "enps_detractors"] : ["nps_promoters", "nps_detractors"],
  };
  return [...own, ...(more[metric.interval] ?? [])];
}

/**
 * A metric's value out of statistics; money in minor units, `digits` being those of the currency. Without anything
 * counted it is the definition's `empty`.
 */
export function estimate(metric: Metric, statistics: Statistics, digits: number): Estimate {
  const of = (name: string | undefined) => (name === undefined ? 1 : statistic(statistics, name));
  const { times } = metric;
  const value = of(metric.value) * of(times?.value);
  const n = of(metric.sample);
  const over = metric.over === null ? null : of(metric.over) * of(times?.over);
  const nothing = over === null ? n === 0 && metric.empty === null : over === 0;
  if (nothing) return { value: metric.empty, low: null, high: null, n };
  const interval = over === null ? null : intervalOf(metric, statistics, { value, over }, digits);
  return { value: value / (over ?? 1), low: interval?.low ?? null, high: interval?.high ?? null, n };
}

function intervalOf(
  metric: Metric,
  statistics: Statistics,
  { value, over }: { readonly value: number; readonly over: number },
  digits: number,
): Interval | null {
  const of = (name: string) => statistic(statistics, name);
  switch (metric.interval) {
    case "wilson":
      return wilsonInterval(value, over);
    case "mean_t":
      return metric.spread === null ? null : meanInterval({ n: over, mean: value / over, m2: of(metric.spread) });
    case "nps_adjusted_wald": {
      const [up, down] =
        metric.sample === "enps_answers"
          ? [of("enps_promoters"), of("enps_detractors")]
          : [of("nps_promoters"), of("nps_detractors")];
      const interval = npsInterval(up, over - up - down, down);
      return interval && { low: Math.max(interval.low, -100), high: Math.min(interval.high, 100) };
    }
    case "ratio_delta":
      return ratioInterval(
        pairs(metric.value === "net" ? "net per purchase" : "refunded per gross", statistics, digits),
      );
    default:
      return null;
  }
}

/** An estimate that is kept back. */
const kept_back = { value: null, low: null, high: null, withheld: "few" } as const;

/**
 * Keeps back what would tell who said what: parts of fewer answers than `least`, and where those that are kept back are
 * together still fewer (so that the whole less the rest would tell them), the smallest of the others as well.
 */
export function withheld(parts: readonly Estimate[], least: number): Estimate[] {
  const hidden = new Set<Estimate>(parts.filter(({ n }) => n > 0 && n < least));
  const total = () => [...hidden].reduce((sum, { n }) => sum + n, 0);
  const others = parts.filter((part) => part.n >= least).sort((one, other) => one.n - other.n);
  for (const other of others) if (hidden.size > 0 && total() < least) hidden.add(other);
  return parts.map((part) => (hidden.has(part) ? { ...kept_back, n: part.n } : part));
}

/**
 * Moments of the pairs (x, y) over events. Each event is either a purchase, with x its revenue, or not, so that
 * gross x refunded is 0 on every event and all products of distances follow from means and squares:
 * c(a, b) = sum(a b) - n mean(a) mean(b).
 */
function pairs(kind: "net per purchase" | "refunded per gross", statistics: Statistics, digits: number): PairMoments {
  const n = statistic(statistics, "events");
  const square = 10 ** (2 * digits);
  const gross = statistic(statistics, "gross") / n;
  const refunded = statistic(statistics, "refunded") / n;
  const purchases = statistic(statistics, "purchases") / n;
  const gross_m2 = statistic(statistics, "gross_m2") * square;
  const refunded_m2 = statistic(statistics, "refunded_m2") * square;
  const c_gross_refunded = -n * gross * refunded;
  if (kind === "refunded per gross")
    return { n, mean_x: refunded, mean_y: gross, m2_x: refunded_m2, m2_y: gross_m2, c_xy: c_gross_refunded };
  return {
    n,
    mean_x: gross - refunded,
    mean_y: purchases,
    m2_x: gross_m2 + refunded_m2 - 2 * c_gross_refunded,
    m2_y: n * purchases * (1 - purchases),
    // Revenue times "is a purchase" summed over events is the gross revenue.
    c_xy: n * gross - n * (gross - refunded) * purchases,
  };
}
