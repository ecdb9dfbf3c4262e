// The jobs of matching: a run that somebody asked for, and the one of each night.
import { Type } from "typebox";
import { type AnyJobHandler, job } from "#storage";
import { runMatching } from "./run.ts";
import { askForRun, run_kind, runningNow } from "./run-record.ts";
import { daily_kind, matchingSettings, planDaily } from "./settings.ts";

const run = job({
  kind: run_kind,
  payload: Type.Object({ run_id: Type.Integer() }),
  handle: ({ run_id }, { engines, now, signal, last }) => runMatching(run_id, { engines, now, signal, last }),
});

const daily = job({
  kind: daily_kind,
  payload: Type.Object({}),
  async handle(_, { engines, now }) {
    const settings = await matchingSettings(engines);
    if (!settings.daily) return;
    // Before the work, so that a night that fails is not the last.
    await planDaily(engines, now());
    if ((await runningNow(engines)) === null) await askForRun(engines, {}, "", now());
  },
});

export const matchJobs: readonly AnyJobHandler[] = [run, daily];
