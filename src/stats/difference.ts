// Whether two estimates differ, and how much a series usually moves by itself.
import { type Interval, z95 } from "./interval.ts";
import { studentQuantile } from "./student.ts";

/** A value with its 95 % interval. */
export interface Bounded extends Interval {
  readonly value: number;
}

/**
 * 95 % interval of the difference `now - before` of two independent estimates, out of the interval of each: distances to
 * the bounds add in squares (MOVER: G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures",
 * Statistics in Medicine 27 (2008)). With Wilson's intervals of two shares it is method 10 of R. G. Newcombe, "Interval
 * estimation for the difference between independent proportions", Statistics in Medicine 17 (1998).
 */
export function differenceInterval(now: Bounded, before: Bounded): Interval {
  const difference = now.value - before.value;
  return {
    low: difference - Math.hypot(now.value - now.low, before.high - before.value),
    high: difference + Math.hypot(now.high - now.value, before.value - before.low),
  };
}

/** Fewer changes than this say nothing of what is usual. */
const fewestChanges = 3;

/**
 * How far a series usually moves from one stretch to the next: half of the 95 % interval of its next change, with no
 * change expected. That is the prediction interval of the naive method, t times the root mean square of the changes
 * (R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.5), with Student's
 * quantile instead of the normal one, since changes are few. Null below three changes.
 */
export function usualChange(values: readonly number[]): number | null {
  const changes = values.slice(1).map((value, index) => value - (values[index] ?? value));
  if (changes.length < fewestChanges) return null;
  const mean_square = changes.reduce((sum, change) => sum + change * change, 0) / changes.length;
  return studentQuantile(0.975, changes.length) * Math.sqrt(mean_square);
}

const week_days = 7;
/** Differences that a noise is measured on at least: four weeks of them. */
const fewestDifferences = 28;

/**
 * Half of the 95 % interval of the difference of two sums, each of `length` days, as noise alone would make it. The variance
 * of a day is half the mean square of its differences to the same weekday of the week before, which neither a level, a slow
 * trend nor the week's pattern enters (J. von Neumann et al., "The mean square successive difference", Annals of
 * Mathematical Statistics 12 (1941), with the lag of a season); days are taken as independent of one another, so
 * the variance of the difference is 2 · length times that. Null below four weeks of such differences.
 */
export function sumNoise(days: readonly number[], length: number): number | null {
  const differences = days.slice(week_days).map((value, index) => value - (days[index] ?? value));
  if (differences.length < fewestDifferences) return null;
  const variance = differences.reduce((sum, each) => sum + each * each, 0) / differences.length / 2;
  return z95 * Math.sqrt(2 * length * variance);
}
