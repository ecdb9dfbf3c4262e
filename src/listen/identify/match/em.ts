// Expectation maximization for the Fellegi-Sunter model over counted comparison vectors. Pure arithmetic.

/** A distinct comparison vector and how many pairs have it. Level 0 is missing; others count from 1. */
export interface CountedPattern {
  readonly levels: readonly number[];
  /** Candidate pairs by the blocking rule that found them: whether they are matches is to be found out. */
  readonly pairs_by_rule: readonly number[];
  /** Pairs outside of all blocks that this vector stands for: strangers. */
  readonly strangers: number;
  /** Pairs that people called the same person, and not the same. */
  readonly same: number;
  readonly different: number;
}

/** Shares by comparison and level (from 0, without missing). */
type Shares = readonly (readonly number[])[];

export interface EmStart {
  /** Share of matches among all pairs. */
  readonly match_share: number;
  /** Among matches, and among strangers. */
  readonly m: Shares;
  readonly u: Shares;
}

export interface EmResult extends EmStart {
  readonly iterations: number;
  readonly converged: boolean;
  /** Logarithm of the (penalized) likelihood before each step; it never falls. */
  readonly log_likelihoods: readonly number[];
  /** Whether the strangers of each rule had shares of their own. */
  readonly by_rule: boolean;
}

export interface EmOptions {
  readonly start: EmStart;
  /** For each comparison its levels, by what is given: the shares of each such group sum to one. */
  readonly groups: readonly (readonly (readonly number[])[])[];
  readonly iterations: number;
  /** The steps end when no parameter moves by more than this. */
  readonly tolerance: number;
  /** Dirichlet priors that keep shares off zero: pairs a level, for m spread as `start.m` is, for u as they stand. */
  readonly prior_m: number;
  readonly prior_u: Shares;
  /** m of the last level ("all other") is at most this: one person's records do not differ in everything. */
  readonly most_other: number;
}

/** What the steps move: m for all pairs; for each rule its share of matches and how its strangers look. */
interface Parameters {
  readonly m: Shares;
  readonly rules: readonly { readonly match_share: number; readonly u: Shares }[];
}

/** log P(vector | parameters), missing values left out. */
function logOf(levels: readonly number[], logs: Shares): number {
  let sum = 0;
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    if (level > 0) sum += logs[at]?.[level - 1] ?? 0;
  }
  return sum;
}

const logsOf = (shares: Shares) => shares.map((of) => of.map((share) => Math.log(share)));

/** Counts of m by comparison and level, begun with its prior. */
function begun(start: readonly (readonly number[])[], prior: number): number[][] {
  return start.map((of) => of.map((share) => share * of.length * prior));
}

function add(to: readonly number[][], levels: readonly number[], amount: number): void {
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    const row = to[at];
    if (level > 0 && row) row[level - 1] = (row[level - 1] ?? 0) + amount;
  }
}

type Groups = EmOptions["groups"];

/** Counts as shares of their group; those of `before` where nothing was counted. */
export function sharesOf(of: readonly (readonly number[])[], groups: Groups, before: Shares = of): number[][] {
  return of.map((row, at) => {
    const found = [...(before[at] ?? row)];
    for (const group of groups[at] ?? []) {
      const sum = group.reduce((total, level) => total + (row[level] ?? 0), 0);
      if (sum > 0) for (const level of group) found[level] = (row[level] ?? 0) / sum;
    }
    return found;
  });
}

/** The shares that are most likely under the bound on the last of a group: it at the bound, the others in proportion. */
function bounded(of: Shares, groups: Groups, most: number): number[][] {
  return of.map((row, at) => {
    const found = [...row];
    for (const group of groups[at] ?? []) {
      const last = row[group.at(-1) ?? 0] ?? 0;
      if (last <= most || group.length < 2) continue;
      for (const level of group.slice(0, -1)) found[level] = ((row[level] ?? 0) * (1 - most)) / (1 - last);
      found[group.at(-1) ?? 0] = most;
    }
    return found;
  });
}

function penalty(logs: readonly (readonly number[])[], prior: readonly (readonly number[])[]): number {
  return prior.reduce(
    (sum, of, at) => sum + of.reduce((total, one, level) => total + (one > 0 ? one * (logs[at]?.[level] ?? 0) : 0), 0),
    0,
  );
}

/** What one look at all pairs gives: the likelihood, the better parameters, and what is told of them in the end. */
interface Step {
  readonly log_likelihood: number;
  readonly next: Parameters;
  readonly match_share: number;
  readonly u: Shares;
}

const filled = (like: Shares, value: number) => like.map((of) => of.map(() => value));

