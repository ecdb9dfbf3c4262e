// Forgetting letters that were closed long ago. Open ones stay: each may be the only copy of what happened.
import { type Engines, type RunOptions, sql } from "#storage";
import { closedBefore } from "./dead-letter.sql.ts";

/**
 * Deletes letters that were replayed or discarded before `until`, with all their older versions, and gives how many. A
 * letter that is opened again meanwhile stays: its newest version is younger. The engine's own TTL would not do: merged
 * away alone, the closing of a letter would leave it open again.
 */
export async function forgetClosedLetters(
  { clickhouse }: Engines,
  until: Date,
  options: RunOptions = {},
): Promise<number> {
  const [found] = await closedBefore(clickhouse, { until }, options);
  if (!found || found.letters === 0) return 0;
  // Not the lightweight form, which hides rows until a merge comes: what people asked to be gone is gone.
  const settings = { ...options.settings, mutations_sync: "2", allow_nondeterministic_mutations: 1 } as const;
  // Two steps, since parts are rewritten one after another, each asking anew: were the closing of a letter gone from one
  // part first, the letter would stay open in the next. Which letters are closed does not change while older ones go.
  await clickhouse.run(
    "listen.dead-letter.forget_open",
    sql`ALTER TABLE dead_letter DELETE WHERE state = 'open' AND changed_at < ${until} AND (import_id, source, file, line, id) IN (
  SELECT import_id, source, file, line, id FROM dead_letter FINAL WHERE state != 'open' AND changed_at < ${until}
)`,
    { ...options, settings },
  );
  await clickhouse.run(
    "listen.dead-letter.forget_closed",
    sql`ALTER TABLE dead_letter DELETE WHERE state != 'open' AND changed_at < ${until}`,
    { ...options, settings },
  );
  return found.letters;
}
