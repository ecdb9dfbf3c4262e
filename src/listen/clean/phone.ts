// Phones: what people type as the one number that can be dialed from anywhere (E.164), by libphonenumber's full tables.
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";
import { type Cleaned, type CleanOptions, type Flag, noOptions, tidy } from "./cleaned.ts";

/** `type` is libphonenumber's in lower case (mobile, fixed_line …), `country` ISO alpha-2, `extension` digits. */
type PhonePart = "type" | "country" | "extension";

/** Digits of every script as 0-9: people copy full-width and Arabic digits from elsewhere. */
function plainDigits(text: string): string {
  return /[^ -~]/.test(text) ? text.normalize("NFKC").replace(/[\u0660-\u0669\u06F0-\u06F9]/g, latinDigit) : text;
}

const latinDigit = (digit: string) => String(digit.charCodeAt(0) & 0xf);

function parse(text: string, country: CountryCode | undefined): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false });
}

interface Parsed {
  readonly number: PhoneNumber;
  readonly type: string;
  /** The number was not told with its country code in the way that tells one. */
  readonly guessed: boolean;
}

function known(number: PhoneNumber | undefined, guessed: boolean): Parsed | undefined {
  if (!number) return undefined;
  return { number, type: (number.getType() ?? "").toLowerCase(), guessed };
}

// 0048… dialed from a country whose own prefix is another, 4860… without its plus: only where the number as told is none.
function guess(text: string, country: CountryCode | undefined): Parsed | undefined {
  const told = known(parse(text, country), false);
  if (told?.type || text.startsWith("+")) return told;
  const digits = text.replace(/\D/g, "").replace(/^(?:00|810)(?=[1-9])/, "");
  const abroad = digits.length > 9 ? known(parse(`+${digits}`, undefined), true) : undefined;
  return abroad?.type ? abroad : told;
}

const nothing = { clean: "", key: "", valid: false, parts: { type: "", country: "", extension: "" } } as const;

/** One number of several, or the whole text: "601 234 567, 602 …", "… / …". A slash alone also parts a number's groups. */
function firstOf(text: string): string {
  const several = text.split(/\s*[,;]\s*(?=[+\d(])|\s+(?:or|lub|или)\s+|\s*\/\s*(?=\+)/i);
  return several[0] ?? text;
}

/**
 * A phone as E.164. `options.country` is the country of numbers told without one. A number of a range that is not in
 * use is invalid (`wrong_number`) but keeps its form, so that it still matches itself; one of an impossible length is
 * nothing (`wrong_length`).
 */
export function cleanPhone(raw: string, options: Partial<CleanOptions> = {}): Cleaned<PhonePart> {
  const country = (options.country ?? noOptions.country).toUpperCase();
  const text = plainDigits(tidy(raw)).replace(/^(?:tel|phone|моб|тел|kom)[.:]?\s*/i, "");
  const first = firstOf(text);
  const flags: Flag[] = first === text ? [] : ["several"];
  const parsed = guess(first, isSupportedCountry(country) ? country : undefined);
  if (!parsed) return { ...nothing, flags: [...flags, "wrong_length"] };
  const { number, type } = parsed;
  const placeholder = /^(\d)\1+$/.test(number.nationalNumber) || number.nationalNumber.endsWith("123456789");
  if (parsed.guessed) flags.push("guessed");
  if (number.ext) flags.push("extension");
  if (placeholder) flags.push("placeholder");
  const parts = { type, country: number.country ?? "", extension: number.ext ?? "" };
  if (type !== "") return { clean: number.number, key: number.number, valid: !placeholder, flags, parts };
  if (!number.isPossible()) return { ...nothing, flags: [...flags, "wrong_length"] };
  return { clean: number.number, key: number.number, valid: false, flags: [...flags, "wrong_number"], parts };
}
