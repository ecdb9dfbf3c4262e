// Draws have the means and variances of their distributions: N. Johnson, S. Kotz, N. Balakrishnan, "Continuous univariate
// distributions" (1994) for gamma and beta, "Univariate discrete distributions" (2005) for Poisson.
import { describe, expect, it } from "vitest";
import { beta, gamma, integer, normal, poisson, randomOf, type Uniform, weighted } from "./random.ts";

const n = 40_000;

function moments(draw: (uniform: Uniform) => number): { mean: number; variance: number } {
  const uniform = randomOf(7, 100, 1);
  const values = Array.from({ length: n }, () => draw(uniform));
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) };
}

describe("draws", () => {
  it.each<[string, (uniform: Uniform) => number, mean: number, variance: number]>([
    ["uniform", (uniform) => uniform(), 1 / 2, 1 / 12],
    ["normal", normal, 0, 1],
    ["gamma of a shape below 1", (uniform) => gamma(uniform, 0.243, 4.414), 0.243 / 4.414, 0.243 / 4.414 ** 2],
    ["gamma of a shape above 1", (uniform) => gamma(uniform, 6.25, 0.5), 12.5, 25],
    ["beta", (uniform) => beta(uniform, 0.793, 2.426), 0.2464, 0.044],
    ["poisson", (uniform) => poisson(uniform, 3.7), 3.7, 3.7],
    ["poisson of a large mean", (uniform) => poisson(uniform, 95), 95, 95],
    ["dice", (uniform) => integer(uniform, 1, 6), 3.5, 35 / 12],
    [
      "choice",
      (uniform) =>
        weighted(uniform, [
          [0, 3],
          [1, 1],
        ]),
      0.25,
      0.1875,
    ],
  ])("of %s have its mean and variance", (_, draw, mean, variance) => {
    const found = moments(draw);
    // Five standard errors of the mean; the variance within 6 %, as its own error hangs on the fourth moment.
    expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / n));
    expect(found.variance / variance).toBeGreaterThan(0.94);
    expect(found.variance / variance).toBeLessThan(1.06);
  });

  it("of neighbors have nothing to do with one another", () => {
    const firsts = Array.from({ length: n }, (_, index) => randomOf(1, 1, index)());
    const mean = firsts.reduce((sum, value) => sum + value, 0) / n;
    const products = firsts.map((value, at) => (value - 0.5) * ((firsts[at + 1] ?? 0.5) - 0.5));
    const correlation = (12 * products.reduce((sum, value) => sum + value, 0)) / n;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * n));
    expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(n));
  });
});
