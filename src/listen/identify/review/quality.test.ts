// Precision, recall and their intervals against numbers worked by hand; verdicts of several answers.
import { describe, expect, it } from "vitest";
import { qualityAt, qualityCurve, wilson } from "./quality.ts";
import { verdictOf } from "./verdict.ts";

const labels = [
  { probability: 0.99, same: true },
  { probability: 0.95, same: true },
  { probability: 0.9, same: false },
  { probability: 0.6, same: true },
  { probability: 0.55, same: false },
];

describe("a threshold", () => {
  it("is as good as the settled pairs at or above it say", () => {
    expect(qualityAt(labels, 0.9)).toMatchObject({ pairs: 3, right: 2, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
    expect(qualityAt(labels, 0.5)).toMatchObject({ pairs: 5, right: 3, precision: 0.6, recall: 1, f1: 0.75 });
  });

  it("has no precision above all pairs, and nothing at all without labels", () => {
    expect(qualityAt(labels, 0.999)).toMatchObject({ precision: null, precision_interval: null, recall: 0, f1: 0 });
    expect(qualityAt([], 0.5)).toMatchObject({ precision: null, recall: null, recall_interval: null, f1: null });
  });

  it("has the interval that Wilson's formula gives: 8 of 10 is .490 to .943", () => {
    expect(wilson(8, 10)?.low).toBeCloseTo(0.4902, 4);
    expect(wilson(8, 10)?.high).toBeCloseTo(0.9433, 4);
    expect(wilson(10, 10)?.high).toBe(1);
  });

  it("is on a curve from the strictest to the loosest, of bounded length", () => {
    expect(qualityCurve(labels).map(({ threshold }) => threshold)).toEqual([0.99, 0.95, 0.9, 0.6, 0.55]);
    const many = Array.from({ length: 1000 }, (_, at) => ({ probability: at / 1000, same: at > 400 }));
    const curve = qualityCurve(many);
    expect(curve.length).toBeLessThanOrEqual(61);
    expect([curve[0]?.threshold, curve.at(-1)?.threshold]).toEqual([0.999, 0]);
  });
});

describe("several answers", () => {
  it("settle when all that are needed agree, are disputed when not, and a ruling ends it", () => {
    expect(verdictOf(["same", "skip"], 2)).toBe("open");
    expect(verdictOf(["same", "skip", "same"], 2)).toBe("same");
    expect(verdictOf(["same", "apart"], 2)).toBe("disputed");
    expect(verdictOf(["same", "apart", "apart"], 2, "apart")).toBe("apart");
  });
});
