// /api/v1/segments/:id/hooks: places that are told of who enters and leaves.
import { Type } from "typebox";
import { type Route, SegmentHook, SegmentHookDraft, SegmentHookMade, SegmentId } from "#contract";
import { type Engines, route } from "#storage";
import { addHook, type CheckUrl, listHooks, removeHook, switchHook } from "./hook.ts";

const ById = Type.Object({ id: SegmentId });

const list = route({
  method: "GET",
  path: "/api/v1/segments/:id/hooks",
  access: "marketer",
  summary: "Places that are told of who enters and leaves a segment",
  params: ById,
  reply: Type.Object({ rows: Type.Array(SegmentHook) }),
  handle: async ({ params, context }) => ({ rows: await listHooks(context, params.id) }),
});

const OfHook = Type.Interface([ById], { hook: Type.Integer({ minimum: 1 }) });

const change = route({
  method: "PATCH",
  path: "/api/v1/segments/:id/hooks/:hook",
  access: "marketer",
  summary: "Switches a place on or off; one that refused for a week is off until somebody switches it on",
  params: OfHook,
  body: Type.Object({ active: Type.Boolean() }),
  reply: SegmentHook,
  handle: ({ params, body, context }) => switchHook(context, params.id, params.hook, body.active),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/segments/:id/hooks/:hook",
  access: "marketer",
  summary: "Tells a place no longer",
  status: 204,
  params: OfHook,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeHook(context, params.id, params.hook);
    return null;
  },
});

/** The routes; who may be called is the server's to say. */
export function hookRoutes(check: CheckUrl): readonly Route<Engines>[] {
  const add = route({
    method: "POST",
    path: "/api/v1/segments/:id/hooks",
    access: "marketer",
    summary: "Tells a place of who enters and leaves from now on; the answer has the secret that calls are signed with",
    status: 201,
    params: ById,
    body: SegmentHookDraft,
    reply: SegmentHookMade,
    handle: ({ params, body, context }) => addHook(context, params.id, body.url, check),
  });
  return [list, add, change, remove];
}
