// What runs a hook over a page of customers: the built-in ones by themselves, the HTTP ones by asking.
import type { HookTake, HttpHook } from "#contract";
import type { Engines, RunOptions } from "#storage";
import { allowed } from "./enrich.sql.ts";
import type { BuiltInHook, Tools } from "./hook/hook.ts";
import { answersOf, type KeptAnswer, keepAnswer } from "./http/answer.ts";
import { ask, type Caller } from "./http/call.ts";
import { mapAnswer } from "./http/map.ts";
import { answerKey, callOf, fieldsOf } from "./http/request.ts";
import type { Person } from "./person.ts";
import type { Given } from "./reconcile.ts";

/** What came of a page. `fault` is the last one; `stopped`: the rest of the page was not asked about. */
export interface Page {
  readonly given: readonly Given[];
  readonly waiting: number;
  readonly without_consent: number;
  readonly fault: { readonly code: string; readonly message: string } | null;
  readonly failures: number;
  readonly stopped: boolean;
}

/** A hook ready to be run. */
export interface Giver {
  readonly takes: readonly HookTake[];
  /** Customers of one page. */
  readonly page: number;
  give(people: readonly Person[], options: RunOptions): Promise<Page>;
}

/** A built-in hook: what it takes was told at a time, and so what it gives. */
export function builtInGiver(hook: BuiltInHook, tools: Tools): Giver {
  return {
    takes: hook.takes,
    page: 5_000,
    give: async (people) => ({
      given: people.map(({ stamp, told, at }) => ({ stamp, at, traits: hook.run(told, tools) })),
      waiting: 0,
      without_consent: 0,
      fault: null,
      failures: 0,
      stopped: false,
    }),
  };
}

/** How many calls may fail one after another before nobody is asked for a while. */
export const failures_most = 5;
const tries_most = 8;
const hour_ms = 3_600_000;

export interface HttpGiverOptions {
  readonly engines: Engines;
  readonly id: string;
  readonly hook: HttpHook;
  readonly secrets: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly now: () => Date;
  /** Calls that failed one after another up to now. */
  readonly failures: number;
}

async function mayBeAsked(
  { engines, hook, now }: HttpGiverOptions,
  people: readonly Person[],
  options: RunOptions,
): Promise<readonly Person[]> {
  const { purpose } = hook;
  if (purpose === null || people.length === 0) return people;
  const stamps = people.map(({ stamp }) => stamp);
  const rows = await allowed(
    engines.clickhouse,
    { stamps, purpose: purpose.id, channel: purpose.channel, at: now() },
    options,
  );
  const may = new Set(rows.map(({ stamp }) => stamp));
  return people.filter(({ stamp }) => may.has(stamp));
}

/** Asks about one customer and keeps the answer. */
async function askAbout(
  stamp: string,
  values: Readonly<Record<string, string>>,
  before: KeptAnswer | undefined,
  { engines, id, hook, secrets, caller, now }: HttpGiverOptions,
): Promise<{ answer: KeptAnswer; fault: Page["fault"] }> {
  const key = answerKey(hook, values);
  const call = callOf(hook, values, secrets);
  const outcome = call ? await ask(call, hook, caller) : ({ is: "nothing", status: 0 } as const);
  const asked_at = now();
  const keep = (hours: number) => new Date(asked_at.getTime() + hours * hour_ms);
  const about = { key, customer_id: stamp, asked_at };
  let fault: Page["fault"] = null;
  let answer: KeptAnswer;
  if (outcome.is === "fault") {
    const attempts = (before?.state === "failed" ? before.attempts : 0) + 1;
    const state = attempts < tries_most ? "failed" : "nothing";
    // A minute, then twice as long each time: 2 hours at the last.
    const expires_at = state === "failed" ? keep(2 ** (attempts - 1) / 60) : keep(hook.keep_nothing_hours);
    answer = { ...about, state, traits: {}, attempts, expires_at };
    fault = { code: outcome.code, message: outcome.message };
  } else {
    const mapped = outcome.is === "answer" ? await mapAnswer(hook.traits, outcome.body) : undefined;
    const [first] = mapped?.faults ?? [];
    // JSONata's own words may quote the answer, which is about a person.
    if (first) fault = { code: "bad_mapping", message: `The expression of ${first.trait} fails; try it on one value` };
    const traits = mapped?.traits ?? {};
    const state = Object.keys(traits).length > 0 ? "found" : "nothing";
    const hours = state === "found" ? hook.keep_hours : hook.keep_nothing_hours;
    answer = { ...about, state, traits, attempts: 0, expires_at: keep(hours) };
  }
  await keepAnswer(engines, id, answer);
  return { answer, fault };
}

/** Spaces calls evenly; no burst makes up for a pause. */
function pacer(calls_per_minute: number, { wait, signal }: Caller, now: () => Date): () => Promise<void> {
  const spacing_ms = 60_000 / calls_per_minute;
  let next_ms = 0;
  return async () => {
    const now_ms = now().getTime();
    const at_ms = Math.max(now_ms, next_ms);
    next_ms = at_ms + spacing_ms;
    if (at_ms > now_ms) await wait(at_ms - now_ms, signal);
  };
}

/** An HTTP hook: what was answered before and still holds is not asked again. */
export function httpGiver(options: HttpGiverOptions): Giver {
  const { engines, id, hook, caller, now } = options;
  const pace = pacer(hook.calls_per_minute, caller, now);
  let failures = options.failures;
  return {
    takes: hook.fields.map(({ from }) => from),
    page: 100,
    async give(people, run) {
      const questions = people.flatMap((person) => {
        const values = fieldsOf(hook.fields, person.told);
        return values ? [{ person, values, key: answerKey(hook, values) }] : [];
      });
      const may = new Set(
        await mayBeAsked(
          options,
          questions.map(({ person }) => person),
          run,
        ),
      );
      const kept = new Map(
        await answersOf(
          engines,
          id,
          questions.map(({ key }) => key),
        ),
      );
      const given: Given[] = [];
      const page = { given, waiting: 0, without_consent: questions.length - may.size };
      let fault: Page["fault"] = null;
      for (const { person, values, key } of questions) {
        if (!may.has(person)) continue;
        let answer = kept.get(key);
        if (!answer || answer.expires_at <= now()) {
          if (failures >= failures_most) return { ...page, fault, failures, stopped: true };
          await pace();
          const asked = await askAbout(person.stamp, values, answer, options);
          answer = asked.answer;
          kept.set(key, answer);
          fault = asked.fault ?? fault;
          failures = answer.state === "failed" ? failures + 1 : 0;
        }
        if (answer.state === "failed") page.waiting += 1;
        else given.push({ stamp: person.stamp, traits: answer.traits, at: answer.asked_at });
      }
      return { ...page, fault, failures, stopped: failures >= failures_most };
    },
  };
}
