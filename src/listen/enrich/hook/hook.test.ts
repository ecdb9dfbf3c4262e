// What the built-in hooks make of what people tell: what is known, and what is left unsaid.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Told, Tools, Traits } from "./hook.ts";
import { openIpDatabase } from "./ip-country.ts";
import { mmdbOf } from "./mmdb.fixture.ts";
import { builtInHooks } from "./registry.ts";

const tools: Tools = { country: "", languages: ["ru", "pl"], countryOfIp: undefined };

function given(id: string, told: Told, more: Partial<Tools> = {}): Traits {
  const hook = builtInHooks.find((each) => each.id === id);
  if (!hook) throw new Error(`There is no hook ${id}`);
  const traits = hook.run(told, { ...tools, ...more });
  expect(hook.gives).toEqual(expect.arrayContaining(Object.keys(traits)));
  return traits;
}

describe("a phone", () => {
  const phone = (value: string, country = "") => given("phone", { "identifier:phone": value }, { country });

  it("tells country, region and the one time zone where the number is of a place", () => {
    expect(phone("+7 343 222-33-44")).toEqual({
      phone_country: "RU",
      phone_region: "Sverdlovsk Oblast",
      phone_line: "fixed_line",
      phone_time_zone: "Asia/Yekaterinburg",
    });
    expect(phone("+48 22 621 00 00")).toMatchObject({ phone_region: "Masovia", phone_time_zone: "Europe/Warsaw" });
    expect(phone("+1 808 922 2299")).toMatchObject({ phone_region: "Hawaii", phone_time_zone: "Pacific/Honolulu" });
  });

  it("names all time zones that a mobile of a wide country can be in, and says none of them alone", () => {
    const traits = phone("+7 916 123-45-67");
    expect(traits).toMatchObject({ phone_country: "RU", phone_line: "mobile" });
    expect(traits.phone_time_zones?.split(", ")).toHaveLength(11);
    expect(traits).not.toHaveProperty("phone_time_zone");
    expect(traits).not.toHaveProperty("phone_region");
  });

  it("of an area that two clocks share names both", () => {
    expect(phone("+1 850 617 7000").phone_time_zones).toBe("America/New_York, America/Chicago");
  });

  it("without a country code is understood only by the country that was set", () => {
    expect(phone("601 234 568")).toEqual({});
    expect(phone("601 234 568", "PL")).toMatchObject({ phone_country: "PL", phone_time_zone: "Europe/Warsaw" });
    expect(phone("+48 123")).toEqual({});
  });
});

describe("an e-mail address", () => {
  it.each([
    ["Jan.Kowalski@Firma.com.pl", "firma.com.pl"],
    ["jan@gmail.com", undefined],
    ["jan@wp.pl", undefined],
    ["jan@yahoo.com.mx", undefined],
    ["jan@mailinator.com", undefined],
    ["jan@gmial.com", undefined],
    ["not an address", undefined],
  ])("%s -> %s", (email, domain) => {
    const expected = domain === undefined ? {} : { company_domain: domain };
    expect(given("email_domain", { "identifier:email": email })).toEqual(expected);
  });
});

describe("a user agent", () => {
  const device = (text: string) => given("device", { "context:userAgent": text });

  it("tells what kind of device it is", () => {
    expect(
      device(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
      ),
    ).toEqual({ device_type: "mobile", device_os: "iOS", device_browser: "Safari" });
    expect(
      device(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0",
      ),
    ).toEqual({ device_type: "desktop", device_os: "Windows", device_browser: "Microsoft Edge" });
  });

  it("knows robots, and says nothing of nonsense", () => {
    expect(device("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")).toMatchObject({
      device_type: "bot",
    });
    expect(device("x")).toEqual({});
  });
});

describe("a name", () => {
  const named = (told: Record<string, string>, languages?: readonly string[]) =>
    given(
      "salutation",
      Object.fromEntries(Object.entries(told).map(([name, value]) => [`trait:${name}`, value])),
      languages === undefined ? {} : { languages },
    ).salutation;

  it.each([
    ["Иванова Анна Петровна", "Уважаемая"],
    ["Сорока Иван Ильич", "Уважаемый"],
    ["Никита Петров", "Уважаемый"],
    ["Илья", "Уважаемый"],
    ["Любовь Шмидт", "Уважаемая"],
    ["Мамедов Эльдар Али оглы", "Уважаемый"],
    ["Anna Nowak", "Szanowna Pani"],
    ["Kuba Wójcik", "Szanowny Panie"],
    ["Lewandowska", "Szanowna Pani"],
    ["Евгений Долина", undefined],
    ["Саша", undefined],
    ["Шмидт", undefined],
    ["Andrea Rossi", undefined],
    ["John Smith", undefined],
  ])("%s -> %s", (name, salutation) => {
    expect(named({ name })).toBe(salutation);
  });

  it("ending in -a is a woman's where it is the given name, not where it is a surname", () => {
    expect(named({ first_name: "Żaneta", last_name: "Nowak" })).toBe("Szanowna Pani");
    expect(named({ last_name: "Kukułka" })).toBeUndefined();
  });

  it("is left alone in languages that were not chosen", () => {
    expect(named({ name: "Anna Nowak" }, ["ru"])).toBeUndefined();
  });
});

describe("an address", () => {
  it("has the country that the database file says, and none without a file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "kompas-mmdb-"));
    try {
      const file = path.join(folder, "country.mmdb");
      writeFileSync(file, mmdbOf({ "81.2.69.0/24": "GB", "195.82.0.0/16": "RU" }));
      const countryOfIp = openIpDatabase(file);
      const country = (ip: string) => given("ip_country", { "context:ip": ip }, { countryOfIp }).ip_country;
      expect(["81.2.69.160", "195.82.1.1", "10.0.0.1", "::1", "nonsense"].map(country)).toEqual([
        "GB",
        "RU",
        undefined,
        undefined,
        undefined,
      ]);
      expect(openIpDatabase("")).toBeUndefined();
      expect(() => openIpDatabase(path.join(folder, "missing.mmdb"))).toThrow("ENOENT");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
