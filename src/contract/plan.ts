// The tracking plan: what each source sends, what of it was approved, and what is done with the rest.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

/** Types of values, as they are seen. `time` is text that is an ISO 8601 instant or day. */
export const ValueType = Type.Union([
  Type.Literal("text"),
  Type.Literal("number"),
  Type.Literal("boolean"),
  Type.Literal("time"),
  Type.Literal("list"),
  Type.Literal("object"),
  Type.Literal("null"),
]);
export type ValueType = Static<typeof ValueType>;

/** The type that a property was approved with; null when any will do. */
export const PlannedType = Type.Union([
  Type.Literal("text"),
  Type.Literal("number"),
  Type.Literal("boolean"),
  Type.Literal("time"),
  Type.Literal("list"),
  Type.Literal("object"),
  Type.Null(),
]);
export type PlannedType = Static<typeof PlannedType>;

/** `new` was only seen; `ignored` is never held against the plan. */
export const PlanState = Type.Union([Type.Literal("new"), Type.Literal("approved"), Type.Literal("ignored")]);
export type PlanState = Static<typeof PlanState>;

/** What becomes of an event that departs from the plan: taken as it is, taken with flags, or kept as a dead letter. */
export const PlanPolicy = Type.Union([Type.Literal("accept"), Type.Literal("flag"), Type.Literal("dead_letter")]);
export type PlanPolicy = Static<typeof PlanPolicy>;

const Seen = Type.Union([Instant, Type.Null()]);

export const PlanProperty = Type.Object({
  name: Type.String(),
  state: PlanState,
  types: Type.Array(ValueType, { description: "Types seen" }),
  type: PlannedType,
  required: Type.Boolean(),
  description: Type.String(),
  allowed: Type.Array(Type.String(), { description: "Allowed values; any when empty" }),
  first_seen_at: Seen,
  last_seen_at: Seen,
});
export type PlanProperty = Static<typeof PlanProperty>;

export const PlanEvent = Type.Object({
  id: Type.Integer(),
  source: Type.String(),
  type: Type.String(),
  /** Empty for all types but track. */
  name: Type.String(),
  state: PlanState,
  description: Type.String(),
  /** What Kompas understands by this reserved name; null for names of one's own. */
  meaning: Type.Union([Type.String(), Type.Null()]),
  too_many_names: Type.Boolean({ description: "It has more properties than are learned" }),
  first_seen_at: Seen,
  last_seen_at: Seen,
  properties: Type.Array(PlanProperty),
  /** Events of each of the last 30 days, oldest first. */
  days: Type.Array(Type.Integer()),
});
export type PlanEvent = Static<typeof PlanEvent>;

export const PlanSource = Type.Object({
  source: Type.String(),
  policy: PlanPolicy,
  too_many_names: Type.Boolean({ description: "It has more event names than are learned" }),
  events: Type.Integer(),
  approved: Type.Integer(),
});
export type PlanSource = Static<typeof PlanSource>;

/** GET /api/v1/plan */
export const Plan = Type.Object({ sources: Type.Array(PlanSource), events: Type.Array(PlanEvent) });
export type Plan = Static<typeof Plan>;

/** PATCH /api/v1/plan/events/:id. Properties that are not named stay as they are; a new name is added. */
export const PlanEventChange = Type.Object({
  state: Type.Optional(PlanState),
  description: Type.Optional(Type.String({ maxLength: 2000 })),
  properties: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 200 }),
        state: Type.Optional(PlanState),
        type: Type.Optional(PlannedType),
        required: Type.Optional(Type.Boolean()),
        description: Type.Optional(Type.String({ maxLength: 2000 })),
        allowed: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200 })),
      }),
      { maxItems: 500 },
    ),
  ),
});
export type PlanEventChange = Static<typeof PlanEventChange>;

/** What departed from the plan in the last 30 days, taken with flags or kept as dead letters. */
export const PlanViolation = Type.Object({
  source: Type.String(),
  type: Type.String(),
  name: Type.String(),
  /** unknown_event, unknown_property, missing, type or value */
  kind: Type.String(),
  property: Type.String(),
  flagged: Type.Integer(),
  dead_letters: Type.Integer(),
  last_at: Instant,
  example: Type.String({ description: "The newest such event's JSON" }),
});
export type PlanViolation = Static<typeof PlanViolation>;

/** One difference between the plan that stands and the one that is brought. */
export const PlanDifference = Type.Object({
  change: Type.Union([Type.Literal("added"), Type.Literal("changed"), Type.Literal("removed")]),
  source: Type.String(),
  type: Type.String(),
  name: Type.String(),
  /** Empty when the event itself, or the source's choice, differs. */
  property: Type.String(),
  /** What differs: state, description, type, required, allowed, policy. */
  what: Type.Array(Type.String()),
});
export type PlanDifference = Static<typeof PlanDifference>;

/** POST /api/v1/plan/schema {schema, dry_run} */
export const PlanApplied = Type.Object({ dry_run: Type.Boolean(), differences: Type.Array(PlanDifference) });
export type PlanApplied = Static<typeof PlanApplied>;
