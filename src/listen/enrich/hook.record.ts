// The rows of hooks: made when first looked for, switched, leased by the process that runs one, how far each is.
import { type Selectable, sql } from "kysely";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { HookPass, HookSettings, HttpHook, ProblemError } from "#contract";
import type { Database, Engines } from "#storage";
import { builtInHooks } from "./hook/registry.ts";

export type HookRow = Selectable<Database["enrich_hook"]>;

/** A pass over customers that has begun. `from` null: over everybody. */
const Pass = Type.Object({
  from: Type.Union([Type.String(), Type.Null()]),
  to: Type.String(),
  /** When the imports began that ended since the last pass: their rows have that time, however late they came. */
  imports: Type.Array(Type.String()),
  after: Type.String(),
  counts: HookPass,
});
export type Pass = Static<typeof Pass>;

const Fault = Type.Object({ code: Type.String(), message: Type.String(), at: Type.String() });
export type Fault = Static<typeof Fault>;

const Secrets = Type.Record(Type.String(), Type.String());

export const passOf = ({ pass }: HookRow): Pass | null => (Value.Check(Pass, pass) ? pass : null);
export const lastPassOf = ({ last_pass }: HookRow): HookPass | null =>
  Value.Check(HookPass, last_pass) ? last_pass : null;
export const faultOf = ({ fault }: Pick<HookRow, "fault">): Fault | null => (Value.Check(Fault, fault) ? fault : null);
export const settingsOf = ({ kind, settings }: HookRow): HookSettings =>
  kind === "built_in" && Value.Check(HookSettings, settings) ? settings : {};
export const httpOf = ({ kind, settings }: HookRow): HttpHook | null =>
  kind === "http" && Value.Check(HttpHook, settings) ? settings : null;
/** Values of an HTTP hook's headers by name. They are sent and never shown. */
export const secretsOf = ({ secrets }: HookRow): Readonly<Record<string, string>> =>
  Value.Check(Secrets, secrets) ? secrets : {};

/** All hooks, the built-in ones first, in the order of the registry. */
export async function listHooks(engines: Engines): Promise<HookRow[]> {
  const rows = await engines.postgres.guarded("listen.enrich.hooks", async (db) => {
    const known = builtInHooks.map(({ id, enabled }) => ({ id, kind: "built_in" as const, enabled }));
    await db
      .insertInto("enrich_hook")
      .values(known)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return await db.selectFrom("enrich_hook").selectAll().orderBy("created_at").orderBy("id").execute();
  });
  const place = ({ id, kind }: HookRow) =>
    kind === "http" ? builtInHooks.length : builtInHooks.findIndex((hook) => hook.id === id);
  return rows.filter((row) => place(row) >= 0).sort((one, other) => place(one) - place(other));
}

/** @throws {ProblemError} 404 no_such_hook */
export async function findHook(engines: Engines, id: string): Promise<HookRow> {
  const row = (await listHooks(engines)).find((hook) => hook.id === id);
  if (row) return row;
  throw new ProblemError(404, "no_such_hook", `There is no enrichment hook ${id}`);
}

type Change = Partial<
  Pick<HookRow, "enabled" | "seen_until" | "leased_until" | "last_run_at" | "failures" | "open_until">
> & {
  readonly settings?: object;
  readonly secrets?: object;
  readonly pass?: Pass | null;
  readonly last_pass?: HookPass;
  readonly fault?: Fault | null;
};

const json = <Key extends string>(key: Key, value: object | null | undefined) =>
  value === undefined ? {} : { [key]: value === null ? null : JSON.stringify(value) };

function valuesOf({ settings, secrets, pass, last_pass, fault, ...plain }: Change) {
  return {
    ...plain,
    ...json("settings", settings),
    ...json("secrets", secrets),
    ...json("pass", pass),
    ...json("last_pass", last_pass),
    ...json("fault", fault),
  };
}

