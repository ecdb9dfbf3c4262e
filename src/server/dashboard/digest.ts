// E-mails of dashboards on a schedule: kept in PostgreSQL, one of each due moment, stopped by whoever gets them.
import { createHmac } from "node:crypto";
import { ownDashboard } from "#analyze";
import { type Caller, type Digest, type DigestDraft, ProblemError, type Settings } from "#contract";
import { type Engines, enqueue } from "#storage";
import { sameSecret } from "../guard.ts";
import { randomSecret } from "../user/secret.ts";
import { lastDue, nextDue } from "./schedule.ts";

/** The name of the job that sends one e-mail. */
export const digestJob = "digest.send";
/** Tries of one e-mail: some eight hours of them. */
const attempts_max = 20;

const columns = ["id", "every", "day", "hour", "emails", "language", "created_by", "created_at", "sent_for"] as const;

interface Row extends Omit<DigestDraft, "emails"> {
  readonly id: number;
  readonly emails: string[];
  readonly created_by: string;
  readonly created_at: Date;
  readonly sent_for: Date | null;
}

/** Who asks for e-mails of a dashboard, and when. */
export interface Asking {
  readonly engines: Engines;
  readonly settings: Settings;
  readonly now: () => Date;
  readonly caller?: Caller;
}

function shown({ created_at, sent_for, ...row }: Row, { settings, now }: Asking): Digest {
  return {
    ...row,
    created_at: created_at.toISOString(),
    sent_for: sent_for?.toISOString() ?? null,
    next_at: nextDue(row, settings.time_zone, now()).toISOString(),
  };
}

/** @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner */
export async function listDigests(asking: Asking, dashboard: number): Promise<Digest[]> {
  await ownDashboard(asking.engines, dashboard, asking.caller);
  const rows = await asking.engines.postgres.guarded("server.digest.list", (db) =>
    db.selectFrom("dashboard_digest").select(columns).where("dashboard_id", "=", dashboard).orderBy("id").execute(),
  );
  return rows.map((row) => shown(row, asking));
}

/** @throws {ProblemError} 404 unknown_dashboard, 403 not_the_owner, 422 bad_day */
export async function addDigest(asking: Asking, dashboard: number, draft: DigestDraft): Promise<Digest> {
  const { engines, caller, now } = asking;
  await ownDashboard(engines, dashboard, caller);
  if (draft.every === "week" && draft.day > 7)
    throw new ProblemError(422, "bad_day", "A week has the days 1 (Monday) to 7 (Sunday).", "day");
  const emails = [...new Set(draft.emails.map((email) => email.trim().toLowerCase()))];
  const values = {
    ...draft,
    emails,
    dashboard_id: dashboard,
    secret: randomSecret(),
    created_by: caller?.name ?? "",
    created_at: now(),
    sent_for: null,
  };
  const row = await engines.postgres.guarded("server.digest.add", (db) =>
    db.insertInto("dashboard_digest").values(values).returning(columns).executeTakeFirstOrThrow(),
  );
  return shown(row, asking);
}

/** @throws {ProblemError} 404 unknown_dashboard, unknown_digest, 403 not_the_owner */
export async function removeDigest({ engines, caller }: Asking, dashboard: number, id: number): Promise<void> {
  await ownDashboard(engines, dashboard, caller);
  const removed = await engines.postgres.guarded("server.digest.remove", (db) =>
    db.deleteFrom("dashboard_digest").where("id", "=", id).where("dashboard_id", "=", dashboard).executeTakeFirst(),
  );
  if (Number(removed.numDeletedRows) === 0)
    throw new ProblemError(404, "unknown_digest", `This dashboard has no e-mails ${id}.`, "digest");
}

/** What one recipient stops the e-mails by. */
export function stopToken(id: number, secret: string, email: string): string {
  return `${id}-${createHmac("sha256", secret).update(email).digest("base64url")}`;
}

/** Sends one recipient no more. @throws {ProblemError} 404 link_invalid */
export async function stopDigest({ postgres }: Engines, token: string): Promise<void> {
  const [, id = "0"] = /^(\d{1,15})-[\w-]{43}$/.exec(token) ?? [];
  await postgres.guarded("server.digest.stop", (db) =>
    db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("dashboard_digest")
        .select(["id", "secret", "emails"])
        .where("id", "=", Number(id))
        .forUpdate()
        .executeTakeFirst();
      const email = row?.emails.find((each) => sameSecret(token, stopToken(row.id, row.secret, each)));
      if (!row || email === undefined)
        throw new ProblemError(404, "link_invalid", "These e-mails have ended already, or the link is not whole.");
      await transaction
        .updateTable("dashboard_digest")
        .set({ emails: row.emails.filter((each) => each !== email) })
        .where("id", "=", row.id)
        .execute();
    }),
  );
}

/**
 * Asks for the e-mails of all due moments that nobody has seen to. Of several that were missed the last is sent; of
 * several processes that ask at one time one does it, since the moment and the jobs are noted in one transaction.
 */
export async function planDue({ engines, settings, now }: Asking): Promise<void> {
  const at = now();
  await engines.postgres.guarded("server.digest.due", async (db) => {
    const rows = await db.selectFrom("dashboard_digest").select(columns).execute();
    for (const row of rows) {
      const due = lastDue(row, settings.time_zone, at);
      // What was due before there was anybody to ask for it is not missed.
      if (due <= row.created_at || (row.sent_for !== null && due <= row.sent_for)) continue;
      await db.transaction().execute(async (transaction) => {
        const noted = await transaction
          .updateTable("dashboard_digest")
          .set({ sent_for: due })
          .where("id", "=", row.id)
          .where((where) => where.or([where("sent_for", "is", null), where("sent_for", "<", due)]))
          .returning("emails")
          .executeTakeFirst();
        for (const to of noted?.emails ?? []) {
          const payload = { digest_id: row.id, due: due.toISOString(), to };
          const key = `${row.id}:${payload.due}:${to}`;
          await enqueue(transaction, { kind: digestJob, key, payload, run_at: at, attempts_max });
        }
      });
    }
  });
}
