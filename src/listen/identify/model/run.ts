// One matching run from beginning to end: customers as records, compared, scored, queued, and merged where the workspace
// says so.
import { type MatchFound, type MatchModel, type MatchStep, ProblemError } from "#contract";
import { type Engines, StorageError } from "#storage";
import { type Compared, compare } from "../match/compare.ts";
import { estimate } from "../match/estimate.ts";
import { unpack } from "../match/pattern.sql.ts";
import { completeSettings } from "../match/plan.ts";
import { type Cleaned, clean, prepare } from "../match/prepare.ts";
import { guessFields } from "../match/role.ts";
import { score } from "../match/score.ts";
import { settleAllSame, settleWaiting } from "../review/answer.ts";
import { notKeptApart } from "./apart.ts";
import { answersFor } from "./label.ts";
import { activeModel, saveModel } from "./model.ts";
import { countPairs, foundPairs, queuePairs, surePairs, unchained, waitingCount } from "./pairs.ts";
import { customerRecords, recordColumns } from "./record.sql.ts";
import { endRun, findRun, isCancelled, noteRun, optionsOf } from "./run-record.ts";
import { matchingSettings } from "./settings.ts";

export interface RunContext {
  readonly engines: Engines;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** No further try follows this one. */
  readonly last: boolean;
}

/** Somebody cancelled the run. */
class Cancelled extends Error {}

const poll_ms = 500;
/** Sure pairs that become one person under one lock: what is collected meanwhile waits. */
const merged_at_once = 200;

/** How much of a run is done when a step begins. */
const begins: Readonly<Record<MatchStep, number>> = {
  records: 0,
  compare: 0.1,
  estimate: 0.6,
  score: 0.7,
  queue: 0.85,
  merge: 0.9,
};

interface Work extends RunContext {
  readonly id: number;
  /** Notes what is done now. @throws Cancelled */
  readonly at: (step: MatchStep, share?: number) => Promise<void>;
}

/** Records and the settings by which they are compared, ready to be compared. */
async function prepared(work: Work, model: MatchModel | undefined) {
  const { engines, signal, id } = work;
  const options = { ...(await optionsOf(engines, id)), ...model?.settings };
  const columns = await recordColumns(engines.clickhouse, {}, { signal });
  const fields =
    options.fields ??
    guessFields(
      columns.map(({ name, sample }) => ({ name, values: sample })),
      [],
    );
  if (fields.length === 0) {
    const message =
      "No trait or identifier that tells persons apart has come yet: names, birthdays, addresses, e-mails, phones";
    throw new ProblemError(422, "nothing_to_compare", message);
  }
  const names = [...new Set(fields.flatMap((field) => field.columns))];
  const cleaned: Cleaned = await clean(engines.clickhouse, [customerRecords(names)], fields, { signal });
  try {
    return await prepare(cleaned, await completeSettings(cleaned, options));
  } catch (fault) {
    await cleaned.scratch.drop();
    throw fault;
  }
}

/** Candidate pairs with the vectors that people answered, also those whose records are one by now. */
function withAnswered(compared: Compared, answered: ReadonlyMap<string, unknown>): Compared {
  const known = new Set(compared.patterns.map(({ pattern }) => pattern));
  const { comparisons, blocking } = compared.settings;
  const nothing = { pairs_by_rule: blocking.map(() => 0), strangers: 0, same: 0, different: 0 };
  const more = [...answered.keys()]
    .filter((pattern) => !known.has(pattern))
    .map((pattern) => ({ ...nothing, pattern, levels: unpack(pattern, comparisons.length) }));
  return { ...compared, patterns: [...compared.patterns, ...more] };
}

