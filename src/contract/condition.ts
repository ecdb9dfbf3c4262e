// The one language of conditions: who belongs to a segment, and later whom a message, an offer or a survey is for.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Day, Instant } from "./schema.ts";

const Name = Type.String({ minLength: 1, maxLength: 255 });
const Text = Type.String({ maxLength: 1_000 });
const Texts = Type.Array(Text, { minItems: 1, maxItems: 1_000 });
const Amount = Type.Integer({ minimum: 1, maximum: 10_000 });

/** Lengths that are the same always; months and years are those of the calendar. */
export const WindowUnit = Type.Union([
  Type.Literal("minute"),
  Type.Literal("hour"),
  Type.Literal("day"),
  Type.Literal("week"),
]);
export type WindowUnit = Static<typeof WindowUnit>;

export const Span = Type.Object({ amount: Amount, unit: WindowUnit }, { additionalProperties: false });
export type Span = Static<typeof Span>;

const CalendarUnit = Type.Union([
  Type.Literal("day"),
  Type.Literal("week"),
  Type.Literal("month"),
  Type.Literal("quarter"),
  Type.Literal("year"),
]);

/**
 * When something must have happened: at any time; within the last so many days (the window slides with the clock); longer
 * ago than that; in this or the previous day, week, month … of the workspace's calendar; between two days, both included.
 */
export const Window = Type.Union([
  Type.Object({ kind: Type.Literal("ever") }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal("last"), amount: Amount, unit: WindowUnit }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal("before"), amount: Amount, unit: WindowUnit }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal("calendar"),
      which: Type.Union([Type.Literal("this"), Type.Literal("previous")]),
      unit: CalendarUnit,
    },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal("between"), from: Day, to: Day }, { additionalProperties: false }),
]);
export type Window = Static<typeof Window>;

/** A test of a number. `between` includes both ends. */
export const NumberTest = Type.Union([
  Type.Object(
    {
      op: Type.Union([
        Type.Literal("at_least"),
        Type.Literal("at_most"),
        Type.Literal("more"),
        Type.Literal("less"),
        Type.Literal("equal"),
        Type.Literal("unequal"),
      ]),
      value: Type.Number(),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { op: Type.Literal("between"), low: Type.Number(), high: Type.Number() },
    { additionalProperties: false },
  ),
]);
export type NumberTest = Static<typeof NumberTest>;

/**
 * A test of what a trait or a property says. Texts are compared without regard to case. What is not known fails every
 * test but `unknown` and the two negative ones, `is_not` and `lacks`. `days_ahead` and `anniversary` count days of the
 * workspace's calendar from today: a birthday within the next 7 days is `anniversary` 7.
 */
export const ValueTest = Type.Union([
  Type.Object(
    { op: Type.Union([Type.Literal("is"), Type.Literal("is_not")]), values: Texts },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      op: Type.Union([
        Type.Literal("contains"),
        Type.Literal("lacks"),
        Type.Literal("starts_with"),
        Type.Literal("ends_with"),
      ]),
      value: Type.String({ minLength: 1, maxLength: 1_000 }),
    },
    { additionalProperties: false },
  ),
  Type.Object({ op: Type.Union([Type.Literal("known"), Type.Literal("unknown")]) }, { additionalProperties: false }),
  NumberTest,
  Type.Object(
    { op: Type.Union([Type.Literal("on_or_after"), Type.Literal("on_or_before")]), day: Day },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      op: Type.Union([Type.Literal("days_ago"), Type.Literal("days_ahead"), Type.Literal("anniversary")]),
      days: Type.Integer({ minimum: 0, maximum: 3_650 }),
    },
    { additionalProperties: false },
  ),
]);
export type ValueTest = Static<typeof ValueTest>;

/** What a property must say; besides an event's own: revenue (major units), channel, source, order_id, product. */
export const PropertyFilter = Type.Object({ property: Name, test: ValueTest }, { additionalProperties: false });
export type PropertyFilter = Static<typeof PropertyFilter>;

/** An event by its name ("" is any), narrowed by properties, all of which must fit. */
export const eventParts = {
  event: Type.String({ maxLength: 255 }),
  where: Type.Optional(Type.Array(PropertyFilter, { maxItems: 20 })),
};
export const Happening = Type.Object(eventParts, { additionalProperties: false });
export type Happening = Static<typeof Happening>;

/** What is counted of the events: how many, on how many days, of a numeric property, or days since the first or last. */
export const Measure = Type.Union([
  Type.Object(
    {
      of: Type.Union([
        Type.Literal("count"),
        Type.Literal("days"),
        Type.Literal("since_first"),
        Type.Literal("since_last"),
      ]),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      of: Type.Union([Type.Literal("sum"), Type.Literal("mean"), Type.Literal("least"), Type.Literal("greatest")]),
      property: Name,
    },
    { additionalProperties: false },
  ),
]);
export type Measure = Static<typeof Measure>;

