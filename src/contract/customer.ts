// Customers as listed and as one page shows them.
import { type Static, Type } from "typebox";
import { Day, Instant, MaybeNumber } from "./schema.ts";

/** A customer's id: an unsigned 64-bit number as text. */
export const CustomerId = Type.String({ pattern: "^\\d{1,20}$" });

export const CustomerRow = Type.Object({
  customer_id: CustomerId,
  /** The best name at hand: a name trait, else the strongest identifier's value. */
  label: Type.String(),
  orders: Type.Integer(),
  revenue_minor: Type.Integer({ description: "Net revenue" }),
  aov_minor: MaybeNumber,
  refunds_minor: Type.Integer(),
  first_order_at: Type.Union([Instant, Type.Null()]),
  last_order_at: Type.Union([Instant, Type.Null()]),
  abc: Type.Union([Type.String(), Type.Null()]),
  xyz: Type.Union([Type.String(), Type.Null()]),
});
export type CustomerRow = Static<typeof CustomerRow>;

export const CustomerSort = Type.Union([
  Type.Literal("revenue"),
  Type.Literal("orders"),
  Type.Literal("aov"),
  Type.Literal("first_order"),
  Type.Literal("last_order"),
  Type.Literal("label"),
  /** With a search: what fits best first. */
  Type.Literal("match"),
]);
export type CustomerSort = Static<typeof CustomerSort>;

/** Leaves out whom the consent for the purpose by the channel does not reach; both or neither. */
export const ConsentFilter = Type.Object({
  purpose: Type.Optional(Type.String({ description: "Only whom data may reach for this purpose of consent" })),
  channel: Type.Optional(Type.String({ description: "… by this channel: email, sms, phone, push, …" })),
});
export type ConsentFilter = Static<typeof ConsentFilter>;

/** GET /api/v1/customers: cursor pagination; `metric` with a period narrows to the customers behind a metric's value. */
export const CustomerQuery = Type.Interface([ConsentFilter], {
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(CustomerSort),
  order: Type.Optional(Type.Union([Type.Literal("asc"), Type.Literal("desc")])),
  metric: Type.Optional(Type.String()),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  manager: Type.Optional(
    Type.String({
      pattern: "^(me|\\d{1,15})$",
      description: "Only whom this user looks after: me, or a user's number",
    }),
  ),
  segment: Type.Optional(Type.String({ description: "Only members of this segment" })),
  class: Type.Optional(
    Type.String({
      pattern: "^[a-z_]+:[A-Za-z0-9_,]+$",
      description: "Only who is in these of the daily classes: rfm:champions, lifecycle:at_risk,lapsed",
    }),
  ),
  classes: Type.Optional(
    Type.Boolean({ description: "False: without ABC and XYZ classes, which take a look at all customers" }),
  ),
});
export type CustomerQuery = Static<typeof CustomerQuery>;

export const CustomerPage = Type.Object({
  currency: Type.String(),
  total: Type.Integer(),
  left_out: Type.Union([Type.Integer(), Type.Null()], {
    description: "How many were left out for want of consent; null when none was asked for",
  }),
  rows: Type.Array(CustomerRow),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
});
export type CustomerPage = Static<typeof CustomerPage>;

/** GET /api/v1/customers/classes?ids=1,2: the classes of some customers, among all who bought (in the period). */
export const CustomerClassQuery = Type.Object({
  ids: Type.String({ pattern: "^\\d{1,20}(,\\d{1,20}){0,999}$", description: "Ids, with commas between them" }),
  metric: Type.Optional(Type.String()),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
});
export type CustomerClassQuery = Static<typeof CustomerClassQuery>;

export const CustomerClasses = Type.Object({
  rows: Type.Array(Type.Pick(CustomerRow, ["customer_id", "abc", "xyz"])),
});
export type CustomerClasses = Static<typeof CustomerClasses>;

const MaybeText = Type.Union([Type.String(), Type.Null()]);
const MaybeInstant = Type.Union([Instant, Type.Null()]);