/** Writes what is named; the rest stays. */
export async function changeHook({ postgres }: Engines, id: string, change: Change): Promise<void> {
  await postgres.guarded("listen.enrich.change", (db) =>
    db.updateTable("enrich_hook").set(valuesOf(change)).where("id", "=", id).execute(),
  );
}

/**
 * Writes how far a pass is, while it is still the one that the hook makes: false when somebody has asked for another
 * meanwhile, which then is not undone. `begun` null begins one where there is none.
 */
export async function advancePass(
  { postgres }: Engines,
  id: string,
  begun: Pass | null,
  change: Change,
): Promise<boolean> {
  const to = sql<string | null>`pass ->> 'to'`;
  const { numUpdatedRows } = await postgres.guarded("listen.enrich.advance", (db) =>
    db
      .updateTable("enrich_hook")
      .set(valuesOf(change))
      .where("id", "=", id)
      .where(to, begun === null ? "is" : "=", begun === null ? null : begun.to)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/** Makes an HTTP hook. @throws {ProblemError} 409 hook_exists */
export async function createHttpHook(
  { postgres }: Engines,
  id: string,
  hook: { readonly settings: HttpHook; readonly secrets: object; readonly enabled: boolean },
): Promise<void> {
  const made = await postgres.guarded("listen.enrich.create", (db) =>
    db
      .insertInto("enrich_hook")
      .values({
        id,
        kind: "http",
        enabled: hook.enabled,
        settings: JSON.stringify(hook.settings),
        secrets: JSON.stringify(hook.secrets),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst(),
  );
  if (!made) throw new ProblemError(409, "hook_exists", `There is a hook ${id} already; choose another name`, "name");
}

export async function deleteHook({ postgres }: Engines, id: string): Promise<void> {
  await postgres.guarded("listen.enrich.delete", (db) => db.deleteFrom("enrich_hook").where("id", "=", id).execute());
}

const lease_ms = 120_000;

/** Takes a hook for this process, or lengthens its hold; undefined while another process has it. */
export async function leaseHook({ postgres }: Engines, id: string, now: Date): Promise<HookRow | undefined> {
  return await postgres.guarded("listen.enrich.lease", (db) =>
    db
      .updateTable("enrich_hook")
      .set({ leased_until: new Date(now.getTime() + lease_ms) })
      .where("id", "=", id)
      .where("enabled", "=", true)
      .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", now)]))
      .returningAll()
      .executeTakeFirst(),
  );
}

/** When the imports began that ended since an instant, however they ended. */
export async function importsEndedSince({ postgres }: Engines, since: Date): Promise<Date[]> {
  const rows = await postgres.guarded("listen.enrich.imports", (db) =>
    db
      .selectFrom("import")
      .select("started_at")
      .where("started_at", "is not", null)
      .where("ended_at", ">=", since)
      .execute(),
  );
  return rows.flatMap(({ started_at }) => (started_at === null ? [] : [started_at]));
}

/** Hosts that may be called. */
export async function listHosts({ postgres }: Engines): Promise<string[]> {
  const rows = await postgres.guarded("listen.enrich.hosts", (db) =>
    db.selectFrom("enrich_host").select("host").orderBy("host").execute(),
  );
  return rows.map(({ host }) => host);
}

/** Puts these hosts in the place of those that there were. */
export async function setHosts({ postgres }: Engines, hosts: readonly string[], by: string, now: Date): Promise<void> {
  await postgres.guarded("listen.enrich.set_hosts", (db) =>
    db.transaction().execute(async (transaction) => {
      const gone = transaction.deleteFrom("enrich_host");
      await (hosts.length === 0 ? gone : gone.where("host", "not in", [...hosts])).execute();
      if (hosts.length === 0) return;
      await transaction
        .insertInto("enrich_host")
        .values(hosts.map((host) => ({ host, added_by: by, added_at: now })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }),
  );
}
