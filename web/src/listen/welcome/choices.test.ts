// What a workspace can be told in.
import { expect, test } from "vitest";
import { currencyOptions, timeZones } from "./choices.ts";

test("currencies are named in the reader's language, each once", () => {
  const options = currencyOptions("pl");
  expect(options.find(({ value }) => value === "PLN")?.label).toMatch(/złoty/);
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
});

test("the present zone stands first, each zone once", () => {
  const zones = timeZones("Europe/Warsaw");
  expect(zones[0]).toBe("Europe/Warsaw");
  expect(zones).toContain("UTC");
  expect(new Set(zones).size).toBe(zones.length);
});
