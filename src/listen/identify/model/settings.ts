// How records are matched in this workspace: read and changed.
import { type MatchingSettings, ProblemError } from "#contract";
import { type Engines, enqueue } from "#storage";

const columns = ["upper", "lower", "answers_needed", "merge_sure", "daily"] as const;

export async function matchingSettings(engines: Engines): Promise<MatchingSettings> {
  return await engines.postgres.guarded("listen.matching.settings", (db) =>
    db.selectFrom("match_setting").select(columns).executeTakeFirstOrThrow(),
  );
}

const day_ms = 86_400_000;
/** When the night's run begins, by UTC. */
const hour_ms = 2 * 3_600_000;

export const daily_kind = "match-daily";

/** Plans the next night's run; one a night, however many ask. */
export async function planDaily({ postgres }: Engines, now: Date): Promise<void> {
  const today_ms = Math.floor(now.getTime() / day_ms) * day_ms + hour_ms;
  const run_at = new Date(today_ms > now.getTime() ? today_ms : today_ms + day_ms);
  const key = run_at.toISOString().slice(0, 10);
  await postgres.guarded("listen.matching.plan", (db) => enqueue(db, { kind: daily_kind, key, payload: {}, run_at }));
}

/** @throws {ProblemError} 422 bad_thresholds */
export function checkThresholds({ lower, upper }: MatchingSettings): void {
  if (lower > upper)
    throw new ProblemError(422, "bad_thresholds", "The lower threshold is at most the upper one", "lower");
}

/**
 * Changes the settings; what is left out stays.
 * @throws {ProblemError} 422 bad_thresholds
 */
export async function changeMatchingSettings(
  engines: Engines,
  patch: Partial<MatchingSettings>,
  now: Date,
): Promise<MatchingSettings> {
  const settings = { ...(await matchingSettings(engines)), ...patch };
  checkThresholds(settings);
  await engines.postgres.guarded("listen.matching.change", (db) =>
    db.updateTable("match_setting").set(settings).execute(),
  );
  if (settings.daily) await planDaily(engines, now);
  return settings;
}
