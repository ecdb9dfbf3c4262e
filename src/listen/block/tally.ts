// How much the gate stopped, by day, source and line: kept for a moment in memory, then in the table.
import { sql } from "kysely";
import type { Engines } from "#storage";

interface Pending {
  counts: Map<string, { day: string; source: string; reason: string; block_id: number; events: number }>;
  writing?: Promise<void> | undefined;
}

const pending = new WeakMap<Engines, Pending>();

function pendingOf(engines: Engines): Pending {
  const found = pending.get(engines) ?? { counts: new Map() };
  pending.set(engines, found);
  return found;
}

async function write(engines: Engines, waiting: Pending): Promise<void> {
  while (waiting.counts.size > 0) {
    const { counts } = waiting;
    waiting.counts = new Map();
    // One order of rows for every process, so that two never wait for each other.
    const rows = [...counts.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    try {
      await engines.postgres.guarded("block_count", (db) =>
        db
          .insertInto("block_count")
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .columns(["day", "source", "reason", "block_id"])
              .doUpdateSet({ events: sql`block_count.events + excluded.events` }),
          )
          .execute(),
      );
    } catch {
      // The engine is away: what could not be written waits for the next stop.
      for (const row of rows) add(waiting, row);
      return;
    }
  }
}

function add(waiting: Pending, row: { day: string; source: string; reason: string; block_id: number; events: number }) {
  const key = `${row.day} ${row.block_id} ${row.reason} ${row.source}`;
  const known = waiting.counts.get(key);
  if (known) known.events += row.events;
  else waiting.counts.set(key, { ...row });
}

/** Counts one stopped event, without waiting: while a write runs, more are gathered for the next. */
export function countStop(engines: Engines, source: string, reason: string, block_id: number, now: Date): void {
  const waiting = pendingOf(engines);
  add(waiting, { day: now.toISOString().slice(0, 10), source, reason, block_id, events: 1 });
  // Deferred, so that a batch of stops is one write.
  waiting.writing ??= Promise.resolve()
    .then(() => write(engines, waiting))
    .finally(() => {
      waiting.writing = undefined;
    });
}

/** Waits until what was counted is written, as far as the engine takes it. */
export async function countsWritten(engines: Engines): Promise<void> {
  await pendingOf(engines).writing;
}
