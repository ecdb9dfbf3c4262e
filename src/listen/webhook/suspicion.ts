// Calls whose signature was wrong, counted by hour for all processes. The calls are not kept, as anybody may make them;
// so they are gathered in memory, and however many there are, a process writes at most once in a while.
import { sql } from "kysely";
import type { SourceHealth } from "#contract";
import type { Engines } from "#storage";

const hour_ms = 3_600_000;
const gather_ms = 1_000;
const kept_ms = 30 * 24 * hour_ms;

interface Count {
  readonly source_id: number;
  readonly hour: string;
  calls: number;
  last_at: string;
}

interface Pending {
  counts: Map<string, Count>;
  timer?: NodeJS.Timeout | undefined;
  writing: Promise<void>;
}

const pending = new WeakMap<Engines, Pending>();

function pendingOf(engines: Engines): Pending {
  const found = pending.get(engines) ?? { counts: new Map(), writing: Promise.resolve() };
  pending.set(engines, found);
  return found;
}

function add({ counts }: Pending, count: Count): void {
  const key = `${count.source_id} ${count.hour}`;
  const known = counts.get(key);
  if (!known) {
    counts.set(key, { ...count });
    return;
  }
  known.calls += count.calls;
  if (count.last_at > known.last_at) known.last_at = count.last_at;
}

async function write(engines: Engines, waiting: Pending): Promise<void> {
  clearTimeout(waiting.timer);
  waiting.timer = undefined;
  if (waiting.counts.size === 0) return;
  const rows = [...waiting.counts.values()];
  waiting.counts = new Map();
  try {
    // A source that was deleted meanwhile has no page left. One order for all, so that two never wait for each other.
    await engines.postgres.guarded("listen.bad_signature", async (db) => {
      await sql`INSERT INTO bad_signature (source_id, hour, calls, last_at)
SELECT told.source_id, told.hour, told.calls, told.last_at
FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
  AS told(source_id bigint, hour timestamptz, calls bigint, last_at timestamptz)
JOIN source ON source.id = told.source_id
ORDER BY told.source_id, told.hour
ON CONFLICT (source_id, hour) DO UPDATE
SET calls = bad_signature.calls + excluded.calls, last_at = greatest(bad_signature.last_at, excluded.last_at)`.execute(
        db,
      );
      const newest_ms = Math.max(...rows.map(({ hour }) => Date.parse(hour)));
      await db
        .deleteFrom("bad_signature")
        .where("hour", "<", new Date(newest_ms - kept_ms))
        .execute();
    });
  } catch {
    // The engine is away: what could not be written waits for the next call or the next look.
    for (const row of rows) add(waiting, row);
  }
}

/** Waits until what was counted here is written, as far as the engine takes it. */
export async function suspicionsWritten(engines: Engines): Promise<void> {
  const waiting = pendingOf(engines);
  waiting.writing = waiting.writing.then(() => write(engines, waiting));
  await waiting.writing;
}

/** Notes a call that was not believed, without waiting; it is written within a second or so, with others. */
export function noteBadSignature(engines: Engines, source_id: number, now: Date): void {
  const waiting = pendingOf(engines);
  const hour = new Date(Math.floor(now.getTime() / hour_ms) * hour_ms).toISOString();
  add(waiting, { source_id, hour, calls: 1, last_at: now.toISOString() });
  waiting.timer ??= setTimeout(() => void suspicionsWritten(engines), gather_ms).unref();
}

/** The calls of a source that were not believed in the last 24 hours, whichever process they came to. */
export async function badSignatures(
  engines: Engines,
  slug: string,
  now: Date,
): Promise<SourceHealth["bad_signatures"]> {
  await suspicionsWritten(engines);
  const found = await engines.postgres.guarded("listen.bad_signatures", (db) =>
    db
      .selectFrom("bad_signature")
      .innerJoin("source", "source.id", "bad_signature.source_id")
      .where("source.slug", "=", slug)
      .where("hour", ">", new Date(now.getTime() - 25 * hour_ms))
      .select(({ fn }) => [
        sql<number>`coalesce(${fn.sum("calls")}, 0)::bigint`.as("count"),
        fn.max("last_at").as("last_at"),
      ])
      .executeTakeFirst(),
  );
  return { count: found?.count ?? 0, last_at: found?.last_at?.toISOString() ?? null };
}
