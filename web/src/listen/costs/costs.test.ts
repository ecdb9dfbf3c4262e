// Months across the turn of a year, and amounts of currencies with and without minor units.
import { expect, test } from "vitest";
import { lastMonths, minorOf } from "./costs.ts";

test("months go back over the turn of a year", () => {
  expect(lastMonths(new Date("2025-02-28T23:00:00Z"), 3)).toEqual(["2025-02-01", "2025-01-01", "2024-12-01"]);
});

test("amounts become minor units, and what is no amount is nothing", () => {
  expect([minorOf("12.34", "PLN"), minorOf(1_000, "JPY"), minorOf("", "PLN"), minorOf("-5", "PLN")]).toEqual([
    1_234, 1_000, 0, 0,
  ]);
});
