// Numbers as each language writes them.
import { describe, expect, it } from "vitest";
import { formatOf, major, not_defined } from "./format.ts";

/** Intl separates by several kinds of spaces; to a reader they are one. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f\u2009]/g, " ");
}

describe("money", () => {
  it("comes in minor units, of which currencies have two, none or three digits", () => {
    expect(major(1234, "EUR")).toBe(12.34);
    expect(major(1234, "JPY")).toBe(1234);
    expect(major(1234, "KWD")).toBe(1.234);
  });

  it("is written as each language does", () => {
    expect(plain(formatOf("en").money(974774793, "GBP"))).toBe("£9,747,747.93");
    expect(plain(formatOf("ru").money(974774793, "GBP"))).toBe("9 747 747,93 £");
    expect(plain(formatOf("pl").money(974774793, "GBP"))).toBe("9 747 747,93 £");
  });

  it("is short on axes and whole in lists", () => {
    expect(formatOf("en").money(974774793, "GBP", "whole")).toBe("£9,747,748");
    expect(formatOf("en").brief(974774793, "money", "GBP")).toBe("£9.7m");
    expect(formatOf("en").brief(46123, "money", "GBP")).toBe("£461.23");
  });
});

describe("what is not defined", () => {
  it("is a dash, never a zero", () => {
    const format = formatOf("en");
    expect([
      format.money(null, "EUR"),
      format.share(null),
      format.count(null),
      format.change(1, null, "count"),
    ]).toEqual([not_defined, not_defined, not_defined, not_defined]);
    expect(format.change(5, 0, "count")).toBe(not_defined);
  });
});

describe("changes", () => {
  it("of values are percentages with a sign, of shares percentage points", () => {
    const format = formatOf("en");
    expect(format.change(112, 100, "count")).toBe("+12.0%");
    expect(plain(format.change(0.284, 0.268, "share"))).toBe("+1.6 pp");
    expect(plain(formatOf("ru").change(0.25, 0.3, "share"))).toBe("-5,0 п. п.");
    expect(format.change(-50, -100, "money")).toBe("+50.0%");
  });
});

describe("days", () => {
  it("are the workspace's own and never shift with the reader's zone", () => {
    expect(formatOf("en").day("2011-01-01")).toBe("1 Jan 2011");
    expect(formatOf("en").bucket("2011-10-01", "quarter")).toBe("Q4 2011");
    expect(formatOf("en").bucket("2011-01-01", "year")).toBe("2011");
  });

  it("of an instant are those of the zone asked for", () => {
    expect(formatOf("en").instant("2011-01-01T00:30:00Z", "America/New_York")).toContain("31 Dec 2010");
  });
});

describe("durations", () => {
  it("say the two units that matter", () => {
    expect(formatOf("en").duration(42_000)).toBe("42 secs");
    expect(formatOf("en").duration(80_000)).toBe("1 min 20 secs");
    expect(formatOf("en").duration(2 * 3_600_000 + 14 * 60_000)).toBe("2 hrs 14 mins");
  });
});
