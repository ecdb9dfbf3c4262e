// The choice of columns lives in the URL.
import { expect, test } from "vitest";
import { columnsOf, columnsText, defaultColumns, isGolden, sortOf } from "./columns.ts";

test("a phone starts with three columns, a desk with all", () => {
  expect(columnsOf(undefined, true)).toEqual(["label", "revenue", "orders"]);
  expect(columnsOf(undefined, false)).toEqual(defaultColumns(false));
});

test("a choice comes back from its text, in our order, always with the name", () => {
  const text = columnsText(["orders", "revenue", "aov"], false);
  expect(text).toBe("label,revenue,orders,aov");
  expect(columnsOf(text, false)).toEqual(["label", "revenue", "orders", "aov"]);
  expect(columnsOf("moon", false)).toEqual(["label"]);
});

test("the default leaves the URL short", () => {
  expect(columnsText(defaultColumns(true), true)).toBeUndefined();
  expect(columnsText(defaultColumns(false), false)).toBeUndefined();
});

test("only what the server can sort by is a sort", () => {
  expect(sortOf("aov")).toBe("aov");
  expect(sortOf("refunds")).toBeUndefined();
});

test("golden are AX and AY", () => {
  expect(isGolden("A", "X")).toBe(true);
  expect(isGolden("A", "Y")).toBe(true);
  expect(isGolden("A", "Z")).toBe(false);
  expect(isGolden("B", "X")).toBe(false);
  expect(isGolden(null, null)).toBe(false);
});
