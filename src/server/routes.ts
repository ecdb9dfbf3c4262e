// Every route of the API: each stage's, the workspace's, people's, and those of what is watched and told.
import { alertRoutes, routes as analyzeRoutes, dataExtent, hookRoutes } from "#analyze";
import type { Route } from "#contract";
import { beginningRoutes, routes as listenRoutes } from "#listen";
import type { Engines } from "#storage";
import { apiKeyRoutes } from "./api-key/api-key.route.ts";
import { auditRoutes } from "./audit/audit.route.ts";
import { digestRoutes } from "./dashboard/digest.route.ts";
import { dashboardLinkRoutes } from "./dashboard/link.route.ts";
import { definitionRoutes } from "./definition/definition.route.ts";
import { houseOf } from "./house.ts";
import type { Kompas } from "./kompas.ts";
import { noticeRoutes } from "./notice/notice.route.ts";
import { checkWebhook } from "./notice/webhook.ts";
import { sessionRoutes } from "./session/session.route.ts";
import { surveyLinkRoutes } from "./survey/links.route.ts";
import { linkRoutes } from "./user/link.route.ts";
import { userRoutes } from "./user/user.route.ts";
import { workspaceRoutes } from "./workspace.ts";

/** The routes of people, of programs with keys, and of what they did. */
export const peopleRoutes: readonly Route<Engines>[] = [
  ...sessionRoutes,
  ...linkRoutes,
  ...userRoutes,
  ...apiKeyRoutes,
  ...auditRoutes,
];

/** The routes of what is watched and told, and of what is sent. */
const watchRoutes = ({ config }: Kompas): readonly Route<Engines>[] => [
  ...alertRoutes(checkWebhook),
  ...hookRoutes((engines, url) => checkWebhook(engines, url, "url")),
  ...noticeRoutes(config),
  ...dashboardLinkRoutes,
  ...digestRoutes(config),
  ...surveyLinkRoutes(config),
];

/** All routes of the API: each stage's, the workspace's, and people's. */
export function allRoutes(kompas: Kompas): readonly Route<Engines>[] {
  const workspace = workspaceRoutes(kompas, (engines, settings, signal) =>
    dataExtent(engines, settings.time_zone, { signal }),
  );
  const beginnings = beginningRoutes(houseOf(kompas));
  return [
    ...workspace,
    ...peopleRoutes,
    ...beginnings,
    ...listenRoutes,
    ...analyzeRoutes,
    ...watchRoutes(kompas),
    ...definitionRoutes(kompas),
  ];
}
