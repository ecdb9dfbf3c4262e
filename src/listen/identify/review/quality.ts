// How good a threshold would be, out of what people answered: precision, recall and F1 with intervals.
import type { LabeledQuality } from "#contract";

/** A pair that people settled, and how probable the model finds it. */
export interface Label {
  readonly probability: number;
  readonly same: boolean;
}

const z95 = 1.959963984540054;

/** Wilson's score interval at 95 % (JASA 22, 1927) of `successes` in `n`; null without trials. */
export function wilson(successes: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const share = successes / n;
  const square = z95 * z95;
  const center = (share + square / (2 * n)) / (1 + square / n);
  const half = (z95 * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))) / (1 + square / n);
  // At 0 and n successes the bound is exact; subtraction would leave rounding dust.
  return { low: successes === 0 ? 0 : center - half, high: successes === n ? 1 : center + half };
}

/** The quality of one threshold: pairs at or above it would be one person. */
export function qualityAt(labels: readonly Label[], threshold: number): LabeledQuality {
  const same = labels.filter((label) => label.same).length;
  const above = labels.filter(({ probability }) => probability >= threshold);
  const right = above.filter((label) => label.same).length;
  const precision = above.length === 0 ? null : right / above.length;
  const recall = same === 0 ? null : right / same;
  return {
    threshold,
    pairs: above.length,
    right,
    precision,
    precision_interval: wilson(right, above.length),
    recall,
    recall_interval: wilson(right, same),
    // 2 TP / (2 TP + FP + FN): the harmonic mean of both, also where one of them is 0.
    f1: above.length + same === 0 ? null : (2 * right) / (above.length + same),
  };
}

const most_points = 60;

/**
 * The curve: one point for each probability at which a pair would join, from the strictest threshold to the loosest; of
 * many labels every so-manyth alone.
 */
export function qualityCurve(labels: readonly Label[]): LabeledQuality[] {
  const thresholds = [...new Set(labels.map(({ probability }) => probability))].sort((a, b) => b - a);
  const step = Math.max(1, thresholds.length / most_points);
  const picked = thresholds.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const last = thresholds.at(-1);
  const shown = last === undefined || picked.at(-1) === last ? picked : [...picked, last];
  return shown.map((threshold) => qualityAt(labels, threshold));
}