/** GET /api/v1/customers/:id. Of a customer who was merged into another the other is told: its `customer_id` differs. */
export const Customer = Type.Interface([Type.Omit(CustomerRow, ["abc", "xyz"])], {
  currency: Type.String(),
  masked: Type.Boolean({ description: "Personal data are masked for who asks" }),
  portrait: Type.Object({
    name: MaybeText,
    /** Whole years, by the birthday. */
    age: Type.Union([Type.Integer(), Type.Null()]),
    place: MaybeText,
    language: MaybeText,
    /** Where most of the events happened, and at which hour of the workspace's day. */
    channel: MaybeText,
    hour: Type.Union([Type.Integer({ minimum: 0, maximum: 23 }), Type.Null()]),
    first_seen_at: MaybeInstant,
    last_seen_at: MaybeInstant,
    events: Type.Integer(),
  }),
  identifiers: Type.Array(
    Type.Object({
      kind: Type.String(),
      value: Type.String(),
      sources: Type.Array(Type.String()),
      first_seen_at: Instant,
      last_seen_at: Instant,
    }),
  ),
  traits: Type.Array(
    Type.Object({ name: Type.String(), value: Type.String(), source: Type.String(), occurred_at: Instant }),
  ),
  revenue_by_month: Type.Array(Type.Object({ month: Day, revenue_minor: Type.Integer() })),
  /** Days between one order and the next; null with fewer than two orders. */
  gaps: Type.Union([
    Type.Object({ shortest_days: Type.Number(), median_days: Type.Number(), longest_days: Type.Number() }),
    Type.Null(),
  ]),
});
export type Customer = Static<typeof Customer>;

/** What an entry of the timeline is about. */
export const timelineKinds = [
  "order",
  "refund",
  "visit",
  "product",
  "message",
  "survey",
  "review",
  "ticket",
  "call",
  "consent",
  "identity",
  "other",
] as const;
export const TimelineKind = Type.Union([
  Type.Literal("order"),
  Type.Literal("refund"),
  Type.Literal("visit"),
  Type.Literal("product"),
  Type.Literal("message"),
  Type.Literal("survey"),
  Type.Literal("review"),
  Type.Literal("ticket"),
  Type.Literal("call"),
  Type.Literal("consent"),
  Type.Literal("identity"),
  Type.Literal("other"),
]);
export type TimelineKind = (typeof timelineKinds)[number];

/** GET /api/v1/customers/:id/timeline; what is left out narrows nothing. */
export const TimelineQuery = Type.Object({
  kinds: Type.Optional(Type.String({ pattern: "^[a-z]+(,[a-z]+)*$", description: "Kinds, with commas between them" })),
  channel: Type.Optional(Type.String({ maxLength: 200 })),
  source: Type.Optional(Type.String({ maxLength: 200 })),
  search: Type.Optional(Type.String({ maxLength: 200, description: "A part of a name, a number or a property" })),
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type TimelineQuery = Static<typeof TimelineQuery>;

/** One entry of a timeline, newest first. */
export const TimelineEntry = Type.Object({
  id: Type.String(),
  kind: TimelineKind,
  type: Type.String({ description: "track, identify, page, screen, group or alias" }),
  /** Of a track, page or screen; "" for the others. */
  name: Type.String(),
  occurred_at: Instant,
  source: Type.String(),
  channel: Type.String(),
  order_id: Type.String(),
  revenue_minor: Type.Integer(),
  products: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      quantity: Type.Number(),
      price_minor: Type.Number(),
      amount_minor: Type.Number(),
    }),
  ),
  properties: Type.Record(Type.String(), Type.String()),
});
export type TimelineEntry = Static<typeof TimelineEntry>;

export const Timeline = Type.Object({
  currency: Type.String(),
  entries: Type.Array(TimelineEntry),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
});
export type Timeline = Static<typeof Timeline>;

const Facet = Type.Array(Type.Object({ value: Type.String(), events: Type.Integer() }));

/** GET /api/v1/customers/:id/timeline/facets: what a timeline can be narrowed to, the most frequent first. */
export const TimelineFacets = Type.Object({ kinds: Facet, channels: Facet, sources: Facet });
export type TimelineFacets = Static<typeof TimelineFacets>;

/** What a customer said of us: an answer, a review, a ticket, a call. */
export const Feeling = Type.Object({
  id: Type.String(),
  name: Type.String(),
  occurred_at: Instant,
  source: Type.String(),
  channel: Type.String(),
  /** As it was given, on the scale of its kind. */
  score: MaybeNumber,
  properties: Type.Record(Type.String(), Type.String()),
});
export type Feeling = Static<typeof Feeling>;

/** GET /api/v1/customers/:id/feelings, the newest first. */
export const Feelings = Type.Object({ rows: Type.Array(Feeling) });
export type Feelings = Static<typeof Feelings>;
