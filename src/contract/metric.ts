// A metric's definition and its answers, as the API and every screen see them.
import { type Static, Type } from "typebox";
import { Day, Grain, MaybeNumber } from "./schema.ts";

/** A score is a plain number on a scale of its own, a duration is in ms. */
export const MetricUnit = Type.Union([
  Type.Literal("money"),
  Type.Literal("count"),
  Type.Literal("share"),
  Type.Literal("score"),
  Type.Literal("duration"),
]);
export type MetricUnit = Static<typeof MetricUnit>;

const days = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description }));

/** What the makers of a definition leave to who asks; each metric names those that it heeds. */
export const MetricParameters = Type.Object({
  maturity_days: days("How long leads and new customers are given; younger ones are not counted yet"),
  age_days: days("Up to which age of customers their value counts; younger ones are left out. To date when left out"),
  active_days: days("How long after an order a customer is active"),
  overdue_days: days("After how many days without an order everybody is overdue; by their own gaps when left out"),
  lookback_days: days("How long before an order a visit may lie that it is attributed to"),
  model: Type.Optional(
    Type.Union([Type.Literal("last"), Type.Literal("first")], {
      description: "Orders belong to the last or to the first visit within the lookback that was not direct",
    }),
  ),
  margin_share: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: "Margin per revenue where an order does not tell its own" }),
  ),
});
export type MetricParameters = Static<typeof MetricParameters>;

/** GET /api/v1/metrics: one definition. Names and descriptions in the UI come from message catalogues by `id`. */
export const MetricDefinition = Type.Object({
  id: Type.String(),
  /** What it is about. */
  topic: Type.Union([
    Type.Literal("sales"),
    Type.Literal("customers"),
    Type.Literal("experience"),
    Type.Literal("service"),
    Type.Literal("marketing"),
  ]),
  name: Type.String(),
  description: Type.String({ description: "What is counted, in a sentence or two" }),
  unit: MetricUnit,
  /** Whether more is good, bad or neither. */
  direction: Type.Union([Type.Literal("up"), Type.Literal("down"), Type.Literal("neutral")]),
  kind: Type.Union([
    Type.Literal("sum"),
    Type.Literal("count"),
    Type.Literal("ratio"),
    Type.Literal("mean"),
    Type.Literal("rate"),
    Type.Literal("score"),
  ]),
  numerator: Type.String({ description: "In words" }),
  denominator: Type.Union([Type.String(), Type.Null()]),
  interval: Type.Union([
    Type.Literal("none"),
    Type.Literal("wilson"),
    Type.Literal("mean_t"),
    Type.Literal("ratio_delta"),
    Type.Literal("nps_adjusted_wald"),
  ]),
  /** What the value is when nothing happened: 0, or null for "not defined". */
  empty: Type.Union([Type.Literal(0), Type.Null()]),
  /** Where the definition comes from. */
  source: Type.String(),
  /** Parameters that it heeds, with what they are when nothing else is asked for. */
  parameters: Type.Array(
    Type.Object({ id: Type.KeyOf(MetricParameters), default: Type.Union([Type.Number(), Type.String(), Type.Null()]) }),
  ),
  /** Whether there are customers behind it to look at: not behind costs, nor behind what is said in confidence. */
  has_people: Type.Boolean(),
  /** Whether it can be asked of the members of a segment alone: neither costs nor what is said in confidence can. */
  has_segments: Type.Boolean(),
  /** Whether it was defined in this workspace: its names are those that people wrote. */
  is_custom: Type.Boolean(),
});
export type MetricDefinition = Static<typeof MetricDefinition>;

/** A value with its interval. Money is in minor units of the workspace's currency, a share is 0..1. */
export const Estimate = Type.Object({
  value: MaybeNumber,
  low: MaybeNumber,
  high: MaybeNumber,
  /** The sample: orders, customers or answers behind the value. */
  n: Type.Integer(),
  /** Why there is no value though there are answers: so few that they would tell who said what. */
  withheld: Type.Optional(Type.Literal("few")),
});
export type Estimate = Static<typeof Estimate>;

/** GET /api/v1/metrics/:id/values?from&to&grain&by&compare */
export const MetricQuery = Type.Object({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  grain: Type.Optional(Grain),
  by: Type.Optional(
    Type.String({ description: "A dimension's id from GET /api/v1/dimensions, e.g. property:country" }),
  ),
  compare: Type.Optional(Type.Union([Type.Literal("previous"), Type.Literal("year")])),
  within: Type.Optional(
    Type.String({ description: "A segment's id: as if there were only those who are its members now" }),
  ),
  ...MetricParameters.properties,
});
export type MetricQuery = Static<typeof MetricQuery>;

export const MetricPoint = Type.Object({ start: Day, estimate: Estimate });
export type MetricPoint = Static<typeof MetricPoint>;

export const MetricAnswer = Type.Object({
  id: Type.String(),
  unit: MetricUnit,
  currency: Type.String(),
  period: Type.Object({ from: Day, to: Day }),
  grain: Grain,
  total: Estimate,
  /** The last day whose leads or customers are old enough to be counted, where some of the period's are not; else null. */
  matured_to: Type.Union([Day, Type.Null()]),
  /** The same over the period compared with; null when it was not asked for or lies wholly before the data. */
  comparison: Type.Union([Type.Object({ from: Day, to: Day, total: Estimate }), Type.Null()]),
  series: Type.Array(MetricPoint),
  /** Series of the period compared with, by position; empty when there is none. */
  comparison_series: Type.Array(MetricPoint),
  /** With `by`: the biggest groups first, the rest as key "…other"; a group without a value has key "". */
  groups: Type.Array(Type.Object({ key: Type.String(), total: Estimate })),
});
export type MetricAnswer = Static<typeof MetricAnswer>;

/** GET /api/v1/metrics/summary?from&to&compare: all tiles of the overview by one query. */
export const MetricSummary = Type.Object({
  currency: Type.String(),
  period: Type.Object({ from: Day, to: Day }),
  grain: Grain,
  metrics: Type.Array(MetricAnswer),
});
export type MetricSummary = Static<typeof MetricSummary>;

/** GET /api/v1/metrics/:id/sql (same inputs as values): the text that answers, with its bound values. */
export const SqlText = Type.Object({ sql: Type.String(), params: Type.Record(Type.String(), Type.Unknown()) });
export type SqlText = Static<typeof SqlText>;

/** GET /api/v1/dimensions: what a metric can be broken down by. */
export const Dimension = Type.Object({
  id: Type.String({
    description: "property:NAME, trait:NAME, segment:ID, class:SCHEME, product, source, channel, touch, survey",
  }),
  kind: Type.Union([
    Type.Literal("property"),
    Type.Literal("trait"),
    Type.Literal("product"),
    Type.Literal("source"),
    Type.Literal("channel"),
    Type.Literal("touch"),
    Type.Literal("survey"),
    Type.Literal("segment"),
    Type.Literal("class"),
  ]),
  name: Type.String(),
  values: Type.Integer({ description: "How many distinct values" }),
});
export type Dimension = Static<typeof Dimension>;
