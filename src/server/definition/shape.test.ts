// Faults of a value by its schema, where forms have forms of their own.
import { expect, test } from "vitest";
import { ValueTest } from "#contract";
import { shapeFaults } from "./shape.ts";

test("a form that stands in a union within a union is known by the field that tells them apart", () => {
  expect(shapeFaults(ValueTest, { op: "at_least", value: 100 })).toEqual([]);
  expect(shapeFaults(ValueTest, { op: "between", low: 1, high: 2 })).toEqual([]);
  expect(shapeFaults(ValueTest, { op: "is", values: ["a"] })).toEqual([]);
  expect(shapeFaults(ValueTest, { op: "known" })).toEqual([]);
  expect(shapeFaults(ValueTest, { op: "between", low: 1 }, ["test"])).toEqual([
    { path: ["test"], message: '"high" is missing' },
  ]);
});
