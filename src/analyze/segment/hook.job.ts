// The jobs that tell hooks: one for each hook that has something to be told, and one a minute that asks for those.
import { Type } from "typebox";
import { type AnyJobHandler, type Engines, enqueue, job } from "#storage";
import { type CallOut, hookJobKind, planHooks, tellHook } from "./hook.ts";

const kind = "segment.hooks";
const minute_ms = 60_000;

/** Plans the next round: one a minute, however many processes ask. Evaluations ask for hooks at once. */
export async function planHookRounds({ postgres }: Engines, now: Date): Promise<void> {
  const run_at = new Date(Math.ceil((now.getTime() + 1) / minute_ms) * minute_ms);
  const key = run_at.toISOString();
  await postgres.guarded("analyze.segment.plan_round", (db) => enqueue(db, { kind, key, payload: {}, run_at }));
}

/** The jobs; how a call is made is the server's to say. */
export function hookJobs(call: CallOut): readonly AnyJobHandler[] {
  const round: AnyJobHandler = job({
    kind,
    payload: Type.Object({}),
    async handle(_, { engines, now }) {
      await planHookRounds(engines, now());
      await planHooks(engines, now());
    },
  });
  const one = job({
    kind: hookJobKind,
    payload: Type.Object({ hook_id: Type.Integer() }),
    async handle({ hook_id }, { engines, now, signal }) {
      await tellHook({ engines, now, signal, call }, hook_id);
    },
  });
  const handler: AnyJobHandler = one;
  return [round, handler];
}
