// Countries and currencies: codes and names in English, Russian and Polish as ISO codes.
import { latinOf } from "#contract";
import { type Cleaned, type Flag, tidy } from "./cleaned.ts";
import { countryAliases, currencyAliases, isoCountries } from "./country-names.ts";

const languages = ["en", "ru", "pl"];

/** One spelling for lookups: plain Latin letters and figures alone. */
const plain = (name: string) => latinOf(name).replace(/[^\p{L}\p{N}]+/gu, "");

function namesOf(type: "region" | "currency", codes: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type, fallback: "none" });
    for (const code of codes) {
      const name = display.of(code);
      const key = name === undefined ? "" : plain(name);
      // The first wins: where two are called alike, the one of the earlier language or code.
      if (key !== "" && !names.has(key)) names.set(key, code);
    }
  }
  return names;
}

const countryCodes = new Map<string, string>();
for (const pair of isoCountries.split(" ")) {
  countryCodes.set(pair.slice(0, 2), pair.slice(0, 2));
  countryCodes.set(pair.slice(2), pair.slice(0, 2));
}

const countries = [...new Set(countryCodes.values())];
const currencies = new Set(Intl.supportedValuesOf("currency"));
let countryNames: ReadonlyMap<string, string> | undefined;
let currencyNames: ReadonlyMap<string, string> | undefined;

const none = { clean: "", key: "", valid: false } as const;

/** A country as ISO 3166 alpha-2, from its code of two or three letters or its name in three languages. */
export function cleanCountry(raw: string): Cleaned<"alpha2"> {
  const text = tidy(raw);
  const code = countryCodes.get(text.toUpperCase().replaceAll(".", ""));
  countryNames ??= new Map([
    ...namesOf("region", countries),
    ...Object.entries(countryAliases).map(([name, alpha2]) => [plain(name), alpha2] as const),
  ]);
  const alpha2 = code ?? (text.length > 1 ? countryNames.get(plain(text)) : undefined);
  if (alpha2 === undefined) return { ...none, flags: ["unknown"], parts: { alpha2: "" } };
  return { clean: alpha2, key: alpha2, valid: true, flags: [], parts: { alpha2 } };
}

/** A currency as its ISO 4217 code, from the code, a sign or a name; a sign of several currencies is `guessed`. */
export function cleanCurrency(raw: string): Cleaned<"code"> {
  const text = tidy(raw);
  const upper = text.toUpperCase();
  currencyNames ??= namesOf("currency", [...currencies]);
  const alias = Object.hasOwn(currencyAliases, text.toLowerCase()) ? currencyAliases[text.toLowerCase()] : undefined;
  const code = currencies.has(upper) ? upper : (alias?.code ?? currencyNames.get(plain(text)));
  if (code === undefined) return { ...none, flags: ["unknown"], parts: { code: "" } };
  const flags: Flag[] = alias?.guessed === true && !currencies.has(upper) ? ["guessed"] : [];
  return { clean: code, key: code, valid: true, flags, parts: { code } };
}
