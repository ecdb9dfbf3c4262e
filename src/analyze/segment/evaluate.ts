// Keeps memberships true: of new and changed segments, of whom something changed, of whom only the clock changed.
import { sql as pg, type Transaction } from "kysely";
import { minorDigits, ProblemError, type Settings } from "#contract";
import { type Database, type Engines, StorageError, sql } from "#storage";
import { type Moment, today } from "../condition/moment.ts";
import { readCondition } from "../condition/read.ts";
import { hasClasses, segmentsIn } from "../condition/tree.ts";
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
const most_touches = 5_000;
/** Beyond so many it is quicker to ask of everybody. */
const most_touched = 100_000;
const timeout_ms = 600_000;
/** Everybody's facts rather go to the disk than fill the memory. */
const patient = { max_bytes_before_external_group_by: "400000000" } as const;

/** Of few people the engine takes longest to understand the question: no threads, no search for bounds implied by others. */
const small = { max_threads: 1, optimize_and_compare_chain: 0 } as const;

/** A transaction under the lock. */
export type Db = Transaction<Database>;

/** A rule with what is known of it. */
interface Known extends Rule {
  readonly version: number;
  readonly computing: boolean;
}

async function knownRules(db: Db): Promise<Known[]> {
  const rows = await db
    .selectFrom("segment")
    .select(["id", "condition", "version", "state"])
    .where("condition", "is not", null)
    .where("state", "!=", "failed")
    .orderBy("created_at")
    .execute();
  return rows.map(({ id, condition, version, state }) => ({
    id,
    condition: readCondition(condition),
    version,
    computing: state === "computing",
  }));
}

/** Segments after those that they name, so that each is asked when what it stands on is true. */
export function inOrder<Of extends Rule>(rules: readonly Of[]): Of[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const done = new Set<string>();
  const ordered: Of[] = [];
  const visit = (rule: Of) => {
    if (done.has(rule.id)) return;
    done.add(rule.id);
    for (const id of segmentsIn(rule.condition)) {
      const other = known.get(id);
      if (other) visit(other);
    }
    ordered.push(rule);
  };
  for (const rule of rules) visit(rule);
  return ordered;
}

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

/** Asks segments of some people and writes what changed. */
async function evaluatePeople(run: Run, rules: readonly Rule[], touched: readonly Person[]): Promise<void> {
  const { clickhouse } = run.evaluating.engines;
  const { moment, horizon, digits } = run;
  for (let from = 0; from < touched.length; from += most_people) {
    const people = touched.slice(from, from + most_people);
    const customer_ids = people.map(({ customer_id }) => customer_id);
    const stamps = people.flatMap((person) => person.stamps);
    const rows = await changesQuery(
      clickhouse,
      { rules, customer_ids, stamps, moment, horizon, digits },
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

/** Rules in order by levels: those of one stand on those of the levels before it alone, so that each is asked once. */
function inLevels<Of extends Rule>(ordered: readonly Of[]): Of[][] {
  const levels: Of[][] = [];
  const levelOf = new Map<string, number>();
  for (const rule of ordered) {
    const level = Math.max(-1, ...segmentsIn(rule.condition).map((id) => levelOf.get(id) ?? -1)) + 1;
    levelOf.set(rule.id, level);
    levels[level] = [...(levels[level] ?? []), rule];
  }
  return levels;
}

/** Those that ask for it, and all that stand on one of them. */
function withFollowers<Of extends Rule>(ordered: readonly Of[], asks: (rule: Of) => boolean): Of[] {
  const found = new Set<string>();
  return ordered.filter((rule) => {
    const taken = asks(rule) || segmentsIn(rule.condition).some((id) => found.has(id));
    if (taken) found.add(rule.id);
    return taken;
  });
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
    stamps,
  };
}

async function computed(db: Db, rule: Known, at: Date): Promise<void> {
  await db
    .updateTable("segment")
    .set({ state: "live", error: null, evaluated_at: at })
    .where("id", "=", rule.id)
    .where("version", "=", rule.version)
    .execute();
}

/** What waits for an engine is done again; a condition that the engine cannot answer waits for a person. */
async function failed(db: Db, { id, version }: Known, fault: unknown): Promise<void> {
  const hopeless =
    fault instanceof ProblemError ||
    (fault instanceof StorageError && ["bad_query", "bad_input", "memory_limit", "query_timeout"].includes(fault.code));
  if (!hopeless) throw fault;
  await db
    .updateTable("segment")
    .set({ state: "failed", error: fault.message })
    .where("id", "=", id)
    .where("version", "=", version)
    .execute();
}

/** Evaluates under the lock: computes what is new, then what a day, classes or an import changed for all, then people. */
async function evaluateUnder(db: Db, evaluating: Evaluating): Promise<boolean> {
  const { engines, settings, now, signal } = evaluating;
  const progress = await db.selectFrom("segment_progress").selectAll().executeTakeFirstOrThrow();
  // Changes of one evaluation are later than those of the one before, whatever the clock says.
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
  const whole = withFollowers(rules, (rule) => rule.computing || all || (reclassed && hasClasses(rule.condition)));
  for (const rule of whole) {
    if (signal?.aborted) return false;
    try {
      await evaluateWhole(run, rule, rule.computing ? "whole" : "live");
      await computed(db, rule, at);
    } catch (fault) {
      await failed(db, rule, fault);
    }
  }
  if (progress.day !== day)
    await engines.clickhouse.run(
      "analyze.segment.forget",
      sql`DELETE FROM segment_due WHERE toUnixTimestamp64Milli(due_at) <= ${progress.due_until.getTime()}`,
    );
  const stamps = new Set([...heard.stamps, ...due.map(({ customer_id }) => customer_id)]);
  const touched = stamps.size === 0 ? [] : await peopleQuery(engines.clickhouse, { stamps: [...stamps] });
  if (!all) for (const level of inLevels(rules)) await evaluatePeople(run, level, touched);
  await db.updateTable("segment_progress").set({ seq: heard.seq, due_until: at, day, classes_at }).execute();
  if (whole.length > 0 || touched.length > 0)
    await db
      .updateTable("segment")
      .set({ evaluated_at: at })
      .where("state", "=", "live")
      .where("condition", "is not", null)
      .execute();
  return whole.length > 0 || touched.length > 0;
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
 * Brings every segment up to what is known now; says whether there was anything to do. To do it again changes nothing.
 * What fails is done again by the next call.
 * @throws {StorageError} when an engine is away
 */
export async function evaluate(evaluating: Evaluating): Promise<boolean> {
  const { engines, now } = evaluating;
  const changed = await underLock(engines, (db) => evaluateUnder(db, evaluating));
  if (changed) await planHooks(engines, now());
  return changed;
}
