// Runs one hook over whoever has news, page by page: each page is told, then noted, so that a run that dies goes on where
// it was, and a page that is done twice changes nothing.
import { type HookPass, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { customersBySource } from "./customers.ts";
import { news, touched } from "./enrich.sql.ts";
import { builtInGiver, failures_most, type Giver, httpGiver, type Page } from "./giver.ts";
import type { Tools } from "./hook/hook.ts";
import { openIpDatabase } from "./hook/ip-country.ts";
import { builtInHooks } from "./hook/registry.ts";
import {
  advancePass,
  changeHook,
  faultOf,
  type HookRow,
  httpOf,
  importsEndedSince,
  leaseHook,
  listHosts,
  type Pass,
  passOf,
  secretsOf,
  settingsOf,
} from "./hook.record.ts";
import { dueAgain, forgetTried } from "./http/answer.ts";
import { waitFor } from "./http/call.ts";
import { type Policy, policyOf } from "./http/guard.ts";
import { kindsOf, peopleOf } from "./person.ts";
import { reconcile } from "./reconcile.ts";
import { ipDatabasePath } from "./settings.ts";

export interface RunContext {
  readonly engines: Engines;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** How long a run may go on before others get their turn. */
  readonly budget_ms: number;
  /** A test's own; the system's when left out. */
  readonly wait?: (time_ms: number, signal: AbortSignal) => Promise<void>;
  readonly policy?: (hosts: readonly string[]) => Policy;
}

/** `more`: the time was over before the work. `busy`: switched off, or another process runs it. */
export type RunEnd = "done" | "more" | "busy";

// What was received may be written a little later; what is looked at twice changes nothing.
const overlap_ms = 120_000;
const shortest_pause_ms = 60_000;
const longest_pause_ms = 3_600_000;

/** The source of a hook's traits. */
export const sourceOf = (id: string): string => `enrich:${id}`;

/** The country of phones without one, as the workspace has it. */
async function countryOf({ postgres }: Engines): Promise<string> {
  const { country } = await postgres.guarded("listen.enrich.country", (db) =>
    db.selectFrom("workspace").select("country").executeTakeFirstOrThrow(),
  );
  return country;
}

/** What the built-in hooks may ask. @throws {ProblemError} 422 bad_database */
export async function toolsOf(engines: Engines, row: HookRow): Promise<Tools> {
  const { country: own = "", languages = [] } = settingsOf(row);
  const country = own === "" ? await countryOf(engines) : own;
  try {
    const countryOfIp = row.id === "ip_country" ? openIpDatabase(ipDatabasePath()) : undefined;
    return { country, languages, countryOfIp };
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new ProblemError(422, "bad_database", `KOMPAS_IP_DATABASE cannot be read: ${why}`);
  }
}

/** Whether a hook can work: one lacks its file. */
export function isReady({ id }: Pick<HookRow, "id">): boolean {
  return id !== "ip_country" || ipDatabasePath() !== "";
}

async function giverOf(row: HookRow, { engines, now, signal, wait, policy = policyOf }: RunContext): Promise<Giver> {
  const builtIn = builtInHooks.find(({ id }) => id === row.id);
  if (builtIn) return builtInGiver(builtIn, await toolsOf(engines, row));
  const hook = httpOf(row);
  if (!hook) throw new ProblemError(422, "bad_hook", "The hook cannot be read; write it anew");
  const caller = { policy: policy(await listHosts(engines)), signal, wait: wait ?? waitFor };
  // After a pause one call tells whether the other side is back.
  const failures = Math.min(row.failures, failures_most - 1);
  return httpGiver({ engines, id: row.id, hook, secrets: secretsOf(row), caller, now, failures });
}

const nobody: HookPass = { all: false, looked_at: 0, found: 0, nothing: 0, without_consent: 0, waiting: 0 };

/** The pass that is to begin now; null when nobody has news. */
async function nextPass({ seen_until }: HookRow, { engines, now }: RunContext): Promise<Pass | null> {
  const to = now().toISOString();
  if (seen_until === null) return everybody(now());
  const from = new Date(seen_until.getTime() - overlap_ms);
  const imports = await importsEndedSince(engines, from);
  const [counted] = await news(engines.clickhouse, { since: from });
  if (imports.length === 0 && (counted?.deliveries ?? 0) === 0) return null;
  return { from: from.toISOString(), to, imports: imports.map((at) => at.toISOString()), after: "0", counts: nobody };
}

/** A pass over everybody, from the beginning. */
export function everybody(now: Date): Pass {
  return { from: null, to: now.toISOString(), imports: [], after: "0", counts: { ...nobody, all: true } };
}

function added(counts: HookPass, looked_at: number, { given, waiting, without_consent }: Page): HookPass {
  const found = given.filter(({ traits }) => Object.keys(traits).length > 0).length;
  return {
    all: counts.all,
    looked_at: counts.looked_at + looked_at,
    found: counts.found + found,
    nothing: counts.nothing + given.length - found,
    without_consent: counts.without_consent + without_consent,
    waiting: counts.waiting + waiting,
  };
}

interface Running {
  readonly row: HookRow;
  readonly giver: Giver;
  readonly context: RunContext;
}

/** Gives to these customers and tells it; the pass and the circuit breaker are the caller's. */
async function givePage(
  { row, giver, context }: Running,
  stamps: readonly string[],
): Promise<Page & { looked: number }> {
  const { engines, now, signal } = context;
  const people = await peopleOf(engines, stamps, giver.takes, { signal });
  const page = await giver.give(people, { signal });
  const changes = await reconcile(engines, sourceOf(row.id), page.given, now(), { signal });
  if (changes > 0) customersBySource.forget(engines);
  return { ...page, looked: people.length };
}

/** What the row says after a page: the last fault, and how long nobody is asked when too many calls failed. */
async function noteFailures({ row, context }: Running, { fault, failures, stopped }: Page): Promise<void> {
  const { engines, now } = context;
  const at = now();
  if (fault) await changeHook(engines, row.id, { fault: { ...fault, at: at.toISOString() } });
  // The more pauses in a row, the longer each.
  const standing = stopped ? Math.max(row.failures + 1, failures_most) : failures;
  const pause_ms = Math.min(shortest_pause_ms * 2 ** Math.min(standing - failures_most, 10), longest_pause_ms);
  await changeHook(engines, row.id, {
    failures: standing,
    open_until: stopped ? new Date(at.getTime() + pause_ms) : null,
  });
}

async function runPass(running: Running, begun: Pass, end_ms: number): Promise<RunEnd> {
  const { row, giver, context } = running;
  const { engines, now, signal } = context;
  const { from } = begun;
  const window =
    from === null
      ? undefined
      : { from: new Date(from), to: new Date(begun.to), imports: begun.imports.map((at) => new Date(at)) };
  let pass = begun;
  let faulty = false;
  if (passOf(row) === null && !(await advancePass(engines, row.id, null, { pass }))) return "more";
  for (;;) {
    signal.throwIfAborted();
    const found = await touched(
      engines.clickhouse,
      { window, kinds: kindsOf(giver.takes), after: pass.after, limit: giver.page },
      { signal },
    );
    const last = found.at(-1);
    if (!last) break;
    const page = await givePage(
      running,
      found.map(({ stamp }) => stamp),
    );
    faulty ||= page.fault !== null;
    // A page that was stopped is done again from its beginning; what was answered is kept and costs no call.
    if (!page.stopped) pass = { ...pass, after: last.stamp, counts: added(pass.counts, page.looked, page) };
    if (page.fault || page.stopped || row.failures > 0) await noteFailures(running, page);
    const leased_until = new Date(now().getTime() + overlap_ms);
    if (!(await advancePass(engines, row.id, begun, { pass, last_run_at: now(), leased_until }))) return "more";
    if (page.stopped) return "done";
    if (now().getTime() >= end_ms) return "more";
  }
  const ended = await advancePass(engines, row.id, begun, {
    pass: null,
    last_pass: pass.counts,
    seen_until: new Date(pass.to),
    last_run_at: now(),
    ...(faulty || pass.counts.waiting > 0 ? {} : { fault: null }),
  });
  return ended ? "done" : "more";
}

/** Asks again about those whose call failed. */
async function runAgain(running: Running): Promise<void> {
  const { row, giver, context } = running;
  const { engines, now } = context;
  if (row.kind !== "http") return;
  const begun = now();
  const stamps = await dueAgain(engines, row.id, begun, giver.page);
  if (stamps.length === 0) return;
  const page = await givePage(running, stamps);
  if (!page.stopped) await forgetTried(engines, row.id, stamps, begun);
  await noteFailures(running, page);
  if (page.fault === null) await changeHook(engines, row.id, { fault: null });
}

/** Runs a hook for a while. Throws when it should be tried again. */
export async function runHook(id: string, context: RunContext): Promise<RunEnd> {
  const { engines, now } = context;
  const row = await leaseHook(engines, id, now());
  if (!row) return "busy";
  try {
    if ((row.open_until !== null && row.open_until > now()) || !isReady(row)) return "done";
    const running = { row, giver: await giverOf(row, context), context };
    await runAgain(running);
    const pass = passOf(row) ?? (await nextPass(row, context));
    if (pass) return await runPass(running, pass, now().getTime() + context.budget_ms);
    return "done";
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    // Nothing that trying again would mend: the page of enrichment says it.
    if (faultOf(row)?.message !== fault.message) {
      await changeHook(engines, id, { fault: { code: fault.code, message: fault.message, at: now().toISOString() } });
    }
    return "done";
  } finally {
    await changeHook(engines, id, { leased_until: null });
  }
}
