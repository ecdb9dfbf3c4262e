// By what text a person is recognized: patterns of their identifiers, however somebody may have spelled them. Pure.
import type { PersonMarks } from "#storage";

/** An identifier as the log has it. */
export interface Known {
  readonly kind: string;
  readonly value: string;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

// Before: not inside another word; but escaped line ends (\n), and an escape of a URL (%20), end in a letter themselves.
const before = String.raw`(^|[^0-9A-Za-z.+_-]|\\[nrtbf]|%[0-9A-F][0-9A-F])`;
const behind = "($|[^0-9A-Za-z])";
// Behind an address or a name: a point or a dash may end it, but not go on with it.
const behindWord = "($|[^0-9A-Za-z.-]|[.-](?:$|[^0-9A-Za-z]))";

/** The "@" of an address may be escaped in a URL, or in HTML. */
function address(value: string): string {
  return value.split("@").map(escaped).join("(?:@|%40|&#64;)").replaceAll(String.raw`\+`, String.raw`(?:\+|%2B)`);
}

/** The digits of a telephone in whatever groups; of a long one the country may be missing or written otherwise. */
function telephone(value: string): string {
  const digits = value.replace(/\D/g, "");
  const last = digits.length > 9 ? digits.slice(-9) : digits;
  const country = digits.length > 9 ? String.raw`(?:\+|%2B|00)?[0-9]{0,4}[ ().-]{0,3}` : "";
  return country + [...last].join("[ ().-]{0,3}");
}

/** Names under which an identifier of that kind is told. */
function namesOf(kind: string): string {
  const own = escaped(kind).replaceAll("_", "[ _-]?");
  const more: Readonly<Record<string, string>> = {
    user_id: "(?:user|customer|client|member)[ _-]?(?:id|no|number|code)?|uid",
    loyalty_card: "(?:loyalty[ _-]?)?card[ _-]?(?:id|no|number)?",
    phone: "tel|telephone|mobile|cell",
    crm_id: "crm[ _-]?(?:id|no|number)?|contact[ _-]?id",
  };
  return Object.hasOwn(more, kind) ? `${own}|${more[kind]}` : own;
}

// {"userId": "17"}, {"kind":"user_id","value":"17"}, ('user_id','17'), with quotes escaped or doubled.
function keyedText({ kind, value }: Known): string {
  const quotes = String.raw`["'\\]`;
  return `${quotes}(?:${namesOf(kind)})${quotes}+ ?[:,] ?(?:${quotes}+value${quotes}+ ?: ?)?${quotes}*${escaped(value)}`;
}

type Form = "address" | "digits" | "words" | "keyed";

/** How an identifier is looked for. A short one, met alone, may be a price or a size: it counts only under its name. */
function formOf({ kind, value }: Known): Form {
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return "address";
  const digits = value.replace(/\D/g, "").length;
  if (kind === "phone" && digits >= 7) return "digits";
  if (/^\d+$/.test(value)) return value.length >= 9 ? "digits" : "keyed";
  return value.length >= 7 ? "words" : "keyed";
}

function wrapped(first: string, patterns: readonly string[], last: string): string {
  return patterns.length === 0 ? "" : `${first}(?:${[...new Set(patterns)].join("|")})${last}`;
}

/** What to look for to find all that is held of a person with these ids in the log and these identifiers. */
export function marksOf(
  stamps: readonly string[],
  known: readonly Known[],
  values: readonly string[] = [],
): PersonMarks {
  const of = (form: Form) => known.filter((one) => formOf(one) === form);
  const words = [
    ...of("address").map(({ value }) => address(value)),
    ...of("words").map(({ value }) => escaped(value)),
  ];
  const digits = of("digits").map(({ kind, value }) => (kind === "phone" ? telephone(value) : escaped(value)));
  const ids = stamps.filter((stamp) => stamp.length >= 9);
  return {
    stamps,
    values,
    words: wrapped(before, words, behindWord),
    digits: wrapped(before, [...digits, ...ids], behind),
    keyed: wrapped("()", of("keyed").map(keyedText), behind),
  };
}
