// One question to an HTTP hook: asked again when that may help, answered with JSON, with nothing, or with a fault.
import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { ProblemError } from "#contract";
import { type Call, open, type Policy } from "./guard.ts";

/** What became of a call. `fault` says in words, without anything of the person, why there is no answer. */
export type Outcome =
  | { readonly is: "answer"; readonly status: number; readonly body: string }
  | { readonly is: "nothing"; readonly status: number }
  | { readonly is: "fault"; readonly code: string; readonly message: string; readonly helps_again: boolean };

export interface Caller {
  readonly policy: Policy;
  readonly signal: AbortSignal;
  /** Waits between two attempts; a test's own does not. */
  readonly wait: (time_ms: number, signal: AbortSignal) => Promise<void>;
}

/** Waits by the clock. */
export async function waitFor(time_ms: number, signal: AbortSignal): Promise<void> {
  await delay(time_ms, undefined, { signal });
}

const answer_bytes = 256 * 1024;
const backoff_ms = 500;
const longest_wait_ms = 15_000;

/** How long to wait before the attempt after `attempt`: what the other side asks for, else twice as long each time. */
function pause_ms(attempt: number, retry_after: string | undefined): number {
  const asked_ms = /^\d{1,6}$/.test(retry_after ?? "") ? Number(retry_after) * 1000 : 0;
  return Math.min(Math.max(asked_ms, backoff_ms * 2 ** (attempt - 1)), longest_wait_ms);
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    const piece = Buffer.from(chunk);
    bytes += piece.length;
    if (bytes > answer_bytes) throw new TooLong();
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString("utf8");
}

class TooLong extends Error {}

interface Attempt {
  readonly outcome: Outcome;
  readonly retry_after?: string | undefined;
}

function fault(code: string, message: string, helps_again: boolean): Attempt {
  return { outcome: { is: "fault", code, message, helps_again } };
}

async function readAnswer(response: IncomingMessage, host: string): Promise<Attempt> {
  const status = response.statusCode ?? 0;
  if (status === 200 || status === 201 || status === 203) {
    const body = await textOf(response);
    try {
      JSON.parse(body);
    } catch {
      return fault("not_json", `${host} does not answer with JSON`, false);
    }
    return { outcome: { is: "answer", status, body } };
  }
  response.destroy();
  if (status === 404 || status === 204 || status === 410) return { outcome: { is: "nothing", status } };
  if (status >= 300 && status < 400)
    return fault("redirected", `${host} redirects (${status}); give the address that it leads to`, false);
  const again = status === 429 || status === 408 || status >= 500;
  return { ...fault("refused", `${host} answers ${status}`, again), retry_after: response.headers["retry-after"] };
}

async function attemptCall(call: Call, timeout_ms: number, caller: Caller): Promise<Attempt> {
  const { host } = call.url;
  const late = AbortSignal.timeout(timeout_ms);
  try {
    const response = await open(call, caller.policy, AbortSignal.any([late, caller.signal]));
    return await readAnswer(response, host);
  } catch (thrown) {
    caller.signal.throwIfAborted();
    if (thrown instanceof ProblemError) return fault(thrown.code, thrown.message, false);
    if (thrown instanceof TooLong)
      return fault("too_long", `${host} answers more than ${answer_bytes / 1024} KB`, false);
    if (late.aborted) return fault("timeout", `${host} does not answer within ${timeout_ms} ms`, true);
    // The system's words name the address, not what was sent.
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unreachable";
    return fault("unreachable", `${host} cannot be reached: ${code}`, true);
  }
}

/** Asks, and asks again up to `retries` times where that may help. Throws only when `caller.signal` aborts. */
export async function ask(
  call: Call,
  limits: { timeout_ms: number; retries: number },
  caller: Caller,
): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    const { outcome, retry_after } = await attemptCall(call, limits.timeout_ms, caller);
    if (outcome.is !== "fault" || !outcome.helps_again || attempt > limits.retries) return outcome;
    await caller.wait(pause_ms(attempt, retry_after), caller.signal);
  }
}
