// 95 % confidence intervals from sufficient statistics.
import { studentQuantile } from "./student.ts";

/** Lower and upper bound, in the unit of the value. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The standard normal quantile of 0.975: all intervals here are two-sided at 95 %. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval of a proportion: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22 (1927). `successes` of `n` trials; null without trials, as nothing is known then.
 */
export function wilsonInterval(successes: number, n: number): Interval | null {
  if (n <= 0) return null;
  const share = successes / n;
  const square = z95 * z95;
  const center = (share + square / (2 * n)) / (1 + square / n);
  const half = (z95 * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n);
  // At 0 and n successes the bound is exact; subtraction would leave rounding dust.
  return { low: successes === 0 ? 0 : center - half, high: successes === n ? 1 : center + half };
}

/** Pseudo-answers of the adjusted interval of a Net Promoter Score; half of them neutral. */
const nps_pseudo = 3;

/**
 * Interval of a Net Promoter Score, -100..100, out of counts of answers. Adjusted Wald: three pseudo-answers are added,
 * a quarter of them promoters, a half passives, a quarter detractors: B. Rocks, "Interval Estimation for the 'Net
 * Promoter Score'", The American Statistician 70 (2016), section 3; with no pseudo-answers it is the plain Wald
 * interval, which is too short in small samples. Null without answers.
 */
export function npsInterval(
  promoters: number,
  passives: number,
  detractors: number,
  pseudo: number = nps_pseudo,
): Interval | null {
  if (promoters + passives + detractors <= 0) return null;
  const n = promoters + passives + detractors + pseudo;
  const [up, down] = [(promoters + pseudo / 4) / n, (detractors + pseudo / 4) / n];
  const half = z95 * Math.sqrt((up + down - (up - down) ** 2) / n);
  return { low: 100 * (up - down - half), high: 100 * (up - down + half) };
}

/** What suffices to know of n numbers: how many, their mean, and the sum of squared distances from it. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

/** Student's t interval of a mean ("Student", Biometrika 6, 1908); null below two observations. */
export function meanInterval({ n, mean, m2 }: Moments): Interval | null {
  if (n < 2) return null;
  const half = studentQuantile(0.975, n - 1) * Math.sqrt(m2 / (n - 1) / n);
  return { low: mean - half, high: mean + half };
}

/** What suffices to know of n pairs (x, y): means, sums of squared distances, and the sum of products of distances. */
export interface PairMoments {
  readonly n: number;
  readonly mean_x: number;
  readonly mean_y: number;
  readonly m2_x: number;
  readonly m2_y: number;
  readonly c_xy: number;
}

/**
 * Delta-method interval of the ratio of two means, mean x / mean y, over independent pairs: variance
 * (s_xx - 2 r s_xy + r^2 s_yy) / (n mean_y^2), W. G. Cochran, Sampling Techniques, 3rd ed. (1977), section 2.11, without
 * the correction for a finite population; the same as formula 3 of Deng, Knoblich and Lu, KDD 2018. Null below two
 * pairs or where mean y is 0.
 */
export function ratioInterval(moments: PairMoments): Interval | null {
  const { n, mean_x, mean_y, m2_x, m2_y, c_xy } = moments;
  if (n < 2 || mean_y === 0) return null;
  const ratio = mean_x / mean_y;
  // Rounding may bring a variance of nothing a hair below 0.
  const residual = Math.max(0, m2_x - 2 * ratio * c_xy + ratio * ratio * m2_y) / (n - 1);
  const half = (z95 * Math.sqrt(residual / n)) / Math.abs(mean_y);
  return { low: ratio - half, high: ratio + half };
}
