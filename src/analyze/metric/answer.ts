// Answers of the metric registry: one question for the period, one for the period compared with, one for groups.
import {
  type Estimate,
  type Grain,
  type MetricAnswer,
  type MetricParameters,
  minorDigits,
  type Settings,
  type SqlText,
} from "#contract";
import { type Engines, type RunOptions, render } from "#storage";
import { addDays, type Days, defaultGrain, previousPeriod, starts, yearBefore } from "../calendar.ts";
import { resolvePeriod } from "../extent.ts";
import type { ZonedDays } from "../sql.ts";
import { requiredMetric } from "./catalogue.ts";
import type { Metric } from "./definition.ts";
import { type Dimension, parseDimension } from "./dimension.ts";
import { estimate, neededStatistics, withheld } from "./estimate.ts";
import { otherKey } from "./frame.ts";
import { type ValuesParams, valuesQuery } from "./metric.sql.ts";
import { parametersOf } from "./parameter.ts";
import { parted, type Statistics } from "./statistic.ts";
import { checkWithin } from "./within.ts";

/** What may be asked of metrics; as MetricQuery of the contract. */
export interface Asked extends MetricParameters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly grain?: Grain | undefined;
  readonly by?: string | undefined;
  readonly compare?: "previous" | "year" | undefined;
  /** With `by`: the groups to be told instead of the biggest. */
  readonly keys?: readonly string[];
  readonly within?: string | undefined;
}

/** Where answers come from. */
export interface Asker {
  readonly engines: Engines;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly signal?: AbortSignal | undefined;
}

interface Plan {
  readonly period: ZonedDays;
  readonly grain: Grain;
  readonly comparison: Days | null;
  readonly dimension: Dimension | null;
  readonly common: Pick<ValuesParams, "parameters" | "now" | "digits" | "within">;
}

function runOptions({ signal }: Asker): RunOptions {
  return signal ? { signal } : {};
}

async function plan(asker: Asker, metrics: readonly Metric[], asked: Asked): Promise<Plan> {
  if (asked.within !== undefined) await checkWithin(asker.engines, metrics, asked.within);
  const { period, reach } = await resolvePeriod(asker.engines, asker.settings, asked, asker.now(), runOptions(asker));
  const before = asked.compare === "year" ? yearBefore(period) : previousPeriod(period);
  // Before the first data nothing is known; a comparison with zeros would be a lie.
  const known = asked.compare !== undefined && reach !== null && before.to >= reach.from && before.from >= "1970-01-01";
  return {
    period,
    grain: asked.grain ?? defaultGrain(period),
    comparison: known ? before : null,
    dimension: asked.by === undefined ? null : parseDimension(asked.by),
    common: {
      parameters: parametersOf(asked),
      now: asker.now(),
      digits: minorDigits(asker.settings.currency),
      within: asked.within ?? null,
    },
  };
}

/** Statistics by slot, and those of the whole. */
interface Counted {
  readonly slots: ReadonlyMap<string, Statistics>;
  readonly whole: Statistics;
}

async function count(asker: Asker, params: ValuesParams): Promise<Counted> {
  const slots = new Map<string, Statistics>();
  let whole: Statistics = {};
  // The biggest groups are those of all statistics together; stretches are the same for each.
  const parts = "grain" in params.slice ? parted(params.statistics, params.own) : [params.statistics];
  for (const part of parts) {
    const rows = await valuesQuery(asker.engines.clickhouse, { ...params, statistics: part }, runOptions(asker));
    for (const { slot, is_total, statistics } of rows) {
      if (is_total) whole = { ...whole, ...statistics };
      else slots.set(slot, { ...slots.get(slot), ...statistics });
    }
  }
  return { slots, whole };
}

const nothing: Counted = { slots: new Map(), whole: {} };

/** Estimates of parts of a whole. */
function parts(metric: Metric, found: readonly Statistics[], digits: number): Estimate[] {
  const estimates = found.map((statistics) => estimate(metric, statistics, digits));
  return metric.least === undefined ? estimates : withheld(estimates, metric.least);
}

