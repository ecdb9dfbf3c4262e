// Computes the classes of all customers as of a day and notes what changed; the first time also for the year before.
import { type Engines, type RunOptions, sql, typed } from "#storage";
import { addDays, completeStretches, type Days, overlap, startOf, yearBefore } from "../calendar.ts";
import { revenueExtentQuery } from "../extent.ts";
import { type Computation, changesQuery, limitsQuery } from "./compute.sql.ts";
import { runsQuery } from "./run.sql.ts";

/** Heavy work in the background: it may take its time, and rather goes to the disk than fills the memory. */
const patient = {
  timeout_ms: 3_600_000,
  settings: { max_bytes_before_external_group_by: "1000000000", join_use_nulls: 1 as const },
} as const;

/** So many bought once that they fill two fifths and nobody could score 2: then cuts are fixed until fewer than `end` did. */
const collapsed = { begin: 0.4, end: 0.35 };
const history_months = 12;
const day_ms = 86_400_000;

type Run = Awaited<ReturnType<typeof runsQuery>>[number];

/** The newest computation, or undefined before the first. */
export async function lastRun({ clickhouse }: Engines, options?: RunOptions): Promise<Run | undefined> {
  const [run] = await runsQuery(clickhouse, { limit: 1 }, options);
  return run;
}

/** What the classes of a day are judged over: the year that it ends, and its complete months within the data. */
function computationOf(day: string, extent: Days, time_zone: string): Computation {
  const before = yearBefore({ from: day, to: day }).from;
  const months = overlap(extent, { from: startOf("month", before), to: day });
  return {
    day,
    year: { from: addDays(before, 1), to: day, time_zone },
    months: months && completeStretches("month", months),
  };
}

/** One day to compute: of which data, told when. */
export interface DayToCompute {
  readonly day: string;
  readonly time_zone: string;
  /** First and last day with revenue. */
  readonly extent: Days;
  /** Null: as of the end of the day, made afterwards. */
  readonly at: Date | null;
  readonly fixed_before: boolean;
}

/** One computation: differences go into the log, and a line about it into class_run. Gives whether cuts are fixed. */
export async function computeDay(engines: Engines, asked: DayToCompute, signal?: AbortSignal): Promise<boolean> {
  const { clickhouse } = engines;
  const { day, time_zone, extent, fixed_before } = asked;
  const computation = computationOf(day, { from: extent.from, to: day }, time_zone);
  const options = { ...patient, ...(signal && { signal }) };
  const [learned] = await limitsQuery(clickhouse, computation, options);
  const { customers = 0, once_share = 0, late_days = 0, ended_at = "" } = learned ?? {};
  const fixed_frequency = once_share > (fixed_before ? collapsed.end : collapsed.begin);
  const limits = { late_days, fixed_frequency, months: computation.months?.count ?? 0 };
  const at = asked.at ?? new Date(ended_at);
  const changes = changesQuery.definition.sql({ ...computation, limits, at });
  await clickhouse.run(
    "analyze.class.compute",
    sql`INSERT INTO class_log (customer_id, scheme, class, computed_at)
SELECT toUInt64(customer_id), scheme, class, ${at} AS computed_at
FROM (
${changes}
)`,
    options,
  );
  const noted = {
    customers,
    once_share,
    late_days,
    fixed_frequency: Number(fixed_frequency),
    months: limits.months,
    first_day: Math.round(Date.parse(extent.from) / day_ms),
    history: Number(asked.at === null),
  };
  await clickhouse.run(
    "analyze.class.note",
    sql`INSERT INTO class_run (computed_at, day, limits, changed)
SELECT ${at}, ${typed("Date", computation.day)}, ${typed("Map(String, Float64)", noted)},
  (SELECT count() FROM class_log WHERE computed_at = ${at})`,
    options,
  );
  return fixed_frequency;
}

/** The last days of the months before a day's, the oldest first, from the month of `first_day` on. */
function monthEnds(day: string, first_day: string): string[] {
  const ends: string[] = [];
  let end = addDays(startOf("month", day), -1);
  for (let count = 0; count < history_months && end >= first_day; count += 1) {
    ends.unshift(end);
    end = addDays(startOf("month", end), -1);
  }
  return ends;
}

/**
 * Whether what was computed before is to be made anew with its history: at the first time; and on a workspace's first day,
 * when data came that reach further back than those before.
 */
async function isBeginning(engines: Engines, first_day: string, now: Date): Promise<boolean> {
  const runs = await runsQuery(engines.clickhouse, { limit: 10_000 });
  const [last] = runs;
  const first = runs.findLast(({ history }) => !history);
  if (!last || !first) return true;
  return now.getTime() - Date.parse(first.computed_at) < day_ms && first_day < last.first_day;
}

export interface ComputeRequest {
  readonly now: Date;
  readonly time_zone: string;
  /** Forgets all classes and makes them anew, with those of the year before. */
  readonly anew?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * The classes of all customers as of today, or as of the last day with revenue where that is earlier. Twice is once: the
 * second time nothing changes. Without any revenue there is nothing to judge.
 */
export async function computeClasses(engines: Engines, request: ComputeRequest): Promise<void> {
  const { now, time_zone, signal } = request;
  const { clickhouse } = engines;
  const [known] = await revenueExtentQuery(clickhouse, { time_zone }, patient);
  const last = await lastRun(engines);
  if ((!known || known.events === 0) && !last) return;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: time_zone }).format(now);
  const has = known !== undefined && known.events > 0;
  const extent = has ? { from: known.first_day, to: known.last_day } : { from: today, to: today };
  const [day = today] = [extent.to, today].toSorted();
  let fixed_before = last?.fixed_frequency ?? false;
  const compute = async (as_of: string, at: Date | null) => {
    fixed_before = await computeDay(engines, { day: as_of, time_zone, extent, at, fixed_before }, signal);
  };
  if (request.anew === true || (await isBeginning(engines, extent.from, now))) {
    await clickhouse.run("analyze.class.forget", sql`TRUNCATE TABLE class_log`, patient);
    await clickhouse.run("analyze.class.forget", sql`TRUNCATE TABLE class_run`, patient);
    fixed_before = false;
    for (const end of monthEnds(day, extent.from)) await compute(end, null);
  }
  await compute(day, now);
}