/** With `by_rule`, what a step learns of strangers stays with their rule; else all rules share it. */
function step(patterns: readonly CountedPattern[], now: Parameters, options: EmOptions, by_rule: boolean): Step {
  const { start, groups, prior_m, prior_u } = options;
  const log_m = logsOf(now.m);
  const rules = now.rules.map(({ match_share, u }) => ({
    log_match: Math.log(match_share),
    log_stranger: Math.log1p(-match_share),
    log_u: logsOf(u),
    counts: filled(start.u, rule_prior),
    matches: rule_prior * match_share,
    pairs: rule_prior,
  }));
  const [m, u] = [begun(start.m, prior_m), prior_u.map((of) => [...of])];
  const shared = by_rule ? undefined : rules[0];
  let log_likelihood = penalty(log_m, m) + (shared ? penalty(shared.log_u, u) : 0);
  if (by_rule) for (const rule of rules) log_likelihood += penalty(rule.log_u, rule.counts);
  let [matches, all] = [0, 0];
  for (const { levels, pairs_by_rule, strangers, same, different } of patterns) {
    const of_m = logOf(levels, log_m);
    let alike = same;
    let apart = strangers + different;
    pairs_by_rule.forEach((pairs, at) => {
      const rule = rules[at];
      if (pairs === 0 || !rule) return;
      const [a, b] = [rule.log_match + of_m, rule.log_stranger + logOf(levels, rule.log_u)];
      const both = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
      const found = pairs * Math.exp(a - both);
      log_likelihood += pairs * both;
      rule.matches += found;
      rule.pairs += pairs;
      add(rule.counts, levels, pairs - found);
      matches += found;
      alike += found;
      apart += pairs - found;
      all += pairs;
    });
    log_likelihood += same * of_m;
    if (shared)
      log_likelihood += strangers * shared.log_stranger + (strangers + different) * logOf(levels, shared.log_u);
    all += strangers;
    add(m, levels, alike);
    add(u, levels, apart);
  }
  const together = { match_share: clamp(matches / all), u: sharesOf(u, groups, start.u) };
  const next = {
    m: bounded(sharesOf(m, groups, now.m), groups, options.most_other),
    rules: rules.map((rule, at) =>
      by_rule
        ? {
            match_share: clamp(rule.matches / rule.pairs),
            u: sharesOf(rule.counts, groups, now.rules[at]?.u ?? start.u),
          }
        : together,
    ),
  };
  return { log_likelihood, next, ...together };
}

/** Pairs that a rule's shares begin with, a level. */
const rule_prior = 0.1;
const clamp = (share: number) => Math.min(Math.max(share, 1e-15), 1 - 1e-9);

function moved(a: Shares, b: Shares): number {
  return Math.max(0, ...a.flatMap((of, at) => of.map((one, level) => Math.abs(one - (b[at]?.[level] ?? 0)))));
}

/** All rules begin as if their strangers were anybody; the first look shows how they differ. */
function begin({ start }: EmOptions, rules: number): Parameters {
  return { m: start.m, rules: Array.from({ length: rules }, () => ({ match_share: start.match_share, u: start.u })) };
}

function run(patterns: readonly CountedPattern[], options: EmOptions, by_rule: boolean): EmResult {
  let now = begin(options, patterns[0]?.pairs_by_rule.length ?? 0);
  const log_likelihoods: number[] = [];
  for (let iteration = 1; ; iteration += 1) {
    const { log_likelihood, next, match_share, u } = step(patterns, now, options, by_rule);
    log_likelihoods.push(log_likelihood);
    const shift = next.rules.map((rule, at) => Math.abs(rule.match_share - (now.rules[at]?.match_share ?? 0)));
    const converged = Math.max(moved(now.m, next.m), ...shift) < options.tolerance;
    now = next;
    if (converged || iteration >= options.iterations)
      return { match_share, m: now.m, u, iterations: iteration, converged, log_likelihoods, by_rule };
  }
}

/**
 * Estimates the share of matches, m and u. Fellegi and Sunter (1969), "A theory for record linkage"; EM after Winkler
 * (1988), "Using the EM algorithm for weight computation in the Fellegi-Sunter model of record linkage".
 *
 * Strangers of one block may resemble one another (namesakes have like addresses of e-mail, families one door), and
 * two classes then take them for matches, which shows by matches that differ in everything else. Then each rule's
 * strangers get shares of their own while matches are found, a mixture of more classes as in Larsen and Rubin (2001),
 * "Iterative automated record linkage using mixture models". The u in the end is that of all strangers together.
 */
export function estimateByEm(patterns: readonly CountedPattern[], options: EmOptions): EmResult {
  const plain = run(patterns, options, false);
  const lookalikes = plain.m.some((of) => of.length > 1 && (of.at(-1) ?? 0) >= options.most_other - 1e-9);
  return lookalikes ? run(patterns, options, true) : plain;
}
