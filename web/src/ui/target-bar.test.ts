// Where the marks of a target's bar stand.
import { expect, test } from "vitest";
import { barPlaces } from "./target-bar.tsx";

const estimate = (value: number | null) => ({ value, low: null, high: null, n: 1 });

test("a target of 100, of which 52 are there and 104 at most expected, has its bar full at 104 and a little room", () => {
  const places = barPlaces({
    value: 100,
    outlook: { actual: estimate(52), forecast: { value: 90, low: 80, high: 104 } },
  });
  expect(places.actual).toBeCloseTo(100 / 2 / 1.04, 9);
  expect(places.expected?.high).toBeCloseTo(100 / 1.04, 9);
});

test("what is below 0 moves the bar's beginning there", () => {
  const places = barPlaces({ value: 0, outlook: { actual: estimate(-50), forecast: null } });
  expect(places).toMatchObject({ actual: 0, expected: null });
  expect(places.target).toBeCloseTo(100 / 1.04, 9);
});

test("without anything the mark stands at the beginning", () => {
  expect(barPlaces({ value: 0, outlook: { actual: estimate(null), forecast: null } })).toEqual({
    target: 0,
    actual: null,
    expected: null,
  });
});
