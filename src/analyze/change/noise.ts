// Whether a change is more than noise, and whether it is welcome.
import type { Estimate } from "#contract";
import { differenceInterval, type Interval, usualChange } from "#stats";
import type { Metric } from "../metric/definition.ts";

/** Whether a difference is welcome by a metric's direction. */
export function stateOfChange(difference: number, direction: Metric["direction"]): "good" | "bad" | "neither" {
  if (direction === "neutral" || difference === 0) return "neither";
  return difference > 0 === (direction === "up") ? "good" : "bad";
}

/**
 * Interval of the difference to the stretch before: out of both intervals, or of how the metric usually moves where it has
 * none. Null where neither tells.
 */
export function noiseOf(now: Estimate, before: Estimate, earlier: readonly Estimate[]): Interval | null {
  if (now.value === null || before.value === null) return null;
  const { value } = now;
  if (now.low !== null && now.high !== null && before.low !== null && before.high !== null)
    return differenceInterval(
      { value, low: now.low, high: now.high },
      { value: before.value, low: before.low, high: before.high },
    );
  const usual = usualChange(earlier.flatMap((each) => (each.value === null ? [] : [each.value])));
  const difference = value - before.value;
  return usual === null ? null : { low: difference - usual, high: difference + usual };
}
