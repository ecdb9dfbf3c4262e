// The bars of a pair's waterfall: each begins where the one before ended, from the prior to the pair's weight.
import type { PairLevel } from "#contract";

/** One bar, in bits; `from` and `to` are shares 0..1 of the whole width. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly bits: number;
  readonly from: number;
  readonly to: number;
}

interface Step {
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly bits: number;
}

/** The bars in order and where zero lies: right of it the records are rather one person. */
export function waterfallOf(prior_weight: number, levels: readonly PairLevel[]): { bars: Bar[]; zero: number } {
  const steps: Step[] = [
    { key: "prior", name: "", label: "", bits: prior_weight },
    ...levels.map(({ comparison, label, weight, term_frequency_weight }) => ({
      key: comparison,
      name: comparison,
      label,
      bits: weight + term_frequency_weight,
    })),
  ];
  const ends: number[] = [];
  for (const { bits } of steps) ends.push((ends.at(-1) ?? 0) + bits);
  const low = Math.min(0, ...ends);
  const width = Math.max(0, ...ends) - low || 1;
  const place = (bits: number) => (bits - low) / width;
  const bars = steps.map((step, index) => ({
    ...step,
    from: place(ends[index - 1] ?? 0),
    to: place(ends[index] ?? 0),
  }));
  return { bars, zero: place(0) };
}
