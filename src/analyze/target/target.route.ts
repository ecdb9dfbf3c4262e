// Targets over HTTP: how each stands, and setting, changing and deleting them.
import { Type } from "typebox";
import { MetricTarget, type Route, TargetDraft, TargetPatch } from "#contract";
import { type Engines, route } from "#storage";
import { addTarget, changeTarget, listTargets, removeTarget } from "./target.ts";

const ById = Type.Object({ id: Type.Integer({ minimum: 1 }) });

const list = route({
  method: "GET",
  path: "/api/v1/targets",
  access: "viewer",
  summary: "Targets of metrics, with what each has come to, its forecast and its status",
  query: Type.Object({ metric: Type.Optional(Type.String({ description: "Only those of this metric" })) }),
  reply: Type.Object({ rows: Type.Array(MetricTarget) }),
  handle: async ({ query, context }) => ({ rows: await listTargets(context, query.metric) }),
});

const add = route({
  method: "POST",
  path: "/api/v1/targets",
  access: "marketer",
  summary: "Set a target for a metric",
  status: 201,
  body: TargetDraft,
  reply: MetricTarget,
  handle: ({ body, context }) => addTarget(context, body, context.caller),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/targets/:id",
  access: "marketer",
  summary: "Change a target's value, owner or note",
  params: ById,
  body: TargetPatch,
  reply: MetricTarget,
  handle: ({ params, body, context }) => changeTarget(context, params.id, body),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/targets/:id",
  access: "marketer",
  summary: "Delete a target",
  status: 204,
  params: ById,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeTarget(context.engines, params.id);
    return null;
  },
});

export const targetRoutes: readonly Route<Engines>[] = [list, add, change, remove];
