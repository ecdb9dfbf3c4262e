// Keeps memberships true: of new and changed segments, of whom something changed, of whom only the clock changed.
import { sql as pg } from "kysely";
import { minorDigits, type Settings } from "#contract";
import { type Engines, sql } from "#storage";
import { type Moment, today } from "../condition/moment.ts";
import { hasClasses } from "../condition/tree.ts";
import {
  changesQuery,
  classesAtQuery,
  dueQuery,
  dueSql,
  peopleQuery,
  type Rule,
  type WholeParams,
  wholeSql,
} from "./evaluate.sql.ts";
import { planHooks } from "./hook.ts";
import {
  type Batch,
  computed,
  type Db,
  failed,
  inBatches,
  inLevels,
  inOrder,
  type Known,
  keepStale,
  knownRules,
  withFollowers,
} from "./rule.ts";

/** What an evaluation works with. */
export interface Evaluating {
  readonly engines: Engines;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
}

// One process evaluates at a time. The number is arbitrary and ours.
const lock_key = 4_600_015;
/** How far ahead is noted when the clock will change somebody: every midnight everybody is looked at anew. */
const horizon_ms = 48 * 3_600_000;
/** People who are asked about at once, and touches that are heard at once. */
const most_people = 2_000;
/** The engine takes no parameter of more than 128 kB. */
const most_stamps = 5_000;
/** What parts of conditions are looked up in is copied for each part of each customer: that many bytes at once. */
const most_cells = 64_000_000;
/** Parts of the conditions that are asked about at once; one condition has no more than half of them. */
const most_parts = 400;
const most_touches = 5_000;
/** Beyond so many it is quicker to ask of everybody. */
const most_touched = 100_000;
const timeout_ms = 600_000;
/** Everybody's facts rather go to the disk than fill the memory. */
const patient = { max_bytes_before_external_group_by: "400000000" } as const;

/** Of few people the engine takes longest to understand the question: no threads, no search for bounds implied by others. */
const small = { max_threads: 1, optimize_and_compare_chain: 0 } as const;

type Person = Awaited<ReturnType<typeof peopleQuery>>[number];

interface Run {
  readonly evaluating: Evaluating;
  readonly moment: Moment;
  readonly horizon: Date;
  readonly digits: number;
}

/** Asks a segment of everybody and writes what changed. */
async function evaluateWhole(run: Run, rule: Rule, cause: "live" | "whole"): Promise<void> {
  const { clickhouse } = run.evaluating.engines;
  const params: WholeParams = { rule, moment: run.moment, horizon: run.horizon, digits: run.digits };
  const options = {
    timeout_ms,
    settings: patient,
    ...(run.evaluating.signal ? { signal: run.evaluating.signal } : {}),
  };
  await clickhouse.run(
    "analyze.segment.whole",
    sql`INSERT INTO segment_change (customer_id, segment_id, inside, changed_at, cause) ${wholeSql(params, cause)}`,
    options,
  );
  const due = dueSql(params);
  if (due !== null)
    await clickhouse.run("analyze.segment.due", sql`INSERT INTO segment_due (customer_id, due_at) ${due}`, options);
}

/** Who each stamp is now, once. */
async function peopleOf({ clickhouse }: Engines, stamps: readonly string[]): Promise<Person[]> {
  const people = new Map<string, Person>();
  for (let from = 0; from < stamps.length; from += most_people) {
    const rows = await peopleQuery(clickhouse, { stamps: stamps.slice(from, from + most_people) });
    for (const row of rows) people.set(row.customer_id, row);
  }
  return [...people.values()];
}

/** So many at once, and so that all their stamps can be named; a single person may have more. */
function inSlices(people: readonly Person[], most: number): Person[][] {
  const slices: Person[][] = [];
  let slice: Person[] = [];
  let stamps = 0;
  for (const person of people) {
    if (slice.length === most || stamps + person.stamps.length > most_stamps) {
      slices.push(slice);
      [slice, stamps] = [[], 0];
    }
    slice.push(person);
    stamps += person.stamps.length;
  }
  return [...slices, slice].filter(({ length }) => length > 0);
}

/** Asks segments of some people and writes what changed. */
async function evaluatePeople(run: Run, { rules, parts }: Batch, touched: readonly Person[]): Promise<void> {
  const { clickhouse } = run.evaluating.engines;
  const { moment, horizon, digits } = run;
  const most = Math.min(most_people, Math.ceil(most_cells / parts ** 2));
  for (const people of inSlices(touched, most)) {
    const customer_ids = people.map(({ customer_id }) => customer_id);
    const all = people.flatMap((person) => person.stamps);
    const stamps = all.length > most_stamps ? {} : { stamps: all };
    const rows = await changesQuery(
      clickhouse,
      { rules, customer_ids, ...stamps, moment, horizon, digits },
      { timeout_ms, settings: small },
    );
    const changed_at = moment.at.toISOString();
    const changes = rows.flatMap(({ customer_id, entered, left }) => [
      ...entered.map((segment_id) => ({ customer_id, segment_id, inside: true, changed_at, cause: "live" })),
      ...left.map((segment_id) => ({ customer_id, segment_id, inside: false, changed_at, cause: "live" })),
    ]);
    const due = rows
      .filter(({ due_ms }) => due_ms < horizon.getTime())
      .map(({ customer_id, due_ms }) => ({ customer_id, due_at: new Date(due_ms).toISOString() }));
    await Promise.all([
      changes.length > 0 && clickhouse.insert("segment_change", changes),
      due.length > 0 && clickhouse.insert("segment_due", due),
    ]);
  }
}

