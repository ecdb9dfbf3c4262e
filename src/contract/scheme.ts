// The daily classes of customers by scheme: sizes, RFM's tiles, moves between classes, one customer's own.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Day, Instant, MaybeNumber } from "./schema.ts";

/** A scheme of classes: abc, xyz, golden, recency, frequency, money, rfm, aov_tier, lifecycle. */
export const SchemeName = Type.String({ pattern: "^[a-z_]{1,40}$" });

/** The last computation of the classes; null before the first. */
export const ClassRun = Type.Union([
  Type.Object({
    computed_at: Instant,
    day: Type.Union([Day], { description: "What classes are as of: the last day with revenue, at most today" }),
    customers: Type.Integer({ description: "Who ever bought" }),
    late_days: Type.Number({ description: "90 % of all gaps between days of purchase are at most so long" }),
    once_share: Type.Number({ description: "Share of customers who bought once" }),
    fixed_frequency: Type.Boolean({
      description: "Frequency is judged by fixed numbers of orders, as so many bought once",
    }),
  }),
  Type.Null(),
]);
export type ClassRun = Static<typeof ClassRun>;

const Size = {
  customers: Type.Integer(),
  customers_share: MaybeNumber,
  revenue_minor: Type.Integer({ description: "Net revenue of all time until the day" }),
  revenue_share: MaybeNumber,
};

/** GET /api/v1/rfm: all 25 tiles, recency 5 and frequency 1 first, and the eleven segments that they make up. */
export const RfmAnswer = Type.Object({
  run: ClassRun,
  currency: Type.String(),
  customers: Type.Integer(),
  revenue_minor: Type.Integer(),
  tiles: Type.Array(Type.Object({ recency: Type.Integer(), frequency: Type.Integer(), class: Type.String(), ...Size })),
  segments: Type.Array(
    Type.Object(
      { class: Type.String(), ...Size, revenue_each_minor: MaybeNumber },
      {
        description: "revenue_each_minor: net revenue for each customer",
      },
    ),
  ),
});
export type RfmAnswer = Static<typeof RfmAnswer>;

/** GET /api/v1/classes/sizes?scheme&from&to: how many customers each class had at the end of days. */
export const SizesQuery = Type.Object({ scheme: SchemeName, from: Type.Optional(Day), to: Type.Optional(Day) });
export type SizesQuery = Static<typeof SizesQuery>;

export const ClassSizes = Type.Object({
  run: ClassRun,
  scheme: SchemeName,
  classes: Type.Array(Type.String()),
  points: Type.Array(
    Type.Object({
      day: Day,
      customers: Type.Array(Type.Integer(), { description: "In the order of `classes`" }),
    }),
  ),
});
export type ClassSizes = Static<typeof ClassSizes>;

/** GET /api/v1/classes/moves?scheme&from&to: from the classes at the end of one day to those at the end of another. */
export const MovesQuery = Type.Object({ scheme: SchemeName, from: Type.Optional(Day), to: Type.Optional(Day) });
export type MovesQuery = Static<typeof MovesQuery>;

export const ClassMoves = Type.Object({
  run: ClassRun,
  scheme: SchemeName,
  classes: Type.Array(Type.String()),
  from: Type.Union([Day, Type.Null()]),
  to: Type.Union([Day, Type.Null()]),
  first_day: Type.Union([Day, Type.Null()], { description: "The first day that classes are known of" }),
  moves: Type.Array(
    Type.Object(
      { from: Type.String(), to: Type.String(), customers: Type.Integer() },
      {
        description: "'' is no class: not yet a customer, or not one that the scheme judges",
      },
    ),
  ),
});
export type ClassMoves = Static<typeof ClassMoves>;

/** GET /api/v1/customers/:id/classes: the classes of one customer, and the changes of the last year, newest first. */
export const ClassesOfCustomer = Type.Object({
  run: ClassRun,
  customer_id: CustomerId,
  classes: Type.Array(Type.Object({ scheme: SchemeName, class: Type.String(), since: Day })),
  changes: Type.Array(Type.Object({ scheme: SchemeName, class: Type.String(), day: Day })),
});
export type ClassesOfCustomer = Static<typeof ClassesOfCustomer>;
