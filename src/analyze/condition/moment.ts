// The instant at which conditions are asked, and what their windows of time mean then.
import type { Window, WindowUnit } from "#contract";
import { type Sql, sql } from "#storage";
import { addDays, type Days, nextStart, startOf } from "../calendar.ts";
import { within as withinDays } from "../sql.ts";

/** When conditions are asked, by which calendar. */
export interface Moment {
  readonly at: Date;
  readonly time_zone: string;
}

const lengths_ms = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** How long a span is; a day is 24 hours, whatever the clocks do. */
export function spanMs({ amount, unit }: { readonly amount: number; readonly unit: WindowUnit }): number {
  return amount * lengths_ms[unit];
}

/** The day of the workspace's calendar. */
export function today({ at, time_zone }: Moment): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: time_zone }).format(at);
}

/** The days of a calendar's window: of this month, of the previous week. */
function calendarDays(window: Extract<Window, { kind: "calendar" }>, moment: Moment): Days {
  const current = startOf(window.unit, today(moment));
  const from = window.which === "this" ? current : startOf(window.unit, addDays(current, -1));
  return { from, to: addDays(nextStart(window.unit, from), -1) };
}

const ago = ({ at }: Moment, length_ms: number) => sql`${new Date(at.getTime() - length_ms)}`;

/** Whether `occurred_at` lies in a window; what is still to come lies in none. */
export function inWindow(window: Window, moment: Moment): Sql {
  const happened = sql`occurred_at <= ${moment.at}`;
  switch (window.kind) {
    case "ever":
      return happened;
    case "last":
      return sql`${happened} AND occurred_at > ${ago(moment, spanMs(window))}`;
    case "before":
      return sql`occurred_at <= ${ago(moment, spanMs(window))}`;
    case "calendar":
      return sql`${happened} AND ${withinDays({ ...calendarDays(window, moment), time_zone: moment.time_zone })}`;
    case "between":
      return sql`${happened} AND ${withinDays({ from: window.from, to: window.to, time_zone: moment.time_zone })}`;
  }
}

/**
 * When time alone moves an event into a window or out of it, in milliseconds since 1970; NULL when never before a midnight,
 * at which calendars' windows change and every segment is computed anew.
 */
export function changeOf(window: Window, moment: Moment): Sql {
  const happened = sql`toUnixTimestamp64Milli(occurred_at)`;
  const coming = sql`occurred_at > ${moment.at}`;
  if (window.kind !== "last" && window.kind !== "before") return sql`if(${coming}, ${happened}, NULL)`;
  const length_ms = spanMs(window);
  return sql`multiIf(${coming}, ${happened}, occurred_at > ${ago(moment, length_ms)}, ${happened} + ${length_ms}, NULL)`;
}

/** Later than any change: the year 2200. */
export const never_ms = Date.UTC(2200, 0, 1);
