// Links to dashboards over HTTP: making and taking them back, and what a link shows to anybody.
import { Type } from "typebox";
import { DashboardLink, DashboardLinkDraft, DashboardLinkMade, type Route, SharedDashboard } from "#contract";
import { type Engines, route } from "#storage";
import { listLinks, makeLink, openLink, revokeLink } from "./link.ts";

const Id = Type.Integer({ minimum: 1 });
const ById = Type.Object({ id: Id });

const list = route({
  method: "GET",
  path: "/api/v1/dashboards/:id/links",
  access: "marketer",
  summary: "Links by which anybody looks at a dashboard, without their tokens",
  params: ById,
  reply: Type.Object({ rows: Type.Array(DashboardLink) }),
  handle: async ({ params, context }) => ({ rows: await listLinks(context.engines, params.id, context.caller) }),
});

const make = route({
  method: "POST",
  path: "/api/v1/dashboards/:id/links",
  access: "marketer",
  summary: "Make a link by which anybody looks at a dashboard without signing in; its token is told once",
  status: 201,
  params: ById,
  body: DashboardLinkDraft,
  reply: DashboardLinkMade,
  handle: ({ params, body, context }) => makeLink(context.engines, params.id, body, context.caller, context.now()),
});

const revoke = route({
  method: "DELETE",
  path: "/api/v1/dashboards/:id/links/:link",
  access: "marketer",
  summary: "Take a link to a dashboard back at once",
  status: 204,
  params: Type.Object({ id: Id, link: Id }),
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await revokeLink(context.engines, params.id, params.link, context.caller, context.now());
    return null;
  },
});

const open = route({
  method: "POST",
  path: "/api/v1/shared-dashboard",
  access: "public",
  summary: "What a link to a dashboard shows: its widgets and their answers over its own period",
  changes: false,
  rate_per_minute: 60,
  body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }),
  reply: SharedDashboard,
  handle: ({ body, context }) => openLink(context, body.token),
});

export const dashboardLinkRoutes: readonly Route<Engines>[] = [list, make, revoke, open];
