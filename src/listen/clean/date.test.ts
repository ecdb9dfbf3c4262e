// Stories of birthdays: many forms of one day, days that never were, and those that could be two.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanDate } from "./date.ts";

const today = "2026-06-15";

describe("a birthday", () => {
  it.each([
    ...["1990-05-12", "12.05.1990", "12 мая 1990 г.", "12 maja 1990", "May 12, 1990", "12-May-1990", "19900512"],
    ...["1990-05-12T00:00:00Z", "12.5.1990", "12th of May 1990", "642470400000", "33005", "1990/5/12"],
  ])("%s is 1990-05-12", (raw) => {
    expect(cleanDate(raw, { today })).toMatchObject({ clean: "1990-05-12", key: "1990-05-12", valid: true });
  });

  it("is read by the order of the country where day and month could be either", () => {
    expect(cleanDate("05/12/1990", { today, country: "US" })).toMatchObject({
      clean: "1990-05-12",
      flags: ["ambiguous"],
    });
    expect(cleanDate("05/12/1990", { today, country: "GB" })).toMatchObject({
      clean: "1990-12-05",
      flags: ["ambiguous"],
    });
    expect(cleanDate("05/13/1990", { today, country: "GB" })).toMatchObject({ clean: "1990-05-13", flags: [] });
    expect(cleanDate("05.12.1990", { today, country: "US" })).toMatchObject({ clean: "1990-12-05", flags: [] });
  });

  it("never takes a year of two figures for one to come", () => {
    expect(cleanDate("12.05.90", { today })).toMatchObject({ clean: "1990-05-12", flags: ["two_digit_year"] });
    expect(cleanDate("12.05.26", { today })).toMatchObject({ clean: "2026-05-12" });
    expect(cleanDate("12.05.27", { today })).toMatchObject({ clean: "1927-05-12" });
  });

  it.each([
    ["31.02.1990", "impossible"],
    ["1990-13-01", "impossible"],
    ["29.02.1900", "impossible"],
    ["2030-01-01", "future"],
    ["12.05.1790", "impossible"],
    ["01.01.1900", "placeholder"],
    ["soon", "unknown"],
    ["", "unknown"],
  ])("%s is none: %s", (raw, flag) => {
    const cleaned = cleanDate(raw, { today });
    expect(cleaned).toMatchObject({ valid: false, key: "" });
    expect(cleaned.flags).toContain(flag);
  });

  it("is the same day in every form, for any day", () => {
    const days = fc.date({ min: new Date("1907-01-01"), max: new Date("2026-06-14"), noInvalidDate: true });
    const law = fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      const [year, month, of] = day.split("-");
      const english = date.toLocaleDateString("en", { dateStyle: "long", timeZone: "UTC" });
      const russian = date.toLocaleDateString("ru", { dateStyle: "long", timeZone: "UTC" });
      const polish = date.toLocaleDateString("pl", { dateStyle: "long", timeZone: "UTC" });
      for (const raw of [day, `${of}.${month}.${year}`, `${year}${month}${of}`, english, russian, polish])
        expect(cleanDate(raw, { today }).clean).toBe(day);
    });
    fc.assert(law);
  });
});
