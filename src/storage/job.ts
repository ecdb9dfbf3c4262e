// The job table: putting work in, taking it out under a lease, ending it. Who runs it is in worker.ts.
import { type Kysely, sql } from "kysely";
import type { Database } from "./database.ts";

/** The channel of NOTIFY by which waiting workers learn of new work. */
export const jobChannel = "kompas_job";

/** Work to be put into the table. */
export interface JobRequest {
  readonly kind: string;
  /** At most one job of a kind and key waits or runs; asking again while it does changes nothing. */
  readonly key?: string;
  readonly payload: Record<string, unknown>;
  /** Not before this time; at once when left out. */
  readonly run_at?: Date;
  /** How many times it is tried, crashes included; 10 when left out. */
  readonly attempts_max?: number;
}

/** A job as a worker holds it. `attempt` is also the proof of holding: whoever takes the job next has a higher one. */
export interface TakenJob {
  readonly id: number;
  readonly kind: string;
  readonly key: string | null;
  readonly payload: unknown;
  /** 1 on the first try. */
  readonly attempt: number;
  readonly attempts_max: number;
}

/**
 * Puts work into the table, in the caller's transaction when `db` is one: it is seen if and only if that commits.
 * A job of the same key that failed for good starts over.
 */
export async function enqueue(db: Kysely<Database>, request: JobRequest): Promise<void> {
  const row = {
    kind: request.kind,
    key: request.key ?? null,
    payload: JSON.stringify(request.payload),
    run_at: request.run_at ?? new Date(),
    attempts_max: request.attempts_max ?? 10,
  };
  await db
    .insertInto("job")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["kind", "key"])
        .where("key", "is not", null)
        .doUpdateSet({ ...row, attempts: 0, error: null })
        .where("job.attempts", ">=", (eb) => eb.ref("job.attempts_max"))
        .where("job.locked_until", "is", null),
    )
    .execute();
  await sql`SELECT pg_notify(${jobChannel}, '')`.execute(db);
}

/** Takes one due job of these kinds and holds it until `now + lease_ms`; undefined when none is due. */
export async function takeJob(
  db: Kysely<Database>,
  kinds: readonly string[],
  now: Date,
  lease_ms: number,
): Promise<TakenJob | undefined> {
  const taken = await sql<TakenJob>`
    UPDATE job
    SET attempts = attempts + 1, locked_until = ${new Date(now.getTime() + lease_ms)}
    WHERE id = (
      SELECT id
      FROM job
      WHERE kind = ANY(${kinds}) AND run_at <= ${now} AND attempts < attempts_max
        AND (locked_until IS NULL OR locked_until <= ${now})
      ORDER BY run_at, id
      LIMIT 1
      FOR UPDATE SKIP LOCKED
    )
    RETURNING id, kind, key, payload, attempts AS attempt, attempts_max`.execute(db);
  return taken.rows[0];
}

/** When the next job of these kinds falls due, or a dead worker's lease ends; undefined when nothing waits. */
export async function nextJobAt(db: Kysely<Database>, kinds: readonly string[]): Promise<Date | undefined> {
  const next = await sql<{ due_at: Date | null }>`
    SELECT min(greatest(run_at, locked_until)) AS due_at
    FROM job
    WHERE kind = ANY(${kinds}) AND attempts < attempts_max`.execute(db);
  return next.rows[0]?.due_at ?? undefined;
}

/** Lengthens the lease. False when the job is no longer ours: its lease ended and another worker took it. */
export async function holdJob(db: Kysely<Database>, job: TakenJob, until: Date): Promise<boolean> {
  const held = await ours(db, job, { locked_until: until });
  return held > 0;
}

/** The work is done: the row goes. */
export async function completeJob(db: Kysely<Database>, job: TakenJob): Promise<void> {
  await db.deleteFrom("job").where("id", "=", job.id).where("attempts", "=", job.attempt).execute();
}

/** The work failed and is tried again at `run_at`; without one it failed for good and the row stays, with its error. */
export async function failJob(db: Kysely<Database>, job: TakenJob, error: string, run_at?: Date): Promise<void> {
  const end = run_at ? { run_at } : { attempts_max: job.attempt };
  await ours(db, job, { ...end, locked_until: null, error });
}

/** The worker stops before the work ended: another may take it at once, and the attempt does not count. */
export async function releaseJob(db: Kysely<Database>, job: TakenJob): Promise<void> {
  await ours(db, job, { attempts: job.attempt - 1, locked_until: null });
}

/** Jobs whose last allowed attempt ended with the death of its worker have failed for good. */
export async function closeAbandonedJobs(db: Kysely<Database>, now: Date): Promise<void> {
  await db
    .updateTable("job")
    .set({ locked_until: null, error: "The worker died in the last attempt" })
    .where("locked_until", "<=", now)
    .where("attempts", ">=", (eb) => eb.ref("attempts_max"))
    .execute();
}

/** Ends all leases: only for a process that knows itself alone, so that a restart after a crash waits for nothing. */
export async function endLeases(db: Kysely<Database>, now: Date): Promise<void> {
  await db.updateTable("job").set({ locked_until: now }).where("locked_until", ">", now).execute();
}

interface Change {
  readonly attempts?: number;
  readonly attempts_max?: number;
  readonly run_at?: Date;
  readonly locked_until: Date | null;
  readonly error?: string;
}

// Changes a job only while we hold it; says how many rows that was.
async function ours(db: Kysely<Database>, job: TakenJob, change: Change): Promise<number> {
  const result = await db
    .updateTable("job")
    .set(change)
    .where("id", "=", job.id)
    .where("attempts", "=", job.attempt)
    .where("locked_until", "is not", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}