const leaves = {
  trait: Type.Object({ kind: Type.Literal("trait"), trait: Name, test: ValueTest }, { additionalProperties: false }),
  identifier: Type.Object(
    { kind: Type.Literal("identifier"), identifier: Name },
    { additionalProperties: false, description: "Has an identifier of this kind: email, phone, loyalty_card …" },
  ),
  event: Type.Object(
    { kind: Type.Literal("event"), ...eventParts, window: Window, measure: Measure, test: NumberTest },
    { additionalProperties: false },
  ),
  sequence: Type.Object(
    {
      kind: Type.Literal("sequence"),
      steps: Type.Array(Happening, { minItems: 2, maxItems: 10 }),
      window: Window,
      within: Type.Optional(Span),
    },
    { additionalProperties: false, description: "One after another, all `within` a time of the first" },
  ),
  metric: Type.Object(
    { kind: Type.Literal("metric"), metric: Name, window: Window, test: NumberTest },
    { additionalProperties: false, description: "A metric of the customer alone; money in minor units, shares 0 to 1" },
  ),
  class: Type.Object(
    { kind: Type.Literal("class"), scheme: Name, classes: Texts },
    { additionalProperties: false, description: "Is in one of the classes of a scheme: abc, xyz, rfm, lifecycle …" },
  ),
  consent: Type.Object(
    { kind: Type.Literal("consent"), purpose: Name, channel: Name, granted: Type.Boolean() },
    { additionalProperties: false },
  ),
  segment: Type.Object(
    { kind: Type.Literal("segment"), segment: Name },
    { additionalProperties: false, description: "Is a member of another segment or list" },
  ),
};

/** What is asked of a customer. */
export const Leaf = Type.Union(Object.values(leaves));
export type Leaf = Static<(typeof leaves)[keyof typeof leaves]>;

/** Groups (`all`, `any`, `not`) over what is asked of a customer. `all` of nothing is true, `any` of nothing false. */
export type Condition =
  | { readonly kind: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | Leaf;

const group = (kind: "all" | "any") =>
  Type.Object(
    { kind: Type.Literal(kind), of: Type.Array(Type.Ref("Condition"), { maxItems: 50 }) },
    { additionalProperties: false },
  );

/** Every kind of node by its name. */
export const conditionKinds = {
  all: group("all"),
  any: group("any"),
  not: Type.Object({ kind: Type.Literal("not"), of: Type.Ref("Condition") }, { additionalProperties: false }),
  ...leaves,
};

/** The JSON Schema of a {@link Condition}, for editors and the reference page. */
export const ConditionSchema = Type.Cyclic({ Condition: Type.Union(Object.values(conditionKinds)) }, "Condition");

/** Which customers a condition fits: counted, or estimated from a share of them with a 95 % interval. */
export const ConditionPreview = Type.Object({
  customers: Type.Integer(),
  /** Null when all were counted. */
  low: Type.Union([Type.Integer(), Type.Null()]),
  high: Type.Union([Type.Integer(), Type.Null()]),
  /** Everybody there is. */
  of: Type.Integer(),
  /** The share of customers who were looked at, 0 to 1. */
  looked_at: Type.Number(),
});
export type ConditionPreview = Static<typeof ConditionPreview>;

/** One node of a condition with what was found for a customer; in the order of a walk from the top. */
export const WhyStep = Type.Object({
  /** Where it stands: "" is the top, "of.1" the second of a group. */
  path: Type.String(),
  kind: Type.String(),
  holds: Type.Boolean(),
  /** What the customer has there, as text: a trait's value, a count, a time; null where there is nothing or it is a group. */
  actual: Type.Union([Type.String(), Type.Null()]),
});
export type WhyStep = Static<typeof WhyStep>;

export const Why = Type.Object({
  customer_id: CustomerId,
  at: Instant,
  holds: Type.Boolean(),
  steps: Type.Array(WhyStep),
});
export type Why = Static<typeof Why>;

/** POST /api/v1/conditions/preview and /sql */
export const ConditionRequest = Type.Object({ condition: Type.Unknown({ description: "A Condition" }) });
export type ConditionRequest = Static<typeof ConditionRequest>;

/** POST /api/v1/conditions/why: of one customer, now or at a past instant. */
export const WhyRequest = Type.Object({
  condition: Type.Unknown({ description: "A Condition" }),
  customer_id: CustomerId,
  at: Type.Optional(Instant),
});
export type WhyRequest = Static<typeof WhyRequest>;

/** GET /api/v1/conditions/vocabulary: what conditions can be made of here, the most frequent first. */
export const Vocabulary = Type.Object({
  traits: Type.Array(Type.Object({ name: Type.String() })),
  identifiers: Type.Array(Type.String()),
  events: Type.Array(Type.Object({ name: Type.String(), properties: Type.Array(Type.String()) })),
  metrics: Type.Array(Type.String({ description: "Ids of metrics that can be told of a single customer" })),
  schemes: Type.Array(Type.Object({ scheme: Type.String(), classes: Type.Array(Type.String()) })),
  purposes: Type.Array(Type.Object({ purpose: Type.String(), channels: Type.Array(Type.String()) })),
  segments: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type Vocabulary = Static<typeof Vocabulary>;

/** GET /api/v1/conditions/values?trait=city, or ?event=Order Completed&property=city: the most frequent first. */
export const ValuesQuery = Type.Object({
  trait: Type.Optional(Name),
  event: Type.Optional(Type.String({ maxLength: 255 })),
  property: Type.Optional(Name),
  search: Type.Optional(Type.String({ maxLength: 255 })),
});
export type ValuesQuery = Static<typeof ValuesQuery>;
export const KnownValues = Type.Object({
  rows: Type.Array(Type.Object({ value: Type.String(), customers: Type.Integer() })),
});
export type KnownValues = Static<typeof KnownValues>;