async function merge(work: Work, upper: number, least_density: number) {
  const { engines, id, now } = work;
  const sure = await surePairs(engines, id, upper);
  const pairs = unchained(sure, least_density);
  const by = { name: "", note: `matching run ${id}`, reason: "match" };
  const did = { merged: 0, refused: 0, guarded: sure.length - pairs.length };
  for (let from = 0; from < pairs.length; from += merged_at_once) {
    await work.at("merge", from / pairs.length);
    const { merged, refused } = await settleAllSame(engines, pairs.slice(from, from + merged_at_once), by, now());
    did.merged += merged;
    did.refused += refused;
  }
  return did;
}

async function match(work: Work): Promise<MatchFound> {
  const { engines, id, now } = work;
  const settings = await matchingSettings(engines);
  const { upper, lower } = settings;
  const [asked, active] = await Promise.all([findRun(engines, id), activeModel(engines)]);
  const old = asked.estimate ? undefined : active;
  await work.at("records");
  await noteRun(engines, id, { upper, lower, started_at: now(), estimate: old === undefined });
  const ready = await prepared(work, old?.model);
  try {
    await work.at("compare");
    const compared = await compare(ready, (share) => void work.at("compare", share).catch(() => undefined));
    await work.at("estimate");
    const answers = await answersFor(engines, ready.settings);
    const model = old?.model ?? estimate(withAnswered(compared, answers), answers).model;
    const model_id = old?.id ?? (await saveModel(engines, model, asked.asked_by, now()));
    await noteRun(engines, id, { model_id });
    await work.at("score");
    const terms = await score(ready, model, lower);
    const counted = await countPairs(ready, upper, lower);
    const pairs = await foundPairs(ready, model, terms, lower);
    await work.at("queue");
    await queuePairs(engines, await notKeptApart(engines, pairs), { run_id: id, model_id, now: now() });
    await settleWaiting(engines, now());
    const { least_density } = ready.settings.clusters;
    const did = settings.merge_sure ? await merge(work, upper, least_density) : { merged: 0, refused: 0, guarded: 0 };
    const queued = await waitingCount(engines);
    return { records: ready.records, compared: compared.pairs, ...counted, queued, ...did };
  } finally {
    await ready.scratch.drop();
  }
}

/** Hears that somebody cancelled, also while one statement works for long. */
function watched(id: number, context: RunContext): Work & { readonly stop: () => Promise<void> } {
  const { engines } = context;
  const cancel = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    if (await isCancelled(engines, id)) cancel.abort(new Cancelled("cancelled"));
  };
  // A look that fails (an engine is away for a moment) is made up for by the next one.
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined);
  }, poll_ms);
  const steps = Object.values(begins);
  return {
    ...context,
    id,
    signal: AbortSignal.any([context.signal, cancel.signal]),
    async at(step, share = 0) {
      const begin = begins[step];
      const end = steps.find((each) => each > begin) ?? 1;
      context.signal.throwIfAborted();
      if (!(await noteRun(engines, id, { step, share: begin + (end - begin) * share })))
        throw new Cancelled("cancelled");
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Does a run. Returns when it has ended, well or not; throws when it should be tried again. */
export async function runMatching(id: number, context: RunContext): Promise<void> {
  const { engines, now, last } = context;
  const { state } = await findRun(engines, id);
  if (state !== "waiting" && state !== "running") return;
  const work = watched(id, context);
  try {
    await endRun(engines, id, { found: await match(work) }, now());
  } catch (fault) {
    if (fault instanceof Cancelled || (await isCancelled(engines, id))) return;
    const away = fault instanceof StorageError && fault.code === "engine_unavailable";
    if (context.signal.aborted || (away && !last)) throw fault;
    await endRun(engines, id, { error: explain(fault) }, now());
  } finally {
    await work.stop();
  }
}

function explain(fault: unknown): string {
  if (fault instanceof ProblemError) return fault.message;
  // The engine's own words may hold values of people: its code alone is told.
  if (fault instanceof StorageError) return `The engine refused the run: ${fault.code} in ${fault.query}`;
  return fault instanceof Error ? fault.message : "Something went wrong";
}
