// Addresses: tokens in plain Latin, words for streets and houses made one, house number and postcode taken out.
import { latinOf } from "#contract";
import { type Cleaned, type CleanOptions, type Flag, noOptions, tidy } from "./cleaned.ts";
import { type AddressWord, addressWords, postcodes } from "./street-words.ts";

type AddressPart = "postcode" | "house" | "unit" | "street";

/** Text of a JSON object's values in reading order, so that an address told in fields is one told in a line. */
function inLine(raw: string): string {
  if (!raw.trimStart().startsWith("{")) return raw;
  try {
    const told: unknown = JSON.parse(raw);
    if (typeof told !== "object" || told === null) return raw;
    const texts = Object.values(told).filter((value) => typeof value === "string" || typeof value === "number");
    return texts.map(String).join(", ");
  } catch {
    return raw;
  }
}

function postcodeIn(text: string, country: string): string {
  const own = Object.hasOwn(postcodes, country) ? postcodes[country] : undefined;
  for (const pattern of own ? [own, ...Object.values(postcodes)] : Object.values(postcodes)) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return "";
}

interface Token {
  readonly text: string;
  readonly kind: AddressWord | undefined;
}

const houseForm = /^\d+[a-zа-яё]?(?:[/-]\d*[a-zа-яё]?)*$/i;

/** Words and numbers in order; "д.5" and "кв12" are a word and a number. */
function tokensOf(text: string): readonly Token[] {
  return text
    .toLowerCase()
    .replace(/p\.?\s?o\.?\s?box/g, "pobox")
    .replace(/(\p{L}{1,5})\.(?=[\p{L}\d])/gu, "$1. ")
    .replace(/(?<![\p{L}\d])(кв|д|корп|к|стр|оф|m|nr|lok)(?=\d)/gu, "$1 ")
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[№#("]+|[.)"]+$/g, ""))
    .filter(Boolean)
    .map((word) => ({ text: word, kind: addressWords.get(word) }));
}

/** The number after a word of this kind. */
function after(tokens: readonly Token[], kind: AddressWord): string {
  const at = tokens.findIndex((token, index) => token.kind === kind && houseForm.test(tokens[index + 1]?.text ?? ""));
  return at < 0 ? "" : (tokens[at + 1]?.text ?? "");
}

function numbersOf(tokens: readonly Token[]): { house: string; unit: string } {
  const unit = after(tokens, "unit");
  const told = after(tokens, "house");
  const first = tokens.find(({ text }, index) => houseForm.test(text) && tokens[index - 1]?.kind !== "unit");
  const house = told === "" ? (first?.text ?? "") : told;
  const [number = "", flat = ""] = house.split("/");
  // 10/5 is house 10, flat 5 in Poland; where the flat is told besides, the stroke belongs to the house.
  return unit === "" && flat !== "" ? { house: number, unit: flat } : { house, unit };
}

/**
 * A postal address in one line or as a JSON object of its fields. The key is its names in plain Latin, sorted, with
 * postcode, house and unit; the words for street, house and flat are left out, whatever the language.
 */
export function cleanAddress(raw: string, options: Partial<CleanOptions> = {}): Cleaned<AddressPart> {
  const text = tidy(inLine(raw).replace(/[\r\n]+/g, ", "))
    .replace(/\s*,[\s,]*/g, ", ")
    .replace(/^, |, ?$/g, "");
  const postcode = postcodeIn(text, options.country ?? noOptions.country).replace(/\s+/g, " ");
  const rest = postcode === "" ? text : text.replace(postcode, " ");
  const tokens = tokensOf(rest);
  const { house, unit } = numbersOf(tokens);
  const names = tokens.filter(
    ({ text: word, kind }) => kind === undefined && /\p{L}/u.test(word) && !houseForm.test(word),
  );
  const at = tokens.findIndex(({ kind }) => kind === "street" || kind === "avenue" || kind === "road");
  const named = names.length > 0;
  const flags: Flag[] = [];
  if (!named) flags.push("unknown");
  if (named && (house === "" || text.length < 6)) flags.push("incomplete");
  const words = names
    .flatMap(({ text: word }) => latinOf(word).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 1);
  const numbers = [postcode, house, unit].map((number) => number.toLowerCase().replace(/[\s-]/g, ""));
  const street = tokens.slice(at + 1).find((token) => names.includes(token));
  return {
    clean: named ? text : "",
    key: named ? [[...new Set(words)].sort().join(" "), ...numbers].join("|") : "",
    valid: named,
    flags,
    parts: { postcode, house, unit, street: street === undefined ? "" : latinOf(street.text) },
  };
}
