// The data-quality page over HTTP: figures, trend, examples, and measuring now.
import { Type } from "typebox";
import {
  maskerOf,
  Quality,
  QualityExample,
  QualityExampleKind,
  QualityField,
  QualityTrend,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { planCleaning } from "./clean.job.ts";
import { quality, qualityExamples, qualityTrend } from "./quality.ts";

const Source = Type.Optional(
  Type.String({ maxLength: 200, description: "Slug of a source; all sources when left out" }),
);

const show = route({
  method: "GET",
  path: "/api/v1/quality",
  access: "viewer",
  summary: "How complete, valid and double the data about customers is, by source and field",
  reply: Quality,
  handle: ({ context }) => quality(context),
});

const trend = route({
  method: "GET",
  path: "/api/v1/quality/trend",
  access: "viewer",
  summary: "The quality of one field by the month in which customers were first seen",
  query: Type.Object({ field: QualityField, source: Source }),
  reply: QualityTrend,
  handle: ({ query, context }) => qualityTrend(context, query),
});

const examples = route({
  method: "GET",
  path: "/api/v1/quality/examples",
  access: "viewer",
  summary: "Customers behind a figure of quality; personal data is masked for who may not see it",
  query: Type.Object({
    field: QualityField,
    source: Source,
    of: QualityExampleKind,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({ rows: Type.Array(QualityExample) }),
  handle: async ({ query, context }) => ({ rows: await qualityExamples(context, query, maskerOf(context)) }),
});

const now = route({
  method: "POST",
  path: "/api/v1/quality/measure",
  access: "analyst",
  summary: "Clean and measure now instead of at the next minute",
  status: 202,
  reply: Type.Object({}),
  handle: async ({ context }) => {
    await planCleaning(context.engines, context.now(), true);
    return {};
  },
});

export const qualityRoutes: readonly Route<Engines>[] = [show, trend, examples, now];
