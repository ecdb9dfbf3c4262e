// Webhooks over HTTP: the address that other systems call, and how a source's mapping is read, changed and tried.
import { Readable } from "node:stream";
import { Type } from "typebox";
import {
  ProblemError,
  type Route,
  Webhook,
  WebhookAnswer,
  WebhookChange,
  WebhookPresetHead,
  WebhookPreview,
  WebhookTrial,
} from "#contract";
import { type Engines, route } from "#storage";
import { changeSettings, findSource, type SourceRow } from "../source/record.ts";
import { presetOf, presets } from "./presets/index.ts";
import { receive, webhookOf } from "./receive.ts";
import { type WebhookSettings, webhookSettings } from "./settings.ts";
import { tryMapping } from "./try.ts";

const Token = Type.Object({ token: Type.String({ minLength: 16, maxLength: 200 }) });
const Slug = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 100 }) });

const call = route({
  method: "POST",
  path: "/hooks/:token",
  access: "source",
  summary: "A webhook's address: any JSON, which the source's mapping makes events of",
  params: Token,
  takes: "bytes",
  reply: WebhookAnswer,
  handle: ({ params, headers, bytes, ip, context }) =>
    receive(context.engines, { token: params.token, headers, bytes, ip, now: context.now() }),
});

const greeting = route({
  method: "GET",
  path: "/hooks/:token",
  access: "source",
  summary: "Answers systems that look whether an address is there before they post to it",
  params: Token,
  reply: "file",
  handle: async ({ params, context }) => {
    await webhookOf(context.engines, params.token);
    return { stream: Readable.from(["Post JSON here\n"]), content_type: "text/plain; charset=utf-8" };
  },
});

/** @throws {ProblemError} 409 no_webhook */
function demandWebhook({ slug, kind }: SourceRow): void {
  if (kind === "webhook") return;
  throw new ProblemError(409, "no_webhook", `The source ${slug} is no webhook: it speaks the tracking API`);
}

function shown(row: SourceRow): Webhook {
  const { mapping, signature, secret, sample } = webhookSettings(row.settings);
  return {
    mapping,
    signature,
    has_secret: secret !== null,
    sample,
    path: `/hooks/${row.write_key}`,
    docs_url: presetOf(row.settings.preset)?.docs_url ?? null,
  };
}

const one = route({
  method: "GET",
  path: "/api/v1/sources/:slug/webhook",
  access: "analyst",
  summary: "The address, mapping and signature of a webhook; never its secret",
  params: Slug,
  reply: Webhook,
  handle: async ({ params, context }) => {
    const row = await findSource(context.engines, params.slug);
    demandWebhook(row);
    return shown(row);
  },
});

const change = route({
  method: "PUT",
  path: "/api/v1/sources/:slug/webhook",
  access: "analyst",
  summary: "Changes the mapping, signature and sample of a webhook; a secret that is left out stays",
  params: Slug,
  body: WebhookChange,
  reply: Webhook,
  handle: async ({ params, body, context }) => {
    const row = await changeSettings(context.engines, params.slug, (present) => {
      demandWebhook(present);
      const { mapping, signature, sample } = body;
      const secret = body.secret === undefined ? webhookSettings(present.settings).secret : body.secret;
      const webhook: WebhookSettings = { mapping, signature, sample, secret };
      return { settings: { ...present.settings, webhook } };
    });
    return shown(row);
  },
});

const listing = route({
  method: "GET",
  path: "/api/v1/webhooks/presets",
  access: "viewer",
  summary: "Systems with a ready mapping",
  reply: Type.Array(WebhookPresetHead),
  handle: async () => presets.map(({ id, name, docs_url }) => ({ id, name, docs_url })),
});

const trial = route({
  method: "POST",
  path: "/api/v1/webhooks/preview",
  access: "analyst",
  summary: "What a mapping makes of a sample, and what would be understood of it; nothing is kept",
  changes: false,
  body: WebhookTrial,
  reply: WebhookPreview,
  handle: ({ body, context }) => tryMapping(body, context.now()),
});

export const webhookRoutes: readonly Route<Engines>[] = [call, greeting, one, change, listing, trial];
