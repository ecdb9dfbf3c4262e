// Answers out of the log of classes: RFM, sizes over time, moves between days, the classes of one customer.
import {
  type ClassesOfCustomer,
  type ClassMoves,
  type ClassRun,
  type ClassSizes,
  type Context,
  type MovesQuery,
  minorDigits,
  ProblemError,
  type RfmAnswer,
  type SizesQuery,
} from "#contract";
import type { Engines } from "#storage";
import { addDays, isDay } from "../calendar.ts";
import { personOf } from "../customer/customer.ts";
import { movesQuery, sizesQuery, tilesQuery, wordsQuery } from "./history.sql.ts";
import { runsQuery } from "./run.sql.ts";
import { rfmClasses, rfmTiles, schemes } from "./scheme.ts";

type Run = Awaited<ReturnType<typeof runsQuery>>[number];

const runs_max = 1_000;
/** A chart of sizes has at most so many points. */
const points_max = 120;

async function runsOf({ engines, signal }: Context<Engines>, limit = runs_max): Promise<Run[]> {
  return await runsQuery(engines.clickhouse, { limit }, { signal });
}

function shownRun(run: Run | undefined): ClassRun {
  if (!run) return null;
  const { first_day: _, history: __, changed: ___, ...shown } = run;
  return shown;
}

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** All tiles and segments with their customers and what they have spent until the day of the last computation. */
export async function rfm(context: Context<Engines>): Promise<RfmAnswer> {
  const { engines, settings, signal } = context;
  const [run] = await runsOf(context, 1);
  const day = run?.day ?? "1970-01-01";
  const until = { from: day, to: day, time_zone: settings.time_zone };
  const digits = minorDigits(settings.currency);
  const rows = run ? await tilesQuery(engines.clickhouse, { until, digits }, { signal }) : [];
  const customers = rows.reduce((sum, row) => sum + row.customers, 0);
  const revenue_minor = rows.reduce((sum, row) => sum + row.revenue_minor, 0);
  const sized = (part: { readonly customers: number; readonly revenue_minor: number }) => ({
    ...part,
    customers_share: share(part.customers, customers),
    revenue_share: share(part.revenue_minor, revenue_minor),
  });
  const tiles = [5, 4, 3, 2, 1].flatMap((recency) =>
    [1, 2, 3, 4, 5].map((frequency) => {
      const found = rows.find((row) => row.recency === recency && row.frequency === frequency);
      const name = rfmTiles[recency - 1]?.[frequency - 1] ?? "";
      const part = { customers: found?.customers ?? 0, revenue_minor: found?.revenue_minor ?? 0 };
      return { recency, frequency, class: name, ...sized(part) };
    }),
  );
  const segments = rfmClasses.map((name) => {
    const own = tiles.filter((tile) => tile.class === name);
    const part = {
      customers: own.reduce((sum, tile) => sum + tile.customers, 0),
      revenue_minor: own.reduce((sum, tile) => sum + tile.revenue_minor, 0),
    };
    return { class: name, ...sized(part), revenue_each_minor: share(part.revenue_minor, part.customers) };
  });
  return { run: shownRun(run), currency: settings.currency, customers, revenue_minor, tiles, segments };
}

function requiredScheme(name: string) {
  const found = schemes.find(({ id }) => id === name);
  if (found) return found;
  const known = schemes.map(({ id }) => id).join(", ");
  throw new ProblemError(400, "bad_scheme", `There is no scheme "${name}": choose one of ${known}`, "scheme");
}

function checkedDay(day: string | undefined, field: string): string | undefined {
  if (day !== undefined && !isDay(day))
    throw new ProblemError(400, "bad_day", `"${day}" is no day that can be asked for`, field);
  return day;
}

/** The last computation of each day, the oldest first: what held at the day's end. */
function lastOfDays(runs: readonly Run[]): Run[] {
  return [...new Map(runs.toReversed().map((run) => [run.day, run])).values()];
}

