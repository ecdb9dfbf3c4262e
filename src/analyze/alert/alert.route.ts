// Alerts over HTTP: rules with their firings, a check at once.
import { Type } from "typebox";
import { Alert, AlertDraft, AlertPatch, type Route } from "#contract";
import { type Engines, route } from "#storage";
import { addAlert, type CheckWebhook, changeAlert, listAlerts, removeAlert } from "./alert.ts";
import { checkAlerts } from "./check.ts";

const ById = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const List = Type.Object({ rows: Type.Array(Alert) });

const list = route({
  method: "GET",
  path: "/api/v1/alerts",
  access: "viewer",
  summary: "Rules that watch metrics, and when they fired",
  reply: List,
  handle: async ({ context }) => ({ rows: await listAlerts(context.engines) }),
});

const checkNow = route({
  method: "POST",
  path: "/api/v1/alerts/check",
  access: "marketer",
  summary: "Check all alerts now instead of at the next half hour",
  reply: List,
  handle: async ({ context }) => {
    await checkAlerts(context);
    return { rows: await listAlerts(context.engines) };
  },
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/alerts/:id",
  access: "marketer",
  summary: "Delete an alert",
  status: 204,
  params: ById,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeAlert(context.engines, params.id);
    return null;
  },
});

/** The routes; who may be called by a webhook is the server's to say. */
export function alertRoutes(check: CheckWebhook): readonly Route<Engines>[] {
  const add = route({
    method: "POST",
    path: "/api/v1/alerts",
    access: "marketer",
    summary: "Watch a metric",
    status: 201,
    body: AlertDraft,
    reply: Alert,
    handle: ({ body, context }) => addAlert(context, body, context.caller, check),
  });
  const change = route({
    method: "PATCH",
    path: "/api/v1/alerts/:id",
    access: "marketer",
    summary: "Change an alert, or switch it off",
    params: ById,
    body: AlertPatch,
    reply: Alert,
    handle: ({ params, body, context }) => changeAlert(context.engines, params.id, body, check),
  });
  return [list, checkNow, add, change, remove];
}
