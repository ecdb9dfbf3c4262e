// The job that checks alerts every half hour, so that midnight is met in every zone.
import { Type } from "typebox";
import type { Settings } from "#contract";
import { type AnyJobHandler, type Engines, enqueue, job } from "#storage";
import { checkAlerts, forgetNotices } from "./check.ts";

const kind = "alert.check";
const every_ms = 1_800_000;

/** Asks for a check; one each half hour is planned, however many processes ask. */
export async function planAlerts({ postgres }: Engines, run_at: Date): Promise<void> {
  const key = String(Math.floor(run_at.getTime() / every_ms));
  await postgres.guarded("analyze.alert.plan", (db) => enqueue(db, { kind, key, payload: {}, run_at }));
}

async function readSettings({ postgres }: Engines): Promise<Settings> {
  return await postgres.guarded("analyze.alert.settings", (db) =>
    db
      .selectFrom("workspace")
      .select(["name", "currency", "time_zone", "country", "personal_data_role"])
      .executeTakeFirstOrThrow(),
  );
}

export const alertJob: AnyJobHandler = job({
  kind,
  payload: Type.Object({}),
  async handle(_, { engines, now, signal }) {
    // Before the work, so that one that fails is not the last.
    await planAlerts(engines, new Date((Math.floor(now().getTime() / every_ms) + 1) * every_ms));
    await forgetNotices({ engines, now });
    await checkAlerts({ engines, settings: await readSettings(engines), now, signal });
  },
});
