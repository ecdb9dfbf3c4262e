// Numbers, money and times as the reader's language writes them. Plain functions of a locale; useFormat binds the present one.

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Grain, MetricUnit } from "#contract";

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

// Making an Intl formatter costs far more than using it, and a table has thousands of cells.
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = numbers.get(key) ?? new Intl.NumberFormat(locale, options);
  numbers.set(key, known);
  return known;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = dates.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dates.set(key, known);
  return known;
}

/** What stands for "not defined": never 0. */
export const not_defined = "—";

/** British English for "en": day before month, as the rest of the app's English dates. */
function localeOf(language: string): string {
  return language === "en" ? "en-GB" : language;
}

/** Major units of an amount in minor units: 1234 EUR to 12.34, 1234 JPY to 1234. */
export function major(minor: number, currency: string): number {
  const digits = numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return minor / 10 ** digits;
}

/** How an amount is written: in full, to whole units, or short (12.3K). */
export type MoneyStyle = "full" | "whole" | "compact";

export interface Format {
  readonly locale: string;
  /** Amount in minor units of a currency. */
  money(minor: number | null, currency: string, style?: MoneyStyle): string;
  /** A share 0..1 as a percentage. */
  share(value: number | null, digits?: number): string;
  count(value: number | null): string;
  /** A short number for axes: 1.2K. */
  compact(value: number): string;
  /** A value of a metric by its unit; `compact` for axes. */
  value(value: number | null, unit: MetricUnit, currency: string, style?: MoneyStyle): string;
  /** A value where space is short: amounts of ten thousand and more in short, all else in full. */
  brief(value: number | null, unit: MetricUnit, currency: string): string;
  /** The difference of two values with its sign; shares differ in percentage points, scores in their own. */
  change(now: number | null, before: number | null, unit: MetricUnit): string;
  /** A difference of shares in percentage points, without a sign. */
  points(difference: number): string;
  /** YYYY-MM-DD, a day of the workspace's own calendar: never shifted by the reader's zone. */
  day(day: string): string;
  month(day: string): string;
  /** The start of a bucket, by the grain: "3 Jan", "Jan 2011", "Q1 2011", "2011". */
  bucket(day: string, grain: Grain): string;
  /** Both ends of a period. */
  period(from: string, to: string): string;
  /** An instant in the workspace's zone. */
  instant(instant: string | null, time_zone: string): string;
  /** A length of time: "1 min 20 s". */
  duration(ms: number): string;
}

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

const money_digits = {
  full: {},
  whole: { maximumFractionDigits: 0 },
  compact: { notation: "compact", maximumFractionDigits: 1 },
} as const satisfies Record<MoneyStyle, Intl.NumberFormatOptions>;

function money(locale: string, minor: number | null, currency: string, style: MoneyStyle): string {
  if (minor === null) return not_defined;
  // Without minimumFractionDigits 0 some engines refuse a smaller maximum for a currency.
  const digits = style === "full" ? money_digits.full : { minimumFractionDigits: 0, ...money_digits[style] };
  return numberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...digits }).format(
    major(minor, currency),
  );
}

function share(locale: string, value: number | null, digits: number): string {
  if (value === null) return not_defined;
  return numberFormat(locale, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

function bucket(locale: string, day: string, grain: Grain): string {
  const date = utc(day);
  if (grain === "quarter") return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
  if (grain === "year") return String(date.getUTCFullYear());
  const options: Intl.DateTimeFormatOptions =
    grain === "month" ? { month: "short", year: "numeric" } : { day: "numeric", month: "short", year: "2-digit" };
  return dateFormat(locale, { ...options, timeZone: "UTC" }).format(date);
}

/** Percentage points, abbreviated as each language does. */
function withPoints(locale: string, text: string): string {
  const unit = locale === "ru" ? "п. п." : locale === "pl" ? "p.p." : "pp";
  return `${text}\u00a0${unit}`;
}

function change(locale: string, now: number | null, before: number | null, unit: MetricUnit): string {
  if (now === null || before === null) return not_defined;
  if (unit === "share") {
    const points = numberFormat(locale, {
      signDisplay: "exceptZero",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    });
    return withPoints(locale, points.format((now - before) * 100));
  }
  // Scores are on scales without a zero to be a part of: their difference is told.
  if (unit === "score") {
    const digits = Math.abs(now) >= 10 ? 1 : 2;
    const plain = { signDisplay: "exceptZero", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
    return numberFormat(locale, plain).format(now - before);
  }
  if (before === 0) return not_defined;
  const options = {
    style: "percent",
    signDisplay: "exceptZero",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  } as const;
  return numberFormat(locale, options).format((now - before) / Math.abs(before));
}

function duration(locale: string, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const unit = (value: number, name: string) =>
    numberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  if (seconds < 60) return unit(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${unit(minutes, "minute")} ${unit(seconds % 60, "second")}`;
  return `${unit(Math.floor(minutes / 60), "hour")} ${unit(minutes % 60, "minute")}`;
}

function number(locale: string, value: number | null): string {
  return value === null ? not_defined : numberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

/** A score of tens and more with one digit, a smaller one with two: NPS 28.2, a rating 4.31. */
function score(locale: string, value: number | null): string {
  if (value === null) return not_defined;
  const digits = Math.abs(value) >= 10 ? 1 : 2;
  return numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

function compactNumber(locale: string, value: number): string {
  return numberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

function metricValue(
  locale: string,
  value: number | null,
  unit: MetricUnit,
  currency: string,
  style: MoneyStyle,
): string {
  if (unit === "money") return money(locale, value, currency, style);
  if (unit === "duration") return value === null ? not_defined : duration(locale, value);
  if (unit === "share") return share(locale, value, style === "full" ? 1 : 0);
  if (unit === "score" && style !== "compact") return score(locale, value);
  return value !== null && style === "compact" ? compactNumber(locale, value) : number(locale, value);
}

/** All formats of one language. */
export function formatOf(language: string): Format {
  const locale = localeOf(language);
  const dayOptions = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return {
    locale,
    count: (value) => number(locale, value),
    compact: (value) => compactNumber(locale, value),
    money: (minor, currency, style = "full") => money(locale, minor, currency, style),
    share: (value, digits = 1) => share(locale, value, digits),
    value: (value, unit, currency, style = "full") => metricValue(locale, value, unit, currency, style),
    brief: (value, unit, currency) => {
      const is_long = unit === "money" && value !== null && Math.abs(major(value, currency)) >= 10_000;
      return metricValue(locale, value, unit, currency, is_long ? "compact" : "full");
    },
    change: (now, before, unit) => change(locale, now, before, unit),
    points: (difference) =>
      withPoints(
        locale,
        numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(difference * 100),
      ),
    day: (day) => dateFormat(locale, dayOptions).format(utc(day)),
    month: (day) => dateFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" }).format(utc(day)),
    bucket: (day, grain) => bucket(locale, day, grain),
    period: (from, to) => dateFormat(locale, dayOptions).formatRange(utc(from), utc(to)),
    instant: (instant, time_zone) =>
      instant === null
        ? not_defined
        : dateFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: time_zone }).format(
            new Date(instant),
          ),
    duration: (ms) => duration(locale, ms),
  };
}

/** The formats of the language that the app is shown in. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => formatOf(i18n.language), [i18n.language]);
}
