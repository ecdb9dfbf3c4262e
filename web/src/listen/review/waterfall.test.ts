// The bars of a waterfall: each begins where the one before ended, and all stay within the width.
import { expect, it } from "vitest";
import { waterfallOf } from "./bars.ts";

it("begins with the prior and ends at the pair's weight", () => {
  const level = { label: "equal", level: 0, term_frequency_weight: 0 };
  const { bars, zero } = waterfallOf(-8, [
    { ...level, comparison: "surname", weight: 10, term_frequency_weight: 2 },
    { ...level, comparison: "city", weight: -2 },
  ]);
  // From 0 to -8, up to 4, down to 2: twelve bits wide, zero at eight of them.
  expect(zero).toBeCloseTo(8 / 12);
  expect(bars.map(({ key, bits }) => [key, bits])).toEqual([
    ["prior", -8],
    ["surname", 12],
    ["city", -2],
  ]);
  expect(bars.map(({ from, to }) => [from * 12 - 8, to * 12 - 8].map(Math.round))).toEqual([
    [0, -8],
    [-8, 4],
    [4, 2],
  ]);
});
