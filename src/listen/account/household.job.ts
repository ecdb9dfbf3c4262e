// The job that runs the rule of households: when asked, and every night while the rule is on.
import { Type } from "typebox";
import { type Engines, enqueue, job } from "#storage";
import { runHouseholds } from "./household.ts";
import { askForRun, household_kind, noteRun, readRule, readRun } from "./rule.ts";

const day_ms = 86_400_000;
/** When the night's run begins, by UTC. */
const hour_ms = 2 * 3_600_000;

/** Plans the coming night's run. One a night, however many ask. */
async function planNight({ postgres }: Engines, country: string, now: Date): Promise<void> {
  const run_at = new Date((Math.floor(now.getTime() / day_ms) + 1) * day_ms + hour_ms);
  const key = `night:${run_at.toISOString().slice(0, 10)}`;
  await postgres.guarded("listen.household.night", (db) =>
    enqueue(db, { kind: household_kind, key, payload: { country }, run_at }),
  );
}

/** Without a run of its own it is the night's: it asks for one if the rule is on. */
export const householdJob = job({
  kind: household_kind,
  payload: Type.Object({ run_id: Type.Optional(Type.Integer()), country: Type.String() }),
  handle: async ({ run_id, country }, { engines, now, signal, last }) => {
    if (run_id === undefined) {
      const rule = await readRule(engines);
      if (rule.enabled) await askForRun(engines, rule, false, { by: "", country });
      return;
    }
    const run = await readRun(engines, run_id);
    if (run.state === "done" || run.state === "failed") return;
    // Before the work, so that a night that fails is not the last.
    if (!run.dry_run && run.rule.enabled) await planNight(engines, country, now());
    try {
      const result = await runHouseholds(engines, run, { country, now, signal });
      await noteRun(engines, run_id, { state: "done", result }, now());
    } catch (fault) {
      if (last) {
        const error = fault instanceof Error ? fault.message : String(fault);
        await noteRun(engines, run_id, { state: "failed", error }, now());
      }
      throw fault;
    }
  },
});
