// The address of the classes page, and the golden customers.

import { describe, expect, test } from "vitest";
import type { ClassMatrix } from "#contract";
import { cutsOf, cutsSearch, goldenOf, inputsOf, openedOf, usualCuts } from "./classes.ts";

describe("cuts", () => {
  test("are the usual ones of the form when the address is silent", () => {
    expect(cutsOf({})).toEqual(usualCuts("frequency"));
    expect(cutsOf({ form: "variation" })).toEqual({ abc_a: 0.8, abc_b: 0.95, xyz_x: 0.5, xyz_y: 1 });
  });

  test("come back from the address, which holds only what differs", () => {
    const cuts = { ...usualCuts("variation"), xyz_y: 1.2 };
    const search = cutsSearch(cuts, "variation");
    expect(search).toEqual({ abc_a: undefined, abc_b: undefined, xyz_x: undefined, xyz_y: "1.2" });
    expect(cutsOf({ form: "variation", ...search })).toEqual(cuts);
  });

  test("that make no sense are not taken", () => {
    expect(cutsOf({ abc_a: "0.99" })).toEqual(usualCuts("frequency"));
    expect(cutsOf({ abc_a: "eighty", abc_b: "3" })).toEqual(usualCuts("frequency"));
    expect(cutsOf({ form: "variation", xyz_y: "3" }).xyz_y).toBe(3);
  });
});

test("equal periods are asked for only where they matter", () => {
  expect(inputsOf({ parts: "week" })).not.toHaveProperty("grain");
  expect(inputsOf({ form: "variation", parts: "week", from: "2011-01-01", to: "2011-12-31" })).toMatchObject({
    grain: "week",
    from: "2011-01-01",
    to: "2011-12-31",
  });
});

test("an address opens a cell, the golden ones, or nothing", () => {
  expect(openedOf("AY")).toEqual({ name: "AY", abc: "A", xyz: "Y" });
  expect(openedOf("golden")).toEqual({ name: "golden", abc: "A", xyz: "XY" });
  expect(openedOf("DX")).toBeNull();
  expect(openedOf(undefined)).toBeNull();
});

test("golden customers and what they bring", () => {
  const cell = { customers_share: null, revenue_share: null, orders: 0, aov_minor: null };
  const matrix: ClassMatrix = {
    currency: "GBP",
    period: { from: "2011-01-01", to: "2011-12-31" },
    form: "frequency",
    grain: "month",
    cuts: usualCuts("frequency"),
    customers: 10,
    revenue_minor: 1000,
    cells: [
      { ...cell, abc: "A", xyz: "X", customers: 2, revenue_minor: 500, golden: true },
      { ...cell, abc: "A", xyz: "Y", customers: 1, revenue_minor: 100, golden: true },
      { ...cell, abc: "C", xyz: "Z", customers: 7, revenue_minor: 400, golden: false },
    ],
  };
  expect(goldenOf(matrix)).toEqual({ customers: 3, revenue_share: 0.6 });
  expect(goldenOf({ ...matrix, revenue_minor: 0 }).revenue_share).toBeNull();
});
