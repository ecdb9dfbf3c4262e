// Holds events against what was approved: taken as they are, flagged, or refused as dead letters with the mend.
import type { PlannedType, PlanPolicy } from "#contract";
import type { Engines } from "#storage";
import type { TrackedEvent, Verdict } from "../collect/event.ts";
import { snapshot } from "../snapshot.ts";
import type { Source } from "../source/source.ts";
import { isOfType, payloadField, payloadOf, plannedName, typeOf } from "./shape.ts";

interface ApprovedProperty {
  readonly name: string;
  readonly type: PlannedType;
  readonly required: boolean;
  readonly allowed: ReadonlySet<string>;
}

interface JudgedEvent {
  readonly ignored: boolean;
  readonly approved: readonly ApprovedProperty[];
  /** Approved and ignored names: anything else is unknown. */
  readonly names: ReadonlySet<string>;
}

interface JudgedSource {
  readonly policy: PlanPolicy;
  /** False: nothing is approved, so nothing departs from the plan. */
  readonly planned: boolean;
  readonly events: ReadonlyMap<string, JudgedEvent>;
}

/** What departs from the plan. `kind` and `property` make the flag; the message says how to mend it. */
export interface Departure {
  readonly kind: "unknown_event" | "unknown_property" | "missing" | "type" | "value";
  readonly property: string;
  readonly message: string;
}

// More flags than these tell nothing more, and names out of wild traffic must not fill the log.
const maxFlags = 10;
const maxFlagName = 100;

/** What was approved and ignored, by source. */
export const approvedPlan = snapshot(async (engines: Engines): Promise<ReadonlyMap<string, JudgedSource>> => {
  return await engines.postgres.guarded("listen.plan.gate", async (db) => {
    const policies = await db.selectFrom("plan_source").select(["source", "policy"]).execute();
    const events = await db
      .selectFrom("plan_event")
      .select(["id", "source", "type", "name", "state"])
      .where("state", "!=", "new")
      .execute();
    const properties = await db
      .selectFrom("plan_property")
      .innerJoin("plan_event", "plan_event.id", "plan_property.event_id")
      .select(["event_id", "plan_property.name", "plan_property.state", "plan_property.type", "required", "allowed"])
      .where("plan_event.state", "=", "approved")
      .where("plan_property.state", "!=", "new")
      .orderBy("plan_property.name")
      .execute();
    const policyOf = new Map(policies.map(({ source, policy }) => [source, policy]));
    const judged = new Map<string, { policy: PlanPolicy; planned: boolean; events: Map<string, JudgedEvent> }>();
    const ofEvent = new Map<number, typeof properties>();
    for (const property of properties) {
      ofEvent.set(property.event_id, [...(ofEvent.get(property.event_id) ?? []), property]);
    }
    for (const { id, source, type, name, state } of events) {
      const entry = judged.get(source) ?? { policy: policyOf.get(source) ?? "flag", planned: false, events: new Map() };
      judged.set(source, entry);
      const mine = ofEvent.get(id) ?? [];
      entry.planned ||= state === "approved";
      entry.events.set(`${type} ${name}`, {
        ignored: state === "ignored",
        approved: mine
          .filter((property) => property.state === "approved")
          .map((property) => ({ ...property, allowed: new Set(property.allowed) })),
        names: new Set(mine.map((property) => property.name)),
      });
    }
    return judged;
  });
});

function wordOf(value: unknown): string {
  return {
    text: "text",
    number: "a number",
    boolean: "true or false",
    time: "a time",
    list: "a list",
    object: "an object",
    null: "null",
  }[typeOf(value)];
}

const asked: Record<Exclude<PlannedType, null>, string> = {
  text: "text",
  number: "a number, e.g. 19.9 without quotes",
  boolean: "true or false without quotes",
  time: "a time, e.g. 2026-01-31T09:30:00Z",
  list: "a list",
  object: "an object",
};

function departuresOfProperty(property: ApprovedProperty, value: unknown, field: string): Departure[] {
  const { name, type, required, allowed } = property;
  if (value === undefined || value === null) {
    if (!required) return [];
    return [
      {
        kind: "missing",
        property: name,
        message: `${field}.${name} is required by the plan; send it, or make it optional`,
      },
    ];
  }
  if (type !== null && !isOfType(type, value)) {
    const message = `${field}.${name} has to be ${asked[type]}, it is ${wordOf(value)}; send that, or change the plan`;
    return [{ kind: "type", property: name, message }];
  }
  if (allowed.size === 0 || (typeof value !== "object" && allowed.has(String(value)))) return [];
  const some = [...allowed].slice(0, 5).join(", ");
  const message = `${field}.${name} has a value that the plan does not allow (${some}${allowed.size > 5 ? ", …" : ""}); send one of these, or add it to the plan`;
  return [{ kind: "value", property: name, message }];
}

/** Where an event departs from what was approved for its source. */
export function departuresOf(event: TrackedEvent, plan: JudgedSource): Departure[] {
  const name = plannedName(event);
  const judged = plan.events.get(`${event.type} ${name}`);
  if (judged === undefined) {
    const called = name === "" ? event.type : `${event.type} "${name}"`;
    return [
      {
        kind: "unknown_event",
        property: "",
        message: `The plan of this source has no ${called}; approve or ignore it, or mend the name`,
      },
    ];
  }
  if (judged.ignored) return [];
  const payload = payloadOf(event);
  const field = payloadField(event.type);
  const found = judged.approved.flatMap((property) =>
    departuresOfProperty(property, Object.hasOwn(payload, property.name) ? payload[property.name] : undefined, field),
  );
  // An event that was approved without a property of its own says nothing about its properties.
  if (judged.approved.length === 0) return found;
  for (const property of Object.keys(payload)) {
    if (judged.names.has(property)) continue;
    if (found.length >= maxFlags) break;
    const message = `The plan has no ${field}.${property} for this event; approve or ignore it, or do not send it`;
    found.push({ kind: "unknown_property", property, message });
  }
  return found;
}

/** The flag by which the event log remembers a departure. */
export function flagOf({ kind, property }: Departure): string {
  return property === "" ? `plan:${kind}` : `plan:${kind}:${property.slice(0, maxFlagName)}`;
}

function verdictOf(event: TrackedEvent, plan: JudgedSource): Verdict {
  const departures = departuresOf(event, plan);
  const [first, ...others] = departures;
  if (first === undefined) return { is: "ok", event };
  if (plan.policy === "flag") {
    return { is: "ok", event: { ...event, flags: [...event.flags, ...departures.slice(0, maxFlags).map(flagOf)] } };
  }
  const also = others.length === 0 ? "" : ` (and ${others.length} more)`;
  const field = first.property === "" ? "event" : `${payloadField(event.type)}.${first.property}`;
  return { is: "dead_letter", code: `plan_${first.kind}`, message: `${first.message}${also}`, field };
}

/**
 * What holds an event against the plan that stands now.
 * @throws {ProblemError} 503 not_ready when the plan was never read
 */
export async function planGate(
  engines: Engines,
): Promise<(event: TrackedEvent, source: Pick<Source, "slug">) => Verdict> {
  const plans = await approvedPlan.get(engines);
  return (event, { slug }) => {
    const plan = plans.get(slug);
    if (!plan?.planned || plan.policy === "accept") return { is: "ok", event };
    return verdictOf(event, plan);
  };
}
