// GET /api/v1/metrics…: definitions, answers, their SQL, and what they can be broken down by.

import { Type } from "typebox";
import {
  type Context,
  Dimension,
  MetricAnswer,
  MetricDefinition,
  MetricQuery,
  MetricSummary,
  SqlText,
} from "#contract";
import { type Engines, route } from "#storage";
import { type Asker, metricAnswer, metricAnswers, metricSql } from "./answer.ts";
import { dimensionsQuery } from "./dimension.sql.ts";
import { metrics } from "./registry.ts";

function asker({ engines, settings, now, signal }: Context<Engines>): Asker {
  return { engines, settings, now, signal };
}

const MetricId = Type.Object({ id: Type.String({ description: "A metric's id, e.g. revenue_net" }) });

const list = route({
  method: "GET",
  path: "/api/v1/metrics",
  access: "viewer",
  summary: "Definitions of all metrics",
  reply: Type.Array(MetricDefinition),
  handle: async () =>
    metrics.map(({ value: _value, over: _over, sample: _sample, behind: _behind, ...definition }) => definition),
});

const summary = route({
  method: "GET",
  path: "/api/v1/metrics/summary",
  access: "viewer",
  summary: "All metrics over a period, by one question",
  query: Type.Omit(MetricQuery, ["by"]),
  reply: MetricSummary,
  handle: async ({ query, context }) => {
    const answers = await metricAnswers(asker(context), metrics, query);
    const [first] = answers;
    if (!first) throw new Error("the registry is empty");
    return { currency: first.currency, period: first.period, grain: first.grain, metrics: answers };
  },
});

const values = route({
  method: "GET",
  path: "/api/v1/metrics/:id/values",
  access: "viewer",
  summary: "A metric's total, series, comparison and groups",
  params: MetricId,
  query: MetricQuery,
  reply: MetricAnswer,
  handle: ({ params, query, context }) => metricAnswer(asker(context), params.id, query),
});

const text = route({
  method: "GET",
  path: "/api/v1/metrics/:id/sql",
  access: "viewer",
  summary: "The SQL that answers for a metric, with its bound values",
  params: MetricId,
  query: MetricQuery,
  reply: SqlText,
  handle: ({ params, query, context }) => metricSql(asker(context), params.id, query),
});

const dimensions = route({
  method: "GET",
  path: "/api/v1/dimensions",
  access: "viewer",
  summary: "What metrics can be broken down by",
  reply: Type.Array(Dimension),
  handle: async ({ context }) => {
    const rows = await dimensionsQuery(context.engines.clickhouse, {}, { signal: context.signal });
    return rows.flatMap(({ kind, name, values: count }): Dimension[] => {
      switch (kind) {
        case "property":
        case "trait":
          return [{ id: `${kind}:${name}`, kind, name, values: count }];
        case "product":
        case "source":
        case "channel":
          return [{ id: kind, kind, name, values: count }];
        default:
          return [];
      }
    });
  },
});

export const metricRoutes = [list, summary, values, text, dimensions];
