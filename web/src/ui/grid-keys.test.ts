// Moving through a grid whose rows differ in length, as a cohort table's do.
import { expect, test } from "vitest";
import { moved } from "./grid-keys.ts";

const triangle = [3, 2, 1];

test("arrows move by one and stop at the edges", () => {
  expect(moved({ row: 0, column: 0 }, "ArrowRight", false, triangle)).toEqual({ row: 0, column: 1 });
  expect(moved({ row: 0, column: 2 }, "ArrowRight", false, triangle)).toEqual({ row: 0, column: 2 });
  expect(moved({ row: 0, column: 0 }, "ArrowUp", false, triangle)).toEqual({ row: 0, column: 0 });
});

test("going down to a shorter row keeps to its last cell", () => {
  expect(moved({ row: 0, column: 2 }, "ArrowDown", false, triangle)).toEqual({ row: 1, column: 1 });
});

test("Home and End go along the row, with Ctrl through the grid", () => {
  expect(moved({ row: 1, column: 1 }, "Home", false, triangle)).toEqual({ row: 1, column: 0 });
  expect(moved({ row: 1, column: 0 }, "End", false, triangle)).toEqual({ row: 1, column: 1 });
  expect(moved({ row: 0, column: 2 }, "End", true, triangle)).toEqual({ row: 2, column: 0 });
  expect(moved({ row: 2, column: 0 }, "Home", true, triangle)).toEqual({ row: 0, column: 0 });
});

test("other keys are left to the page", () => {
  expect(moved({ row: 0, column: 0 }, "a", false, triangle)).toBeNull();
});
