// Expectation maximization for the Fellegi-Sunter model over counted comparison vectors. Pure arithmetic.

/** A distinct comparison vector and how many pairs have it. Level 0 is missing; others count from 1. */
export interface CountedPattern {
  readonly levels: readonly number[];
  /** Candidate pairs: whether they are matches is to be found out. */
  readonly pairs: number;
  /** Pairs outside of all blocks that this vector stands for: strangers. */
  readonly strangers: number;
  /** Pairs that people called the same person, and not the same. */
  readonly same: number;
  readonly different: number;
}

export interface EmParameters {
  /** Share of matches among all pairs. */
  readonly match_share: number;
  /** By comparison and level (from 0, without missing): share among matches, and among strangers. */
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
}

export interface EmResult extends EmParameters {
  readonly iterations: number;
  readonly converged: boolean;
  /** Logarithm of the (penalized) likelihood before each step; it never falls. */
  readonly log_likelihoods: readonly number[];
}

export interface EmOptions {
  readonly start: EmParameters;
  readonly iterations: number;
  /** The steps end when no parameter moves by more than this. */
  readonly tolerance: number;
  /** Dirichlet priors that keep shares off zero: pairs a level, for m spread as `start.m` is, for u alike. */
  readonly prior_m: number;
  readonly prior_u: number;
}

/** log P(vector | parameters), missing values left out. */
function logOf(levels: readonly number[], logs: readonly (readonly number[])[]): number {
  let sum = 0;
  for (let at = 0; at < levels.length; at += 1) {
    const level = levels[at] ?? 0;
    if (level > 0) sum += logs[at]?.[level - 1] ?? 0;
  }
  return sum;
}

const logsOf = (shares: readonly (readonly number[])[]) => shares.map((of) => of.map((share) => Math.log(share)));

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

function shares(of: readonly (readonly number[])[], before: readonly (readonly number[])[]): number[][] {
  return of.map((row, at) => {
    const sum = row.reduce((total, one) => total + one, 0);
    return row.map((one, level) => (sum > 0 ? one / sum : (before[at]?.[level] ?? 0)));
  });
}

function penalty(logs: readonly (readonly number[])[], prior: readonly (readonly number[])[]): number {
  return prior.reduce(
    (sum, of, at) => sum + of.reduce((total, one, level) => total + (one > 0 ? one * (logs[at]?.[level] ?? 0) : 0), 0),
    0,
  );
}

function step(patterns: readonly CountedPattern[], now: EmParameters, options: EmOptions) {
  const { start, prior_m, prior_u } = options;
  const [log_m, log_u] = [logsOf(now.m), logsOf(now.u)];
  const [log_match, log_stranger] = [Math.log(now.match_share), Math.log1p(-now.match_share)];
  const [m, u] = [begun(start.m, prior_m), start.u.map((of) => of.map(() => prior_u))];
  let log_likelihood = penalty(log_m, m) + penalty(log_u, u);
  let [matches, all] = [0, 0];
  for (const { levels, pairs, strangers, same, different } of patterns) {
    const [of_m, of_u] = [logOf(levels, log_m), logOf(levels, log_u)];
    const [a, b] = [log_match + of_m, log_stranger + of_u];
    const both = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    const share = Math.exp(a - both);
    log_likelihood += (pairs > 0 ? pairs * both : 0) + strangers * b + same * of_m + different * of_u;
    matches += pairs * share;
    all += pairs + strangers;
    add(m, levels, pairs * share + same);
    add(u, levels, pairs * (1 - share) + strangers + different);
  }
  const match_share = Math.min(Math.max(matches / all, 1e-15), 0.999);
  return { log_likelihood, next: { match_share, m: shares(m, now.m), u: shares(u, now.u) } };
}

function moved(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return Math.max(0, ...a.flatMap((of, at) => of.map((one, level) => Math.abs(one - (b[at]?.[level] ?? 0)))));
}

/**
 * Estimates the share of matches, m and u. Fellegi and Sunter (1969), "A theory for record linkage"; EM after Winkler
 * (1988), "Using the EM algorithm for weight computation in the Fellegi-Sunter model of record linkage". Pairs
 * outside of all blocks are strangers for certain, so u is that of all pairs and not of the blocked ones.
 */
export function estimateByEm(patterns: readonly CountedPattern[], options: EmOptions): EmResult {
  let now: EmParameters = options.start;
  const log_likelihoods: number[] = [];
  for (let iteration = 1; iteration <= options.iterations; iteration += 1) {
    const { log_likelihood, next } = step(patterns, now, options);
    log_likelihoods.push(log_likelihood);
    const relative = Math.abs(Math.log(next.match_share / now.match_share));
    const change = Math.max(moved(now.m, next.m), moved(now.u, next.u), relative);
    now = next;
    if (change < options.tolerance) return { ...now, iterations: iteration, converged: true, log_likelihoods };
  }
  return { ...now, iterations: options.iterations, converged: false, log_likelihoods };
}
