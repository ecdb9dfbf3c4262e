// Enrichment over HTTP: all hooks and tables, switches, runs, trials; hosts and HTTP hooks for administrators.
import { Type } from "typebox";
import {
  Enrichment,
  EnrichmentHook,
  EnrichmentHosts,
  HookSettings,
  HookTrial,
  HookTrialAnswer,
  HttpHookDraft,
  ProblemError,
  type Route,
} from "#contract";
import { type Engines, route } from "#storage";
import { listTables, shownTable } from "./attached/attached.record.ts";
import { attachedRoutes } from "./attached/attached.route.ts";
import { runSoon } from "./enrich.job.ts";
import { builtInHooks } from "./hook/registry.ts";
import {
  changeHook,
  createHttpHook,
  deleteHook,
  findHook,
  httpOf,
  listHosts,
  secretsOf,
  setHosts,
} from "./hook.record.ts";
import { checkDraft, partsOf } from "./http/draft.ts";
import { policyOf } from "./http/guard.ts";
import { freeId } from "./http/name.ts";
import { tryHttp } from "./http/try.ts";
import { everybody, toolsOf } from "./run.ts";
import { shownHook, shownHooks } from "./shown.ts";

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) });

const all = route({
  method: "GET",
  path: "/api/v1/enrichment",
  access: "marketer",
  summary: "Enrichment hooks and attached tables, and how each stands",
  reply: Enrichment,
  handle: async ({ context: { engines } }) => {
    const [hooks, tables, hosts] = await Promise.all([shownHooks(engines), listTables(engines), listHosts(engines)]);
    return { hooks, tables: tables.map(shownTable), hosts };
  },
});

const change = route({
  method: "PATCH",
  path: "/api/v1/enrichment/hooks/:id",
  access: "marketer",
  summary: "Switches a hook on or off, or sets what a built-in hook goes by",
  params: Id,
  body: Type.Object({ enabled: Type.Optional(Type.Boolean()), settings: Type.Optional(HookSettings) }),
  reply: EnrichmentHook,
  handle: async ({ params, body: { enabled, settings }, context: { engines, now } }) => {
    const { kind } = await findHook(engines, params.id);
    if (settings && kind === "http")
      throw new ProblemError(422, "http_hook", "An HTTP hook is changed as a whole", "settings");
    // What was understood otherwise is looked at again.
    const anew = settings ? { settings, pass: everybody(now()) } : {};
    await changeHook(engines, params.id, { ...(enabled === undefined ? {} : { enabled }), ...anew });
    await runSoon(engines, now());
    return await shownHook(engines, params.id);
  },
});

const run = route({
  method: "POST",
  path: "/api/v1/enrichment/hooks/:id/run",
  access: "marketer",
  summary: "Lets a hook look now at what is new, or again at everybody",
  status: 202,
  params: Id,
  body: Type.Object({ all: Type.Boolean() }),
  reply: EnrichmentHook,
  handle: async ({ params, body, context: { engines, now } }) => {
    const { enabled } = await findHook(engines, params.id);
    if (!enabled) throw new ProblemError(409, "hook_off", "The hook is switched off; switch it on first");
    // Whoever asks for it knows that the other side is back.
    const anew = body.all ? { pass: everybody(now()), open_until: null, failures: 0 } : { open_until: null };
    await changeHook(engines, params.id, anew);
    await runSoon(engines, now());
    return await shownHook(engines, params.id);
  },
});

const trial = route({
  method: "POST",
  path: "/api/v1/enrichment/hooks/:id/try",
  access: "marketer",
  summary: "What a built-in hook would make of a value",
  changes: false,
  params: Id,
  body: HookTrial,
  reply: HookTrialAnswer,
  handle: async ({ params, body, context: { engines } }) => {
    const hook = builtInHooks.find(({ id }) => id === params.id);
    if (!hook) throw new ProblemError(404, "no_such_hook", `There is no built-in hook ${params.id}`);
    const traits = hook.run(body.values, await toolsOf(engines, await findHook(engines, hook.id)));
    return { traits, answer: null, faults: [] };
  },
});

const setAllowed = route({
  method: "PUT",
  path: "/api/v1/enrichment/hosts",
  access: "admin",
  summary: "Which hosts HTTP hooks may call",
  body: EnrichmentHosts,
  reply: EnrichmentHosts,
  handle: async ({ body, context: { engines, caller, now } }) => {
    await setHosts(engines, [...new Set(body.hosts)], caller?.name ?? "", now());
    return { hosts: await listHosts(engines) };
  },
});

const create = route({
  method: "POST",
  path: "/api/v1/enrichment/http",
  access: "admin",
  summary: "Makes an HTTP hook, switched off: look at it before it asks about people",
  status: 201,
  body: HttpHookDraft,
  reply: EnrichmentHook,
  handle: async ({ body, context: { engines } }) => {
    await checkDraft(engines, body, policyOf(await listHosts(engines)));
    const id = await freeId(engines, body.name);
    await createHttpHook(engines, id, { ...partsOf(body, undefined), enabled: false });
    return await shownHook(engines, id);
  },
});

/** @throws {ProblemError} 404 no_such_hook for a built-in one too */
async function findHttp(engines: Engines, id: string) {
  const row = await findHook(engines, id);
  if (row.kind === "http") return row;
  throw new ProblemError(404, "no_such_hook", `${id} is no HTTP hook`);
}

const replace = route({
  method: "PUT",
  path: "/api/v1/enrichment/http/:id",
  access: "admin",
  summary: "Writes an HTTP hook anew; header values that are null stay as they are",
  params: Id,
  body: HttpHookDraft,
  reply: EnrichmentHook,
  handle: async ({ params, body, context: { engines } }) => {
    const row = await findHttp(engines, params.id);
    await checkDraft(engines, body, policyOf(await listHosts(engines)));
    const parts = partsOf(body, { http: httpOf(row), secrets: secretsOf(row) });
    await changeHook(engines, row.id, { ...parts, fault: null, failures: 0, open_until: null });
    return await shownHook(engines, row.id);
  },
});

const remove = route({
  method: "DELETE",
  path: "/api/v1/enrichment/http/:id",
  access: "admin",
  summary: "Deletes an HTTP hook; the traits that it gave stay",
  status: 204,
  params: Id,
  reply: Type.Null(),
  handle: async ({ params, context: { engines } }) => {
    const { id } = await findHttp(engines, params.id);
    await deleteHook(engines, id);
    return null;
  },
});

const tryDraft = route({
  method: "POST",
  path: "/api/v1/enrichment/http/try",
  access: "admin",
  summary: "Asks once with the given values: the answer, and the traits that it would become",
  body: Type.Object({
    hook: HttpHookDraft,
    /** The hook whose header values are used where the draft leaves them as they are. */
    id: Type.Optional(Type.String({ maxLength: 40 })),
    values: HookTrial.properties.values,
  }),
  reply: HookTrialAnswer,
  handle: async ({ body: { hook, id, values }, context: { engines, signal } }) => {
    const before = id === undefined ? undefined : await findHttp(engines, id);
    const policy = policyOf(await listHosts(engines));
    await checkDraft(engines, hook, policy);
    const parts = partsOf(hook, before && { http: httpOf(before), secrets: secretsOf(before) });
    return await tryHttp(parts.settings, parts.secrets, values, { policy, signal });
  },
});

export const enrichRoutes: readonly Route<Engines>[] = [
  all,
  change,
  run,
  trial,
  setAllowed,
  create,
  tryDraft,
  replace,
  remove,
  ...attachedRoutes,
];
