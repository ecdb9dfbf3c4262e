// Arithmetic on calendar days ("YYYY-MM-DD") and on the equal stretches of them that charts and classes use.
import type { Grain } from "#contract";

/** Both days included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

const day_ms = 86_400_000;

// A day is handled as its midnight in UTC: there, every day has 24 hours, whatever the workspace's zone.
function parts(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function text(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar between 1970 and 2148, the span of the engine's Date. */
export function isDay(day: string): boolean {
  const date = parts(day);
  return !Number.isNaN(date.getTime()) && text(date) === day && day >= "1970-01-01" && day < "2149-01-01";
}

export function addDays(day: string, count: number): string {
  return text(new Date(parts(day).getTime() + count * day_ms));
}

/** Days of a period, both ends included. */
export function lengthDays({ from, to }: Days): number {
  return Math.round((parts(to).getTime() - parts(from).getTime()) / day_ms) + 1;
}

/** The first day of the day, week (Monday), month, quarter or year that holds the day. */
export function startOf(grain: Grain, day: string): string {
  const date = parts(day);
  switch (grain) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((date.getUTCDay() + 6) % 7));
    case "month":
      return `${day.slice(0, 7)}-01`;
    case "quarter":
      return text(new Date(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1)));
    case "year":
      return `${day.slice(0, 4)}-01-01`;
  }
}

const longest_days = { day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const satisfies Record<Grain, number>;

/** The first day of the next stretch after the one that starts on `start`. */
export function nextStart(grain: Grain, start: string): string {
  return startOf(grain, addDays(start, longest_days[grain]));
}

/** The starts of all stretches that a period touches, in order. */
export function starts(grain: Grain, { from, to }: Days): string[] {
  const found: string[] = [];
  for (let start = startOf(grain, from); start <= to; start = nextStart(grain, start)) found.push(start);
  return found;
}

/** The stretches that lie wholly within a period, as one period with their number; null when there is none. */
export function completeStretches(grain: Grain, period: Days): (Days & { readonly count: number }) | null {
  const whole = starts(grain, period).filter(
    (start) => start >= period.from && addDays(nextStart(grain, start), -1) <= period.to,
  );
  const [first] = whole;
  const last = whole.at(-1);
  return first && last ? { from: first, to: addDays(nextStart(grain, last), -1), count: whole.length } : null;
}

/** The days that two periods share; null when there are none. */
export function overlap(one: Days, other: Days): Days | null {
  const [, from = ""] = [one.from, other.from].toSorted();
  const [to = ""] = [one.to, other.to].toSorted();
  return from <= to ? { from, to } : null;
}

/** The period of the same length that ends the day before this one begins. */
export function previousPeriod(period: Days): Days {
  const to = addDays(period.from, -1);
  return { from: addDays(to, 1 - lengthDays(period)), to };
}

/** The same days of the year before; 29 February becomes 28 February. */
export function yearBefore(period: Days): Days {
  const before = (day: string) => {
    const same = `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;
    return text(parts(same)) === same ? same : `${same.slice(0, 8)}28`;
  };
  return { from: before(period.from), to: before(period.to) };
}

/** The grain that shows a period in some ten to sixty steps. */
export function defaultGrain(period: Days): Grain {
  const length = lengthDays(period);
  if (length <= 45) return "day";
  if (length <= 200) return "week";
  if (length <= 1_900) return "month";
  return length <= 5_500 ? "quarter" : "year";
}
