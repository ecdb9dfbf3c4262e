// From sufficient statistics to a value with its interval.

import type { Estimate } from "#contract";
import { type Interval, meanInterval, npsInterval, type PairMoments, ratioInterval, wilsonInterval } from "#stats";
import type { Metric } from "./definition.ts";
import { type Statistic, type Statistics, statistic } from "./statistic.ts";

/** Statistics that a metric's value, interval and sample size are made of. */
export function neededStatistics(metric: Metric): Statistic[] {
  const own = [metric.value, metric.sample, metric.over, metric.spread].filter((name) => name !== null);
  const more: Readonly<Partial<Record<Metric["interval"], readonly Statistic[]>>> = {
    ratio_delta: ["events", "purchases", "gross", "refunded", "gross_m2", "refunded_m2"],
    nps_adjusted_wald: ["nps_promoters", "nps_detractors"],
  };
  return [...own, ...(more[metric.interval] ?? [])];
}

/**
 * A metric's value out of statistics; money in minor units, `digits` being those of the currency. Without anything
 * counted it is the definition's `empty`.
 */
export function estimate(metric: Metric, statistics: Statistics, digits: number): Estimate {
  const value = statistic(statistics, metric.value);
  const n = statistic(statistics, metric.sample);
  if (metric.over === null) return { value, low: null, high: null, n };
  const over = statistic(statistics, metric.over);
  if (over === 0) return { value: metric.empty, low: null, high: null, n };
  const interval = intervalOf(metric, statistics, digits);
  return { value: value / over, low: interval?.low ?? null, high: interval?.high ?? null, n };
}

function intervalOf(metric: Metric, statistics: Statistics, digits: number): Interval | null {
  const of = (name: Statistic) => statistic(statistics, name);
  switch (metric.interval) {
    case "wilson":
      return wilsonInterval(of(metric.value), of(metric.over ?? metric.sample));
    case "mean_t": {
      const n = of(metric.over ?? metric.sample);
      return meanInterval({ n, mean: of(metric.value) / n, m2: of(metric.spread ?? metric.value) });
    }
    case "nps_adjusted_wald": {
      const [up, down] = [of("nps_promoters"), of("nps_detractors")];
      const interval = npsInterval(up, of("nps_answers") - up - down, down);
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
