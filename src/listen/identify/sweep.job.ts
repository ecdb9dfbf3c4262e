// The job that looks through what nobody settled, every minute.
import { Type } from "typebox";
import { type AnyJobHandler, type Engines, enqueue, job } from "#storage";
import { isSimulating } from "../simulation/record.ts";
import { sweep } from "./sweep.ts";

const kind = "identity.sweep";
const every_ms = 60_000;

/** Asks for a sweep; one a minute is planned, however many processes ask. */
export async function planSweep({ postgres }: Engines, run_at: Date): Promise<void> {
  const key = String(Math.floor(run_at.getTime() / every_ms));
  await postgres.guarded("listen.identify.plan", (db) => enqueue(db, { kind, key, payload: {}, run_at }));
}

export const sweepJob: AnyJobHandler = job({
  kind,
  payload: Type.Object({}),
  async handle(_, { engines, now, signal }) {
    // Before the work, so that one that fails is not the last.
    await planSweep(engines, new Date(now().getTime() + every_ms));
    // It ends with a sweep of its own; one in the middle of its imports would look at everybody twice.
    if (await isSimulating(engines, now())) return;
    await sweep(engines, now(), { signal });
  },
});
