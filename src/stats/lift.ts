// How much more often something is among some than among others, and which of many such comparisons are no chance.
import { type Interval, z95 } from "./interval.ts";

/** Counts of two groups: how many there are, and how many of them have it. */
export interface TwoShares {
  readonly have: number;
  readonly of: number;
  readonly others_have: number;
  readonly others_of: number;
}

/** A relative risk with its interval; bounds are null where one of the groups has nobody. */
export interface Lift {
  readonly value: number | null;
  readonly interval: Interval | null;
  /** The chance of a difference at least as great if there were none, two-sided; 1 where nothing can be said. */
  readonly p: number;
}

/**
 * The relative risk (have / of) / (others_have / others_of) with its 95 % interval on the logarithm's scale, D. Katz, J.
 * Baptista, S. P. Azen and M. C. Pike, "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34
 * (1978): the variance of its logarithm is 1/have - 1/of + 1/others_have - 1/others_of. The value is null where no other
 * has it, and the interval also where nobody does: there the formula says nothing. `p` is that of the test of two shares
 * with a pooled variance (A. Agresti, An Introduction to Categorical Data Analysis, 2nd ed., section 2.2).
 */
export function relativeRisk({ have, of, others_have, others_of }: TwoShares): Lift {
  if (of <= 0 || others_of <= 0) return { value: null, interval: null, p: 1 };
  const [share, others] = [have / of, others_have / others_of];
  const pooled = (have + others_have) / (of + others_of);
  const variance = pooled * (1 - pooled) * (1 / of + 1 / others_of);
  const p = variance > 0 ? twoSided((share - others) / Math.sqrt(variance)) : 1;
  if (others_have === 0) return { value: null, interval: null, p };
  const value = share / others;
  if (have === 0) return { value, interval: null, p };
  const half = z95 * Math.sqrt(Math.max(0, 1 / have - 1 / of + 1 / others_have - 1 / others_of));
  return { value, interval: { low: value * Math.exp(-half), high: value * Math.exp(half) }, p };
}

/**
 * The chance that a standard normal is at least so far from 0, either way: erfc by the fit `erfcc` of W. H. Press et al.,
 * Numerical Recipes in C, 2nd ed., section 6.2, everywhere within 1.2e-7 of its value.
 */
function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 2 / (2 + x);
  const terms = [
    ...[-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806],
    ...[0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277],
  ];
  const polynomial = terms.reduceRight((sum, term) => term + t * sum, 0);
  return Math.min(1, t * Math.exp(-x * x + polynomial));
}

/**
 * Which of many comparisons to keep so that of those kept no more than `rate` are chance, as expected: Y. Benjamini and Y.
 * Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995). Gives the greatest chance that is kept; -1 for none.
 */
export function discoveryBound(chances: readonly number[], rate: number): number {
  const sorted = [...chances].sort((one, other) => one - other);
  const last = sorted.findLastIndex((chance, index) => chance <= (rate * (index + 1)) / sorted.length);
  return sorted[last] ?? -1;
}
