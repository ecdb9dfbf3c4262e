// What a series of days will come to by a day ahead, with an interval measured on the series' own past.
import type { Interval } from "./interval.ts";
import { studentQuantile } from "./student.ts";

const week_days = 7;
/** Weeks that a weekday's mean is taken over. */
const weeks = 8;
const window_days = weeks * week_days;
/** How many stretches of the same length, one after the other, the past must hold to tell how far forecasts err. */
const fewestTrials = 2;

/** A forecast of a sum, with its 95 % prediction interval. */
export interface Forecast extends Interval {
  readonly value: number;
}

/** Days of history without which the sum of `horizon_days` days is not forecast. */
export function neededDays(horizon_days: number): number {
  return window_days + fewestTrials * horizon_days;
}

/**
 * The seasonal mean: each day ahead is expected to be as the mean of its weekday over the eight weeks before `end`. It
 * is the mean method (R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., section 5.2)
 * by weekday; with one week it would be their seasonal naive method.
 */
function expectedSum(days: readonly number[], end: number, horizon_days: number): number {
  const recent = days.slice(end - window_days, end);
  const means = Array.from(
    { length: week_days },
    (_, weekday) =>
      recent.reduce((sum, value, index) => (index % week_days === weekday ? sum + value : sum), 0) / weeks,
  );
  // The window is whole weeks long, so the first day ahead has the weekday of the window's first day.
  return Array.from({ length: horizon_days }, (_, ahead) => means[ahead % week_days] ?? 0).reduce(
    (sum, value) => sum + value,
    0,
  );
}

/**
 * Forecasts the sum of the next `horizon_days` days after the last of `days`. The interval is empirical: the same forecast
 * is made from each earlier day, as if nothing after it were known, and held against what came (cross-validation on a
 * rolling origin, ibid. section 5.10). Its half is Student's quantile times the root mean square of those errors, so that
 * a trend that the method does not follow makes it wider; degrees of freedom are the stretches that do not overlap.
 * Null when the history is shorter than {@link neededDays}.
 */
export function forecastSum(days: readonly number[], horizon_days: number): Forecast | null {
  if (horizon_days <= 0) return { value: 0, low: 0, high: 0 };
  if (days.length < neededDays(horizon_days)) return null;
  const value = expectedSum(days, days.length, horizon_days);
  const errors: number[] = [];
  for (let end = window_days; end + horizon_days <= days.length; end += 1) {
    const came = days.slice(end, end + horizon_days).reduce((sum, day) => sum + day, 0);
    errors.push(came - expectedSum(days, end, horizon_days));
  }
  const trials = Math.floor((days.length - window_days) / horizon_days);
  const root = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);
  const half = studentQuantile(0.975, trials) * root;
  return { value, low: value - half, high: value + half };
}

/** An estimate drawn from a sample, with its 95 % interval; both ends are its value where nothing was sampled. */
export interface Drawn extends Interval {
  readonly value: number;
}

/**
 * Where a share, a mean or a ratio will stand at the end of a stretch of which the part `left` (0 to 1) is still to come:
 * where it stands now, its interval widened by how far it usually moves from one stretch to the next, for the part that
 * is left. The two are independent, so their halves add in squares; at the end it is the interval of the estimate itself.
 */
export function widened(now: Drawn, usual_change: number, left: number): Forecast {
  const more = usual_change * left;
  return {
    value: now.value,
    low: now.value - Math.hypot(now.value - now.low, more),
    high: now.value + Math.hypot(now.high - now.value, more),
  };
}

/**
 * What a count of distinct things will come to, from what it has come to so far and, of earlier stretches, what it was at
 * the same point (`so_far`) and at the end (`whole`). Distinct things cannot be summed over days, but grow alike from
 * stretch to stretch: the forecast is the mean of the ratios whole / so_far times what is there now, its interval Student's
 * prediction interval of one more ratio (mean ± t s √(1 + 1/n); Hyndman and Athanasopoulos, 3rd ed., section 5.5, the mean
 * method). Null below three stretches that had something by then.
 */
export function forecastPace(
  now: number,
  earlier: readonly { readonly so_far: number; readonly whole: number }[],
): Forecast | null {
  const ratios = earlier.filter(({ so_far }) => so_far > 0).map(({ so_far, whole }) => whole / so_far);
  const n = ratios.length;
  if (n < 3) return null;
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / n;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(variance * (1 + 1 / n));
  return { value: now * mean, low: Math.max(now, now * (mean - half)), high: now * (mean + half) };
}
