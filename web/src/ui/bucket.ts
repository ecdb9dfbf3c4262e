// Buckets of time: which of a series' points cover only a part of theirs.
import type { Grain } from "#contract";
import { addDays, type Days, monthStart } from "./period.ts";

/** The last day of the bucket that holds `day`. */
export function bucketEnd(day: string, grain: Grain): string {
  switch (grain) {
    case "day":
      return day;
    case "week":
      // Weeks begin on Monday.
      return addDays(day, 6 - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
    case "month":
      return addDays(monthStart(day, 1), -1);
    case "quarter":
      return addDays(monthStart(day, 3 - ((Number(day.slice(5, 7)) - 1) % 3)), -1);
    case "year":
      return `${day.slice(0, 4)}-12-31`;
  }
}

/** Which ends of a series stand for buckets that the period only covers in part: their values are too small. */
export interface PartialEnds {
  readonly first: boolean;
  readonly last: boolean;
}

/** The partial ends of a series whose buckets start on `starts`. */
export function partialEnds(starts: readonly string[], grain: Grain, period: Days): PartialEnds {
  const [first] = starts;
  const last = starts.at(-1);
  return {
    first: first !== undefined && first < period.from,
    last: last !== undefined && bucketEnd(last, grain) > period.to,
  };
}
