// The beat of enrichment: once a minute every hook looks for news and every attached table whose time has come is read.
import { Type } from "typebox";
import { type Engines, enqueue, job } from "#storage";
import { askDueTables } from "./attached/attached.job.ts";
import { listHooks } from "./hook.record.ts";
import { forgetExpired } from "./http/answer.ts";
import { runHook } from "./run.ts";

const kind = "enrich";
const minute_ms = 60_000;
/** What one hook may take of a beat: others wait, and imports want the workers too. */
const budget_ms = 15_000;

/** Plans a beat. However many processes ask, there is one a minute. */
export async function planEnrichment({ postgres }: Engines, run_at: Date): Promise<void> {
  const key = `beat:${Math.floor(run_at.getTime() / minute_ms)}`;
  await postgres.guarded("listen.enrich.plan", (db) => enqueue(db, { kind, key, payload: {}, run_at }));
}

/** Plans a beat of its own, at once: for what somebody waits to see. */
export async function runSoon({ postgres }: Engines, now: Date): Promise<void> {
  await postgres.guarded("listen.enrich.soon", (db) =>
    enqueue(db, { kind, key: `soon:${now.getTime()}`, payload: {}, run_at: now }),
  );
}

/** Runs all hooks a while each, and comes back at once where there is more to do. */
export const enrichJob = job({
  kind,
  payload: Type.Object({}),
  async handle(_, { engines, now, signal }) {
    const begun = now();
    // Before the work, so that a beat that fails is not the last.
    await planEnrichment(engines, new Date((Math.floor(begun.getTime() / minute_ms) + 1) * minute_ms));
    await askDueTables(engines, begun);
    await forgetExpired(engines, begun);
    let more = false;
    for (const { id, enabled } of await listHooks(engines)) {
      signal.throwIfAborted();
      if (!enabled) continue;
      const end = await runHook(id, { engines, now, signal, budget_ms });
      more ||= end === "more";
    }
    if (more) {
      const key = `more:${begun.getTime()}`;
      await engines.postgres.guarded("listen.enrich.more", (db) =>
        enqueue(db, { kind, key, payload: {}, run_at: now() }),
      );
    }
  },
});
