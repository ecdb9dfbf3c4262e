// What distinguishes the members of a segment from all other customers.
import { type Context, type Distinction, isOpenField, maskerOf, minorDigits, type SegmentPortrait } from "#contract";
import { discoveryBound, type Lift, relativeRisk } from "#stats";
import type { Engines } from "#storage";
import { statistic } from "../metric/statistic.ts";
import {
  groupFamilies,
  groupMetrics,
  portraitClassesQuery,
  portraitEventsQuery,
  portraitHabitsQuery,
  portraitOthersQuery,
  portraitStatisticsQuery,
  portraitTraitsQuery,
} from "./portrait.sql.ts";
import { sizesQuery } from "./size.sql.ts";
import { conditionOf } from "./store.ts";

/** A value that fewer members have says more of them than of the segment. */
const least_members = 5;
const most_distinctions = 60;
/** Everybody is looked at. */
const timeout_ms = 180_000;
/** Of the distinctions that are told as many are expected to be chance. */
const discovery_rate = 0.05;

interface Counted {
  readonly about: Distinction["about"];
  readonly name: string;
  readonly value: string;
  readonly members: number;
  readonly customers: number;
}

interface Compared extends Counted {
  readonly lift: Lift;
  /** How far from 1 the nearer end of the interval is, as a logarithm; where no other has it, as if one did. */
  readonly distance: number;
}

interface Sizes {
  readonly members: number;
  readonly others: number;
}

function compare(counted: Counted, { members, others }: Sizes): Compared {
  const others_have = Math.max(0, counted.customers - counted.members);
  const shares = { have: counted.members, of: members, others_have, others_of: others };
  const lift = relativeRisk(shares);
  const interval = lift.interval ?? relativeRisk({ ...shares, others_have: Math.max(1, others_have) }).interval;
  const distance = interval === null ? 0 : Math.max(Math.log(interval.low), -Math.log(interval.high), 0);
  return { ...counted, lift, distance };
}

/** Comparisons that are no chance, the most distinct first. */
function distinct(all: readonly Counted[], sizes: Sizes): Distinction[] {
  const compared = all.filter(({ members }) => members >= least_members).map((counted) => compare(counted, sizes));
  const bound = discoveryBound(
    compared.map(({ lift }) => lift.p),
    discovery_rate,
  );
  return compared
    .filter(({ lift, distance }) => lift.p <= bound && distance > 0)
    .sort((one, other) => other.distance - one.distance || other.members - one.members)
    .slice(0, most_distinctions)
    .map(({ about, name, value, members, customers, lift }) => ({
      ...{ about, name, value, members },
      share: members / sizes.members,
      others_share: Math.max(0, customers - members) / sizes.others,
      lift: lift.value,
      low: lift.interval?.low ?? null,
      high: lift.interval?.high ?? null,
    }));
}

/**
 * Metrics of members and of all others over all time: a ratio is the metric's own, as if there were only these customers;
 * a count or a sum is told per customer.
 */
async function metricsOf(context: Context<Engines>, id: string, sizes: Sizes): Promise<SegmentPortrait["metrics"]> {
  const { engines, settings, now, signal } = context;
  const digits = minorDigits(settings.currency);
  const ask = (family: number) =>
    portraitStatisticsQuery(engines.clickhouse, { id, family, at: now(), digits }, { signal, timeout_ms });
  const answers = await Promise.all(groupFamilies.map(ask));
  const of = (inside: boolean): Readonly<Record<string, number>> =>
    Object.assign({}, ...answers.flat().flatMap((row) => ((row.inside === 1) === inside ? [row.statistics] : [])));
  const [members, others] = [of(true), of(false)];
  return groupMetrics.flatMap(({ id: metric, unit, value, over }) => {
    const told = (statistics: Readonly<Record<string, number>>, customers: number) => {
      const below = over === null ? customers : statistic(statistics, over);
      return below === 0 ? null : statistic(statistics, value) / below;
    };
    const row = { metric, members: told(members, sizes.members), others: told(others, sizes.others), unit };
    return row.members === null && row.others === null ? [] : [row];
  });
}

/**
 * What members have more or less often than all other customers, where and when they act, and their metrics. Many values are
 * compared at once, so only those are told that stand the correction of Benjamini and Hochberg; intervals are not widened.
 * @throws {ProblemError} 404 unknown_segment
 */
export async function segmentPortrait(context: Context<Engines>, id: string): Promise<SegmentPortrait> {
  const { engines, settings, signal } = context;
  const { clickhouse } = engines;
  await conditionOf(engines, id);
  const options = { signal, timeout_ms };
  const inOrder = { ...options, settings: { optimize_aggregation_in_order: 1 } } as const;
  const [size] = await sizesQuery(clickhouse, { id }, options);
  const [rest] = await portraitOthersQuery(clickhouse, { id }, options);
  const sizes = { members: size?.customers ?? 0, others: rest?.customers ?? 0 };
  const empty = { customers: sizes.members, others: sizes.others, currency: settings.currency };
  if (sizes.members === 0) return { ...empty, distinctions: [], channels: [], hours: [], metrics: [] };
  // One after another: each uses all the threads that a question may.
  const traits = await portraitTraitsQuery(clickhouse, { id }, options);
  const classes = await portraitClassesQuery(clickhouse, { id }, options);
  const events = await portraitEventsQuery(clickhouse, { id }, options);
  const habits = await portraitHabitsQuery(clickhouse, { id, time_zone: settings.time_zone }, inOrder);
  const metrics = await metricsOf(context, id, sizes);
  const { masked } = maskerOf(context);
  const about = (kind: Distinction["about"]) => (row: Omit<Counted, "about">) => ({ ...row, about: kind });
  const habit = (kind: "channel" | "hour") =>
    habits.filter((row) => row.about === kind).map((row) => ({ ...row, about: kind, name: kind }));
  const shown = traits.filter(({ name }) => !masked || isOpenField(name));
  const all: Counted[] = [
    ...shown.map(about("trait")),
    ...classes.map(about("class")),
    ...events.map(about("event")),
    ...habit("channel"),
    ...habit("hour"),
  ];
  const did = (kind: string) => habits.filter((row) => row.about === kind && row.members > 0);
  const hours = new Map(did("by_hour").map(({ value, events: count }) => [Number(value), count]));
  return {
    ...empty,
    distinctions: distinct(all, sizes),
    channels: did("by_channel")
      .map((row) => ({ channel: row.value, events: row.events, customers: row.members }))
      .sort((one, other) => other.events - one.events),
    hours: Array.from({ length: 24 }, (_none, hour) => ({ hour, events: hours.get(hour) ?? 0 })),
    metrics,
  };
}
