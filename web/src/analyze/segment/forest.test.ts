// The axis of lifts: symmetric, and wide enough.
import { expect, test } from "vitest";
import { placeOf, spanOf } from "./forest.ts";

test("twice as often and half as often lie as far from the middle", () => {
  expect(placeOf(1, 4)).toBe(0.5);
  expect(placeOf(2, 4)).toBe(0.75);
  expect(placeOf(0.5, 4)).toBe(0.25);
});

test("the axis covers what it shows up to a bound", () => {
  expect(spanOf([1.2, 0.9])).toBe(2);
  expect(spanOf([3, null])).toBe(4);
  expect(spanOf([1000])).toBe(16);
  expect(placeOf(1000, 16)).toBe(1);
  expect(placeOf(0, 16)).toBe(0);
});
