// From counted comparison vectors to a model: where EM begins, and the model that it ends with.
import type { ComparisonParameters, MatchModel, MatchSettings } from "#contract";
import type { Compared } from "./compare.ts";
import { type CountedPattern, type EmResult, type EmStart, estimateByEm } from "./em.ts";

const iterations = 500;
const tolerance = 1e-5;
/** Of the same person's pairs, how many are expected at the first level before anything is known. */
const first_m = 0.8;
const last_m = 0.08;
/** A comparison in which more of the same persons differ than this is no help, and a sign of another kind of pairs. */
const most_other = 0.4;

/** A start of m: most at the first level, some at "all other", the levels between share the rest, falling. */
function startOfM(levels: number): number[] {
  const between = levels - 2;
  const rest = 1 - first_m - last_m;
  const falling = Array.from({ length: Math.max(between, 0) }, (_, at) => 2 ** (between - at - 1));
  const sum = falling.reduce((total, one) => total + one, 0);
  return between <= 0 ? [1 - last_m, last_m] : [first_m, ...falling.map((one) => (rest * one) / sum), last_m];
}

const total = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0);

/** Shares of the levels among all pairs. */
function levelShares(patterns: readonly CountedPattern[], settings: MatchSettings, prior: number): number[][] {
  const rows = settings.comparisons.map(({ levels }) => Array.from({ length: levels.length + 1 }, () => prior));
  for (const { levels, pairs_by_rule, strangers } of patterns) {
    const pairs = total(pairs_by_rule);
    levels.forEach((level, at) => {
      const row = rows[at];
      if (level > 0 && row) row[level - 1] = (row[level - 1] ?? 0) + pairs + strangers;
    });
  }
  return rows.map((row) => {
    const sum = row.reduce((total, one) => total + one, 0);
    return row.map((one) => one / sum);
  });
}

/** Half of what one random pair stands for: a level that the sample has not seen is rarer than that, but not nothing. */
function halfPair({ possible_pairs, pairs, sampled_pairs }: Compared): number {
  return sampled_pairs > 0 ? Math.max(0.5, ((possible_pairs - pairs) / sampled_pairs) * 0.5) : 0.5;
}

function start(compared: Compared, patterns: readonly CountedPattern[], prior_u: number): EmStart {
  const { settings, possible_pairs, pairs, records } = compared;
  const match_share = Math.max(Math.min(records / 4, pairs / 10), 1) / Math.max(possible_pairs, 2);
  return {
    match_share: Math.min(match_share, 0.5),
    m: settings.comparisons.map(({ levels }) => startOfM(levels.length + 1)),
    u: levelShares(patterns, settings, prior_u),
  };
}

/**
 * Estimates a model from the compared pairs: u begins as the shares among random pairs, m and the share of matches
 * are found by EM. `answers` are people's: for a vector, how many pairs they called the same and different.
 */
export function estimate(
  compared: Compared,
  answers: ReadonlyMap<string, { readonly same: number; readonly different: number }> = new Map(),
): { readonly model: MatchModel; readonly em: EmResult } {
  const patterns = compared.patterns.map((each) => ({ ...each, ...answers.get(each.pattern) }));
  const prior_u = halfPair(compared);
  const options = { start: start(compared, patterns, prior_u), iterations, tolerance, prior_m: 1, prior_u, most_other };
  const em = estimateByEm(patterns, options);
  const labels = [...answers.values()].reduce((sum, { same, different }) => sum + same + different, 0);
  return { model: modelOf(compared, em, labels), em };
}

function modelOf(compared: Compared, em: EmResult, labels: number): MatchModel {
  const { settings, patterns } = compared;
  return {
    version: 1,
    settings,
    match_share: em.match_share,
    prior_weight: Math.log2(em.match_share / (1 - em.match_share)),
    comparisons: settings.comparisons.map((_, at) => parametersOf(compared, em, at)),
    training: {
      records: compared.records,
      pairs: compared.pairs,
      sampled_pairs: compared.sampled_pairs,
      patterns: patterns.length,
      iterations: em.iterations,
      log_likelihood: em.log_likelihoods.at(-1) ?? 0,
      converged: em.converged,
      labels,
    },
  };
}

function parametersOf({ settings, patterns, pairs }: Compared, em: EmResult, at: number): ComparisonParameters {
  const comparison = settings.comparisons[at];
  const labels = [...(comparison?.levels ?? []).map((level) => level), { label: "all other" }];
  const missing = patterns.reduce((sum, each) => sum + (each.levels[at] === 0 ? total(each.pairs_by_rule) : 0), 0);
  return {
    name: comparison?.name ?? "",
    levels: labels.map((level, index) => {
      const m = em.m[at]?.[index] ?? 1;
      const u = em.u[at]?.[index] ?? 1;
      const term_frequency = "term_frequency" in level && level.term_frequency !== undefined;
      return { label: level.label, m, u, weight: Math.log2(m / u), term_frequency };
    }),
    missing_share: pairs > 0 ? missing / pairs : 0,
  };
}
