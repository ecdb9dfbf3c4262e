// Forecasts to a stretch's end: by hand on series that are easily continued, and how often their intervals hold.
import { describe, expect, test } from "vitest";
import { forecastPace, forecastSum, neededDays, widened } from "./forecast.ts";

/** Numbers of a standard normal distribution out of a fixed seed (Box and Muller on a linear congruence). */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const weekly = [10, 20, 30, 40, 50, 0, 0];
const days = (count: number, of: (day: number) => number) => Array.from({ length: count }, (_, day) => of(day));

describe("the sum of the days ahead", () => {
  test("of a shop that has the same week for ever is that week's, and sure", () => {
    const history = days(84, (day) => weekly[day % 7] ?? 0);
    // Ten days from a Monday: a week of 150, and 10 + 20 + 30.
    expect(forecastSum(history, 10)).toEqual({ value: 210, low: 210, high: 210 });
  });

  test("continues in the week where the history stops", () => {
    // The last known day is a Wednesday: 40 and 50 follow.
    const history = days(87, (day) => weekly[day % 7] ?? 0);
    expect(forecastSum(history, 2)?.value).toBe(90);
  });

  test("is not told without eight weeks and twice what is ahead", () => {
    expect(neededDays(10)).toBe(76);
    expect(
      forecastSum(
        days(75, () => 1),
        10,
      ),
    ).toBeNull();
    expect(
      forecastSum(
        days(76, () => 1),
        10,
      ),
    ).not.toBeNull();
  });

  test("is nothing when no day is left", () => {
    expect(forecastSum([], 0)).toEqual({ value: 0, low: 0, high: 0 });
  });

  test("of what grows lags behind by the window's age, and its interval is as wide as that", () => {
    // Each day is one more than the day before: the mean of a weekday over eight weeks lies 4.5 weeks back.
    const forecast = forecastSum(
      days(200, (day) => day),
      7,
    );
    const truth = [200, 201, 202, 203, 204, 205, 206].reduce((sum, day) => sum + day, 0);
    expect(forecast?.value).toBe(truth - 7 * 31.5);
    expect(forecast?.high).toBeGreaterThanOrEqual(truth);
  });

  test("lies within its interval about 19 times of 20", () => {
    const next = normals(7);
    let held = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round += 1) {
      const history = days(300, (day) => (weekly[day % 7] ?? 0) + 100 + 15 * next());
      const came = days(12, (day) => (weekly[(300 + day) % 7] ?? 0) + 100 + 15 * next());
      const forecast = forecastSum(history, 12);
      const sum = came.reduce((total, day) => total + day, 0);
      if (forecast !== null && forecast.low <= sum && sum <= forecast.high) held += 1;
    }
    // Three standard errors of a share of 400 about 0.95 are 0.033.
    expect(held / rounds).toBeGreaterThan(0.95 - 0.033);
    expect(held / rounds).toBeLessThan(0.95 + 0.033);
  });
});

describe("an estimate at the end of its stretch", () => {
  const now = { value: 0.4, low: 0.36, high: 0.44 };

  test("is the estimate itself when nothing is left", () => {
    const { value, low, high } = widened(now, 0.06, 0);
    expect([value, low, high].map((each) => Number(each.toFixed(6)))).toEqual([0.4, 0.36, 0.44]);
  });

  test("is wider by what usually changes, for the part that is left: 3 and 4 make 5", () => {
    const { low, high } = widened(now, 0.06, 0.5);
    expect(low).toBeCloseTo(0.35, 10);
    expect(high).toBeCloseTo(0.45, 10);
  });
});

describe("a count of distinct things", () => {
  test("grows as in the stretches before", () => {
    const earlier = [
      { so_far: 50, whole: 100 },
      { so_far: 40, whole: 80 },
      { so_far: 60, whole: 120 },
    ];
    expect(forecastPace(70, earlier)).toEqual({ value: 140, low: 140, high: 140 });
  });

  test("is as unsure as they differed", () => {
    const earlier = [
      { so_far: 50, whole: 90 },
      { so_far: 50, whole: 100 },
      { so_far: 50, whole: 110 },
    ];
    // Ratios 1.8, 2, 2.2: s = 0.2; t of 0.975 with 2 degrees of freedom is 4.303; √(4/3) = 1.1547.
    const forecast = forecastPace(100, earlier);
    expect(forecast?.value).toBeCloseTo(200, 10);
    expect(forecast?.high).toBeCloseTo(200 + 100 * 4.303 * 0.2 * 1.1547, 1);
    expect(forecast?.low).toBeCloseTo(200 - 100 * 4.303 * 0.2 * 1.1547, 1);
  });

  test("is not told from two stretches", () => {
    expect(
      forecastPace(70, [
        { so_far: 1, whole: 2 },
        { so_far: 1, whole: 2 },
      ]),
    ).toBeNull();
  });
});
