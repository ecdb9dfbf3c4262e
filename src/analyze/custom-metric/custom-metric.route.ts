// /api/v1/custom-metrics…: metrics that are defined here; their values are asked of /api/v1/metrics like all others.
import { Type } from "typebox";
import {
  CustomMetric,
  CustomMetricCreate,
  CustomMetricDraft,
  CustomMetricId,
  CustomMetricPreview,
  CustomMetricTry,
} from "#contract";
import { route } from "#storage";
import { previewFormula } from "./preview.ts";
import {
  changeCustomMetric,
  createCustomMetric,
  customMetric,
  deleteCustomMetric,
  listCustomMetrics,
} from "./store.ts";

const ById = Type.Object({ id: CustomMetricId });

export const customMetricRoutes = [
  route({
    method: "GET",
    path: "/api/v1/custom-metrics",
    access: "viewer",
    summary: "Metrics that were defined here, with their formulas",
    reply: Type.Object({ rows: Type.Array(CustomMetric) }),
    handle: async ({ context }) => ({ rows: await listCustomMetrics(context.engines) }),
  }),
  route({
    method: "POST",
    path: "/api/v1/custom-metrics",
    access: "analyst",
    summary: "Define a metric",
    status: 201,
    body: CustomMetricCreate,
    reply: CustomMetric,
    handle: ({ body, context }) => createCustomMetric(context, body),
  }),
  route({
    method: "POST",
    path: "/api/v1/custom-metrics/preview",
    access: "analyst",
    summary: "What a formula comes to over the last days of the data, and its SQL",
    changes: false,
    body: CustomMetricTry,
    reply: CustomMetricPreview,
    handle: ({ body, context }) => previewFormula(context, body),
  }),
  route({
    method: "GET",
    path: "/api/v1/custom-metrics/:id",
    access: "viewer",
    summary: "A metric that was defined here, with its formula",
    params: ById,
    reply: CustomMetric,
    handle: ({ params, context }) => customMetric(context.engines, params.id),
  }),
  route({
    method: "PUT",
    path: "/api/v1/custom-metrics/:id",
    access: "analyst",
    summary: "Replace the definition of a metric; its whole past is counted by the new one",
    params: ById,
    body: CustomMetricDraft,
    reply: CustomMetric,
    handle: ({ params, body, context }) => changeCustomMetric(context, params.id, body),
  }),
  route({
    method: "DELETE",
    path: "/api/v1/custom-metrics/:id",
    access: "analyst",
    summary: "Delete a metric that no target, alert, dashboard or overview uses",
    status: 204,
    params: ById,
    reply: Type.Null(),
    handle: async ({ params, context }) => {
      await deleteCustomMetric(context.engines, params.id);
      return null;
    },
  }),
];
