// The job that cleans what was told and measures it: every minute it looks whether there is anything to do.
import { Type } from "typebox";
import { type Engines, enqueue, job } from "#storage";
import type { CleanOptions } from "../clean/cleaned.ts";
import { cleanWaiting, readDisposable } from "../clean/run.ts";
import { forgetEarlier, measure } from "./measure.sql.ts";
import { lastRun, noteRun, printNow } from "./state.ts";

const kind = "clean";
const minute_ms = 60_000;
/** While data streams in the figures need not follow at every look: cleaning is done at once, measuring at most so often. */
const between_ms = 5 * minute_ms;

/** Plans the next look: one a minute, however many processes ask; `at_once` besides those. */
export async function planCleaning({ postgres }: Engines, now: Date, at_once = false): Promise<void> {
  const next = new Date(Math.ceil((now.getTime() + 1) / minute_ms) * minute_ms);
  const run_at = at_once ? now : next;
  const key = at_once ? "now" : next.toISOString();
  await postgres.guarded("listen.clean.plan", (db) => enqueue(db, { kind, key, payload: { at_once }, run_at }));
}

interface Workspace {
  readonly country: string;
  readonly time_zone: string;
}

async function workspaceOf({ postgres }: Engines): Promise<Workspace> {
  return await postgres.guarded("listen.clean.workspace", (db) =>
    db.selectFrom("workspace").select(["country", "time_zone"]).executeTakeFirstOrThrow(),
  );
}

/** What a run is asked. */
export interface QualityRun {
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Folder with the workspace's own list of throw-away domains; none in tests. */
  readonly data_dir?: string;
  /** Measures although it did a moment ago. */
  readonly at_once?: boolean;
  readonly page?: number;
}

/**
 * Cleans and measures if anything was told, or would be cleaned otherwise, since the last whole run. A second run at
 * once changes nothing; a broken one is gone on with.
 */
export async function runQuality(engines: Engines, run: QualityRun): Promise<"nothing" | "cleaned" | "measured"> {
  const { country, time_zone } = await workspaceOf(engines);
  const disposable = run.data_dir === undefined ? new Set<string>() : await readDisposable(run.data_dir);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: time_zone, dateStyle: "short" }).format(run.now());
  const options: CleanOptions = { country, today, disposable };
  const before = await lastRun(engines);
  // Taken before the work: what is told meanwhile is seen by the next run.
  const seen = await printNow(engines, { country, disposable, time_zone });
  if (before?.seen === seen && run.at_once !== true) return "nothing";
  await cleanWaiting(engines, {
    options,
    now: run.now,
    ...(run.signal && { signal: run.signal }),
    ...(run.page !== undefined && { page: run.page }),
  });
  const ended_at = run.now();
  if (before && run.at_once !== true && ended_at.getTime() - before.ended_at.getTime() < between_ms) return "cleaned";
  await engines.clickhouse.run("listen.quality.measure", measure(ended_at, time_zone), {
    timeout_ms: 600_000,
    // Nobody waits for it: one thread leaves the others to whom somebody waits for.
    settings: { max_bytes_before_external_group_by: "500000000", max_threads: 1 },
    ...(run.signal && { signal: run.signal }),
  });
  await noteRun(engines, { seen, ended_at });
  await engines.clickhouse.run("listen.quality.forget", forgetEarlier(ended_at), { timeout_ms: 600_000 });
  return "measured";
}

/** Looks, and plans the next look before, so that one that fails is not the last. */
export const cleanJob = job({
  kind,
  payload: Type.Object({ at_once: Type.Boolean() }),
  async handle({ at_once }, { engines, now, signal, data_dir }) {
    if (!at_once) await planCleaning(engines, now());
    await runQuality(engines, { now, signal, data_dir, at_once });
  },
});
