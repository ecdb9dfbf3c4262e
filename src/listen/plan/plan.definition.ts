// The tracking plan as definitions, source by source: only what was decided, never what was merely seen.
import { type Static, Type } from "typebox";
import { PlannedType, PlanPolicy, ProblemError } from "#contract";
import { definition } from "#storage";
import { applyPlan } from "./apply.ts";
import { readPlan } from "./read.ts";
import { decided, type PlannedEvent, type PlannedSource, plainProperty } from "./schema.ts";

const Decision = Type.Union([Type.Literal("approved"), Type.Literal("ignored")], { default: "approved" });
const Said = Type.String({ maxLength: 2000, default: "" });

const Property = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  state: Decision,
  type: Type.Union(PlannedType.anyOf, { default: null, description: "Any type when left out" }),
  required: Type.Boolean({ default: false }),
  description: Said,
  allowed: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200, default: [] }),
});

const Event = Type.Object({
  type: Type.String({
    pattern: "^(identify|track|page|screen|group|alias)$",
    default: "track",
    description: "track, identify, page, screen, group or alias",
  }),
  name: Type.String({ maxLength: 200, default: "", description: "Of track; empty for all other types" }),
  state: Decision,
  description: Said,
  properties: Type.Array(Property, { maxItems: 500, default: [] }),
});

const Item = Type.Object({
  source: Type.String({ minLength: 1, maxLength: 100 }),
  policy: Type.Union(PlanPolicy.anyOf, { default: "flag", description: "What becomes of events that depart from it" }),
  events: Type.Array(Event, { maxItems: 500, default: [] }),
});
type Item = Static<typeof Item>;

const keyOf = ({ type, name }: Pick<PlannedEvent, "type" | "name">) => `${type} ${name}`.trim();
const order = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);

/** In one order, and with what is ignored saying nothing but that. */
function normal({ source, policy, events }: PlannedSource): Item {
  return {
    ...{ source, policy },
    events: events
      .map((event) => ({
        ...{ type: event.type, name: event.name, state: event.state, description: event.description },
        properties: (event.state === "ignored" ? [] : event.properties)
          .map(plainProperty)
          .map((property) => ({ ...property, allowed: [...property.allowed] }))
          .toSorted((one, other) => order(one.name, other.name)),
      }))
      .toSorted((one, other) => order(keyOf(one), keyOf(other))),
  };
}

function planned({ source, policy, events }: Item): PlannedSource {
  return { source, policy, events: events.map((event) => ({ source, ...event })) };
}

function demandOnce(names: readonly string[], field: string): void {
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined) throw new ProblemError(422, "bad_plan", `"${double}" stands there twice; keep one`, field);
}

export const planDefinition = definition({
  kind: "plan",
  summary: "The tracking plan of a source: events that are expected, and what becomes of others",
  item: Item,
  keyOf: ({ source }) => source,
  normal: (item) => normal(planned(item)),
  async read({ engines }) {
    const sources = decided(await readPlan(engines, {}));
    return sources.filter(({ policy, events }) => events.length > 0 || policy !== "flag").map(normal);
  },
  async check(_context, { events }) {
    demandOnce(events.map(keyOf), "events");
    for (const [at, { type, name, properties }] of events.entries()) {
      if ((type === "track") !== (name !== ""))
        throw new ProblemError(422, "bad_plan", "Events of type track have a name, and no others", `events.${at}.name`);
      demandOnce(
        properties.map((property) => property.name),
        `events.${at}.properties`,
      );
    }
  },
  async put({ engines }, item) {
    await applyPlan(engines, [planned(item)], false);
    return undefined;
  },
  async remove({ engines }, { source }) {
    await applyPlan(engines, [{ source, policy: "flag", events: [] }], false);
  },
});
