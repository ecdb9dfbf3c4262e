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
]);
export type CustomerSort = Static<typeof CustomerSort>;

/** GET /api/v1/customers: cursor pagination; `metric` with a period narrows to the customers behind a metric's value. */
export const CustomerQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(CustomerSort),
  order: Type.Optional(Type.Union([Type.Literal("asc"), Type.Literal("desc")])),
  metric: Type.Optional(Type.String()),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type CustomerQuery = Static<typeof CustomerQuery>;

export const CustomerPage = Type.Object({
  currency: Type.String(),
  total: Type.Integer(),
  rows: Type.Array(CustomerRow),
  next_cursor: Type.Union([Type.String(), Type.Null()]),
});
export type CustomerPage = Static<typeof CustomerPage>;

/** GET /api/v1/customers/:id */
export const Customer = Type.Interface([CustomerRow], {
  currency: Type.String(),
  identifiers: Type.Array(
    Type.Object({
      kind: Type.String(),
      value: Type.String(),
      sources: Type.Array(Type.String()),
      first_seen_at: Instant,
    }),
  ),
  traits: Type.Array(
    Type.Object({ name: Type.String(), value: Type.String(), source: Type.String(), occurred_at: Instant }),
  ),
  revenue_by_month: Type.Array(Type.Object({ month: Day, revenue_minor: Type.Integer() })),
});
export type Customer = Static<typeof Customer>;

/** One entry of GET /api/v1/customers/:id/timeline?cursor&limit, newest first. */
export const TimelineEntry = Type.Object({
  id: Type.String(),
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
