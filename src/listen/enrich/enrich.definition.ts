// Enrichment as definitions: built-in hooks, and hosts that may be called. What holds secrets is set by hand.
import { Type } from "typebox";
import { EnrichmentHosts, HookSettings, ProblemError } from "#contract";
import { definition } from "#storage";
import { runSoon } from "./enrich.job.ts";
import { builtInHooks } from "./hook/registry.ts";
import { changeHook, listHooks, listHosts, setHosts, settingsOf } from "./hook.record.ts";
import { everybody } from "./run.ts";

export const hostDefinition = definition({
  kind: "hosts",
  summary: "Hosts that hooks and webhooks may call",
  item: EnrichmentHosts,
  normal: ({ hosts }) => ({ hosts: [...new Set(hosts)].toSorted() }),
  read: async ({ engines }) => [{ hosts: await listHosts(engines) }],
  async put({ engines, caller, now }, { hosts }) {
    await setHosts(engines, hosts, caller?.name ?? "", now());
    return undefined;
  },
});

export const enrichmentDefinition = definition({
  kind: "enrichments",
  summary: "Built-in hooks that make traits of what was told of a person",
  item: Type.Object({
    hook: Type.String({ description: builtInHooks.map(({ id }) => id).join(", ") }),
    enabled: Type.Boolean(),
    settings: Type.Object(HookSettings.properties, { default: {} }),
  }),
  keyOf: ({ hook }) => hook,
  async read({ engines }) {
    const rows = await listHooks(engines);
    return rows
      .filter(({ kind }) => kind === "built_in")
      .map((row) => ({ hook: row.id, enabled: row.enabled, settings: settingsOf(row) }));
  },
  async check(_context, { hook }, { before }) {
    if (before) return;
    const known = builtInHooks.map(({ id }) => id).join(", ");
    throw new ProblemError(422, "no_such_hook", `There is no built-in hook "${hook}"; there are ${known}`, "hook");
  },
  async put({ engines, now }, { hook, enabled, settings }, before) {
    // What was understood otherwise is looked at again.
    const anew =
      JSON.stringify(settings) === JSON.stringify(before?.settings) ? {} : { settings, pass: everybody(now()) };
    await changeHook(engines, hook, { enabled, ...anew });
    await runSoon(engines, now());
    return undefined;
  },
});
