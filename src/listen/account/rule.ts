// The rule of households and its runs, as PostgreSQL keeps them.
import type { Selectable } from "kysely";
import { Value } from "typebox/value";
import { type HouseholdResult, HouseholdRule, type HouseholdRun, type Households, ProblemError } from "#contract";
import { type Database, type Engines, enqueue } from "#storage";

/** The job's kind. */
export const household_kind = "household";

export async function readRule({ postgres }: Engines): Promise<HouseholdRule> {
  return await postgres.guarded("listen.household.rule", (db) =>
    db
      .selectFrom("household_rule")
      .select(["enabled", "by_address", "by_phone", "members_max"])
      .executeTakeFirstOrThrow(),
  );
}

function shown(row: Selectable<Database["household_run"]>): HouseholdRun {
  const { asked_by: _, rule, result, created_at, ended_at, ...run } = row;
  // What we wrote ourselves.
  const found: HouseholdResult | null = result === null ? null : JSON.parse(JSON.stringify(result));
  return {
    ...run,
    rule: Value.Parse(HouseholdRule, rule),
    result: found,
    created_at: created_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
  };
}

/** @throws {ProblemError} 404 not_found */
export async function readRun({ postgres }: Engines, id: number): Promise<HouseholdRun> {
  const row = await postgres.guarded("listen.household.run", (db) =>
    db.selectFrom("household_run").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw new ProblemError(404, "not_found", `There is no run ${id}`);
  return shown(row);
}

/** The rule, and its last run that was no trial. */
export async function households(engines: Engines): Promise<Households> {
  const [rule, row] = await Promise.all([
    readRule(engines),
    engines.postgres.guarded("listen.household.last", (db) =>
      db
        .selectFrom("household_run")
        .selectAll()
        .where("dry_run", "=", false)
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst(),
    ),
  ]);
  return { rule, last_run: row ? shown(row) : null };
}

/** Who asks for a run, and where addresses and telephones without a country are. */
interface Asker {
  readonly by: string;
  readonly country: string;
}

/** @throws {ProblemError} 422 nothing_shared */
export function checkedRule(rule: HouseholdRule): HouseholdRule {
  if (rule.enabled && !rule.by_address && !rule.by_phone)
    throw new ProblemError(422, "nothing_shared", "Choose the address, the telephone, or both", "by_address");
  return rule;
}

/** Notes a run and the job that does it. */
export async function askForRun(
  { postgres }: Engines,
  rule: HouseholdRule,
  dry_run: boolean,
  { by, country }: Asker,
): Promise<number> {
  return await postgres.guarded("listen.household.ask", (db) =>
    db.transaction().execute(async (transaction) => {
      const { id } = await transaction
        .insertInto("household_run")
        .values({ dry_run, rule: JSON.stringify(checkedRule(rule)), asked_by: by })
        .returning("id")
        .executeTakeFirstOrThrow();
      await enqueue(transaction, { kind: household_kind, key: `run:${id}`, payload: { run_id: id, country } });
      return id;
    }),
  );
}

/** Sets the rule and runs it; gives the run. Turned off, the run ends all households that it had found. */
export async function setRule(
  engines: Engines,
  rule: HouseholdRule,
  asker: Asker,
  changed_at: Date,
): Promise<HouseholdRun> {
  await engines.postgres.guarded("listen.household.set", (db) =>
    db
      .updateTable("household_rule")
      .set({ ...checkedRule(rule), changed_by: asker.by, changed_at })
      .execute(),
  );
  return await readRun(engines, await askForRun(engines, rule, false, asker));
}

/** Notes how far a run is. */
export async function noteRun(
  { postgres }: Engines,
  id: number,
  { result, ...change }: Partial<Pick<HouseholdRun, "state" | "step" | "done" | "total" | "error" | "result">>,
  ended_at?: Date,
): Promise<void> {
  await postgres.guarded("listen.household.note", (db) =>
    db
      .updateTable("household_run")
      .set({
        ...change,
        ...(result ? { result: JSON.stringify(result) } : {}),
        ...(ended_at === undefined ? {} : { ended_at }),
      })
      .where("id", "=", id)
      .execute(),
  );
}
