// Metrics that people define themselves: which events are counted, how, and what that is divided by.
import { type Static, Type } from "typebox";
import { eventParts } from "./condition.ts";
import { MetricAnswer, MetricDefinition, MetricUnit, SqlText } from "./metric.ts";
import { Instant } from "./schema.ts";
import { SegmentId } from "./segment.ts";

const strict = { additionalProperties: false } as const;

/**
 * What is taken of the events that fit: how many they are, how many known customers they are of, or the sum of the numbers
 * in one of their properties. `revenue` is in major units.
 */
export const Quantity = Type.Union([
  Type.Object({ ...eventParts, measure: Type.Union([Type.Literal("events"), Type.Literal("customers")]) }, strict),
  Type.Object(
    { ...eventParts, measure: Type.Literal("sum"), property: Type.String({ minLength: 1, maxLength: 255 }) },
    strict,
  ),
]);
export type Quantity = Static<typeof Quantity>;

/**
 * count: events, or the customers who did them. sum and mean: of the numbers in a property. rate: of the events (or customers)
 * of the denominator, the share that is of the numerator too. ratio: one quantity over another.
 */
export const CustomMetricKind = Type.Union([
  Type.Literal("count"),
  Type.Literal("sum"),
  Type.Literal("mean"),
  Type.Literal("rate"),
  Type.Literal("ratio"),
]);
export type CustomMetricKind = Static<typeof CustomMetricKind>;

const formula = {
  kind: CustomMetricKind,
  numerator: Quantity,
  /** What a rate or a ratio is of; null for the other kinds. */
  denominator: Type.Union([Quantity, Type.Null()]),
  /** Only of those who belong to this segment now; null for everybody. */
  segment: Type.Union([SegmentId, Type.Null()]),
  unit: MetricUnit,
};

/** How a metric is counted, whatever it is called. */
export const Formula = Type.Object(formula, strict);
export type Formula = Static<typeof Formula>;

/** PUT /api/v1/custom-metrics/:id */
export const CustomMetricDraft = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    description: Type.String({ maxLength: 2_000 }),
    topic: MetricDefinition.properties.topic,
    direction: MetricDefinition.properties.direction,
    ...formula,
  },
  strict,
);
export type CustomMetricDraft = Static<typeof CustomMetricDraft>;

/** A custom metric's name in the API and in files; made from its first name and never changed. */
export const CustomMetricId = SegmentId;

/** POST /api/v1/custom-metrics; without an id one is made from the name. */
export const CustomMetricCreate = Type.Object(
  { id: Type.Optional(CustomMetricId), ...CustomMetricDraft.properties },
  strict,
);
export type CustomMetricCreate = Static<typeof CustomMetricCreate>;

export const CustomMetric = Type.Object({
  id: CustomMetricId,
  ...CustomMetricDraft.properties,
  created_at: Instant,
  created_by: Type.String(),
  changed_at: Instant,
  changed_by: Type.String(),
});
export type CustomMetric = Static<typeof CustomMetric>;

/** POST /api/v1/custom-metrics/preview: over the last so many days of the data. */
export const CustomMetricTry = Type.Object(
  { formula: Formula, days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })) },
  strict,
);
export type CustomMetricTry = Static<typeof CustomMetricTry>;

/** What a formula comes to before it is kept, and the question that answers. */
export const CustomMetricPreview = Type.Object({ answer: MetricAnswer, sql: SqlText });
export type CustomMetricPreview = Static<typeof CustomMetricPreview>;
