// A metric's answer as the lines of a trend: its values with their interval, and the period compared with.
import type { MetricAnswer } from "#contract";
import { partialEnds } from "./bucket.ts";
import type { Format } from "./format.ts";
import type { Trend } from "./trend-option.ts";

/** `before` names the line of the period compared with; null leaves it out. */
export function metricTrend(answer: MetricAnswer, name: string, before: string | null, format: Format): Trend {
  const { series, comparison_series, unit, currency, grain, period } = answer;
  const has_band = series.some((point) => point.estimate.low !== null);
  const band = { low: series.map((point) => point.estimate.low), high: series.map((point) => point.estimate.high) };
  const earlier = series.map((_point, index) => comparison_series[index]?.estimate.value ?? null);
  return {
    labels: series.map((point) => format.bucket(point.start, grain)),
    lines: [
      { name, values: series.map((point) => point.estimate.value), ...(has_band ? { band } : {}) },
      ...(before === null ? [] : [{ name: before, values: earlier, is_comparison: true }]),
    ],
    partial: partialEnds(
      series.map((point) => point.start),
      grain,
      period,
    ),
    ...(unit === "share" ? { bounds: { low: 0, high: 1 } } : {}),
    format: (value) => format.value(value, unit, currency),
    axis_format: (value) => format.value(value, unit, currency, "compact"),
  };
}
