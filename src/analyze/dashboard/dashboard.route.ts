// Dashboards over HTTP: reading, making, changing, and what their widgets answer.
import { Type } from "typebox";
import {
  Dashboard,
  DashboardAnswers,
  DashboardAsked,
  DashboardDraft,
  DashboardPatch,
  DashboardPreview,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { dashboardAnswers } from "./answer.ts";
import { addDashboard, changeDashboard, listDashboards, readDashboard, removeDashboard } from "./dashboard.ts";

const ById = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const list = route({
  method: "GET",
  path: "/api/v1/dashboards",
  access: "viewer",
  summary: "Dashboards that one sees: the workspace's and one's own",
  reply: Type.Object({ rows: Type.Array(Dashboard) }),
  handle: async ({ context }) => ({ rows: await listDashboards(context.engines, context.caller) }),
});

const read = route({
  method: "GET",
  path: "/api/v1/dashboards/:id",
  access: "viewer",
  summary: "A dashboard: its period, its widgets and their places",
  params: ById,
  reply: Dashboard,
  handle: ({ params, context }) => readDashboard(context.engines, params.id, context.caller),
});

const answers = route({
  method: "GET",
  path: "/api/v1/dashboards/:id/answers",
  access: "viewer",
  summary: "What the widgets of a dashboard answer, over its own period or another",
  params: ById,
  query: DashboardAsked,
  reply: DashboardAnswers,
  handle: async ({ params, query, context }) => {
    const dashboard = await readDashboard(context.engines, params.id, context.caller);
    return dashboardAnswers(context, { ...dashboard, ...query });
  },
});

const preview = route({
  method: "POST",
  path: "/api/v1/dashboards/answers",
  access: "viewer",
  summary: "What widgets answer, before they are kept",
  changes: false,
  body: DashboardPreview,
  reply: DashboardAnswers,
  handle: ({ body, context }) => dashboardAnswers(context, body),
});

const add = route({
  method: "POST",
  path: "/api/v1/dashboards",
  access: "viewer",
  summary: "Make a dashboard of one's own",
  status: 201,
  body: DashboardDraft,
  reply: Dashboard,
  handle: ({ body, context }) => addDashboard(context.engines, body, context.caller, context.now()),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/dashboards/:id",
  access: "viewer",
  summary: "Change a dashboard of one's own; admins change any",
  params: ById,
  body: DashboardPatch,
  reply: Dashboard,
  handle: ({ params, body, context }) =>
    changeDashboard(context.engines, params.id, body, context.caller, context.now()),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/dashboards/:id",
  access: "viewer",
  summary: "Delete a dashboard of one's own, with its links and schedules; admins delete any",
  status: 204,
  params: ById,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeDashboard(context.engines, params.id, context.caller);
    return null;
  },
});

export const dashboardRoutes: readonly Route<Engines>[] = [list, read, answers, preview, add, change, remove];
