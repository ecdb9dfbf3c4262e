// Where metrics will stand at the end of a stretch: what each has come to, and what is expected, by the kind of number it is.
import type { Expected, MetricAnswer, NoForecast, Outlook, TargetGrain } from "#contract";
import { forecastPace, forecastSum, usualChange, widened } from "#stats";
import { addDays, type Days, lengthDays, nextStart, startOf } from "../calendar.ts";
import { dataDays } from "../extent.ts";
import { type Asker, metricAnswers } from "../metric/answer.ts";
import type { Metric } from "../metric/definition.ts";

/** Stretches before the one looked at that its forecast learns from. */
const past_stretches = 12;
/** Days that sums are forecast from: three years, so that also a year's end can be told. */
const history_days = 1095;
/** Stretches that a count of distinct things is held against. */
const paced_stretches = 6;

/** A stretch to be looked at: its days, and those before it. */
interface Look {
  readonly period: Days;
  readonly as_of: string;
  readonly grain: TargetGrain;
  /** First days of the stretches before, the oldest first. */
  readonly before: readonly string[];
}

/** Today in a zone. */
export function todayIn(time_zone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: time_zone }).format(now);
}

/** The last day that is known: today, or the last day of the data where they end before. */
export async function lastKnownDay(asker: Asker): Promise<string> {
  const today = todayIn(asker.settings.time_zone, asker.now());
  const days = await dataDays(asker.engines, asker.settings.time_zone, asker.signal ? { signal: asker.signal } : {});
  return days !== null && days.to < today ? days.to : today;
}

/** First days of the `count` stretches before the one that holds a day, the oldest first. */
export function startsBefore(grain: TargetGrain | "day" | "week", day: string, count: number): string[] {
  const found: string[] = [];
  for (let start = startOf(grain, day); found.length < count; ) {
    start = startOf(grain, addDays(start, -1));
    found.unshift(start);
  }
  return found;
}

const least = (one: string, other: string) => (one < other ? one : other);

/** Values of the stretches before, in order; those without a sample are not defined. */
function pastOf(answer: MetricAnswer, { before }: Look): Outlook["past"] {
  return before.map((start) => {
    const estimate = answer.series.find((point) => point.start === start)?.estimate;
    return { start, value: estimate === undefined || estimate.n === 0 ? null : estimate.value };
  });
}

/** What is not defined at the beginning is before the metric's first data. */
function defined(past: Outlook["past"]): number[] {
  return past.flatMap(({ value }) => (value === null ? [] : [value]));
}

type Judged =
  | { readonly forecast: Expected; readonly reason: null }
  | { readonly forecast: null; readonly reason: NoForecast };

function told(forecast: Expected | null): Judged {
  return forecast === null ? { forecast, reason: "history_short" } : { forecast, reason: null };
}

/** A sum: the days known, and those ahead as weekdays have been. A day that is not over counts as one ahead. */
function forecastOfSum(daily: MetricAnswer, actual: number, { period, as_of }: Look, today: string): Judged {
  const known = daily.series.filter(({ start }) => start < today);
  const first = known.findIndex(({ estimate }) => estimate.n > 0);
  const history = first === -1 ? [] : known.slice(first).map(({ estimate }) => estimate.value ?? 0);
  const last = known.at(-1)?.start ?? addDays(as_of, -1);
  const ahead = Math.max(0, lengthDays({ from: last, to: period.to }) - 1);
  if (ahead === 0) return told({ value: actual, low: actual, high: actual });
  const rest = forecastSum(history, ahead);
  if (rest === null) return told(null);
  const so_far = known
    .filter(({ start }) => start >= period.from && start <= period.to)
    .reduce((sum, { estimate }) => sum + (estimate.value ?? 0), 0);
  // What never fell cannot end below what it has come to.
  const floor = history.every((value) => value >= 0) ? actual : Number.NEGATIVE_INFINITY;
  const sum = (part: number) => Math.max(so_far + part, floor);
  return told({ value: sum(rest.value), low: sum(rest.low), high: sum(rest.high) });
}

/** A share, mean or ratio: where it stands, wider by what it usually moves. */
function forecastOfRatio(metric: Metric, answer: MetricAnswer, look: Look): Judged {
  const { period, as_of } = look;
  const estimate = currentOf(answer, look);
  if (estimate.value === null) return { forecast: null, reason: "nothing_yet" };
  const { value } = estimate;
  const usual = usualChange(defined(pastOf(answer, look)));
  const left = as_of >= period.to ? 0 : lengthDays({ from: addDays(as_of, 1), to: period.to }) / lengthDays(period);
  if (usual === null && left > 0) return told(null);
  const wide = widened({ value, low: estimate.low ?? value, high: estimate.high ?? value }, usual ?? 0, left);
  if (metric.unit !== "share") return told(wide);
  return told({ value, low: Math.max(0, wide.low), high: Math.min(1, wide.high) });
}

