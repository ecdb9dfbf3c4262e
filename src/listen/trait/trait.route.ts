// The rules of traits over HTTP: list, try, set, take away.
import { Type } from "typebox";
import { type Route, TraitPolicy, TraitPreview, TraitPreviewRequest, Traits } from "#contract";
import { type Engines, route } from "#storage";
import { listTraits, previewPolicy, setPolicy } from "./policy.ts";

const ByName = Type.Object({ name: Type.String({ minLength: 1, maxLength: 255 }) });

const list = route({
  method: "GET",
  path: "/api/v1/traits",
  access: "analyst",
  summary: "Traits of customers: how many have each, by which sources, and which of several words stands",
  reply: Traits,
  handle: ({ context }) => listTraits(context),
});

const preview = route({
  method: "POST",
  path: "/api/v1/traits/preview",
  access: "analyst",
  summary: "How many customers would show another value under a rule, with examples",
  changes: false,
  body: TraitPreviewRequest,
  reply: TraitPreview,
  handle: ({ body, context }) => previewPolicy(context, body),
});

const setStandard = route({
  method: "PUT",
  path: "/api/v1/traits/standard",
  access: "analyst",
  summary: "Sets which word stands on every trait without a rule of its own",
  status: 204,
  body: TraitPolicy,
  reply: Type.Null(),
  handle: async ({ body, context }) => {
    await setPolicy(context.engines, "", body, context.caller?.name ?? "", context.now());
    return null;
  },
});

const setOwn = route({
  method: "PUT",
  path: "/api/v1/traits/own/:name",
  access: "analyst",
  summary: "Sets which word stands on one trait",
  status: 204,
  params: ByName,
  body: TraitPolicy,
  reply: Type.Null(),
  handle: async ({ params, body, context }) => {
    await setPolicy(context.engines, params.name, body, context.caller?.name ?? "", context.now());
    return null;
  },
});

const dropOwn = route({
  method: "DELETE",
  path: "/api/v1/traits/own/:name",
  access: "analyst",
  summary: "Lets one trait follow the standard again",
  status: 204,
  params: ByName,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await setPolicy(context.engines, params.name, null, context.caller?.name ?? "", context.now());
    return null;
  },
});

export const traitRoutes: readonly Route<Engines>[] = [list, preview, setStandard, setOwn, dropOwn];
