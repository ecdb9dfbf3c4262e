// What changed between two periods by more than noise, the dearest first; and the metric tree with its values.
import type { Change, ChangeList, MetricAnswer, MetricTree } from "#contract";
import { type Interval, sumNoise } from "#stats";
import { addDays, lengthDays } from "../calendar.ts";
import { type Asked, type Asker, metricAnswers } from "../metric/answer.ts";
import { metricsOf } from "../metric/catalogue.ts";
import type { Metric } from "../metric/definition.ts";
import { findMetric } from "../metric/registry.ts";
import { noiseOf, stateOfChange } from "./noise.ts";
import { pairOf, tree, worthOf } from "./tree.ts";

type Inputs = Pick<Asked, "from" | "to" | "compare">;

/** Days that the noise of sums is measured on. */
const noise_days = 182;

/** Interval of a sum's change; null where its days do not sum to it: then its noise is unknown. */
function changeOfSum(answer: MetricAnswer, daily: MetricAnswer | undefined): Interval | null {
  const { total, comparison, period } = answer;
  if (daily === undefined || total.value === null || comparison === null || comparison.total.value === null)
    return null;
  const days = daily.series.map(({ estimate }) => estimate.value ?? 0);
  const sum = days.reduce((all, day) => all + day, 0);
  if (Math.abs(sum - (daily.total.value ?? 0)) > 0.001 * Math.abs(sum)) return null;
  const first = daily.series.findIndex(({ estimate }) => estimate.n > 0);
  const half = first === -1 ? null : sumNoise(days.slice(first), lengthDays(period));
  const difference = total.value - comparison.total.value;
  return half === null ? null : { low: difference - half, high: difference + half };
}

function intervalOf(metric: Metric, answer: MetricAnswer, daily: MetricAnswer | undefined): Interval | null {
  if (answer.comparison === null) return null;
  return metric.over === null ? changeOfSum(answer, daily) : noiseOf(answer.total, answer.comparison.total, []);
}

function changeOf(metric: Metric, answers: readonly MetricAnswer[], daily: readonly MetricAnswer[]): Change[] {
  const answer = answers.find(({ id }) => id === metric.id);
  const [now, before] = [answer?.total.value ?? null, answer?.comparison?.total.value ?? null];
  if (answer === undefined || now === null || before === null) return [];
  const interval = intervalOf(
    metric,
    answer,
    daily.find(({ id }) => id === metric.id),
  );
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return [];
  const state = stateOfChange(now - before, metric.direction);
  const welcome = state === "neither" ? null : state === "good";
  const { low, high } = interval;
  return [
    { metric: metric.id, unit: metric.unit, now, before, low, high, worth_minor: worthOf(metric.id, answers), welcome },
  ];
}

/** How many times its noise a change is: the order of those without a price. */
function sureness({ now, before, low, high }: Change): number {
  return Math.abs(now - before) / Math.max((high - low) / 2, Number.MIN_VALUE);
}

/** Changes of metrics beyond noise. */
export async function changes(asker: Asker, asked: Inputs): Promise<ChangeList> {
  // Those that look back beyond the period take long to count and change slowly; they are left to their own pages.
  const watched = (await metricsOf(asker.engines)).filter(({ heeds }) => heeds === undefined);
  const answers = await metricAnswers(asker, watched, { compare: "previous", ...asked, grain: "year" });
  const [first] = answers;
  if (!first) throw new Error("the registry is empty");
  const { currency, period, comparison } = first;
  const compared = comparison && { from: comparison.from, to: comparison.to };
  if (compared === null) return { currency, period, comparison: null, rows: [] };
  const counted = watched.filter(({ over }) => over === null);
  const [from] = [compared.from, addDays(period.to, -noise_days)].toSorted();
  const daily = await metricAnswers(asker, counted, { from, to: period.to, grain: "day" });
  const rows = watched
    .flatMap((metric) => changeOf(metric, answers, daily))
    .toSorted((a, b) => Math.abs(b.worth_minor ?? 0) - Math.abs(a.worth_minor ?? 0) || sureness(b) - sureness(a));
  return { currency, period, comparison: compared, rows };
}

/** The metric tree with both periods' values and what each change was worth. */
export async function metricTree(asker: Asker, asked: Inputs): Promise<MetricTree> {
  const needed = [...new Set(["revenue_gross", ...tree.map(({ id }) => id)])].flatMap((id) => findMetric(id) ?? []);
  const answers = await metricAnswers(asker, needed, { compare: "previous", ...asked, grain: "year" });
  const [first] = answers;
  if (!first) throw new Error("the tree is empty");
  const { currency, period, comparison } = first;
  const nodes = tree.map((node) => {
    const metric = node.quotient === undefined ? findMetric(node.id) : undefined;
    return {
      id: node.id,
      metric: metric?.id ?? null,
      unit: metric?.unit ?? ("count" as const),
      direction: metric?.direction ?? ("up" as const),
      parent: node.parent,
      edge: node.edge,
      ...pairOf(node, answers),
      worth_minor: worthOf(node.id, answers),
    };
  });
  return { currency, period, comparison: comparison && { from: comparison.from, to: comparison.to }, nodes };
}
