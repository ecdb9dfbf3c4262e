// Jobs of people's rights: a copy, an erasure, and the end of a copy's time.
import { Type } from "typebox";
import { ProblemError } from "#contract";
import { type Engines, enqueue, job } from "#storage";
import { copy_days, removeCopy, runCopy } from "./copy.ts";
import { runErasure } from "./erase.ts";
import { changeRequest, findRequest, rightsKind } from "./request.ts";

const day_ms = 86_400_000;
const expiryKind = "rights_expiry";

async function planExpiry(engines: Engines, request_id: number, now: Date): Promise<void> {
  const run_at = new Date(now.getTime() + copy_days * day_ms);
  const key = `rights_expiry:${request_id}`;
  await engines.postgres.guarded("listen.rights.plan_expiry", (db) =>
    enqueue(db, { kind: expiryKind, key, payload: { request_id }, run_at }),
  );
}

/** Runs a request to its end. It survives the death of its worker: what was done stays done, and the rest follows. */
export const rightsJob = job({
  kind: rightsKind,
  payload: Type.Object({ request_id: Type.Integer() }),
  handle: async ({ request_id }, context) => {
    const { engines, now, last } = context;
    try {
      const { kind } = await findRequest(engines, request_id);
      if (kind === "access") {
        await runCopy(request_id, context);
        await planExpiry(engines, request_id, now());
      } else await runErasure(request_id, context);
    } catch (fault) {
      const error = fault instanceof Error ? fault.message.slice(0, 500) : "unknown";
      if (last) await changeRequest(engines, request_id, { state: "failed", error, ended_at: now() });
      // Trying again is the answer to all that can go wrong here: engines that are away, rows that come in meanwhile.
      throw fault instanceof ProblemError ? new Error(fault.message, { cause: fault }) : fault;
    }
  },
});

/** Removes a copy whose time is over. */
export const rightsExpiryJob = job({
  kind: expiryKind,
  payload: Type.Object({ request_id: Type.Integer() }),
  handle: async ({ request_id }, { engines, data_dir, now }) => {
    const { file, expires_at } = await findRequest(engines, request_id);
    if (file === null || (expires_at !== null && expires_at > now())) return;
    await removeCopy(data_dir, file);
    await changeRequest(engines, request_id, { file: null, expires_at: null });
  },
});

export const rightsJobs = [rightsJob, rightsExpiryJob];
