// Stories of addresses, countries and currencies.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanAddress } from "./address.ts";
import { noOptions } from "./cleaned.ts";
import { cleanCountry, cleanCurrency } from "./country.ts";
import { cleaners } from "./registry.ts";
import { cleanPlace } from "./text.ts";

describe("an address", () => {
  it.each([
    ["ul. Marszałkowska 10/5, 00-001 Warszawa", "00-001", "10", "5"],
    ["101000, г. Москва, ул. Тверская, д. 5, кв. 12", "101000", "5", "12"],
    ["221B Baker Street, London NW1 6XE", "NW1 6XE", "221b", ""],
    ["Main St 12 Apt 4, Springfield 62704", "62704", "12", "4"],
  ])("%s has postcode %s, house %s, flat %s", (raw, postcode, house, unit) => {
    expect(cleanAddress(raw)).toMatchObject({ valid: true, parts: { postcode, house, unit } });
  });

  it("is one however it is abbreviated, ordered and spelled", () => {
    const moscow = [
      "101000, г. Москва, ул. Тверская, д. 5, кв. 12",
      "101000 Москва, улица Тверская дом 5 квартира 12",
      "Moskva, ул. Tverskaya, д. 5, кв. 12, 101000",
      "Москва,Тверская ул.,д.5,кв.12,101000",
    ];
    expect(new Set(moscow.map((raw) => cleanAddress(raw).key)).size).toBe(1);
    expect(cleanAddress("Polna 11").key).not.toBe(cleanAddress("Polna 1").key);
    const told = JSON.stringify({ street: "Marszałkowska 10/5", city: "Warszawa", postal_code: "00-001" });
    expect(cleanAddress(told).key).toBe(cleanAddress("ulica Marszalkowska 10 m. 5, 00-001 WARSZAWA").key);
  });

  it("is incomplete without a house and nothing without a name", () => {
    expect(cleanAddress("Warszawa")).toMatchObject({ valid: true, flags: ["incomplete"] });
    expect(cleanAddress("12 34")).toMatchObject({ valid: false, clean: "", key: "" });
  });
});

describe("a country", () => {
  it.each([
    ["PL", "PL"],
    ["pol", "PL"],
    ["Polska", "PL"],
    ["Польша", "PL"],
    ["U.S.A.", "US"],
    ["Stany Zjednoczone", "US"],
    ["США", "US"],
    ["Россия", "RU"],
    ["Russian Federation", "RU"],
    ["uk", "GB"],
    ["Great Britain", "GB"],
    ["Wielka Brytania", "GB"],
    ["Holland", "NL"],
  ])("%s is %s", (raw, clean) => {
    expect(cleanCountry(raw)).toMatchObject({ clean, valid: true });
  });

  it.each(["", "X", "Narnia", "12"])("%s is none", (raw) => {
    expect(cleanCountry(raw)).toMatchObject({ valid: false, flags: ["unknown"] });
  });
});

describe("a currency", () => {
  it.each([
    ["pln", "PLN", []],
    ["zł", "PLN", []],
    ["руб.", "RUB", []],
    ["RUR", "RUB", []],
    ["€", "EUR", []],
    ["$", "USD", ["guessed"]],
    ["US Dollar", "USD", []],
    ["польский злотый", "PLN", []],
  ])("%s is %s", (raw, clean, flags) => {
    expect(cleanCurrency(raw)).toMatchObject({ clean, valid: true, flags });
  });

  it("is not made of what is none", () => {
    expect(cleanCurrency("XQX")).toMatchObject({ valid: false });
  });
});

describe("a city", () => {
  it("is one with and without the word for it, in both scripts", () => {
    expect(cleanPlace("г. Казань").key).toBe(cleanPlace("Kazan").key);
    expect(cleanPlace("m. Łódź")).toMatchObject({ clean: "Łódź", key: "lodz", valid: true });
    expect(cleanPlace("n/a")).toMatchObject({ valid: false, key: "" });
  });
});

describe("every cleaner", () => {
  it("takes any text, has a key for whatever is valid, and none of it is lost by cleaning again", () => {
    const law = fc.property(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(...cleaners),
      (raw, cleaner) => {
        const once = cleaner.clean(raw, noOptions);
        if (!once.valid) return;
        expect(once.clean).not.toBe("");
        expect(cleaner.clean(once.clean, noOptions).valid).toBe(true);
      },
    );
    fc.assert(law, { numRuns: 1000 });
  });
});
