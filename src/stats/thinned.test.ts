// Counts from a share against the exact limits of a Poisson count, and by drawing.
import { describe, expect, it } from "vitest";
import { thinnedInterval } from "./thinned.ts";

// F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), as tables print them at 95 %.
const printed: readonly (readonly [count: number, low: number, high: number])[] = [
  [0, 0, 3.689],
  [5, 1.623, 11.668],
  [10, 4.795, 18.39],
  [20, 12.217, 30.888],
  [50, 37.111, 65.919],
  [100, 81.364, 121.627],
];

describe("a count from a share", () => {
  it.each(printed)("%i found in a thousandth: within one in a hundred of the exact limits", (found, low, high) => {
    const interval = thinnedInterval(found, 0.001);
    expect(Math.abs(interval.low / 1000 - low)).toBeLessThanOrEqual(0.01 * Math.max(low, 1));
    expect(Math.abs(interval.high / 1000 - high)).toBeLessThanOrEqual(0.01 * high);
  });

  it("is what was found when all were looked at, and never less than that", () => {
    expect(thinnedInterval(7, 1)).toEqual({ low: 7, high: 7 });
    expect(thinnedInterval(3, 0.9).low).toBe(3);
  });

  it("holds the truth in 95 of 100 drawings or more", () => {
    // A small generator with a period long enough (Park & Miller 1988), so that each run draws the same.
    let state = 42;
    const draw = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const [truth, share, runs] = [400, 1 / 16, 2_000];
    let held = 0;
    for (let run = 0; run < runs; run += 1) {
      let found = 0;
      for (let one = 0; one < truth; one += 1) if (draw() < share) found += 1;
      const { low, high } = thinnedInterval(found, share);
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held / runs).toBeGreaterThanOrEqual(0.95);
  });
});
