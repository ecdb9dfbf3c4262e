// Differences of estimates and usual changes, against printed figures and by hand.
import { expect, test } from "vitest";
import { differenceInterval, sumNoise, usualChange } from "./difference.ts";
import { wilsonInterval } from "./interval.ts";

function share(successes: number, n: number) {
  const interval = wilsonInterval(successes, n);
  return { value: successes / n, low: interval?.low ?? 0, high: interval?.high ?? 1 };
}

// R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table II: method 10 (score, without continuity correction).
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
])("%d/%d less %d/%d is as Newcombe prints it", (a, m, b, n, low, high) => {
  const interval = differenceInterval(share(a, m), share(b, n));
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("a series that goes up and down by 2 usually moves by 2, times Student's quantile of as many changes", () => {
  // Four changes of 2: t of 0.975 with 4 degrees of freedom is 2.776 (any table of Student's t).
  expect(usualChange([10, 12, 10, 12, 10])).toBeCloseTo(2 * 2.776, 2);
});

test("what never changed usually does not, and two changes say nothing", () => {
  expect(usualChange([5, 5, 5, 5])).toBe(0);
  expect(usualChange([5, 6, 5])).toBeNull();
  expect(usualChange([])).toBeNull();
});

test("noise of sums: a week's pattern is none, and each weekday that goes up and down by 2 makes a variance of 2 a day", () => {
  const weekly = [10, 20, 30, 40, 50, 0, 0];
  const of = (swing: number) =>
    Array.from({ length: 56 }, (_, day) => (weekly[day % 7] ?? 0) + (Math.floor(day / 7) % 2) * swing);
  expect(sumNoise(of(0), 7)).toBe(0);
  // Differences of 2 or -2: mean square 4, variance 2; of a difference of two weeks 2 · 7 · 2 = 28.
  expect(sumNoise(of(2), 7)).toBeCloseTo(1.96 * Math.sqrt(28), 3);
  expect(sumNoise(of(2).slice(0, 34), 7)).toBeNull();
});
