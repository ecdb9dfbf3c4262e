// The job that keeps classes true: every minute it looks whether a new day began or data came that may change them.
import { Type } from "typebox";
import { type Engines, enqueue, job } from "#storage";
import { computeClasses, lastRun } from "./compute.ts";

const kind = "class";
const minute_ms = 60_000;
/** After anybody may have changed, it must have been quiet for so long: one import often follows another. */
const quiet_ms = 30_000;

/** Plans the next look: one a minute, however many processes ask. */
export async function planClasses({ postgres }: Engines, now: Date): Promise<void> {
  const run_at = new Date(Math.ceil((now.getTime() + 1) / minute_ms) * minute_ms);
  const key = run_at.toISOString();
  await postgres.guarded("analyze.class.plan", (db) => enqueue(db, { kind, key, payload: { anew: false }, run_at }));
}

/** Asks for all classes to be made anew with the year before, at once. */
export async function planClassesAnew({ postgres }: Engines, now: Date): Promise<void> {
  await postgres.guarded("analyze.class.plan", (db) =>
    enqueue(db, { kind, key: "anew", payload: { anew: true }, run_at: now }),
  );
}

/** When anybody may have changed last, since a time; null when nobody has. */
async function touchedSince({ postgres }: Engines, since: Date): Promise<Date | null> {
  const row = await postgres.guarded("analyze.class.touched", (db) =>
    db
      .selectFrom("touch")
      .select((eb) => eb.fn.max("touched_at").as("touched_at"))
      .where("stamps", "is", null)
      .where("touched_at", ">", since)
      .executeTakeFirst(),
  );
  return row?.touched_at ?? null;
}

async function isImporting({ postgres }: Engines): Promise<boolean> {
  const row = await postgres.guarded("analyze.class.importing", (db) =>
    db.selectFrom("import").select("id").where("state", "in", ["waiting", "running"]).limit(1).executeTakeFirst(),
  );
  return row !== undefined;
}

/** Whether it is time: a new day of the workspace began, or what came since the last time has come to rest. */
export async function isDue(engines: Engines, now: Date, time_zone: string): Promise<boolean> {
  if (await isImporting(engines)) return false;
  const last = await lastRun(engines);
  if (!last) return true;
  const dayOf = new Intl.DateTimeFormat("en-CA", { timeZone: time_zone });
  const computed_at = new Date(last.computed_at);
  if (dayOf.format(computed_at) !== dayOf.format(now)) return true;
  const touched_at = await touchedSince(engines, computed_at);
  return touched_at !== null && now.getTime() - touched_at.getTime() >= quiet_ms;
}

/** Looks, and plans the next look before, so that one that fails is not the last. */
export const classJob = job({
  kind,
  payload: Type.Object({ anew: Type.Boolean() }),
  async handle({ anew }, { engines, now, signal }) {
    if (!anew) await planClasses(engines, now());
    const { time_zone } = await engines.postgres.guarded("analyze.class.workspace", (db) =>
      db.selectFrom("workspace").select("time_zone").executeTakeFirstOrThrow(),
    );
    const at = now();
    if (anew || (await isDue(engines, at, time_zone)))
      await computeClasses(engines, { now: at, time_zone, anew, signal });
  },
});
