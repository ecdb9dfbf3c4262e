// What is forgotten, and when: once a day, and after each start, by a job of the table.
import { Type } from "typebox";
import { forgetClosedLetters, forgetTouches } from "#listen";
import { type AnyJobHandler, type Engines, enqueue, job } from "#storage";
import { forgetDeeds } from "./audit/audit.ts";
import type { Config } from "./config.ts";

const kind = "retention";
const day_ms = 86_400_000;
/** When the night's run begins, by UTC. */
const hour_ms = 3 * 3_600_000;

/** How many were forgotten. */
export interface Forgotten {
  readonly dead_letters: number;
  readonly audit: number;
}

/** Asks for a run. One a day is planned, however many processes ask. */
export async function planRetention({ postgres }: Engines, run_at: Date): Promise<void> {
  const key = run_at.toISOString().slice(0, 10);
  await postgres.guarded("server.retention.plan", (db) => enqueue(db, { kind, key, payload: {}, run_at }));
}

/**
 * The job. How long things are kept is read from this process's settings when it runs, never from the table, where a
 * number of yesterday could delete what is to stay from today on.
 */
export function retentionJob(
  { keep_dead_letters_days, keep_audit_days }: Pick<Config, "keep_dead_letters_days" | "keep_audit_days">,
  told: (forgotten: Forgotten) => void = () => undefined,
): AnyJobHandler {
  const handler = job({
    kind,
    payload: Type.Object({}),
    async handle(_, { engines, now, signal }) {
      const now_ms = now().getTime();
      // Before the work, so that a night that fails is not the last.
      await planRetention(engines, new Date((Math.floor(now_ms / day_ms) + 1) * day_ms + hour_ms));
      const since = (days: number) => new Date(now_ms - days * day_ms);
      await forgetTouches(engines, since(1));
      const dead_letters =
        keep_dead_letters_days === 0
          ? 0
          : await forgetClosedLetters(engines, since(keep_dead_letters_days), { signal, timeout_ms: 3_600_000 });
      const audit = keep_audit_days === 0 ? 0 : await forgetDeeds(engines.postgres, since(keep_audit_days));
      if (dead_letters + audit > 0) told({ dead_letters, audit });
    },
  });
  return handler;
}
