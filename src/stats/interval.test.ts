// Intervals against printed figures; each test names its source.
import { expect, test } from "vitest";
import { meanInterval, npsInterval, type PairMoments, ratioInterval, wilsonInterval } from "./interval.ts";
import { studentQuantile } from "./student.ts";

test("Wilson's interval gives the figures of Newcombe, Statistics in Medicine 17 (1998), table I, method 3", () => {
  const printed = [
    { successes: 81, n: 263, low: 0.2553, high: 0.3662 },
    { successes: 15, n: 148, low: 0.0624, high: 0.1605 },
    { successes: 0, n: 20, low: 0, high: 0.1611 },
    { successes: 1, n: 29, low: 0.0061, high: 0.1718 },
  ];
  for (const { successes, n, low, high } of printed) {
    const interval = wilsonInterval(successes, n);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  }
  expect(wilsonInterval(20, 20)?.high).toBe(1);
  expect(wilsonInterval(0, 0)).toBeNull();
});

test("intervals of Net Promoter Scores are those of Rocks, The American Statistician 70 (2016), worked by hand", () => {
  const shown = (interval: ReturnType<typeof npsInterval>) => {
    const { low, high } = interval ?? { low: Number.NaN, high: Number.NaN };
    return [((low + high) / 2).toFixed(2), ((high - low) / 2).toFixed(2)];
  };
  expect(shown(npsInterval(19, 9, 8, 0))).toEqual(["30.56", "26.47"]);
  expect(shown(npsInterval(19, 9, 8))).toEqual(["28.21", "25.33"]);
  expect(shown(npsInterval(500, 300, 200, 0))).toEqual(["30.00", "4.84"]);
  expect(shown(npsInterval(500, 300, 200))).toEqual(["29.91", "4.83"]);
  expect(shown(npsInterval(10, 0, 0))).toEqual(["76.92", "29.42"]);
  expect(npsInterval(0, 0, 0)).toBeNull();
});

test("quantiles of Student's t are those of the NIST/SEMATECH e-Handbook, table 1.3.6.7.2", () => {
  const printed = { 1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 30: 2.042, 100: 1.984 };
  for (const [freedom, t] of Object.entries(printed)) expect(studentQuantile(0.975, Number(freedom))).toBeCloseTo(t, 3);
});

test("the interval of a mean is that of ZARR13.DAT in the NIST/SEMATECH e-Handbook, section 1.3.5.2", () => {
  const interval = meanInterval({ n: 195, mean: 9.26146, m2: 194 * 0.02278881 ** 2 });
  expect(interval?.low).toBeCloseTo(9.258242, 5);
  expect(interval?.high).toBeCloseTo(9.264679, 5);
  expect(meanInterval({ n: 1, mean: 3, m2: 0 })).toBeNull();
});

test("the ratio of live to dead seedlings is that of Lohr, Sampling: Design and Analysis (1999), example 3.5", () => {
  const dead = [1, 0, 8, 2, 76, 60, 25, 2, 1, 31];
  const alive = [0, 0, 1, 2, 10, 15, 3, 2, 1, 27];
  const interval = ratioInterval(pairMoments(alive, dead));
  const middle = ((interval?.high ?? 0) + (interval?.low ?? 0)) / 2;
  const standardError = ((interval?.high ?? 0) - (interval?.low ?? 0)) / 2 / 1.959964;
  expect(middle).toBeCloseTo(0.2961, 4);
  expect(standardError).toBeCloseTo(0.115, 3);
  expect(ratioInterval(pairMoments([1, 2], [0, 0]))).toBeNull();
});

function pairMoments(x: readonly number[], y: readonly number[]): PairMoments {
  const n = x.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const mean_x = mean(x);
  const mean_y = mean(y);
  const sum = (of: (index: number) => number) => x.reduce((total, _, index) => total + of(index), 0);
  const dx = (index: number) => (x[index] ?? 0) - mean_x;
  const dy = (index: number) => (y[index] ?? 0) - mean_y;
  return {
    n,
    mean_x,
    mean_y,
    m2_x: sum((i) => dx(i) ** 2),
    m2_y: sum((i) => dy(i) ** 2),
    c_xy: sum((i) => dx(i) * dy(i)),
  };
}
