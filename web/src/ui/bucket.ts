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

/** Whether the bucket that starts at `start` ends after the period: its value is not yet whole and looks like a fall. */
export function endsLater(start: string, grain: Grain, period: Days): boolean {
  return bucketEnd(start, grain) > period.to;
}
