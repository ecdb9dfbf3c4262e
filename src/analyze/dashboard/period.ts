// The stretches of dashboards as days.
import type { DashboardPeriod } from "#contract";
import { addDays, type Days, startOf } from "../calendar.ts";

type Ends = (day: string) => Days;

const last =
  (count: number): Ends =>
  (day) => ({ from: addDays(day, 1 - count), to: day });
const present =
  (grain: "month" | "quarter" | "year"): Ends =>
  (day) => ({ from: startOf(grain, day), to: day });
const before =
  (grain: "month" | "quarter" | "year"): Ends =>
  (day) => {
    const to = addDays(startOf(grain, day), -1);
    return { from: startOf(grain, to), to };
  };

const ends: Readonly<Record<DashboardPeriod, Ends>> = {
  last_7_days: last(7),
  last_30_days: last(30),
  last_90_days: last(90),
  last_365_days: last(365),
  this_month: present("month"),
  last_month: before("month"),
  this_quarter: present("quarter"),
  last_quarter: before("quarter"),
  this_year: present("year"),
  last_year: before("year"),
};

/** The days of a stretch, seen from the last day that is known. */
export function daysOf(period: DashboardPeriod, last_known: string): Days {
  return ends[period](last_known);
}
