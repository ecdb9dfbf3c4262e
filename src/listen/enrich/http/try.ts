// An HTTP hook tried on values that somebody writes: one call, nothing kept.
import { type HookTrialAnswer, type HttpHook, ProblemError } from "#contract";
import { ask, waitFor } from "./call.ts";
import type { Policy } from "./guard.ts";
import { mapAnswer } from "./map.ts";
import { callOf } from "./request.ts";

const shown_chars = 4_000;

/**
 * The answer and what it would become.
 * @throws {ProblemError} 422 value_missing, bad_value; 502 with the code of what went wrong
 */
export async function tryHttp(
  hook: HttpHook,
  secrets: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
  { policy, signal }: { readonly policy: Policy; readonly signal: AbortSignal },
): Promise<HookTrialAnswer> {
  const named = hook.fields.flatMap(({ name }) => (given[name] ? [[name, given[name]] as const] : []));
  const values = Object.fromEntries(named);
  const missing = hook.fields.find(({ name, required }) => required && values[name] === undefined);
  if (missing) throw new ProblemError(422, "value_missing", `The field ${missing.name} needs a value`, "values");
  const call = callOf(hook, values, secrets);
  if (!call) throw new ProblemError(422, "bad_value", "A value leads the URL to another path", "values");
  const outcome = await ask(call, { timeout_ms: hook.timeout_ms, retries: 0 }, { policy, signal, wait: waitFor });
  if (outcome.is === "fault") throw new ProblemError(502, outcome.code, outcome.message, "url");
  if (outcome.is === "nothing") return { traits: {}, answer: { status: outcome.status, body: "" }, faults: [] };
  const { traits, faults } = await mapAnswer(hook.traits, outcome.body);
  const answer = { status: outcome.status, body: outcome.body.slice(0, shown_chars) };
  return { traits: { ...traits }, answer, faults: [...faults] };
}
