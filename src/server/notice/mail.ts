// Sends e-mails through the server of KOMPAS_SMTP_URL.
import { createTransport } from "nodemailer";
import { ProblemError } from "#contract";
import type { Config } from "../config.ts";

/** An e-mail, of plain text or of that and HTML. `id` is the same when it is sent again, so that mailboxes can tell a double. */
export interface Letter {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** Where one click of a mail program ends such e-mails (RFC 8058): the address takes a POST. */
  readonly stop_url?: string | undefined;
}

const timeout_ms = 20_000;

function isRefusal(fault: unknown): fault is Error & { responseCode: number } {
  if (!(fault instanceof Error) || !("responseCode" in fault)) return false;
  const { responseCode } = fault;
  return typeof responseCode === "number" && responseCode >= 500;
}

/**
 * Hands a letter to the mail server.
 * @throws {ProblemError} where another try would end the same: no server is set, or it refuses for good (5xx)
 * @throws {Error} where another try may help
 */
export async function sendLetter({ smtp_url, mail_from }: Pick<Config, "smtp_url" | "mail_from">, letter: Letter) {
  if (smtp_url === undefined)
    throw new ProblemError(422, "no_mail_server", "No mail server is set: KOMPAS_SMTP_URL names one.");
  const transport = createTransport({
    url: smtp_url,
    connectionTimeout: timeout_ms,
    greetingTimeout: timeout_ms,
    socketTimeout: timeout_ms,
  });
  const { id, to, subject, text, html, stop_url } = letter;
  const headers =
    stop_url === undefined
      ? {}
      : { "List-Unsubscribe": `<${stop_url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
  try {
    const content = { subject, text, headers, ...(html === undefined ? {} : { html }) };
    await transport.sendMail({ from: mail_from, to, ...content, messageId: `<${id}@kompas>` });
  } catch (fault) {
    if (isRefusal(fault)) throw new ProblemError(422, "mail_refused", `The mail server refuses: ${fault.message}`);
    throw fault;
  } finally {
    transport.close();
  }
}
