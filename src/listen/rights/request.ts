// Requests as rows: recorded, listed, taken up, ended.
import type { Selectable } from "kysely";
import { Type } from "typebox";
import { Value } from "typebox/value";
import {
  type Caller,
  Certificate,
  type ErasurePolicy,
  type Masker,
  ProblemError,
  ReportLanguage,
  type RightsAsk,
  type RightsRequest,
} from "#contract";
import { type Database, type Engines, enqueue } from "#storage";
import { type Subject, subjectHash, subjectOf } from "./person.ts";

export type RequestRow = Selectable<Database["rights_request"]>;

const day_ms = 86_400_000;
/** Article 12(3) of the GDPR gives a month. */
const answer_days = 30;

const SubjectShape = Type.Object({
  kind: Type.String(),
  value: Type.String(),
  customer_id: Type.Union([Type.String(), Type.Null()]),
});

/** Whom a request is about; undefined when that was erased. */
export function subjectIn(row: RequestRow): Subject | undefined {
  return Value.Check(SubjectShape, row.subject) ? row.subject : undefined;
}

/** The certificate of a request, when it has one. */
export function certificateIn(row: RequestRow): Certificate | undefined {
  return Value.Check(Certificate, row.certificate) ? row.certificate : undefined;
}

/** The row of a request; 404 when there is none. */
export async function findRequest(engines: Engines, id: number): Promise<RequestRow> {
  const row = await engines.postgres.guarded("listen.rights.find", (db) =>
    db.selectFrom("rights_request").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw new ProblemError(404, "not_found", `There is no request ${id}`);
  return row;
}

/** Changes a request. */
export async function changeRequest(
  engines: Engines,
  id: number,
  change: Partial<
    Pick<RequestRow, "state" | "run_by" | "step" | "done" | "total" | "file" | "expires_at" | "error" | "ended_at">
  > & {
    readonly subject?: null;
    readonly work?: object;
    readonly certificate?: Certificate;
  },
): Promise<void> {
  const { work, certificate, ...rest } = change;
  const set = {
    ...rest,
    ...(work === undefined ? {} : { work: JSON.stringify(work) }),
    ...(certificate === undefined ? {} : { certificate: JSON.stringify(certificate) }),
  };
  await engines.postgres.guarded("listen.rights.change", (db) =>
    db.updateTable("rights_request").set(set).where("id", "=", id).execute(),
  );
}

/** A request as the API shows it. */
export function shownRequest(row: RequestRow, masker: Masker, now: Date): RightsRequest {
  const subject = subjectIn(row);
  const over = row.state === "done" || row.state === "refused";
  const held = row.file !== null && row.expires_at !== null && row.expires_at > now;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    person: subject === undefined ? null : masker.identifier(subject.kind, subject.value),
    customer_id: subject?.customer_id ?? null,
    policy: row.policy,
    language: Value.Check(ReportLanguage, row.language) ? row.language : "en",
    asked_by: row.asked_by,
    received_at: row.received_at.toISOString(),
    due_at: row.due_at.toISOString(),
    overdue: !over && row.due_at < now,
    run_by: row.run_by,
    step: row.step,
    done: row.done,
    total: row.total,
    expires_at: held ? (row.expires_at?.toISOString() ?? null) : null,
    has_certificate: row.certificate !== null,
    error: row.error,
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

/** Records what a person asked for; it runs when somebody who may takes it up. */
export async function recordRequest(
  engines: Engines,
  ask: RightsAsk,
  policy: ErasurePolicy,
  by: { readonly caller: Caller | undefined; readonly now: Date },
): Promise<RequestRow> {
  const subject = await subjectOf(engines, ask.identifier, ask.customer_id);
  const received_at = ask.received_on === undefined ? by.now : new Date(`${ask.received_on}T00:00:00Z`);
  if (received_at > by.now) {
    throw new ProblemError(400, "bad_day", "A request cannot have come later than today", "received_on");
  }
  const subject_hash = await subjectHash(engines, subject.value);
  return await engines.postgres.guarded("listen.rights.record", (db) =>
    db
      .insertInto("rights_request")
      .values({
        kind: ask.kind,
        subject: JSON.stringify(subject),
        subject_hash,
        policy: ask.kind === "erasure" ? (ask.policy ?? policy) : null,
        language: ask.language ?? "en",
        asked_by: by.caller?.name ?? "",
        received_at,
        due_at: new Date(received_at.getTime() + answer_days * day_ms),
        created_at: by.now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Requests, the newest first. */
export async function listRequests(engines: Engines): Promise<RequestRow[]> {
  return await engines.postgres.guarded("listen.rights.list", (db) =>
    db.selectFrom("rights_request").selectAll().orderBy("id", "desc").limit(500).execute(),
  );
}

/** Requests that were made by an identifier, those of erased people too. */
export async function requestsBy(engines: Engines, value: string): Promise<number[]> {
  const hash = await subjectHash(engines, value);
  const rows = await engines.postgres.guarded("listen.rights.by", (db) =>
    db.selectFrom("rights_request").select("id").where("subject_hash", "=", hash).orderBy("id", "desc").execute(),
  );
  return rows.map(({ id }) => id);
}

/** Job of a request. */
export const rightsKind = "rights";

/**
 * Takes a request up: its job begins. `confirm` is the identifier, typed once more.
 * @throws {ProblemError} 422 not_confirmed; 409 not_open for one that runs or has ended
 */
export async function takeUp(engines: Engines, id: number, confirm: string, by: string): Promise<RequestRow> {
  const row = await findRequest(engines, id);
  const subject = subjectIn(row);
  if (subject === undefined || !["open", "failed"].includes(row.state)) {
    throw new ProblemError(409, "not_open", "This request is being worked on or has ended");
  }
  if (confirm.trim() !== subject.value) {
    throw new ProblemError(422, "not_confirmed", "Type the identifier exactly as the request has it", "confirm");
  }
  await engines.postgres.guarded("listen.rights.take_up", (db) =>
    db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("rights_request")
        .set({ state: "waiting", run_by: by, error: null, ended_at: null })
        .where("id", "=", id)
        .where("state", "in", ["open", "failed"])
        .execute();
      await enqueue(transaction, { kind: rightsKind, key: `rights:${id}`, payload: { request_id: id } });
    }),
  );
  return await findRequest(engines, id);
}

/** Refuses a request that was not taken up: whom it was about is forgotten. */
export async function refuseRequest(engines: Engines, id: number, by: string, now: Date): Promise<RequestRow> {
  const row = await findRequest(engines, id);
  if (!["open", "failed"].includes(row.state))
    throw new ProblemError(409, "not_open", "This request is being worked on or has ended");
  await changeRequest(engines, id, { state: "refused", subject: null, run_by: by, ended_at: now, error: null });
  return await findRequest(engines, id);
}

/** The workspace's policy of erasures. */
export async function readPolicy(engines: Engines): Promise<ErasurePolicy> {
  const { policy } = await engines.postgres.guarded("listen.rights.policy", (db) =>
    db.selectFrom("rights_setting").select("policy").executeTakeFirstOrThrow(),
  );
  return policy;
}

/** Sets the workspace's policy; requests that are recorded already keep theirs. */
export async function changePolicy(engines: Engines, policy: ErasurePolicy): Promise<void> {
  await engines.postgres.guarded("listen.rights.change_policy", (db) =>
    db.updateTable("rights_setting").set({ policy }).execute(),
  );
}
