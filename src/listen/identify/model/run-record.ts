// The rows of matching runs: asked for, watched, cancelled, ended.
import type { Selectable } from "kysely";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { MatchFound, MatchOptions, type MatchRun, type MatchRunRequest, MatchStep, ProblemError } from "#contract";
import { type Database, type Engines, enqueue } from "#storage";

type Row = Selectable<Database["match_run"]>;

/** What is kept of a run besides its columns: what was asked, and what it found. */
const Kept = Type.Object({ options: Type.Optional(MatchOptions), found: Type.Optional(MatchFound) });

export const run_kind = "match";

function runOf(row: Row): MatchRun {
  const { found } = Value.Check(Kept, row.result) ? row.result : {};
  const { id, state, estimate, asked_by, step, share, model_id, upper, lower, error } = row;
  return {
    id,
    state,
    estimate,
    asked_by,
    step: Value.Check(MatchStep, step) ? step : null,
    share,
    model_id,
    upper,
    lower,
    found: found ?? null,
    error,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

async function findRow(engines: Engines, id: number): Promise<Row> {
  const row = await engines.postgres.guarded("listen.matching.run", (db) =>
    db.selectFrom("match_run").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (row === undefined) throw new ProblemError(404, "not_found", `There is no matching run ${id}`);
  return row;
}

/** @throws {ProblemError} 404 not_found */
export async function findRun(engines: Engines, id: number): Promise<MatchRun> {
  return runOf(await findRow(engines, id));
}

/** What was asked of a run. */
export async function optionsOf(engines: Engines, id: number): Promise<MatchOptions> {
  const { result } = await findRow(engines, id);
  return Value.Check(Kept, result) ? (result.options ?? {}) : {};
}

/** The newest runs first. */
export async function listRuns(engines: Engines): Promise<MatchRun[]> {
  const rows = await engines.postgres.guarded("listen.matching.runs", (db) =>
    db.selectFrom("match_run").selectAll().orderBy("id", "desc").limit(50).execute(),
  );
  return rows.map(runOf);
}

/** The run that waits or works now. */
export async function runningNow(engines: Engines): Promise<MatchRun | null> {
  const row = await engines.postgres.guarded("listen.matching.running", (db) =>
    db
      .selectFrom("match_run")
      .selectAll()
      .where("state", "in", ["waiting", "running"])
      .orderBy("id")
      .limit(1)
      .executeTakeFirst(),
  );
  return row === undefined ? null : runOf(row);
}

/**
 * Notes a run and the job that does it.
 * @throws {ProblemError} 409 run_in_progress
 */
export async function askForRun(
  engines: Engines,
  request: MatchRunRequest,
  asked_by: string,
  now: Date,
): Promise<MatchRun> {
  if ((await runningNow(engines)) !== null) {
    throw new ProblemError(409, "run_in_progress", "A run is under way; wait for it or cancel it");
  }
  const row = await engines.postgres.guarded("listen.matching.ask", (db) =>
    db.transaction().execute(async (transaction) => {
      const asked = await transaction
        .insertInto("match_run")
        .values({
          estimate: request.estimate ?? false,
          asked_by,
          created_at: now,
          result: JSON.stringify(request.options === undefined ? {} : { options: request.options }),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await enqueue(transaction, {
        kind: run_kind,
        key: `run:${asked.id}`,
        payload: { run_id: asked.id },
        run_at: now,
      });
      return asked;
    }),
  );
  return runOf(row);
}

/** Notes how far a run is; false when it was cancelled meanwhile. */
export async function noteRun(
  engines: Engines,
  id: number,
  change: Partial<Pick<Row, "step" | "share" | "model_id" | "upper" | "lower" | "started_at" | "estimate">>,
): Promise<boolean> {
  return await engines.postgres.guarded("listen.matching.progress", async (db) => {
    const changed = await db
      .updateTable("match_run")
      .set({ ...change, state: "running" })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  });
}

/** Whether somebody cancelled it. */
export async function isCancelled(engines: Engines, id: number): Promise<boolean> {
  return (await findRow(engines, id)).state === "cancelled";
}

/** A run that still works is over, well or not; a cancelled one stays cancelled. */
export async function endRun(
  engines: Engines,
  id: number,
  end: { readonly found: MatchFound } | { readonly error: string },
  now: Date,
): Promise<void> {
  const options = await optionsOf(engines, id);
  const outcome =
    "found" in end
      ? { state: "done" as const, share: 1, result: JSON.stringify({ options, found: end.found }) }
      : { state: "failed" as const, error: end.error };
  await engines.postgres.guarded("listen.matching.end", (db) =>
    db
      .updateTable("match_run")
      .set({ ...outcome, ended_at: now })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .execute(),
  );
}

/** Ends a run before its end; what it merged so far stays. */
export async function cancelRun(engines: Engines, id: number, now: Date): Promise<MatchRun> {
  await findRow(engines, id);
  await engines.postgres.guarded("listen.matching.cancel", (db) =>
    db
      .updateTable("match_run")
      .set({ state: "cancelled", ended_at: now })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .execute(),
  );
  return await findRun(engines, id);
}
