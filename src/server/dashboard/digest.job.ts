// The jobs of dashboards' e-mails: one looks each quarter of an hour what is due, one sends to one recipient.
import { createHash } from "node:crypto";
import { Type } from "typebox";
import { dashboardAnswers, readDashboard } from "#analyze";
import type { Context, DigestLanguage } from "#contract";
import { type AnyJobHandler, type Engines, enqueue, job } from "#storage";
import { publicCaller } from "../caller.ts";
import { addressOf, type Config } from "../config.ts";
import { sendLetter } from "../notice/mail.ts";
import { readSettings } from "../workspace.ts";
import { digestJob, planDue, stopToken } from "./digest.ts";
import { letterOf } from "./letter.ts";

const kind = "digest.plan";
/** Zones are ahead of UTC by quarters of an hour. */
const every_ms = 900_000;

/** Asks for a look; one each quarter of an hour is planned, however many processes ask. */
export async function planDigests({ postgres }: Engines, run_at: Date): Promise<void> {
  const key = String(Math.floor(run_at.getTime() / every_ms));
  await postgres.guarded("server.digest.plan", (db) => enqueue(db, { kind, key, payload: {}, run_at }));
}

const planJob: AnyJobHandler = job({
  kind,
  payload: Type.Object({}),
  async handle(_, { engines, now }) {
    // Before the work, so that one that fails is not the last.
    await planDigests(engines, new Date((Math.floor(now().getTime() / every_ms) + 1) * every_ms));
    await planDue({ engines, settings: await readSettings(engines.postgres), now });
  },
});

/** Whom an e-mail goes to, in what language, and how that person stops it. */
interface Recipient {
  readonly id: string;
  readonly to: string;
  readonly language: DigestLanguage;
  readonly stop_url?: string;
}

/**
 * Sends a dashboard's numbers, as the public may see them: an e-mail is passed on.
 * @throws {ProblemError} 404 unknown_dashboard, 422 no_mail_server, mail_refused
 */
export async function sendDashboard(
  config: Config,
  context: Context<Engines>,
  dashboard_id: number,
  { id, to, language, stop_url }: Recipient,
): Promise<void> {
  const dashboard = await readDashboard(context.engines, dashboard_id, undefined);
  const answers = await dashboardAnswers({ ...context, caller: publicCaller }, dashboard);
  const url = `${addressOf(config)}/dashboards/${dashboard_id}`;
  await sendLetter(config, { id, to, stop_url, ...letterOf({ dashboard, answers, language, url, stop_url }) });
}

const Sending = Type.Object({ digest_id: Type.Integer(), due: Type.String(), to: Type.String() });

function sendJob(config: Config): AnyJobHandler {
  const handler = job({
    kind: digestJob,
    payload: Sending,
    async handle({ digest_id, due, to }, { engines, data_dir, now, signal }) {
      const digest = await engines.postgres.guarded("server.digest.find", (db) =>
        db
          .selectFrom("dashboard_digest")
          .select(["dashboard_id", "emails", "language", "secret"])
          .where("id", "=", digest_id)
          .executeTakeFirst(),
      );
      // Deleted or stopped meanwhile.
      if (!digest?.emails.includes(to)) return;
      const settings = await readSettings(engines.postgres);
      const token = stopToken(digest_id, digest.secret, to);
      // The same when it is sent again, so that mailboxes can tell a double.
      const id = createHash("sha256").update(`${digest_id} ${due} ${to}`).digest("hex").slice(0, 32);
      await sendDashboard(config, { engines, settings, data_dir, now, signal }, digest.dashboard_id, {
        id: `digest-${id}`,
        to,
        language: digest.language,
        stop_url: `${addressOf(config)}/unsubscribe/${token}`,
      });
    },
  });
  return handler;
}

/** The jobs; how e-mails are sent is read from this process's settings. */
export const digestJobs = (config: Config): readonly AnyJobHandler[] => [planJob, sendJob(config)];