function whole(metric: Metric, counted: Counted, digits: number): Estimate {
  const [found] = parts(metric, [counted.whole], digits);
  if (!found) throw new Error("one whole, one estimate");
  return found;
}

function series(metric: Metric, counted: Counted, grain: Grain, period: Days, digits: number) {
  const days = starts(grain, period);
  const estimates = parts(
    metric,
    days.map((start) => counted.slots.get(start) ?? {}),
    digits,
  );
  return estimates.map((each, index) => ({ start: days[index] ?? "", estimate: each }));
}

/** The biggest first: by value where parts make up a whole, else by the sample behind; the rest last. */
function groups(metric: Metric, counted: Counted, digits: number): { key: string; total: Estimate }[] {
  const size = (total: Estimate) => (metric.over === null ? (total.value ?? 0) : total.n);
  const estimates = parts(metric, [...counted.slots.values()], digits);
  return [...counted.slots.keys()]
    .flatMap((key, index) => {
      const total = estimates[index];
      return total ? [{ key, total }] : [];
    })
    .sort(
      (a, b) =>
        Number(a.key === otherKey) - Number(b.key === otherKey) ||
        size(b.total) - size(a.total) ||
        (a.key < b.key ? -1 : 1),
    );
}

/** The last day of which everybody is old enough; null where that is everybody of the period. */
function maturedTo({ matures }: Metric, { period, common }: Plan): string | null {
  const days = matures && common.parameters[matures];
  if (!days) return null;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: period.time_zone }).format(common.now);
  const last = addDays(today, -days - 1);
  return last < period.to ? last : null;
}

/** What has to be counted for metrics. */
function neededOf(metrics: readonly Metric[]): Pick<ValuesParams, "statistics" | "own"> {
  const own = metrics.flatMap(({ family }) => family ?? []);
  return { statistics: [...new Set(metrics.flatMap(neededStatistics))], own };
}

/**
 * Answers for several metrics over one period, by a few questions each for the period and the comparison, one for the groups.
 * Refuses an unknown dimension and a period that is none.
 */
export async function metricAnswers(asker: Asker, metrics: readonly Metric[], asked: Asked): Promise<MetricAnswer[]> {
  const planned = await plan(asker, metrics, asked);
  const { period, grain, comparison, dimension } = planned;
  const common = { ...planned.common, ...neededOf(metrics) };
  const { digits } = common;
  const [now, before, grouped] = await Promise.all([
    count(asker, { ...common, period, slice: { grain } }),
    comparison ? count(asker, { ...common, period: { ...period, ...comparison }, slice: { grain } }) : nothing,
    dimension
      ? count(asker, { ...common, period, slice: { dimension }, ...(asked.keys && { keys: asked.keys }) })
      : nothing,
  ]);
  return metrics.map((metric) => ({
    id: metric.id,
    unit: metric.unit,
    currency: asker.settings.currency,
    period: { from: period.from, to: period.to },
    grain,
    total: whole(metric, now, digits),
    matured_to: maturedTo(metric, planned),
    comparison: comparison && { ...comparison, total: whole(metric, before, digits) },
    series: series(metric, now, grain, period, digits),
    comparison_series: comparison ? series(metric, before, grain, comparison, digits) : [],
    groups: groups(metric, grouped, digits),
  }));
}

/** One metric's answer: total, series, comparison, groups. Throws ProblemError for an unknown id. */
export async function metricAnswer(asker: Asker, id: string, asked: Asked): Promise<MetricAnswer> {
  const [answer] = await metricAnswers(asker, [await requiredMetric(asker.engines, id)], asked);
  if (!answer) throw new Error("one metric, one answer");
  return answer;
}

/** The text and bound values of the question behind a metric's answer: of its groups with `by`, else of its series. */
export async function metricSql(asker: Asker, metric: Metric, asked: Asked): Promise<SqlText> {
  const { period, grain, dimension, common } = await plan(asker, [metric], asked);
  const slice = dimension ? { dimension } : { grain };
  const { text, params } = render(valuesQuery.definition.sql({ ...common, ...neededOf([metric]), period, slice }));
  return { sql: text, params };
}
