// The rules of traits as people keep them: read, tried, set. Whoever sets one makes the views anew, one at a time.
import { type Kysely, sql } from "kysely";
import {
  type Context,
  maskerOf,
  ProblemError,
  type TraitPolicy,
  type TraitPreview,
  type TraitPreviewRequest,
  type Traits,
} from "#contract";
import type { Database, Engines } from "#storage";
import { everybodyTouched } from "../touch.ts";
import { traitsSaid, tryPolicy } from "./trait.sql.ts";
import { makeTraitViews } from "./view.ts";
import { newest, type Policies } from "./weight.sql.ts";

// Arbitrary and ours: who holds it makes the views, and everybody else waits.
const lock_key = 4_600_012;

async function readPolicies(db: Kysely<Database>): Promise<Policies> {
  const rows = await db.selectFrom("trait_policy").select(["name", "policy", "sources"]).orderBy("name").execute();
  const own = new Map(rows.map(({ name, policy, sources }): [string, TraitPolicy] => [name, { policy, sources }]));
  const standard = own.get("") ?? newest;
  own.delete("");
  return { standard, own };
}

/** The rules of traits that have one of their own, by name, and the standard. */
export async function policiesInForce({ postgres }: Engines): Promise<Policies> {
  return await postgres.guarded("listen.trait.own", readPolicies);
}

// Both questions read every word on every trait: they may take their time, and must not take all memory.
const reading = { timeout_ms: 300_000, settings: { max_bytes_before_external_group_by: "400000000" } } as const;

/** Every trait with its sources and its rule. */
export async function listTraits({ engines, signal }: Context<Engines>): Promise<Traits> {
  const [policies, rows] = await Promise.all([
    engines.postgres.guarded("listen.trait.policies", readPolicies),
    traitsSaid(engines.clickhouse, {}, { ...reading, signal }),
  ]);
  return {
    standard: policies.standard,
    rows: rows.map((row) => ({ ...row, own: policies.own.get(row.name) ?? null })),
  };
}

/** @throws {ProblemError} 422 no_sources */
export function checkedPolicy({ policy, sources }: TraitPolicy): TraitPolicy {
  if (policy === "source" && sources.length === 0)
    throw new ProblemError(422, "no_sources", "Name the source that is trusted most", "sources");
  return { policy, sources: policy === "source" ? sources : [] };
}

const examples = 5;

/** What a rule would change, before it is set. */
export async function previewPolicy(context: Context<Engines>, request: TraitPreviewRequest): Promise<TraitPreview> {
  const { engines, signal } = context;
  const { own } = await engines.postgres.guarded("listen.trait.policies", readPolicies);
  const of = request.name === "" ? { except: [...own.keys()] } : { name: request.name };
  const rows = await tryPolicy(
    engines.clickhouse,
    { policy: checkedPolicy(request), of, examples },
    { ...reading, signal },
  );
  const masker = maskerOf(context);
  return {
    customers: rows[0]?.customers ?? 0,
    examples: rows.map(({ customers: _, ...row }) => ({
      ...row,
      value: masker.field(row.name, row.value),
      new_value: masker.field(row.name, row.new_value),
    })),
  };
}

/**
 * Sets the rule of a trait, or with null takes it away; `name` "" is the standard. In force for every question asked
 * after this returns. Two who change at once come one after the other.
 * @throws {ProblemError} 422 no_sources
 */
export async function setPolicy(
  engines: Engines,
  name: string,
  policy: TraitPolicy | null,
  by: string,
  now: Date,
): Promise<void> {
  const kept = policy && checkedPolicy(policy);
  await engines.postgres.guarded("listen.trait.set", (db) =>
    db.transaction().execute(async (transaction) => {
      await sql`SELECT pg_advisory_xact_lock(${lock_key})`.execute(transaction);
      if (kept === null) await transaction.deleteFrom("trait_policy").where("name", "=", name).execute();
      else {
        const row = { ...kept, sources: [...kept.sources], changed_by: by, changed_at: now };
        await transaction
          .insertInto("trait_policy")
          .values({ name, ...row })
          .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
          .execute();
      }
      // Inside the transaction: when the views cannot be made, the rule is not set either.
      await makeTraitViews(engines, await readPolicies(transaction));
    }),
  );
  everybodyTouched(engines);
}

/** Puts the rules in force again after a migration may have made the views as they were first. For each start. */
export async function applyPolicies(engines: Engines): Promise<void> {
  await engines.postgres.guarded("listen.trait.apply", (db) =>
    db.transaction().execute(async (transaction) => {
      await sql`SELECT pg_advisory_xact_lock(${lock_key})`.execute(transaction);
      const policies = await readPolicies(transaction);
      if (policies.own.size > 0 || policies.standard.policy !== "newest") await makeTraitViews(engines, policies);
    }),
  );
}
