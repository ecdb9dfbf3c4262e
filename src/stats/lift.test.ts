// Relative risks and many comparisons against printed results.
import { expect, test } from "vitest";
import { discoveryBound, relativeRisk } from "./lift.ts";

test("the Physicians' Health Study: placebo has 1.82 times the heart attacks of aspirin, 1.43 to 2.31", () => {
  // A. Agresti, An Introduction to Categorical Data Analysis, 2nd ed., section 2.2: 189 of 11,034 and 104 of 11,037; the
  // difference of 0.0077 has standard error 0.0015, and chi-squared of the table is 25.01 (its section 2.4: P < 0.0001).
  const { value, interval, p } = relativeRisk({ have: 189, of: 11_034, others_have: 104, others_of: 11_037 });
  expect(value).toBeCloseTo(1.82, 2);
  expect(interval?.low).toBeCloseTo(1.43, 2);
  expect(interval?.high).toBeCloseTo(2.31, 2);
  expect(p).toBeGreaterThan(1e-7);
  expect(p).toBeLessThan(1e-6);
});

test("a share equal to the others' is no difference; of two groups without anybody nothing is said", () => {
  expect(relativeRisk({ have: 10, of: 100, others_have: 20, others_of: 200 })).toMatchObject({ value: 1, p: 1 });
  expect(relativeRisk({ have: 3, of: 10, others_have: 0, others_of: 90 })).toMatchObject({
    value: null,
    interval: null,
  });
  expect(relativeRisk({ have: 0, of: 10, others_have: 9, others_of: 90 })).toMatchObject({ value: 0, interval: null });
  expect(relativeRisk({ have: 0, of: 0, others_have: 9, others_of: 90 })).toEqual({
    value: null,
    interval: null,
    p: 1,
  });
});

test("Benjamini and Hochberg's own example keeps four of fifteen at 0.05", () => {
  // Their section 4.1: thrombolysis after myocardial infarction.
  const chances = [
    ...[0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344],
    ...[0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0],
  ];
  expect(discoveryBound(chances, 0.05)).toBe(0.0095);
  expect(discoveryBound([0.5, 0.9], 0.05)).toBe(-1);
  expect(discoveryBound([], 0.05)).toBe(-1);
});
