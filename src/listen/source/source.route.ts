// Sources over HTTP: made, listed, watched, renamed, switched off, given new keys, deleted.
import { Type } from "typebox";
import {
  KeyRotation,
  ProblemError,
  type Route,
  SourceChange,
  SourceHealth,
  SourceKey,
  SourceList,
  SourceRequest,
  SourceState,
} from "#contract";
import { type Engines, route } from "#storage";
import { presetOf, presetSettings, presets } from "../webhook/presets/index.ts";
import { badSignatures } from "../webhook/suspicion.ts";
import { allSources, healthOf, oneSource } from "./health.ts";
import {
  changeSource,
  createSource,
  deleteSource,
  findSource,
  rotateKey,
  type SourceRow,
  validOldKeys,
} from "./record.ts";

const Slug = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 100 }) });

/** What a new source begins with. @throws {ProblemError} 400 no_such_preset */
function firstSettings({ kind, preset: id }: SourceRequest): Record<string, unknown> {
  if (kind !== "webhook" || id === undefined) return {};
  const preset = presetOf(id);
  if (preset) return { preset: id, webhook: presetSettings(preset) };
  const known = presets.map((each) => each.id).join(", ");
  throw new ProblemError(400, "no_such_preset", `There are ready mappings for ${known}`, "preset");
}

function keyOf(row: SourceRow, now: Date): SourceKey {
  const old_keys = validOldKeys(row, now).map(({ key, until }) => ({ ends_with: key.slice(-4), until }));
  return { write_key: row.write_key, old_keys };
}

const listing = route({
  method: "GET",
  path: "/api/v1/sources",
  access: "viewer",
  summary: "All sources and how they fare; write keys are told apart from them",
  reply: SourceList,
  handle: ({ context }) => allSources(context.engines, context.now()),
});

const create = route({
  method: "POST",
  path: "/api/v1/sources",
  access: "analyst",
  summary: "Makes a source with a write key of its own",
  status: 201,
  body: SourceRequest,
  reply: SourceState,
  handle: async ({ body, context }) => {
    const { slug } = await createSource(context.engines, body, firstSettings(body));
    return await oneSource(context.engines, slug, context.now());
  },
});

const one = route({
  method: "GET",
  path: "/api/v1/sources/:slug",
  access: "viewer",
  summary: "A source and how it fares",
  params: Slug,
  reply: SourceState,
  handle: ({ params, context }) => oneSource(context.engines, params.slug, context.now()),
});

const health = route({
  method: "GET",
  path: "/api/v1/sources/:slug/health",
  access: "viewer",
  summary: "Deliveries and refusals of a source in the last hour and day",
  params: Slug,
  reply: SourceHealth,
  handle: async ({ params: { slug }, context: { engines, now } }) =>
    await healthOf(engines, slug, now(), await badSignatures(engines, slug, now())),
});

const change = route({
  method: "PATCH",
  path: "/api/v1/sources/:slug",
  access: "analyst",
  summary: "Renames a source, or switches it on or off; its slug stays",
  params: Slug,
  body: SourceChange,
  reply: SourceState,
  handle: async ({ params, body, context }) => {
    await changeSource(context.engines, params.slug, body);
    return await oneSource(context.engines, params.slug, context.now());
  },
});

const key = route({
  method: "GET",
  path: "/api/v1/sources/:slug/key",
  access: "analyst",
  summary: "The write key of a source",
  params: Slug,
  reply: SourceKey,
  handle: async ({ params, context }) => keyOf(await findSource(context.engines, params.slug), context.now()),
});

const rotate = route({
  method: "POST",
  path: "/api/v1/sources/:slug/key",
  access: "admin",
  summary: "Gives a source a new write key; the old one is taken for the hours of grace",
  params: Slug,
  body: KeyRotation,
  reply: SourceKey,
  handle: async ({ params, body, context }) => {
    const now = context.now();
    return keyOf(await rotateKey(context.engines, params.slug, body.grace_hours, now), now);
  },
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/sources/:slug",
  access: "admin",
  summary: "Deletes a source that has left no events",
  status: 204,
  params: Slug,
  reply: Type.Null(),
  handle: async ({ params, context }) => {
    await deleteSource(context.engines, params.slug);
    return null;
  },
});

export const sourceRoutes: readonly Route<Engines>[] = [listing, create, one, health, change, key, rotate, remove];
