// What people settled, as labels: for estimating a model, and for judging thresholds.
import type { MatchModel, MatchQuality, MatchSettings, PairLevel } from "#contract";
import type { Engines } from "#storage";
import { probabilityOf } from "../match/score.ts";
import { type Label, qualityAt, qualityCurve } from "../review/quality.ts";
import { activeModel } from "./model.ts";
import { matchingSettings } from "./settings.ts";

/** A pair that people settled. Only how its records compare is known: merged records are not two any more. */
interface Settled {
  readonly levels: readonly PairLevel[];
  readonly probability: number;
  readonly same: boolean;
}

async function settledPairs(engines: Engines): Promise<Settled[]> {
  const rows = await engines.postgres.guarded("listen.matching.labels", (db) =>
    db
      .selectFrom("match_pair")
      .select(["levels", "probability", "state"])
      // A merge that a limit forbids is an answer all the same.
      .where("state", "in", ["same", "apart", "refused"])
      // What a run merged by itself teaches it nothing.
      .where((eb) =>
        eb.exists(eb.selectFrom("match_answer").whereRef("pair_id", "=", "match_pair.id").select("pair_id")),
      )
      .execute(),
  );
  return rows.map(({ state, ...row }) => ({ ...row, same: state !== "apart" }));
}

/** Pairs that people settled. */
export async function labelCount(engines: Engines): Promise<number> {
  return (await settledPairs(engines)).length;
}

/** A pair's packed comparison vector under these comparisons; undefined when it was compared otherwise. */
function packedUnder(settings: MatchSettings, levels: readonly PairLevel[]): string | undefined {
  if (levels.length !== settings.comparisons.length) return undefined;
  let packed = 0n;
  for (const [at, comparison] of settings.comparisons.entries()) {
    const found = levels[at];
    if (found?.comparison !== comparison.name) return undefined;
    if (found.level === null) continue;
    const label = comparison.levels[found.level]?.label;
    if (found.level > comparison.levels.length || (label !== undefined && label !== found.label)) return undefined;
    packed |= BigInt(found.level + 1) << BigInt(4 * at);
  }
  return packed.toString();
}

/** Answers by comparison vector, as the estimate takes them. */
export async function answersFor(
  engines: Engines,
  settings: MatchSettings,
): Promise<Map<string, { same: number; different: number }>> {
  const answers = new Map<string, { same: number; different: number }>();
  for (const { levels, same } of await settledPairs(engines)) {
    const pattern = packedUnder(settings, levels);
    if (pattern === undefined) continue;
    const before = answers.get(pattern) ?? { same: 0, different: 0 };
    answers.set(pattern, { same: before.same + Number(same), different: before.different + Number(!same) });
  }
  return answers;
}

/** The probability of a settled pair under a model; the one of its run when the model compares otherwise. */
function probabilityUnder(model: MatchModel | undefined, { levels, probability }: Settled): number {
  if (model === undefined || packedUnder(model.settings, levels) === undefined) return probability;
  const weights = levels.map(
    ({ level, term_frequency_weight }, at) =>
      (level === null ? 0 : (model.comparisons[at]?.levels[level]?.weight ?? 0)) + term_frequency_weight,
  );
  return probabilityOf(weights.reduce((sum, weight) => sum + weight, model.prior_weight));
}

const usual = [0.999, 0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5];

/** How good thresholds are among the pairs that people settled, as the active model scores them now. */
export async function matchQuality(engines: Engines): Promise<MatchQuality> {
  const [settled, active, { upper, lower }] = await Promise.all([
    settledPairs(engines),
    activeModel(engines),
    matchingSettings(engines),
  ]);
  const labels: Label[] = settled.map((pair) => ({
    same: pair.same,
    probability: probabilityUnder(active?.model, pair),
  }));
  const same = labels.filter((label) => label.same).length;
  const thresholds = [...new Set([...usual, upper, lower])].sort((a, b) => b - a);
  return {
    same,
    apart: labels.length - same,
    curve: qualityCurve(labels),
    table: thresholds.map((threshold) => qualityAt(labels, threshold)),
    upper,
    lower,
  };
}
