// E-mails of dashboards over HTTP: on a schedule, one at once, and stopping them.
import { randomUUID } from "node:crypto";
import { Type } from "typebox";
import { ownDashboard } from "#analyze";
import { Digest, DigestDraft, DigestList, DigestTrial, type Route } from "#contract";
import { type Engines, route } from "#storage";
import type { Config } from "../config.ts";
import { sendDashboard } from "./digest.job.ts";
import { addDigest, listDigests, removeDigest, stopDigest } from "./digest.ts";

const Id = Type.Integer({ minimum: 1 });
const ById = Type.Object({ id: Id });

const add = route({
  method: "POST",
  path: "/api/v1/dashboards/:id/digests",
  access: "marketer",
  summary: "Send a dashboard's numbers by e-mail each day, week or month",
  status: 201,
  params: ById,
  body: DigestDraft,
  reply: Digest,
  handle: ({ params, body, context }) => addDigest(context, params.id, body),
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/dashboards/:id/digests/:digest",
  access: "marketer",
  summary: "End e-mails of a dashboard",
  status: 204,
  params: Type.Object({ id: Id, digest: Id }),
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await removeDigest(context, params.id, params.digest);
    return null;
  },
});

const stop = route({
  method: "POST",
  path: "/unsubscribe/:token",
  access: "public",
  summary: "Send e-mails of a dashboard to one recipient no more, by the link in them",
  status: 204,
  changes: false,
  takes: "bytes",
  rate_per_minute: 60,
  params: Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }),
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await stopDigest(context.engines, params.token);
    return null;
  },
});

/** The routes; how e-mails are sent is told from the configuration. */
export function digestRoutes(config: Config): readonly Route<Engines>[] {
  const list = route({
    method: "GET",
    path: "/api/v1/dashboards/:id/digests",
    access: "marketer",
    summary: "E-mails of a dashboard on a schedule, and when each is due next",
    params: ById,
    reply: DigestList,
    handle: async ({ params, context }) => ({
      rows: await listDigests(context, params.id),
      email: config.smtp_url !== undefined,
    }),
  });
  const trial = route({
    method: "POST",
    path: "/api/v1/dashboards/:id/letter",
    access: "marketer",
    summary: "Send one e-mail with a dashboard's numbers now",
    status: 204,
    rate_per_minute: 10,
    params: ById,
    body: DigestTrial,
    reply: Type.Null(),
    handle: async ({ params, body, context }) => {
      await ownDashboard(context.engines, params.id, context.caller);
      await sendDashboard(config, context, params.id, { id: `trial-${randomUUID()}`, ...body });
      return null;
    },
  });
  return [list, add, remove, trial, stop];
}
