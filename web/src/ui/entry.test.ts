// What is typed and what is meant.
import { expect, test } from "vitest";
import { fromTyped, suffixOf, toTyped } from "./entry.ts";

test.each([
  [1234.56, "money", "EUR", 123_456],
  [1234, "money", "JPY", 1234],
  [12.3, "share", "EUR", 0.123],
  [42.5, "score", "EUR", 42.5],
  [90, "duration", "EUR", 5_400_000],
] as const)("%d of unit %s in %s is %d, and back", (typed, unit, currency, value) => {
  expect(fromTyped(typed, unit, currency)).toBe(value);
  expect(toTyped(value, unit, currency)).toBe(typed);
});

test("the unit stands behind the field", () => {
  expect([suffixOf("money", "PLN"), suffixOf("share", "PLN"), suffixOf("count", "PLN")]).toEqual(["PLN", "%", ""]);
});
