// What a choice in the form changes, and what it keeps.
import { expect, it } from "vitest";
import { begun, formulaOf, ofKind, rateOf, withNumerator } from "./draft.ts";

const orders = formulaOf(begun);

it("a count becomes a sum of money over the same events", () => {
  const where = [{ property: "country", test: { op: "known" as const } }];
  const sum = ofKind("sum", { ...orders, numerator: { ...orders.numerator, where } });
  expect(sum).toEqual({
    ...{ kind: "sum", unit: "money", segment: null, denominator: null },
    numerator: { event: "Order Completed", where, measure: "sum", property: "revenue" },
  });
});

it("a rate begins with everybody, and of single events both parts name the same one", () => {
  const rate = ofKind("rate", orders);
  expect(rate).toMatchObject({
    unit: "share",
    numerator: { event: "Order Completed", measure: "customers" },
    denominator: { event: "", measure: "customers" },
  });
  expect(rateOf("events", rate)).toMatchObject({
    numerator: { event: "Order Completed", measure: "events" },
    denominator: { event: "Order Completed", measure: "events" },
  });
});

it("a ratio that was money is none any more when it counts events", () => {
  const ratio = ofKind("ratio", { ...ofKind("sum", orders), unit: "money" });
  expect(ratio).toMatchObject({ unit: "money", denominator: { event: "Order Completed", measure: "events" } });
  expect(withNumerator(ratio, { event: "", measure: "events" }).unit).toBe("score");
  expect(ofKind("count", ratio)).toMatchObject({ unit: "count", denominator: null, numerator: { measure: "events" } });
});