const nothing = { value: null, low: null, high: null, n: 0 } as const;

function currentOf(answer: MetricAnswer, { period }: Look): MetricAnswer["total"] {
  return answer.series.find(({ start }) => start === period.from)?.estimate ?? nothing;
}

/** What distinct counts had come to at the same point of the stretches before; one question for each. */
async function pacesOf(asker: Asker, metrics: readonly Metric[], look: Look): Promise<MetricAnswer[][]> {
  if (metrics.length === 0) return [];
  const elapsed = lengthDays({ from: look.period.from, to: least(look.as_of, look.period.to) });
  return await Promise.all(
    look.before.slice(-paced_stretches).map((from) => {
      const end = addDays(nextStart(look.grain, from), -1);
      return metricAnswers(asker, metrics, { from, to: least(addDays(from, elapsed - 1), end), grain: "year" });
    }),
  );
}

function forecastOfDistinct(answer: MetricAnswer, paces: readonly MetricAnswer[][], look: Look): Judged {
  const { value } = currentOf(answer, look);
  if (value === null) return { forecast: null, reason: "nothing_yet" };
  if (look.as_of >= look.period.to) return told({ value, low: value, high: value });
  const past = pastOf(answer, look).slice(-paced_stretches);
  const earlier = past.map(({ value: whole }, index) => ({
    so_far: paces[index]?.find(({ id }) => id === answer.id)?.total.value ?? 0,
    whole: whole ?? 0,
  }));
  return told(forecastPace(value, earlier));
}

/** Whether a count's days sum to its whole: revenue's do, those of distinct customers do not. */
function isAdditive({ series, total }: MetricAnswer): boolean {
  const sum = series.reduce((all, { estimate }) => all + (estimate.value ?? 0), 0);
  return Math.abs(sum - (total.value ?? 0)) <= 0.001 * Math.abs(sum);
}

/** What follows from a stretch that has not begun: nothing yet. */
function unbegun(asker: Asker, metric: Metric, period: Days, as_of: string): Outlook {
  return {
    metric: metric.id,
    unit: metric.unit,
    currency: asker.settings.currency,
    period,
    as_of,
    actual: nothing,
    forecast: null,
    reason: "not_begun",
    past: [],
  };
}

/** The stretch of a grain that holds the last known day, or the one that ends on `due`. */
function lookAt(grain: TargetGrain, as_of: string, due: string | null): Look {
  const from = startOf(grain, due ?? as_of);
  const period = { from, to: due ?? addDays(nextStart(grain, from), -1) };
  return { period, as_of, grain, before: startsBefore(grain, from, past_stretches) };
}

/**
 * Outlooks of several metrics in the stretch of a grain that holds the last known day, or in the one up to `due`: two
 * questions, and some more where distinct things are counted.
 */
export async function outlooks(
  asker: Asker,
  metrics: readonly Metric[],
  grain: TargetGrain,
  due: string | null = null,
): Promise<Outlook[]> {
  const as_of = await lastKnownDay(asker);
  const look = lookAt(grain, as_of, due);
  const { period, before } = look;
  if (as_of < period.from) return metrics.map((metric) => unbegun(asker, metric, period, as_of));
  const to = least(as_of, period.to);
  const counted = metrics.filter(({ over }) => over === null);
  const [answers, daily] = await Promise.all([
    metricAnswers(asker, metrics, { from: before[0] ?? period.from, to, grain }),
    counted.length === 0
      ? []
      : metricAnswers(asker, counted, { from: addDays(as_of, -history_days), to: as_of, grain: "day" }),
  ]);
  const dailyOf = (metric: Metric) => daily.find(({ id }) => id === metric.id);
  const distinct = counted.filter((metric) => {
    const answer = dailyOf(metric);
    return answer !== undefined && !isAdditive(answer);
  });
  const paces = await pacesOf(asker, distinct, look);
  const today = todayIn(asker.settings.time_zone, asker.now());
  return metrics.flatMap((metric) => {
    const answer = answers.find(({ id }) => id === metric.id);
    if (answer === undefined) return [];
    const of_days = dailyOf(metric);
    const actual = currentOf(answer, look);
    const judged =
      of_days === undefined
        ? forecastOfRatio(metric, answer, look)
        : distinct.includes(metric)
          ? forecastOfDistinct(answer, paces, look)
          : forecastOfSum(of_days, actual.value ?? 0, look, today);
    const { id, unit, currency } = answer;
    return [{ metric: id, unit, currency, period, as_of, actual, ...judged, past: pastOf(answer, look) }];
  });
}
