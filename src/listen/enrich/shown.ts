// Hooks as they are shown: how each stands, without what is secret.
import type { EnrichmentHook } from "#contract";
import type { Engines } from "#storage";
import { customersBySource } from "./customers.ts";
import { builtInHooks } from "./hook/registry.ts";
import { faultOf, findHook, type HookRow, httpOf, lastPassOf, listHooks, passOf, settingsOf } from "./hook.record.ts";
import { isReady, sourceOf } from "./run.ts";

function shown(row: HookRow, customers: ReadonlyMap<string, number>): EnrichmentHook {
  const builtIn = builtInHooks.find(({ id }) => id === row.id);
  const http = httpOf(row);
  return {
    id: row.id,
    kind: row.kind,
    enabled: row.enabled,
    takes: [...(builtIn?.takes ?? http?.fields.map(({ from }) => from) ?? [])],
    gives: [...(builtIn?.gives ?? http?.traits.map(({ name }) => name) ?? [])],
    settings: settingsOf(row),
    http,
    ready: isReady(row),
    customers: customers.get(sourceOf(row.id)) ?? 0,
    running: passOf(row)?.counts ?? null,
    last_pass: lastPassOf(row),
    last_run_at: row.last_run_at?.toISOString() ?? null,
    fault: faultOf(row),
    paused_until: row.open_until?.toISOString() ?? null,
  };
}

export async function shownHooks(engines: Engines): Promise<EnrichmentHook[]> {
  const [rows, customers] = await Promise.all([listHooks(engines), customersBySource.get(engines)]);
  return rows.map((row) => shown(row, customers));
}

/** @throws {ProblemError} 404 no_such_hook */
export async function shownHook(engines: Engines, id: string): Promise<EnrichmentHook> {
  const [row, customers] = await Promise.all([findHook(engines, id), customersBySource.get(engines)]);
  return shown(row, customers);
}
