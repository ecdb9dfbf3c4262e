// A change of the rules: tried first, told what it does, then applied. Keys are made anew where it cleans otherwise.
import { Value } from "typebox/value";
import { type Context, type IdentityChange, IdentityEffect, IdentityRules, ProblemError } from "#contract";
import { type Engines, enqueue } from "#storage";
import { writeAliases } from "./alias.ts";
import { type Effect, effectOf, type People } from "./effect.ts";
import { examplePeople } from "./label.ts";
import { putRules, rulesInForce, standingDecisions, underLock } from "./record.ts";
import { cleanedOtherwise, noteKeysAnew } from "./rekey.ts";
import { checkRules, plainRules } from "./rules.ts";
import { changesBetween, resolveWhole, standingAliases } from "./whole.ts";

const job_kind = "identity.change";

/** Notes a change and the job that tries or applies it. @throws {ProblemError} bad_pattern, kind_twice */
export async function askForChange(
  { engines, caller }: Pick<Context<Engines>, "engines" | "caller">,
  rules: IdentityRules,
  applies: boolean,
): Promise<IdentityChange> {
  checkRules(rules);
  const id = await engines.postgres.guarded("listen.identify.ask", (db) =>
    db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("identity_change")
        .values({ state: "waiting", applies, rules: JSON.stringify(rules), asked_by: caller?.name ?? "" })
        .returning("id")
        .executeTakeFirstOrThrow();
      await enqueue(transaction, { kind: job_kind, key: String(row.id), payload: { change_id: row.id } });
      return row.id;
    }),
  );
  return await changeState(engines, id);
}

/** The rules as they will be when the changes that wait are through. */
export async function rulesToCome({ postgres }: Engines): Promise<IdentityRules> {
  return await postgres.guarded("listen.identify.to_come", async (db) => {
    const waiting = await db
      .selectFrom("identity_change")
      .select("rules")
      .where("applies", "=", true)
      .where("state", "in", ["waiting", "running"])
      .orderBy("id", "desc")
      .executeTakeFirst();
    return waiting ? Value.Parse(IdentityRules, waiting.rules) : plainRules((await rulesInForce(db)).rules);
  });
}

/** How a change stands. @throws {ProblemError} not_found */
export async function changeState(engines: Engines, id: number): Promise<IdentityChange> {
  const row = await engines.postgres.guarded("listen.identify.change", (db) =>
    db.selectFrom("identity_change").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw new ProblemError(404, "not_found", `There is no change ${id}`, "id");
  return {
    ...row,
    rules: Value.Parse(IdentityRules, row.rules),
    result: row.result === null ? null : Value.Parse(IdentityEffect, row.result),
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

async function note(
  engines: Engines,
  id: number,
  values: Partial<{
    state: "running" | "done" | "failed";
    step: string;
    share: number;
    result: string;
    error: string | null;
    ended_at: Date;
  }>,
): Promise<void> {
  await engines.postgres.guarded("listen.identify.note", (db) =>
    db.updateTable("identity_change").set(values).where("id", "=", id).execute(),
  );
}

async function told(engines: Engines, effect: Effect): Promise<IdentityEffect> {
  return { ...effect, examples: await examplePeople(engines, effect.examples) };
}

/** Runs a change to its end: a trial tells what it would do, an application does it under the lock. */
export async function runChange(engines: Engines, id: number, now: () => Date, signal: AbortSignal): Promise<void> {
  const { rules, applies, state, asked_by } = await changeState(engines, id);
  if (state === "done") return;
  const after = checkRules(rules);
  await note(engines, id, { state: "running", step: "keys", share: 0.05 });
  const inForce = await engines.postgres.guarded("listen.identify.rules", rulesInForce);
  const otherwise = cleanedOtherwise(inForce.rules, after);
  await noteKeysAnew(engines, { rules: after, country: inForce.country }, otherwise, signal);
  await note(engines, id, { step: "people", share: 0.4 });
  const before: People = await standingAliases(engines);
  if (!applies) {
    const decisions = await engines.postgres.guarded("listen.identify.standing", standingDecisions);
    const people = await resolveWhole(engines, { rules: after, country: inForce.country, decisions }, signal);
    const result = await told(engines, effectOf(before, people));
    await note(engines, id, { state: "done", step: "", share: 1, result: JSON.stringify(result), ended_at: now() });
    return;
  }
  const effect = await underLock(engines, async (held) => {
    // What came while the keys were made is noted too: nobody else writes now.
    await noteKeysAnew(engines, { rules: after, country: held.country }, cleanedOtherwise(held.rules, after), signal);
    const standing = await standingAliases(engines);
    const standingNow = await standingDecisions(held.transaction);
    const people = await resolveWhole(engines, { ...held, rules: after, decisions: standingNow }, signal);
    await putRules(held.transaction, rules, asked_by, now());
    await writeAliases(engines, { ...held, rules: after }, changesBetween(standing, people), standing);
    return effectOf(standing, people);
  });
  const result = JSON.stringify(await told(engines, effect));
  await note(engines, id, { state: "done", step: "", share: 1, result, ended_at: now() });
}

/** A change that could not be run, and why. */
export async function failChange(engines: Engines, id: number, error: string, now: Date): Promise<void> {
  await note(engines, id, { state: "failed", error, ended_at: now });
}