/** Sizes of all classes of a scheme at the end of each day that was computed, thinned out evenly where they are many. */
export async function classSizes(context: Context<Engines>, query: SizesQuery): Promise<ClassSizes> {
  const { engines, signal } = context;
  const { id, classes } = requiredScheme(query.scheme);
  const from = checkedDay(query.from, "from") ?? "";
  const to = checkedDay(query.to, "to") ?? "9999";
  const [runs, changes] = await Promise.all([
    runsOf(context),
    sizesQuery(engines.clickhouse, { scheme: id }, { signal }),
  ]);
  const sizes = new Map(classes.map((name) => [name, 0]));
  let next = 0;
  const points = lastOfDays(runs).map((run) => {
    for (let change = changes[next]; change && change.computed_at <= run.computed_at; change = changes[next]) {
      sizes.set(change.class, (sizes.get(change.class) ?? 0) + change.change);
      next += 1;
    }
    return { day: run.day, customers: classes.map((name) => sizes.get(name) ?? 0) };
  });
  const shown = points.filter(({ day }) => day >= from && day <= to);
  const step = Math.ceil(shown.length / points_max);
  const thinned = shown.filter((_, index) => (shown.length - 1 - index) % step === 0);
  return { run: shownRun(runs[0]), scheme: id, classes: [...classes], points: thinned };
}

/**
 * From which class to which customers went between the ends of two days; when left out, in the 30 days
 * until the last computation. Of a day that was not computed the computation before it holds.
 */
export async function classMoves(context: Context<Engines>, query: MovesQuery): Promise<ClassMoves> {
  const { engines, signal } = context;
  const { id, classes } = requiredScheme(query.scheme);
  const runs = lastOfDays(await runsOf(context));
  const [first] = runs;
  const last = runs.at(-1);
  const nothing = { run: null, scheme: id, classes: [...classes], from: null, to: null, first_day: null, moves: [] };
  if (!first || !last) return nothing;
  const to = checkedDay(query.to, "to") ?? last.day;
  const from = checkedDay(query.from, "from") ?? [addDays(to, -30), first.day].toSorted().at(-1) ?? to;
  if (from > to)
    throw new ProblemError(400, "bad_period", `The period ends on ${to}, before it begins on ${from}`, "to");
  const before = runs.findLast(({ day }) => day <= from);
  const after = runs.findLast(({ day }) => day <= to);
  const instant = (run: Run | undefined) => new Date(run?.computed_at ?? 0);
  const params = { scheme: id, before: instant(before), after: instant(after) };
  const rows = await movesQuery(engines.clickhouse, params, { signal });
  return {
    ...nothing,
    run: shownRun(last),
    from,
    to,
    first_day: first.day,
    moves: rows.map((row) => ({ from: row.left_class, to: row.reached_class, customers: row.customers })),
  };
}

const changes_max = 100;

/** The classes of one customer with the days since when, and how they changed, the newest first. */
export async function classesOfCustomer(context: Context<Engines>, asked_id: string): Promise<ClassesOfCustomer> {
  const { engines, settings, signal } = context;
  const customer_id = await personOf(context, asked_id);
  const [runs, words] = await Promise.all([
    runsOf(context, 1),
    wordsQuery(engines.clickhouse, { customer_id }, { signal }),
  ]);
  const zone = new Intl.DateTimeFormat("en-CA", { timeZone: settings.time_zone });
  // What was computed at the midnight that ends a day is said of that day.
  const dayOf = (instant: string) => zone.format(new Date(Date.parse(instant) - 1));
  const said = schemes.flatMap(({ id }) => words.find((word) => word.scheme === id) ?? []);
  return {
    run: shownRun(runs[0]),
    customer_id,
    classes: said
      .filter((word) => word.class !== "")
      .map(({ computed_at, ...word }) => ({ ...word, since: dayOf(computed_at) })),
    changes: words.slice(0, changes_max).map(({ computed_at, ...word }) => ({ ...word, day: dayOf(computed_at) })),
  };
}
