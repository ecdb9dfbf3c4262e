// The currencies and time zones that a workspace can have. Pure.

/** Currencies most asked for stand first. */
const usual = ["EUR", "USD", "GBP", "PLN", "RUB", "UAH", "CHF", "CZK", "SEK", "NOK", "DKK", "KZT", "TRY", "JPY"];

/** All currencies of ISO 4217 as "EUR, euro" in a language. */
export function currencyOptions(language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language], { type: "currency" });
  const rest = Intl.supportedValuesOf("currency").filter((code) => !usual.includes(code));
  return [...usual, ...rest].map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }));
}

/** All zones, the reader's own and the present one first. */
export function timeZones(present: string): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return [...new Set([present, own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
