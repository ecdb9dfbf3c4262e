// The state of identity in PostgreSQL: the rules, standing decisions, the one lock under which people are made out.
import { sql, type Transaction } from "kysely";
import { Value } from "typebox/value";
import { IdentityRules } from "#contract";
import type { Database, Engines } from "#storage";
import type { Decision } from "./resolve.ts";
import { type Checked, checkRules, usualRules } from "./rules.ts";

type Db = Engines["postgres"]["db"] | Transaction<Database>;

// Any number of processes may learn who is who at once; they tell it one after another. The number is arbitrary and ours.
const lock_key = 4_600_004;

/** The rules in force. */
export interface InForce {
  readonly version: number;
  readonly rules: Checked;
  readonly changed_by: string;
  readonly changed_at: Date | null;
  /** ISO alpha-2 of phones that are told without a country code; "" is none. */
  readonly country: string;
}

/** The rules in force; those that a workspace begins with until somebody changes them. */
export async function rulesInForce(db: Db): Promise<InForce> {
  const row = await db.selectFrom("identity_rules").selectAll().executeTakeFirst();
  const country = await countryOf(db);
  if (!row) return { version: 0, rules: checkRules(usualRules), changed_by: "", changed_at: null, country };
  const { version, changed_by, changed_at } = row;
  return { version, rules: checkRules(Value.Parse(IdentityRules, row.rules)), changed_by, changed_at, country };
}

// Not the workspace's own: a country that was changed counts as soon as the keys of all telephones are noted anew.
async function countryOf(db: Db): Promise<string> {
  const { country } = await db.selectFrom("identity_state").select("country").executeTakeFirstOrThrow();
  return country;
}

/** Puts rules in force. */
export async function putRules(db: Db, rules: IdentityRules, changed_by: string, changed_at: Date): Promise<void> {
  const row = { rules: JSON.stringify(rules), changed_by, changed_at };
  await db
    .insertInto("identity_rules")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ ...row, version: sql`identity_rules.version + 1` }))
    .execute();
}

const standing = (db: Db) =>
  db
    .selectFrom("identity_decision")
    .select(["id", "kind", "left_stamps", "right_stamps", "key", "decided_at"])
    .where("undone_at", "is", null)
    .orderBy("id");

type Row = Awaited<ReturnType<ReturnType<typeof standing>["execute"]>>[number];

const decisionOf = ({ id, kind, left_stamps, right_stamps, key, decided_at }: Row): Decision => ({
  id,
  kind,
  left: left_stamps.map(BigInt),
  right: right_stamps.map(BigInt),
  key: key === null ? null : BigInt(key),
  decided_ms: decided_at.getTime(),
});

/** Decisions that stand, of everybody. */
export async function standingDecisions(db: Db): Promise<Decision[]> {
  return (await standing(db).execute()).map(decisionOf);
}

/** Tells the standing decisions that name any of these stamps, or any of these keys. */
export type DecisionsAbout = (stamps: readonly bigint[], keys: readonly bigint[]) => Promise<readonly Decision[]>;

/** The standing decisions about some stamps and keys: all that matters to them, however many there are in all. */
async function decisionsAbout(db: Db, stamps: readonly bigint[], keys: readonly bigint[]): Promise<Decision[]> {
  const texts = (ids: readonly bigint[]) => sql.val(ids.map(String));
  const [named, detached] = [
    await standing(db)
      .where(sql<boolean>`(left_stamps || right_stamps) && ${texts(stamps)}::text[]`)
      .execute(),
    await standing(db)
      .where(sql<boolean>`key = ANY(${texts(keys)}::text[])`)
      .execute(),
  ];
  return [...named, ...detached].map(decisionOf);
}

/** What is decided, asked without the lock. */
export function decidedBy({ postgres }: Engines): DecisionsAbout {
  return (stamps, keys) => postgres.guarded("listen.identify.decided", (db) => decisionsAbout(db, stamps, keys));
}

/** What is known under the lock. */
export interface Held extends InForce {
  readonly transaction: Transaction<Database>;
  readonly decided: DecisionsAbout;
}

/**
 * Runs `work` while no other process says who is who. What it writes to ClickHouse stands even if the transaction does
 * not: the same work comes to the same, so it is done again.
 */
export async function underLock<Result>(engines: Engines, work: (held: Held) => Promise<Result>): Promise<Result> {
  return await engines.postgres.guarded("listen.identify.lock", (db) =>
    db.transaction().execute(async (transaction) => {
      await sql`SET LOCAL statement_timeout = 0`.execute(transaction);
      await sql`SELECT pg_advisory_xact_lock(${lock_key})`.execute(transaction);
      const decided: DecisionsAbout = (stamps, keys) => decisionsAbout(transaction, stamps, keys);
      return await work({ ...(await rulesInForce(transaction)), transaction, decided });
    }),
  );
}

/** A version for aliases, greater than every one before. */
export async function nextVersion({ transaction }: Held): Promise<number> {
  const { rows } = await sql<{ version: number }>`SELECT nextval('identity_version') AS version`.execute(transaction);
  return rows[0]?.version ?? 0;
}
