// What can be chosen as a country, a currency and a time zone, by the browser's own tables and in the reader's language.

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

// Groups of countries, and regions that are reserved but have no telephone numbers.
const none = new Set(["EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "AQ", "BV", "CP", "DG", "EA", "HM", "IC", "TF", "UM"]);

/** Countries of ISO 3166 with their names, by the reader's alphabet. */
export function countryChoices(locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: "region", fallback: "none" });
  const found = letters.flatMap((one) =>
    letters.flatMap((other) => {
      const value = `${one}${other}`;
      const label = none.has(value) || new Intl.Locale(`und-${value}`).region !== value ? undefined : names.of(value);
      return label === undefined ? [] : [{ value, label }];
    }),
  );
  return sorted(found, locale);
}

/** Currencies as "PLN, Polish zloty". */
export function currencyChoices(locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({ value, label: `${value}, ${names.of(value) ?? value}` }));
}

/** Zones that the browser knows, UTC, and the present one, which it may know by another name. */
export function zoneChoices(present: string): string[] {
  return [...new Set(["UTC", present, ...Intl.supportedValuesOf("timeZone")])].sort();
}

function sorted(choices: readonly Choice[], locale: string): Choice[] {
  const { compare } = new Intl.Collator(locale);
  return [...choices].sort((one, other) => compare(one.label, other.label));
}
