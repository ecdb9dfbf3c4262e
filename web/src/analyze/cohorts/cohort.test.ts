// The line of all cohorts and the scale of colors.

import { expect, test } from "vitest";
import type { CohortTable } from "#contract";
import { averageAt, cellAt, lastAge, strongest } from "./cohort.ts";

const cell = (age: number, customers: number, all: number, partial = false) => ({
  age,
  customers,
  share: all === 0 ? null : customers / all,
  revenue_minor: customers * 10,
  ltv_minor: all === 0 ? null : (customers * 10 * (age + 1)) / all,
  partial,
});
const table: CohortTable = {
  currency: "EUR",
  months: [
    { month: "2011-01-01", customers: 100, cells: [cell(0, 100, 100), cell(1, 40, 100), cell(2, 10, 100, true)] },
    { month: "2011-02-01", customers: 50, cells: [cell(0, 50, 50), cell(1, 5, 50, true)] },
    { month: "2011-03-01", customers: 10, cells: [cell(0, 10, 10, true)] },
  ],
};

test("all cohorts weigh by their customers and leave out months that had not ended", () => {
  expect(averageAt(table, 0)).toBe(1);
  expect(averageAt(table, 1)).toBeCloseTo(0.4, 12);
  expect(averageAt(table, 2)).toBeNull();
});

test("a cohort has no cell where the data ends before it", () => {
  const last = table.months.at(-1);
  expect(last === undefined ? undefined : cellAt(last, 1)).toBeUndefined();
  expect(lastAge(table)).toBe(2);
  expect(lastAge({ currency: "EUR", months: [] })).toBe(-1);
});

test("month 0 does not set the scale of colors", () => {
  expect(strongest(table)).toBeCloseTo(0.4, 12);
  expect(strongest({ currency: "EUR", months: [] })).toBe(1);
});

test("what each has spent weighs by customers, too, and month 0 of it sets the scale", () => {
  // 40 customers of 100 spent 10 in month 1, after 10 each in month 0 in this story's terms: 40 x 10 x 2 / 100.
  expect(averageAt(table, 1, "ltv")).toBeCloseTo(8, 12);
  expect(strongest(table, "ltv")).toBeCloseTo(10, 12);
  expect(strongest(table, "revenue")).toBe(400);
});
