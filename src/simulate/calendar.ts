// Time as the company lives it: clocks of Warsaw, months, seasons of the week and of the year. Times are ms since 1970.
import { season } from "./company.ts";
import { type Uniform, weighted } from "./random.ts";

export const hour_ms = 3_600_000;
export const day_ms = 24 * hour_ms;
export const week_ms = 7 * day_ms;

// The last Sunday of a month at 01:00 UTC, when the clocks of the European Union change (Directive 2000/84/EC).
function change(year: number, month: number): number {
  const last = Date.UTC(year, month + 1, 0, 1);
  return last - new Date(last).getUTCDay() * day_ms;
}

const summers = new Map<number, readonly [from: number, to: number]>();

/** How far the clocks of Warsaw are ahead of UTC. */
export function offsetAt(time: number): number {
  const year = new Date(time).getUTCFullYear();
  let summer = summers.get(year);
  if (!summer) {
    summer = [change(year, 2), change(year, 9)];
    summers.set(year, summer);
  }
  return time >= summer[0] && time < summer[1] ? 2 * hour_ms : hour_ms;
}

/** The month in Warsaw, as 2026-01. */
export function monthOf(time: number): string {
  return new Date(time + offsetAt(time)).toISOString().slice(0, 7);
}

let day = Number.NaN;
let dayText = "";
const two = (value: number) => (value < 10 ? `0${value}` : String(value));

/** ISO 8601 to the second, with Z. */
export function iso(time: number): string {
  const seconds = Math.floor(time / 1000);
  const here = Math.floor(seconds / 86_400);
  // Neighbors are mostly of one day.
  if (here !== day) {
    day = here;
    dayText = new Date(here * day_ms).toISOString().slice(0, 11);
  }
  const left = seconds - here * 86_400;
  return `${dayText}${two(Math.floor(left / 3600))}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}Z`;
}

/** How much more than usual is bought at a time; `most` is never exceeded. */
export interface Season {
  readonly at: (time: number) => number;
  readonly most: number;
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
const weekMean = mean(season.week);
const yearMean = mean(season.year);

/** Weeks and years as the company has them; 1 on average. */
export const usualSeason: Season = {
  at: (time) => {
    const days = Math.floor(time / day_ms);
    // 1970-01-01 was a Thursday; the list begins with Monday.
    const weekday = season.week[(days + 3) % 7] ?? 1;
    const date = new Date(time);
    const yearly = season.year[date.getUTCMonth()] ?? 1;
    return (weekday / weekMean) * (yearly / yearMean);
  },
  most: (Math.max(...season.week) / weekMean) * (Math.max(...season.year) / yearMean),
};

/** Every day like the other, as the formulas of the models have it. */
export const noSeason: Season = { at: () => 1, most: 1 };

const hours = season.hours.map((weight, at) => [at, weight] as const);

/** The day's hours drawn together to those from 7 to 21 in Warsaw: parcels, calls and letters do not come at night. */
export function daytime(time: number): number {
  const local = time + offsetAt(time);
  const start = Math.floor(local / day_ms) * day_ms;
  return Math.round(start - offsetAt(time) + 7 * hour_ms + ((local - start) / 24) * 14);
}

/** A time of the same day (UTC) at an hour at which people are awake. */
export function awake(uniform: Uniform, time: number): number {
  const start = Math.floor(time / day_ms) * day_ms;
  const hour = weighted(uniform, hours) * hour_ms - offsetAt(start);
  return start + Math.max(hour, 0) + Math.floor(uniform() * hour_ms);
}
