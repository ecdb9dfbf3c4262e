// The period that a page looks at: days within the data's extent, what it is compared with, and the grain; all in the URL.

import { createContext, use, useCallback, useMemo } from "react";
import type { Grain } from "#contract";
import { useWorkspace } from "./api.ts";
import { useSearchState } from "./search.ts";

/** First and last day, both included, YYYY-MM-DD. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export type Compare = "previous" | "year" | "none";
export const grains = ["day", "week", "month", "quarter", "year"] as const satisfies readonly Grain[];

const day_ms = 86_400_000;

/** The day `days` later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * day_ms).toISOString().slice(0, 10);
}

/** How many days lie from `from` to `to`, both included. */
export function countDays({ from, to }: Days): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day_ms) + 1;
}

/** The first day of the month that lies `months` away from the month of `day`. */
export function monthStart(day: string, months = 0): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

function yearStart(day: string): string {
  return `${day.slice(0, 4)}-01-01`;
}

function quarterStart(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
}

/** Presets by id: each counts back from the last day with data, not from today, so that none is ever empty. */
const preset_of = {
  all: (extent: Days) => extent,
  last_4_weeks: (extent: Days) => ({ from: addDays(extent.to, -27), to: extent.to }),
  last_13_weeks: (extent: Days) => ({ from: addDays(extent.to, -90), to: extent.to }),
  last_26_weeks: (extent: Days) => ({ from: addDays(extent.to, -181), to: extent.to }),
  last_52_weeks: (extent: Days) => ({ from: addDays(extent.to, -363), to: extent.to }),
  this_month: (extent: Days) => ({ from: monthStart(extent.to), to: extent.to }),
  last_month: (extent: Days) => ({ from: monthStart(extent.to, -1), to: addDays(monthStart(extent.to), -1) }),
  this_quarter: (extent: Days) => ({ from: quarterStart(extent.to), to: extent.to }),
  this_year: (extent: Days) => ({ from: yearStart(extent.to), to: extent.to }),
} as const;

export type Preset = keyof typeof preset_of;

function isPreset(id: string): id is Preset {
  return id in preset_of;
}

/** The presets that lie wholly within the extent, in the order they are offered. */
export function presetsWithin(extent: Days): { id: Preset; days: Days }[] {
  return Object.entries(preset_of).flatMap(([id, daysOf]) => {
    const days = daysOf(extent);
    return isPreset(id) && days.from >= extent.from ? [{ id, days }] : [];
  });
}

/** The preset that these days are, if any. */
export function presetOf(days: Days, extent: Days): Preset | undefined {
  return presetsWithin(extent).find((preset) => preset.days.from === days.from && preset.days.to === days.to)?.id;
}

/** Half a year when there is another half to compare it with, else all the data. */
export function defaultDays(extent: Days): Days {
  const half_year = preset_of.last_26_weeks(extent);
  return addDays(half_year.from, -182) >= extent.from ? half_year : extent;
}

/** What a page shows when the URL names no period: the recent half, or all the data. The shell sets it for the page. */
export const PeriodFallback = createContext<"recent" | "all">("recent");

const day_pattern = /^\d{4}-\d{2}-\d{2}$/;

function isDay(text: string | undefined): text is string {
  return text !== undefined && day_pattern.test(text) && !Number.isNaN(Date.parse(text));
}

function isGrain(text: string | undefined): text is Grain {
  return grains.some((grain) => grain === text);
}

export interface PeriodState {
  /** undefined while the extent is not known yet. */
  readonly days: Days | undefined;
  /** undefined while unknown or when there is no data. */
  readonly extent: Days | undefined;
  readonly compare: Compare;
  /** undefined: the server's choice for the length of the period. */
  readonly grain: Grain | undefined;
  /** from, to and compare as the API takes them. */
  readonly inputs: { readonly from?: string; readonly to?: string; readonly compare?: "previous" | "year" };
  readonly setDays: (days: Days | undefined) => void;
  readonly setCompare: (compare: Compare) => void;
  readonly setGrain: (grain: Grain | undefined) => void;
}

/** The period of the present page, read from and written to the URL. */
export function usePeriod(): PeriodState {
  const [search, setSearch] = useSearchState();
  const fallback = use(PeriodFallback);
  const workspace = useWorkspace().data;
  const first = workspace?.first_day;
  const last = workspace?.last_day;
  const { from, to, compare: compare_text, grain: grain_text } = search;

  const setDays = useCallback((days: Days | undefined) => setSearch({ from: days?.from, to: days?.to }), [setSearch]);
  const setCompare = useCallback(
    (compare: Compare) => setSearch({ compare: compare === "previous" ? undefined : compare }),
    [setSearch],
  );
  const setGrain = useCallback((grain: Grain | undefined) => setSearch({ grain }), [setSearch]);

  return useMemo(() => {
    const extent = first && last ? { from: first, to: last } : undefined;
    const chosen = isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
    const days = chosen ?? (extent === undefined || fallback === "all" ? extent : defaultDays(extent));
    const compare: Compare = compare_text === "year" || compare_text === "none" ? compare_text : "previous";
    const grain = isGrain(grain_text) ? grain_text : undefined;
    const inputs = { ...days, ...(compare === "none" ? {} : { compare }) };
    return { days, extent, compare, grain, inputs, setDays, setCompare, setGrain };
  }, [first, last, fallback, from, to, compare_text, grain_text, setDays, setCompare, setGrain]);
}
