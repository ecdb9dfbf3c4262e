// How consents grew, month by month. Every point looks at the whole ledger, so an answer is kept for an hour.
import type { ConsentGrowth } from "#contract";
import type { ClickHouse, Engines } from "#storage";
import { growthQuery } from "./consent.sql.ts";

const months_shown = 12;
const hour_ms = 3_600_000;

// The last answer of each engine, and what it was an answer to.
const answers = new WeakMap<ClickHouse, { readonly key: string; readonly growth: ConsentGrowth }>();

/** The last instants of the last months, the last of them now. */
function endsOf(now: Date): Date[] {
  return Array.from({ length: months_shown }, (_, index) => {
    const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months_shown + 2 + index, 1) - 1);
    return end > now ? now : end;
  });
}

/** How many customers agreed to each purpose by at least one channel at the end of each of the last months, and now. */
export async function growth(engines: Engines, now: Date, signal: AbortSignal): Promise<ConsentGrowth> {
  const { clickhouse, postgres } = engines;
  const { revision } = await postgres.guarded("listen.consent.growth", (db) =>
    db.selectFrom("consent_revision").select("revision").executeTakeFirstOrThrow(),
  );
  const key = `${revision} ${Math.floor(now.getTime() / hour_ms)}`;
  const last = answers.get(clickhouse);
  if (last?.key === key) return last.growth;
  const ends = endsOf(now);
  const points = await growthQuery(clickhouse, ends, { signal });
  const rows = points
    .toSorted((one, other) => one.point - other.point || (one.purpose < other.purpose ? -1 : 1))
    .map(({ point, purpose, agreed }) => ({
      month: (ends[point] ?? now).toISOString().slice(0, 7),
      purpose,
      granted: agreed,
    }));
  answers.set(clickhouse, { key, growth: { rows } });
  return { rows };
}
