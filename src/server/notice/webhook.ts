// Tells a notice to a webhook: signed, only to hosts that administrators listed, never into the private network.
import { createHmac } from "node:crypto";
import { type Notice, ProblemError } from "#contract";
import { calledHosts, checkUrl, openCall, policyOf } from "#listen";
import type { Engines } from "#storage";

const timeout_ms = 10_000;

/**
 * Refuses an address that must not be called; `field` is that of the request that holds it, `hosts` are those that are
 * listed, where that is not what stands.
 * @throws {ProblemError} 422 bad_url, host_not_listed, private_url
 */
export async function checkWebhook(
  engines: Engines,
  address: string,
  field = "webhook",
  hosts?: readonly string[],
): Promise<void> {
  if (!URL.canParse(address))
    throw new ProblemError(422, "bad_url", `"${address}" is no URL, like https://hooks.example.com/kompas.`, field);
  try {
    checkUrl(new URL(address), policyOf(hosts ?? (await calledHosts(engines))));
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    const mend = fault.code === "host_not_listed" ? "; an admin lists hosts on the page Enrichment" : "";
    throw new ProblemError(fault.status, fault.code, `${fault.message}${mend}.`, field);
  }
}

/**
 * The signature of a body: `t=<seconds>,v1=<hex>`, where v1 is the HMAC-SHA256 of "<seconds>.<body>" with the workspace's
 * key. Whoever checks it refuses what is older than some minutes, so that a recorded call cannot be sent again.
 */
export function signature(secret: string, body: string, at: Date): string {
  const time_s = Math.floor(at.getTime() / 1000);
  return `t=${time_s},v1=${createHmac("sha256", secret).update(`${time_s}.${body}`).digest("hex")}`;
}

/** A call to be made. */
export interface Telling {
  readonly url: string;
  readonly secret: string;
  readonly notice: Omit<Notice, "read">;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** A call with a body that is signed already. */
export interface SignedCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * Makes a call; returns when the other side has taken it.
 * @throws {ProblemError} where another try would end the same: an address that must not be called, an answer 4xx
 * @throws {Error} where another try may help
 */
export async function callOut(engines: Engines, { url, headers: own, body, signal }: SignedCall): Promise<void> {
  const headers = { ...own, "content-length": String(Buffer.byteLength(body)), "user-agent": "Kompas" };
  await checkWebhook(engines, url);
  const late = AbortSignal.any([AbortSignal.timeout(timeout_ms), signal]);
  const call = { url: new URL(url), headers, body };
  const response = await openCall(call, policyOf(await calledHosts(engines)), late);
  const status = response.statusCode ?? 0;
  response.destroy();
  if (status >= 200 && status < 300) return;
  const message = `${call.url.host} answers ${status}`;
  const helps_again = status === 408 || status === 425 || status === 429 || status >= 500;
  if (helps_again) throw new Error(message);
  throw new ProblemError(422, "webhook_refused", message, "webhook");
}

/**
 * Calls the webhook. The id in the body and in header `kompas-notice-id` is the same when a call is made again.
 * @throws as {@link callOut}
 */
export async function callWebhook(engines: Engines, { url, secret, notice, now, signal }: Telling): Promise<void> {
  const body = JSON.stringify(notice);
  const headers = {
    "content-type": "application/json",
    "kompas-notice-id": String(notice.id),
    "kompas-signature": signature(secret, body, now),
  };
  await callOut(engines, { url, headers, body, signal });
}
