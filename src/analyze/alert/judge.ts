// Whether an alert's condition holds in a stretch; pure.
import type { AlertCondition, AlertDraft, Estimate } from "#contract";
import { noiseOf, stateOfChange } from "../change/noise.ts";
import type { Metric } from "../metric/definition.ts";

/** A stretch with what the metric was in it and in those before it, the oldest first. */
export interface Reading {
  readonly stretch: string;
  /** Whether it is over. */
  readonly complete: boolean;
  readonly now: Estimate;
  readonly earlier: readonly Estimate[];
}

/** What was found of a stretch: `value` and `before` are shown to whoever is told. */
export interface Finding {
  readonly stretch: string;
  readonly holds: boolean;
  readonly value: number | null;
  readonly before: number | null;
}

/**
 * A stretch that is not over is looked at where more to come cannot turn it back: what was drawn from a sample tells by its
 * interval, and a count that is above stays above.
 */
function isRipe({ complete }: Reading, condition: AlertCondition, metric: Metric): boolean {
  if (complete) return true;
  return condition.is === "above" || (condition.is === "below" && metric.over !== null);
}

/** Beyond the threshold with all of its interval, where it has one. */
function isBeyond({ value, low, high }: Estimate, condition: Exclude<AlertCondition, { is: "change" }>): boolean {
  if (value === null) return false;
  return condition.is === "above" ? (low ?? value) > condition.value : (high ?? value) < condition.value;
}

function isChanged(reading: Reading, which: "any" | "worse", metric: Metric): boolean {
  const before = reading.earlier.at(-1);
  const interval = before === undefined ? null : noiseOf(reading.now, before, reading.earlier);
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return false;
  return which === "any" || stateOfChange(interval.low, metric.direction) !== "good";
}

/** What a reading says of a condition; null where it cannot say anything yet. */
export function judge(reading: Reading, { condition }: Pick<AlertDraft, "condition">, metric: Metric): Finding | null {
  if (!isRipe(reading, condition, metric)) return null;
  const holds =
    condition.is === "change" ? isChanged(reading, condition.which, metric) : isBeyond(reading.now, condition);
  const before = condition.is === "change" ? (reading.earlier.at(-1)?.value ?? null) : null;
  return { stretch: reading.stretch, holds, value: reading.now.value, before };
}
