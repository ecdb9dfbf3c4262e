// API keys over HTTP, for admins.
import { Type } from "typebox";
import { ApiKey, PersonName, Scope } from "#contract";
import { route } from "#storage";
import { createKey, listKeys, revokeKey } from "./api-key.ts";

const list = route({
  method: "GET",
  path: "/api/v1/api-keys",
  access: "admin",
  summary: "All API keys, without the keys themselves",
  reply: Type.Object({ rows: Type.Array(ApiKey) }),
  handle: async ({ context }) => ({ rows: await listKeys(context.engines.postgres) }),
});

const create = route({
  method: "POST",
  path: "/api/v1/api-keys",
  access: "admin",
  summary: "Make an API key; the answer alone has it",
  status: 201,
  body: Type.Object({ name: PersonName, scope: Scope }),
  reply: Type.Interface([ApiKey], { key: Type.String() }),
  handle: ({ body, context }) =>
    createKey(
      context.engines.postgres,
      { name: body.name.trim(), scope: body.scope, created_by: context.caller?.name ?? "" },
      context.now(),
    ),
});

const revoke = route({
  method: "DELETE",
  path: "/api/v1/api-keys/:id",
  access: "admin",
  summary: "Revoke an API key, at once and for ever",
  status: 204,
  params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
  reply: Type.Null(),
  async handle({ params, context }) {
    await revokeKey(context.engines.postgres, params.id, context.now());
    return null;
  },
});

export const apiKeyRoutes = [list, create, revoke];
