// From counted comparison vectors to a model: where EM begins, and the model that it ends with.
import type { Comparison, ComparisonParameters, MatchModel } from "#contract";
import type { Compared } from "./compare.ts";
import { findsAll } from "./covered.ts";
import { type CountedPattern, type EmOptions, type EmResult, type EmStart, estimateByEm, sharesOf } from "./em.ts";

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
  if (levels < 2) return [1];
  return between <= 0 ? [1 - last_m, last_m] : [first_m, ...falling.map((one) => (rest * one) / sum), last_m];
}

const total = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0);

/** Levels of a comparison by what is given, "all other" with those for which nothing is. */
function groupsOf({ levels }: Comparison): number[][] {
  const groups = new Map<string, number[]>();
  for (const [at, { given = [] }] of [...levels, { given: [] }].entries()) {
    const key = JSON.stringify(given);
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  }
  return [...groups.values()];
}

/** Shares of the levels among all pairs. */
function levelShares(
  patterns: readonly CountedPattern[],
  groups: EmOptions["groups"],
  prior: EmOptions["prior_u"],
): number[][] {
  const rows = prior.map((of) => [...of]);
  for (const { levels, pairs_by_rule, strangers } of patterns) {
    const pairs = total(pairs_by_rule);
    levels.forEach((level, at) => {
      const row = rows[at];
      if (level > 0 && row) row[level - 1] = (row[level - 1] ?? 0) + pairs + strangers;
    });
  }
  return sharesOf(rows, groups);
}

/** Half of what one random pair stands for: a level that the sample has not seen is rarer than that, but not nothing. */
function halfPair({ possible_pairs, pairs, sampled_pairs }: Compared): number {
  return sampled_pairs > 0 ? Math.max(0.5, ((possible_pairs - pairs) / sampled_pairs) * 0.5) : 0.5;
}

/**
 * What is added to the strangers' counts of each level: where a blocking rule finds all pairs of a level, they are
 * counted and not sampled.
 */
function priorOfU(compared: Compared): number[][] {
  const half = halfPair(compared);
  const { comparisons, blocking } = compared.settings;
  return comparisons.map(({ levels }) => [
    ...levels.map((level) => (blocking.some((rule) => findsAll(rule, level)) ? 0.5 : half)),
    half,
  ]);
}

function start(
  { settings, possible_pairs, pairs, records }: Compared,
  patterns: readonly CountedPattern[],
  groups: EmOptions["groups"],
  prior_u: EmOptions["prior_u"],
): EmStart {
  const match_share = Math.max(Math.min(records / 4, pairs / 10), 1) / Math.max(possible_pairs, 2);
  return {
    match_share: Math.min(match_share, 0.5),
    m: settings.comparisons.map(({ levels }, at) => {
      const m = [...levels.map(() => 1), 1];
      for (const group of groups[at] ?? [])
        for (const [index, share] of startOfM(group.length).entries()) m[group[index] ?? 0] = share;
      return m;
    }),
    u: levelShares(patterns, groups, prior_u),
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
  const prior_u = priorOfU(compared);
  const groups = compared.settings.comparisons.map(groupsOf);
  const begin = start(compared, patterns, groups, prior_u);
  const options = { start: begin, groups, iterations, tolerance, prior_m: 1, prior_u, most_other };
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
