// GET /api/v1/metrics…: definitions, answers, their SQL, and what they can be broken down by.

import { Type } from "typebox";
import {
  Dimension,
  isOpenField,
  MetricAnswer,
  MetricDefinition,
  MetricQuery,
  MetricSummary,
  maskerOf,
  SqlText,
} from "#contract";
import { route } from "#storage";
import { metricAnswers, metricSql } from "./answer.ts";
import { metricsOf, requiredMetric, requiredMetrics } from "./catalogue.ts";
import { definitionOf, isOfPeople } from "./definition.ts";
import { dimensionsQuery } from "./dimension.sql.ts";
import { shownAnswer } from "./shown.ts";

const SummaryQuery = Type.Object({
  ...Type.Omit(MetricQuery, ["by"]).properties,
  ids: Type.Optional(Type.String({ description: "Only these metrics, e.g. revenue_net,nps; all when left out" })),
});

const MetricId = Type.Object({ id: Type.String({ description: "A metric's id, e.g. revenue_net" }) });

const list = route({
  method: "GET",
  path: "/api/v1/metrics",
  access: "viewer",
  summary: "Definitions of all metrics",
  reply: Type.Array(MetricDefinition),
  handle: async ({ context }) => (await metricsOf(context.engines)).map(definitionOf),
});

const summary = route({
  method: "GET",
  path: "/api/v1/metrics/summary",
  access: "viewer",
  summary: "All metrics over a period",
  query: SummaryQuery,
  reply: MetricSummary,
  handle: async ({ query: { ids, ...query }, context }) => {
    const { engines } = context;
    const all = ids === undefined ? await metricsOf(engines) : await requiredMetrics(engines, ids.split(","));
    const chosen = ids === undefined && query.within !== undefined ? all.filter(isOfPeople) : all;
    const answers = await metricAnswers(context, chosen, query);
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
  handle: ({ params, query, context }) => shownAnswer(context, params.id, query),
});

const text = route({
  method: "GET",
  path: "/api/v1/metrics/:id/sql",
  access: "viewer",
  summary: "The SQL that answers for a metric, with its bound values",
  params: MetricId,
  query: MetricQuery,
  reply: SqlText,
  handle: async ({ params, query, context }) =>
    metricSql(context, await requiredMetric(context.engines, params.id), query),
});

const dimensions = route({
  method: "GET",
  path: "/api/v1/dimensions",
  access: "viewer",
  summary: "What metrics can be broken down by",
  reply: Type.Array(Dimension),
  handle: async ({ context }) => {
    const rows = await dimensionsQuery(context.engines.clickhouse, {}, { signal: context.signal });
    const { masked } = maskerOf(context);
    return rows.flatMap(({ kind, name, values: count }): Dimension[] => {
      switch (kind) {
        case "property":
        case "trait":
          if (masked && !isOpenField(name)) return [];
          return [{ id: `${kind}:${name}`, kind, name, values: count }];
        case "segment":
        case "class":
          return [{ id: `${kind}:${name}`, kind, name, values: count }];
        case "product":
        case "source":
        case "channel":
        case "touch":
        case "survey":
          return [{ id: kind, kind, name, values: count }];
        default:
          return [];
      }
    });
  },
});

export const metricRoutes = [list, summary, values, text, dimensions];
