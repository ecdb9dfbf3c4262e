// Answers of HTTP hooks, kept so that the same is not asked twice; what failed, so that it is asked again.
import type { Engines } from "#storage";
import type { Traits } from "../hook/hook.ts";

/** An answer as it is kept. */
export interface KeptAnswer {
  readonly key: string;
  readonly customer_id: string;
  readonly state: "found" | "nothing" | "failed";
  readonly traits: Traits;
  readonly attempts: number;
  readonly asked_at: Date;
  readonly expires_at: Date;
}

/** Answers to these questions, expired ones too. */
export async function answersOf(
  engines: Engines,
  hook_id: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, KeptAnswer>> {
  if (keys.length === 0) return new Map();
  const rows = await engines.postgres.guarded("listen.enrich.answers", (db) =>
    db.selectFrom("enrich_answer").selectAll().where("hook_id", "=", hook_id).where("key", "in", keys).execute(),
  );
  return new Map(rows.map(({ hook_id: _, ...answer }) => [answer.key, answer]));
}

/** Keeps an answer in the place of the one before. */
export async function keepAnswer(engines: Engines, hook_id: string, answer: KeptAnswer): Promise<void> {
  const row = { ...answer, traits: JSON.stringify(answer.traits) };
  await engines.postgres.guarded("listen.enrich.keep", (db) =>
    db
      .insertInto("enrich_answer")
      .values({ hook_id, ...row })
      .onConflict((conflict) => conflict.columns(["hook_id", "key"]).doUpdateSet(row))
      .execute(),
  );
}

/** Customers whose call failed and is due again. */
export async function dueAgain(engines: Engines, hook_id: string, now: Date, limit: number): Promise<string[]> {
  const rows = await engines.postgres.guarded("listen.enrich.due", (db) =>
    db
      .selectFrom("enrich_answer")
      .select("customer_id")
      .where("hook_id", "=", hook_id)
      .where("state", "=", "failed")
      .where("expires_at", "<=", now)
      .orderBy("expires_at")
      .limit(limit)
      .execute(),
  );
  return [...new Set(rows.map(({ customer_id }) => customer_id))];
}

/** Forgets failed questions that were due and were not asked again: the customer has told something else since. */
export async function forgetTried(
  { postgres }: Engines,
  hook_id: string,
  stamps: readonly string[],
  due: Date,
): Promise<void> {
  await postgres.guarded("listen.enrich.tried", (db) =>
    db
      .deleteFrom("enrich_answer")
      .where("hook_id", "=", hook_id)
      .where("customer_id", "in", [...stamps])
      .where("state", "=", "failed")
      .where("expires_at", "<=", due)
      .execute(),
  );
}

/** Forgets answers that nobody would use any more. */
export async function forgetExpired({ postgres }: Engines, now: Date): Promise<void> {
  await postgres.guarded("listen.enrich.expire", (db) =>
    db.deleteFrom("enrich_answer").where("expires_at", "<=", now).where("state", "!=", "failed").execute(),
  );
}
