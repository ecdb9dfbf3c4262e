// The plan as its page and its files show it: what was learned, what was approved, how much of it came.
import type { Selectable } from "kysely";
import {
  type Plan,
  type PlanEvent,
  type PlanProperty,
  type PlanViolation,
  ProblemError,
  type ValueType,
} from "#contract";
import type { Database, Engines } from "#storage";
import { settleLearning } from "./learn.ts";
import { meaningOf } from "./meaning.ts";
import { planFlagged, planRefused, planVolume, volumeDays } from "./plan.sql.ts";

type EventRow = Selectable<Database["plan_event"]>;
type PropertyRow = Selectable<Database["plan_property"]>;

const day_ms = 86_400_000;
const valueTypes: readonly ValueType[] = ["text", "number", "boolean", "time", "list", "object", "null"];

function propertyOf(row: PropertyRow): PlanProperty {
  return {
    name: row.name,
    state: row.state,
    types: valueTypes.filter((type) => row.types.includes(type)),
    type: row.type,
    required: row.required,
    description: row.description,
    allowed: row.allowed,
    first_seen_at: row.first_seen_at?.toISOString() ?? null,
    last_seen_at: row.last_seen_at?.toISOString() ?? null,
  };
}

function eventOf(row: EventRow, properties: readonly PropertyRow[], days: readonly number[]): PlanEvent {
  return {
    id: row.id,
    source: row.source,
    type: row.type,
    name: row.name,
    state: row.state,
    description: row.description,
    meaning: meaningOf(row.type, row.name),
    too_many_names: row.too_many_names,
    first_seen_at: row.first_seen_at?.toISOString() ?? null,
    last_seen_at: row.last_seen_at?.toISOString() ?? null,
    properties: properties.map(propertyOf),
    days: [...days],
  };
}

async function readRows(engines: Engines, source: string | undefined) {
  return await engines.postgres.guarded("listen.plan.read", async (db) => {
    const events = await db
      .selectFrom("plan_event")
      .selectAll()
      .$if(source !== undefined, (select) => select.where("source", "=", source ?? ""))
      .orderBy("source")
      .orderBy("type", "desc")
      .orderBy("name")
      .execute();
    const properties = await db
      .selectFrom("plan_property")
      .innerJoin("plan_event", "plan_event.id", "plan_property.event_id")
      .selectAll("plan_property")
      .$if(source !== undefined, (select) => select.where("source", "=", source ?? ""))
      .orderBy("event_id")
      .orderBy("plan_property.name")
      .execute();
    const policies = await db.selectFrom("plan_source").selectAll().execute();
    const ofEvent = new Map<number, PropertyRow[]>();
    for (const property of properties) {
      const mine = ofEvent.get(property.event_id) ?? [];
      ofEvent.set(property.event_id, mine);
      mine.push(property);
    }
    return { events, ofEvent, policies };
  });
}

async function volumes(
  engines: Engines,
  now: Date,
  time_zone: string,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const from = new Date(now.getTime() - (volumeDays + 1) * day_ms);
  const rows = await planVolume(engines.clickhouse, { now, from, time_zone });
  return new Map(
    rows.map(({ source, type, planned_name, days }) => [JSON.stringify([source, type, planned_name]), days]),
  );
}

/** The plan of one source or of all. Volumes are left out where nobody shows them. */
export async function readPlan(
  engines: Engines,
  shown: { readonly source?: string | undefined; readonly volume_at?: { now: Date; time_zone: string } },
): Promise<Plan> {
  await settleLearning(engines);
  const { events, ofEvent, policies } = await readRows(engines, shown.source);
  const at = shown.volume_at;
  const volume = at === undefined ? new Map<string, number[]>() : await volumes(engines, at.now, at.time_zone);
  const policyOf = new Map(policies.map((row) => [row.source, row]));
  const names = [...new Set([...events.map(({ source }) => source), ...policyOf.keys()])].sort();
  return {
    sources: names
      .filter((source) => shown.source === undefined || source === shown.source)
      .map((source) => {
        const mine = events.filter((event) => event.source === source);
        return {
          source,
          policy: policyOf.get(source)?.policy ?? "flag",
          too_many_names: policyOf.get(source)?.too_many_names ?? false,
          events: mine.length,
          approved: mine.filter(({ state }) => state === "approved").length,
        };
      }),
    events: events.map((row) =>
      eventOf(row, ofEvent.get(row.id) ?? [], volume.get(JSON.stringify([row.source, row.type, row.name])) ?? []),
    ),
  };
}

/** One event of the plan, without its volume; 404 when there is none of this id. */
export async function readEvent(engines: Engines, id: number): Promise<PlanEvent> {
  return await engines.postgres.guarded("listen.plan.event", async (db) => {
    const row = await db.selectFrom("plan_event").selectAll().where("id", "=", id).executeTakeFirst();
    if (!row) throw new ProblemError(404, "not_found", `The plan has no event ${id}`);
    const properties = await db
      .selectFrom("plan_property")
      .selectAll()
      .where("event_id", "=", id)
      .orderBy("name")
      .execute();
    return eventOf(row, properties, []);
  });
}

/** What departed from the plan in the last 30 days, the most frequent first. */
export async function readViolations(engines: Engines, now: Date): Promise<PlanViolation[]> {
  const from = new Date(now.getTime() - volumeDays * day_ms);
  const [flagged, refused] = await Promise.all([
    planFlagged(engines.clickhouse, from),
    planRefused(engines.clickhouse, from),
  ]);
  const found = new Map<string, PlanViolation>();
  const add = (row: (typeof flagged)[number], counted: "flagged" | "dead_letters") => {
    const { source, type, planned_name: name, kind, property, events, example } = row;
    const key = JSON.stringify([source, type, name, kind, property]);
    const before = found.get(key) ?? {
      source,
      type,
      name,
      kind,
      property,
      flagged: 0,
      dead_letters: 0,
      last_at: "",
      example,
    };
    const newest = row.last_at > before.last_at ? { last_at: row.last_at, example } : {};
    found.set(key, { ...before, [counted]: before[counted] + events, ...newest });
  };
  for (const row of flagged) add(row, "flagged");
  for (const row of refused) add(row, "dead_letters");
  return [...found.values()].sort((one, other) => other.flagged + other.dead_letters - one.flagged - one.dead_letters);
}