/** What was touched since the last look. */
interface Heard {
  readonly seq: number;
  readonly everybody: boolean;
  readonly stamps: ReadonlySet<string>;
}

async function hear(db: Db, after: number): Promise<Heard> {
  const rows = await db
    .selectFrom("touch")
    .select(["seq", "stamps"])
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(most_touches)
    .execute();
  const stamps = new Set(
    rows.flatMap((row) => row.stamps ?? []).map((stamp) => BigInt.asUintN(64, BigInt(stamp)).toString()),
  );
  return {
    seq: rows.at(-1)?.seq ?? after,
    everybody: rows.some((row) => row.stamps === null) || stamps.size > most_touched,
    stamps: stamps.size > most_touched ? new Set() : stamps,
  };
}

async function askEverybody(db: Db, run: Run, rule: Known): Promise<void> {
  try {
    await evaluateWhole(run, rule, rule.computing ? "whole" : "live");
    await computed(db, rule, run.moment.at);
  } catch (fault) {
    await failed(db, rule, fault);
  }
}

/** A step of an evaluation: whether there was anything to do, and whether there is more. */
interface Step {
  readonly changed: boolean;
  readonly more: boolean;
}

async function stepUnder(db: Db, evaluating: Evaluating): Promise<Step> {
  const { engines, settings, now } = evaluating;
  const progress = await db.selectFrom("segment_progress").selectAll().executeTakeFirstOrThrow();
  // Changes of one step are later than those of the one before, whatever the clock says.
  const at = new Date(Math.max(now().getTime(), progress.due_until.getTime() + 1));
  const moment = { at, time_zone: settings.time_zone };
  const run = {
    evaluating,
    moment,
    horizon: new Date(at.getTime() + horizon_ms),
    digits: minorDigits(settings.currency),
  };
  const rules = inOrder(await knownRules(db));
  const heard = await hear(db, progress.seq);
  const day = today(moment);
  const [[classes], due] = await Promise.all([
    classesAtQuery(engines.clickhouse, {}),
    dueQuery(engines.clickhouse, { from: progress.due_until, until: at }),
  ]);
  const classes_at = new Date(classes?.at_ms ?? 0);
  const all = heard.everybody || progress.day !== day;
  const reclassed = classes_at.getTime() > (progress.classes_at?.getTime() ?? 0);
  const [next, ...later] = withFollowers(
    rules,
    (rule) => rule.computing || rule.stale || all || (reclassed && hasClasses(rule.condition)),
  );
  const stamps = new Set([...heard.stamps, ...due.map(({ customer_id }) => customer_id)]);
  const touched = await peopleOf(engines, [...stamps]);
  for (const level of inLevels(rules.filter(({ computing }) => !computing)))
    for (const batch of inBatches(level, most_parts)) await evaluatePeople(run, batch, touched);
  if (next) await askEverybody(db, run, next);
  if (progress.day !== day)
    await engines.clickhouse.run(
      "analyze.segment.forget",
      sql`DELETE FROM segment_due WHERE toUnixTimestamp64Milli(due_at) <= ${progress.due_until.getTime()}`,
    );
  await db.updateTable("segment_progress").set({ seq: heard.seq, due_until: at, day, classes_at }).execute();
  if (next) await keepStale(db, later);
  const changed = next !== undefined || touched.length > 0;
  if (changed)
    await db
      .updateTable("segment")
      .set({ evaluated_at: at })
      .where("state", "=", "live")
      .where("condition", "is not", null)
      .execute();
  return { changed, more: later.length > 0 };
}

/** Does what changes memberships while nobody else does, in any process. */
export async function underLock<Of>({ postgres }: Engines, work: (db: Db) => Promise<Of>): Promise<Of> {
  return await postgres.guarded("analyze.segment.change", (db) =>
    db.transaction().execute(async (trx) => {
      await pg`SELECT pg_advisory_xact_lock(${lock_key})`.execute(trx);
      return await work(trx);
    }),
  );
}

/**
 * One step of an evaluation: all segments of those of whom something changed, then one segment of everybody, the first of
 * those that a day, classes, an import or a change of the condition made stale. So nobody waits until all were asked.
 * @throws {StorageError} when an engine is away
 */
export async function evaluateStep(evaluating: Evaluating): Promise<Step> {
  const { engines, now } = evaluating;
  const step = await underLock(engines, (db) => stepUnder(db, evaluating));
  if (step.changed) await planHooks(engines, now());
  return step;
}

/**
 * Brings every segment up to what is known now; says whether there was anything to do. To do it again changes nothing.
 * What fails is done again by the next call.
 * @throws {StorageError} when an engine is away
 */
export async function evaluate(evaluating: Evaluating): Promise<boolean> {
  let step = await evaluateStep(evaluating);
  const { changed } = step;
  while (step.more && evaluating.signal?.aborted !== true) step = await evaluateStep(evaluating);
  return changed;
}
