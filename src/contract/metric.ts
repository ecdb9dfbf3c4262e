// A metric's definition and its answers, as the API and every screen see them.
import { type Static, Type } from "typebox";
import { Day, Grain, MaybeNumber } from "./schema.ts";

/** A score is a plain number on a scale of its own. */
export const MetricUnit = Type.Union([
  Type.Literal("money"),
  Type.Literal("count"),
  Type.Literal("share"),
  Type.Literal("score"),
]);
export type MetricUnit = Static<typeof MetricUnit>;

/** GET /api/v1/metrics: one definition. Names and descriptions in the UI come from message catalogues by `id`. */
export const MetricDefinition = Type.Object({
  id: Type.String(),
  /** What it is about. */
  topic: Type.Union([
    Type.Literal("sales"),
    Type.Literal("customers"),
    Type.Literal("experience"),
    Type.Literal("service"),
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
});
export type MetricDefinition = Static<typeof MetricDefinition>;

/** A value with its interval. Money is in minor units of the workspace's currency, a share is 0..1. */
export const Estimate = Type.Object({
  value: MaybeNumber,
  low: MaybeNumber,
  high: MaybeNumber,
  /** The sample: orders, customers or answers behind the value. */
  n: Type.Integer(),
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
  id: Type.String({ description: "property:NAME, trait:NAME, product, source, channel, event" }),
  kind: Type.Union([
    Type.Literal("property"),
    Type.Literal("trait"),
    Type.Literal("product"),
    Type.Literal("source"),
    Type.Literal("channel"),
  ]),
  name: Type.String(),
  values: Type.Integer({ description: "How many distinct values" }),
});
export type Dimension = Static<typeof Dimension>;
