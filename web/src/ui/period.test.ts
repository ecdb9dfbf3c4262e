// Periods: presets count back from the last day with data and never leave the data.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketEnd, partialEnds } from "./bucket.ts";
import { addDays, countDays, defaultDays, monthStart, presetOf, presetsWithin } from "./period.ts";

const retail = { from: "2010-12-01", to: "2011-12-09" };

describe("presets", () => {
  it("of a year of data offer all of it, weeks, months, the latest quarter and year", () => {
    expect(presetsWithin(retail).map((preset) => preset.id)).toEqual([
      "all",
      "last_4_weeks",
      "last_13_weeks",
      "last_26_weeks",
      "last_52_weeks",
      "this_month",
      "last_month",
      "this_quarter",
      "this_year",
    ]);
  });

  it("lie within the data, whatever it is", () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));
    fc.assert(
      fc.property(day, fc.nat(2000), (from, length) => {
        const extent = { from, to: addDays(from, length) };
        for (const { days } of presetsWithin(extent)) {
          expect(days.from >= extent.from && days.to <= extent.to && days.from <= days.to).toBe(true);
        }
      }),
    );
  });

  it("are recognized again in the URL", () => {
    expect(presetOf({ from: "2011-11-01", to: "2011-11-30" }, retail)).toBe("last_month");
    expect(presetOf({ from: "2011-11-02", to: "2011-11-30" }, retail)).toBeUndefined();
  });
});

describe("the period that a page begins with", () => {
  it("is half a year when there is another half to compare it with", () => {
    expect(countDays(defaultDays(retail))).toBe(182);
  });

  it("is all the data when there is less than that", () => {
    const short = { from: "2011-06-01", to: "2011-12-09" };
    expect(defaultDays(short)).toEqual(short);
  });
});

describe("buckets", () => {
  it("end with their week, month, quarter or year", () => {
    expect(bucketEnd("2011-12-05", "week")).toBe("2011-12-11");
    expect(bucketEnd("2011-12-11", "week")).toBe("2011-12-11");
    expect(bucketEnd("2012-02-01", "month")).toBe("2012-02-29");
    expect(bucketEnd("2011-11-15", "quarter")).toBe("2011-12-31");
    expect(bucketEnd("2011-05-01", "year")).toBe("2011-12-31");
  });

  it("of a period that stops in their middle are told apart", () => {
    expect(partialEnds(["2010-12-01", "2011-11-01", "2011-12-01"], "month", retail)).toEqual({
      first: false,
      last: true,
    });
    expect(partialEnds(["2011-06-06", "2011-06-13"], "week", { from: "2011-06-11", to: "2011-06-19" })).toEqual({
      first: true,
      last: false,
    });
    expect(partialEnds([], "day", retail)).toEqual({ first: false, last: false });
  });

  it("month starts count across years", () => {
    expect(monthStart("2011-01-31", -1)).toBe("2010-12-01");
    expect(monthStart("2011-12-09", 1)).toBe("2012-01-01");
  });
});
