// Changes to the plan: approve, edit, ignore; and what becomes of events that depart from it.
import { type Kysely, sql } from "kysely";
import {
  type PlanEvent,
  type PlanEventChange,
  type PlannedType,
  type PlanPolicy,
  ProblemError,
  type ValueType,
} from "#contract";
import type { Database, Engines } from "#storage";
import { approvedPlan } from "./gate.ts";
import { readEvent } from "./read.ts";
import { suggestedType } from "./shape.ts";

type Db = Kysely<Database>;

async function changing<Result>(engines: Engines, name: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const result = await engines.postgres.guarded(name, (db) => db.transaction().execute(work));
  approvedPlan.forget(engines);
  return result;
}

async function changeProperty(db: Db, event_id: number, change: NonNullable<PlanEventChange["properties"]>[number]) {
  const { name, ...values } = change;
  await db
    .insertInto("plan_property")
    .values({ event_id, name, ...values })
    .onConflict((conflict) =>
      Object.keys(values).length === 0
        ? conflict.doNothing()
        : conflict.columns(["event_id", "name"]).doUpdateSet(values),
    )
    .execute();
}

/** Changes one event and those of its properties that are named. */
export async function changeEvent(engines: Engines, id: number, change: PlanEventChange): Promise<PlanEvent> {
  await changing(engines, "listen.plan.change", async (db) => {
    const found = await db.selectFrom("plan_event").select("id").where("id", "=", id).forUpdate().executeTakeFirst();
    if (!found) throw new ProblemError(404, "not_found", `The plan has no event ${id}`);
    const { properties = [], ...values } = change;
    if (Object.keys(values).length > 0) await db.updateTable("plan_event").set(values).where("id", "=", id).execute();
    for (const property of properties) await changeProperty(db, id, property);
  });
  return await readEvent(engines, id);
}

/** What becomes of a source's events that depart from the plan. */
export async function setPolicy(engines: Engines, source: string, policy: PlanPolicy): Promise<void> {
  await changing(engines, "listen.plan.policy", (db) => putPolicy(db, source, policy));
}

/** The same, within a transaction of the caller's. */
export async function putPolicy(db: Db, source: string, policy: PlanPolicy): Promise<void> {
  await db
    .insertInto("plan_source")
    .values({ source, policy })
    .onConflict((conflict) => conflict.column("source").doUpdateSet({ policy }))
    .execute();
}

function asValueTypes(types: readonly string[]): ValueType[] {
  const all: readonly ValueType[] = ["text", "number", "boolean", "time", "list", "object", "null"];
  return all.filter((type) => types.includes(type));
}

/**
 * Approves what was learned of a source, or of one of its events, with the types that were seen. What is ignored stays
 * ignored, what is approved stays as it is.
 */
export async function approveAll(engines: Engines, of: { source: string } | { event_id: number }): Promise<void> {
  await changing(engines, "listen.plan.approve", async (db) => {
    const events = await db
      .selectFrom("plan_event")
      .select("id")
      .where((is) => ("source" in of ? is("source", "=", of.source) : is("id", "=", of.event_id)))
      .where("state", "!=", "ignored")
      .execute();
    const ids = events.map(({ id }) => id);
    if (ids.length === 0) return;
    await db.updateTable("plan_event").set({ state: "approved" }).where("id", "in", ids).execute();
    const fresh = await db
      .selectFrom("plan_property")
      .select(["event_id", "name", "types"])
      .where("event_id", "in", ids)
      .where("state", "=", "new")
      .execute();
    // Few types, many properties: one statement for each type.
    const byType = new Map<PlannedType, { event_id: number; name: string }[]>();
    for (const { event_id, name, types } of fresh) {
      const type = suggestedType(asValueTypes(types));
      byType.set(type, [...(byType.get(type) ?? []), { event_id, name }]);
    }
    for (const [type, keys] of byType) {
      const wanted = JSON.stringify(keys);
      await sql`UPDATE plan_property SET state = 'approved', type = ${type}
        FROM jsonb_to_recordset(${wanted}::jsonb) AS wanted(event_id bigint, name text)
        WHERE plan_property.event_id = wanted.event_id AND plan_property.name = wanted.name`.execute(db);
    }
  });
}
