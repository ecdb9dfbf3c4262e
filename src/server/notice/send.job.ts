// The job that sends one notice to one address, at least once: it is tried again until the other side has it.
import { NoticeSending, noticeJob } from "#contract";
import { type AnyJobHandler, job } from "#storage";
import { addressOf, type Config } from "../config.ts";
import { signingKey } from "./key.ts";
import { sendLetter } from "./mail.ts";
import { findNotice, letterId } from "./notice.ts";
import { wordsOf } from "./text.ts";
import { callWebhook } from "./webhook.ts";

/** The job; how mails are sent is read from this process's settings. */
export function sendJob(config: Config): AnyJobHandler {
  const handler = job({
    kind: noticeJob,
    payload: NoticeSending,
    async handle({ notice_id, by, to }, { engines, now, signal }) {
      const notice = await findNotice(engines.postgres, notice_id);
      if (notice === undefined) return;
      if (by === "email")
        return await sendLetter(config, { id: letterId(notice_id, to), to, ...wordsOf(notice, addressOf(config)) });
      const { secret } = await signingKey(engines.postgres, now());
      await callWebhook(engines, { url: to, secret, notice, now: now(), signal });
    },
  });
  return handler;
}
