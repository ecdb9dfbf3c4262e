// A plan that is brought, against the one that stands: what differs, and making it so.
import type { Kysely } from "kysely";
import type { PlanDifference } from "#contract";
import type { Database, Engines } from "#storage";
import { putPolicy } from "./change.ts";
import { approvedPlan } from "./gate.ts";
import { readPlan } from "./read.ts";
import { decided, type PlannedEvent, type PlannedProperty, type PlannedSource } from "./schema.ts";

type Db = Kysely<Database>;

const ofProperty = ["state", "type", "required", "description", "allowed"] as const;
const ofEvent = ["state", "description"] as const;

function unlike<Key extends string>(
  keys: readonly Key[],
  one: Record<Key, unknown>,
  other: Record<Key, unknown>,
): Key[] {
  return keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
}

const keyOf = ({ type, name }: PlannedEvent): string => `${type} ${name}`;

function eventDifferences(before: PlannedEvent | undefined, after: PlannedEvent | undefined): PlanDifference[] {
  const event = after ?? before;
  if (event === undefined) return [];
  const { source, type, name } = event;
  const at = (change: PlanDifference["change"], property: string, what: readonly string[]): PlanDifference => ({
    change,
    source,
    type,
    name,
    property,
    what: [...what],
  });
  if (after === undefined) return [at("removed", "", [])];
  if (before === undefined) return [at("added", "", [])];
  const what = unlike(ofEvent, before, after);
  const old = new Map(before.properties.map((property) => [property.name, property]));
  const wanted = new Set(after.properties.map((property) => property.name));
  return [
    ...(what.length > 0 ? [at("changed", "", what)] : []),
    ...after.properties.flatMap((property) => {
      const was = old.get(property.name);
      if (was === undefined) return [at("added", property.name, [])];
      const differs = unlike(ofProperty, was, property);
      return differs.length > 0 ? [at("changed", property.name, differs)] : [];
    }),
    ...before.properties.filter(({ name }) => !wanted.has(name)).map((property) => at("removed", property.name, [])),
  ];
}

/** What would change. Sources that the brought plan does not name stay as they are. */
export function planDifferences(
  standing: readonly PlannedSource[],
  brought: readonly PlannedSource[],
): PlanDifference[] {
  return brought.flatMap((after) => {
    const { source } = after;
    const before = standing.find((each) => each.source === source) ?? { source, policy: "flag", events: [] };
    const old = new Map(before.events.map((event) => [keyOf(event), event]));
    const wanted = new Map(after.events.map((event) => [keyOf(event), event]));
    const policy: PlanDifference[] =
      before.policy === after.policy
        ? []
        : [{ change: "changed", source, type: "", name: "", property: "", what: ["policy"] }];
    const keys = [...new Set([...wanted.keys(), ...old.keys()])];
    return [...policy, ...keys.flatMap((key) => eventDifferences(old.get(key), wanted.get(key)))];
  });
}

async function putProperty(db: Db, event_id: number, property: PlannedProperty): Promise<void> {
  const { name, ...values } = { ...property, allowed: [...property.allowed] };
  await db
    .insertInto("plan_property")
    .values({ event_id, name, ...values })
    .onConflict((conflict) => conflict.columns(["event_id", "name"]).doUpdateSet(values))
    .execute();
}

async function putEvent(db: Db, event: PlannedEvent): Promise<void> {
  const { properties, source, type, name, state, description } = event;
  const { id } = await db
    .insertInto("plan_event")
    .values({ source, type, name, state, description })
    .onConflict((conflict) => conflict.columns(["source", "type", "name"]).doUpdateSet({ state, description }))
    .returning("id")
    .executeTakeFirstOrThrow();
  // What the document does not name is undecided again, but still known from traffic.
  await db.updateTable("plan_property").set({ state: "new", required: false }).where("event_id", "=", id).execute();
  for (const property of properties) await putProperty(db, id, property);
}

/** Holds a brought plan against the one that stands and, unless it is a dry run, makes it the one that stands. */
export async function applyPlan(
  engines: Engines,
  brought: readonly PlannedSource[],
  dry_run: boolean,
): Promise<PlanDifference[]> {
  const standing = decided(await readPlan(engines, {}));
  const differences = planDifferences(standing, brought);
  if (dry_run || differences.length === 0) return differences;
  await engines.postgres.guarded("listen.plan.apply", (db) =>
    db.transaction().execute(async (transaction) => {
      for (const { source, policy, events } of brought) {
        await putPolicy(transaction, source, policy);
        await transaction.updateTable("plan_event").set({ state: "new" }).where("source", "=", source).execute();
        for (const event of events) await putEvent(transaction, event);
      }
    }),
  );
  approvedPlan.forget(engines);
  return differences;
}
