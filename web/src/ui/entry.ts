// Values of metrics as people type them: money in major units, shares in percent, durations in minutes.
import type { MetricUnit } from "#contract";
import { major } from "./format.ts";

const minute_ms = 60_000;

/** How many of the metric's own units one typed unit is. */
function factor(unit: MetricUnit, currency: string): number {
  if (unit === "money") return 1 / major(1, currency);
  if (unit === "share") return 0.01;
  return unit === "duration" ? minute_ms : 1;
}

/** A typed number in the metric's own unit, without the dust of a multiplication. */
export function fromTyped(typed: number, unit: MetricUnit, currency: string): number {
  const value = Number((typed * factor(unit, currency)).toPrecision(12));
  return unit === "money" ? Math.round(value) : value;
}

/** A value as it is typed. */
export function toTyped(value: number, unit: MetricUnit, currency: string): number {
  return Number((value / factor(unit, currency)).toPrecision(12));
}

/** What stands behind the field. */
export function suffixOf(unit: MetricUnit, currency: string): string {
  if (unit === "money") return currency;
  if (unit === "share") return "%";
  return unit === "duration" ? "min" : "";
}
