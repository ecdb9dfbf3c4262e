// What the last whole run of cleaning and measuring has seen.
import type { Engines } from "#storage";
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

/** How the logs stand now; another text when anything was told since. */
export async function printNow({ clickhouse }: Engines): Promise<string> {
  const [row] = await logPrint(clickhouse, {});
  return row?.print ?? "";
}

/** Whether anything was told since that run. The run's own print has the cleaners behind the logs'. */
export async function isBehind(engines: Engines, run: LastRun | undefined): Promise<boolean> {
  const now = await printNow(engines);
  return run === undefined ? now !== "0 0 0" : !run.seen.startsWith(`${now};`);
}
