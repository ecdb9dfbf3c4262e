// Stories of phones: many ways to write one number, and what is no number.

import fc from "fast-check";
import { getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { cleanPhone } from "./phone.ts";

describe("a phone", () => {
  it.each([
    ["8 (916) 123-45-67", "RU", "+79161234567"],
    ["+7 916 123 45 67", "PL", "+79161234567"],
    ["tel: 601 234 567", "PL", "+48601234567"],
    ["0048 601 234 567", "RU", "+48601234567"],
    ["48601234567", "", "+48601234567"],
    ["(202) 456-1111", "US", "+12024561111"],
    ["+48\u00A0601\u200B234567", "", "+48601234567"],
    ["٠١٠٠١٢٣٤٥٦٧", "EG", "+201001234567"],
  ])("%s told in %s is %s", (raw, country, clean) => {
    expect(cleanPhone(raw, { country })).toMatchObject({ clean, key: clean, valid: true });
  });

  it("says what it is and what was strange about it", () => {
    expect(cleanPhone("8-800-555-35-35", { country: "RU" })).toEqual({
      clean: "+78005553535",
      key: "+78005553535",
      valid: true,
      flags: [],
      parts: { type: "toll_free", country: "RU", extension: "" },
    });
    expect(cleanPhone("22 695 29 00 ext. 12", { country: "PL" })).toMatchObject({
      clean: "+48226952900",
      flags: ["extension"],
      parts: { type: "fixed_line", extension: "12" },
    });
    expect(cleanPhone("601 234 567, 602 345 678", { country: "PL" })).toMatchObject({
      clean: "+48601234567",
      flags: ["several"],
    });
  });

  it.each([
    ["8916123456", "RU", "wrong_number", "+78916123456"],
    ["112", "PL", "wrong_length", ""],
    ["call me", "PL", "wrong_length", ""],
    ["601 234 567", "", "wrong_length", ""],
    ["9999999999", "RU", "placeholder", "+79999999999"],
    ["", "RU", "wrong_length", ""],
  ])("%s told in %s is not valid: %s", (raw, country, flag, clean) => {
    const cleaned = cleanPhone(raw, { country });
    expect(cleaned).toMatchObject({ valid: false, clean });
    expect(cleaned.flags).toContain(flag);
  });

  it("is the same however it is written, and cleaning it again changes nothing", () => {
    const countries = fc.constantFrom("RU", "PL", "US", "GB", "DE", "UA", "KZ", "BR", "IN", "IT");
    const law = fc.property(countries, (country) => {
      const number = getExampleNumber(country, examples);
      if (!number) return;
      const told = [number.format("NATIONAL"), number.format("INTERNATIONAL"), number.format("RFC3966"), number.number];
      for (const raw of told) expect(cleanPhone(raw, { country }).clean).toBe(number.number);
      expect(cleanPhone(number.number).clean).toBe(number.number);
    });
    fc.assert(law);
  });

  it("never throws, and what it calls valid is E.164", () => {
    const law = fc.property(fc.string({ unit: "binary" }), fc.constantFrom("RU", "", "XX"), (raw, country) => {
      const { valid, clean, key } = cleanPhone(raw, { country });
      if (valid) expect(clean).toMatch(/^\+[1-9]\d{4,15}$/);
      expect(key).toBe(clean);
    });
    fc.assert(law);
  });
});
