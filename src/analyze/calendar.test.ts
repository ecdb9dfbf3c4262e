// The calendar's edges: leap days, weeks over the turn of a year, stretches cut by a period's ends.
import { expect, test } from "vitest";
import {
  completeStretches,
  defaultGrain,
  isDay,
  lengthDays,
  nextStart,
  previousPeriod,
  startOf,
  starts,
  yearBefore,
} from "./calendar.ts";

test("a week starts on Monday, also over the turn of the year", () => {
  expect(startOf("week", "2011-01-01")).toBe("2010-12-27");
  expect(startOf("week", "2010-12-27")).toBe("2010-12-27");
  expect(nextStart("week", "2010-12-27")).toBe("2011-01-03");
});

test("quarters and years follow one another without gaps", () => {
  expect(starts("quarter", { from: "2010-12-01", to: "2011-12-09" })).toEqual([
    "2010-10-01",
    "2011-01-01",
    "2011-04-01",
    "2011-07-01",
    "2011-10-01",
  ]);
  expect(starts("year", { from: "2011-12-31", to: "2013-01-01" })).toEqual(["2011-01-01", "2012-01-01", "2013-01-01"]);
});

test("only months that lie wholly within the period are complete", () => {
  expect(completeStretches("month", { from: "2010-12-01", to: "2011-12-09" })).toEqual({
    from: "2010-12-01",
    to: "2011-11-30",
    count: 12,
  });
  expect(completeStretches("month", { from: "2010-12-02", to: "2011-01-30" })).toBeNull();
  expect(completeStretches("day", { from: "2010-12-02", to: "2010-12-02" })).toEqual({
    from: "2010-12-02",
    to: "2010-12-02",
    count: 1,
  });
});

test("the period before has the same length and touches this one", () => {
  const before = previousPeriod({ from: "2012-03-01", to: "2012-03-31" });
  expect(before).toEqual({ from: "2012-01-30", to: "2012-02-29" });
  expect(lengthDays(before)).toBe(31);
});

test("a year before 29 February is 28 February", () => {
  expect(yearBefore({ from: "2012-02-29", to: "2012-03-01" })).toEqual({ from: "2011-02-28", to: "2011-03-01" });
});

test("what is no day of the calendar is refused", () => {
  expect(isDay("2011-02-29")).toBe(false);
  expect(isDay("2012-02-29")).toBe(true);
  expect(isDay("2011-13-01")).toBe(false);
  expect(isDay("1969-12-31")).toBe(false);
});

test("a month is shown by days, a year by months", () => {
  expect(defaultGrain({ from: "2011-01-01", to: "2011-01-31" })).toBe("day");
  expect(defaultGrain({ from: "2010-12-01", to: "2011-12-09" })).toBe("month");
});
