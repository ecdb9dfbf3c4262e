// How far the data reach: first and last day, how many events and customers.

import { Type } from "typebox";
import { ProblemError, type Settings } from "#contract";
import { type Engines, query, type RunOptions, sql } from "#storage";
import { type Days, isDay } from "./calendar.ts";
import { dayOf, movesRevenue, type ZonedDays } from "./sql.ts";

const extentRow = Type.Object({
  first_day: Type.String(),
  last_day: Type.String(),
  events: Type.Integer(),
  customers: Type.Integer(),
});

/** All events of any kind; one row, with events = 0 when there are none. */
export const extentQuery = query({
  name: "analyze.extent",
  row: extentRow,
  branches: { plain: { time_zone: "UTC" } },
  sql: ({ time_zone }: { time_zone: string }) => sql`SELECT
  toString(min(${dayOf(time_zone)})) AS first_day,
  toString(max(${dayOf(time_zone)})) AS last_day,
  count() AS events,
  uniqExactIf(customer_id, customer_id != 0) AS customers
FROM event`,
});

// Days are read from the log itself: to collapse doubles takes seconds of twenty million events, and doubles of one
// event differ in time by a clock's correction alone.
/** First and last day of all events; one row, with events = 0 when there are none. */
export const daysQuery = query({
  name: "analyze.extent_days",
  row: Type.Object({ first_day: Type.String(), last_day: Type.String(), events: Type.Integer() }),
  branches: { plain: { time_zone: "UTC" } },
  sql: ({ time_zone }: { time_zone: string }) => sql`SELECT
  toString(min(${dayOf(time_zone)})) AS first_day,
  toString(max(${dayOf(time_zone)})) AS last_day,
  count() AS events
FROM event_log`,
});

/** Only events that move revenue, as that is what most metrics are made of; doubles count twice. */
export const revenueExtentQuery = query({
  name: "analyze.extent_revenue",
  row: Type.Object({
    first_day: Type.String(),
    last_day: Type.String(),
    events: Type.Integer(),
    received_at: Type.String(),
    revenue: Type.Number(),
  }),
  branches: { plain: { time_zone: "UTC" } },
  sql: ({ time_zone }: { time_zone: string }) => sql`SELECT
  toString(min(${dayOf(time_zone)})) AS first_day,
  toString(max(${dayOf(time_zone)})) AS last_day,
  count() AS events,
  max(event_log.received_at) AS received_at,
  sum(event_log.revenue) AS revenue
FROM event_log
WHERE ${movesRevenue}`,
});

/** Extent of all data; days are null while there is none. */
export interface Extent {
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly events: number;
  readonly customers: number;
}

/** First and last day in the workspace's zone, events, and customers with an event. */
export async function dataExtent(engines: Engines, time_zone: string, options?: RunOptions): Promise<Extent> {
  const [row] = await extentQuery(engines.clickhouse, { time_zone }, options);
  return row && row.events > 0 ? row : { first_day: null, last_day: null, events: 0, customers: 0 };
}

/** First and last day of the data in the workspace's zone; null while there are none. */
export async function dataDays(engines: Engines, time_zone: string, options?: RunOptions): Promise<Days | null> {
  const [row] = await daysQuery(engines.clickhouse, { time_zone }, options);
  return row && row.events > 0 ? { from: row.first_day, to: row.last_day } : null;
}

/** A period to answer for, and the days from the first to the last revenue; `extent` is null without any. */
export interface ResolvedPeriod {
  readonly period: ZonedDays;
  readonly extent: Days | null;
  /** As `extent`; where nobody buys, the days of all data. Null without any. */
  readonly reach: Days | null;
  /** Changes with every delivery that changes revenue or whose it is: what was computed for one state holds for it. */
  readonly state: string;
}

/**
 * The asked period with what was left out filled from the data: from the first day of revenue, to the last; where
 * nobody buys, of all data. Without data and without both ends, the period is today. Refuses days that do not exist and
 * ends before beginnings.
 */
export async function resolvePeriod(
  engines: Engines,
  settings: Settings,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: Date,
  options?: RunOptions,
): Promise<ResolvedPeriod> {
  for (const field of ["from", "to"] as const) {
    const day = asked[field];
    if (day !== undefined && !isDay(day))
      throw new ProblemError(400, "bad_day", `"${day}" is no day that can be asked for`, field);
  }
  const { time_zone } = settings;
  const [row] = await revenueExtentQuery(engines.clickhouse, { time_zone }, options);
  const extent = row && row.events > 0 ? { from: row.first_day, to: row.last_day } : null;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: time_zone }).format(now);
  const reach = extent ?? (await dataDays(engines, time_zone, options));
  const from = asked.from ?? earlier(reach?.from ?? today, asked.to);
  const to = asked.to ?? (reach && reach.to > from ? reach.to : from);
  if (from > to)
    throw new ProblemError(400, "bad_period", `The period ends on ${to}, before it begins on ${from}`, "to");
  return { period: { from, to, time_zone }, extent, reach, state: JSON.stringify(row ?? null) };
}

function earlier(day: string, other: string | undefined): string {
  return other !== undefined && other < day ? other : day;
}
