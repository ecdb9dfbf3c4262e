// Places of a sparkline's points.
import { describe, expect, it } from "vitest";
import { shownDifference, stateOf } from "./change.tsx";
import { sparklinePoints } from "./sparkline.tsx";

describe("a sparkline", () => {
  it("puts the lowest value at the bottom and the highest at the top", () => {
    expect(sparklinePoints([1, 3, 2], 106, 36)).toEqual([
      { x: 3, y: 33 },
      { x: 53, y: 3 },
      { x: 103, y: 18 },
    ]);
  });

  it("leaves out what is not defined and keeps the places of the rest", () => {
    expect(sparklinePoints([1, null, 2], 106, 36).map((point) => point.x)).toEqual([3, 103]);
  });

  it("draws a level line when nothing changes, and nothing for nothing", () => {
    expect(sparklinePoints([5, 5], 106, 36).map((point) => point.y)).toEqual([18, 18]);
    expect(sparklinePoints([], 106, 36)).toEqual([]);
  });
});

describe("a change", () => {
  it("is welcome when it goes the metric's way", () => {
    expect(stateOf(1, "up")).toBe("good");
    expect(stateOf(1, "down")).toBe("bad");
    expect(stateOf(-1, "down")).toBe("good");
    expect(stateOf(1, "neutral")).toBe("muted");
  });

  it("that rounds to nothing is none", () => {
    expect(shownDifference(0.0212, 0.0211, "share")).toBe(0);
    expect(shownDifference(100_001, 100_000, "count")).toBe(0);
    expect(shownDifference(101, 100, "count")).toBe(1);
  });
});
