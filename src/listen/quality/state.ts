// What the last whole run of cleaning and measuring has seen.
import type { Engines } from "#storage";
import { type Standing, toldKinds } from "../clean/run.ts";
import { logPrint } from "../clean/waiting.sql.ts";

/** The last whole run; its figures are those of `measured_at` = `ended_at`. */
export interface LastRun {
  readonly seen: string;
  readonly ended_at: Date;
}

/** Undefined before the first. */
export async function lastRun({ postgres }: Engines): Promise<LastRun | undefined> {
  return await postgres.guarded("listen.quality.state", (db) =>
    db.selectFrom("clean_state").select(["seen", "ended_at"]).executeTakeFirst(),
  );
}

/** Notes a whole run. */
export async function noteRun({ postgres }: Engines, { seen, ended_at }: LastRun): Promise<void> {
  await postgres.guarded("listen.quality.note", (db) =>
    db
      .insertInto("clean_state")
      .values({ seen, ended_at })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ seen, ended_at }))
      .execute(),
  );
}

/** What a run's outcome hangs on besides the logs. */
export interface Ground extends Standing {
  readonly time_zone: string;
}

/** How the logs, the cleaners and the settings stand now: another text when there is anything to do. */
export async function printNow({ clickhouse }: Engines, ground: Ground): Promise<string> {
  const [row] = await logPrint(clickhouse, {});
  const stands = toldKinds(ground).map(({ kind, stand }) => `${kind}=${stand}`);
  return [row?.print ?? "", ground.time_zone, ...stands].join(";");
}

/** Whether there is anything that the last run has not seen; data, where there was no run yet. */
export async function isBehind(engines: Engines, run: LastRun | undefined, ground: Ground): Promise<boolean> {
  const now = await printNow(engines, ground);
  return run === undefined ? !now.startsWith("0 0 0;") : run.seen !== now;
}
