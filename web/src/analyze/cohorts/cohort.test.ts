// The line of all cohorts and the scale of colors.

import { expect, test } from "vitest";
import type { CohortTable } from "#contract";
import { averageAt, cellAt, lastAge, strongest } from "./cohort.ts";

const cell = (age: number, customers: number, all: number, partial = false) => ({
  age,
  customers,
  share: all === 0 ? null : customers / all,
  partial,
});
const table: CohortTable = {
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
  expect(lastAge({ months: [] })).toBe(-1);
});

test("month 0 does not set the scale of colors", () => {
  expect(strongest(table)).toBeCloseTo(0.4, 12);
  expect(strongest({ months: [] })).toBe(1);
});
