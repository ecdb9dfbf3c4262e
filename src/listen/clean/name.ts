// Names of people: cased, freed of titles, taken apart, and a key in which scripts and standards meet.
import { latinOf } from "#contract";
import { type Cleaned, type Flag, tidy } from "./cleaned.ts";
import {
  familyEnding,
  honorifics,
  latinPatronymic,
  legalForms,
  particles,
  patronymic,
  placeholders,
} from "./name-words.ts";

/** `script` is latin, cyrillic, greek, other, or mixed where one word has letters of two. */
type NamePart = "given" | "family" | "patronymic" | "honorific" | "script";

const longest = 100;

/** The script of a text's letters: latin, cyrillic, greek, other, "" without letters; "mixed" where one word has two. */
export function scriptOf(text: string): string {
  const scripts = new Set<string>();
  for (const word of text.split(/[\s-]+/)) {
    const own = new Set([...word.matchAll(/\p{L}/gu)].map(([letter]) => letterScript(letter)));
    if (own.size > 1) return "mixed";
    for (const script of own) scripts.add(script);
  }
  return scripts.size > 1 ? "several" : ([...scripts][0] ?? "");
}

function letterScript(letter: string): string {
  if (/\p{Script=Latin}/u.test(letter)) return "latin";
  if (/\p{Script=Cyrillic}/u.test(letter)) return "cyrillic";
  return /\p{Script=Greek}/u.test(letter) ? "greek" : "other";
}

const bare = (word: string) => word.toLowerCase().replace(/[.,]+$/, "");

/** ANNA-MARIA and anna-maria as Anna-Maria, o'brien as O'Brien; a word of both cases is left as its owner wrote it. */
function cased(word: string, alone: boolean): string {
  const lower = word.toLowerCase();
  if (word !== lower && word !== word.toUpperCase()) return word;
  if (!alone && particles.has(lower)) return lower;
  return lower.replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

interface Words {
  readonly words: readonly string[];
  /** Where a comma stood: before it the family name, after it the given ones. */
  readonly comma: number;
  readonly titles: readonly string[];
}

function wordsOf(text: string): Words {
  const titles: string[] = [];
  const words: string[] = [];
  let comma = -1;
  const named = text
    .replace(/\s*,\s*/, " , ")
    .split(/\s+/)
    .filter(Boolean);
  for (const word of named) {
    if (word === ",") comma = words.length;
    else if (honorifics.has(bare(word)) && named.length > 1) titles.push(word);
    else words.push(word.replace(/[,;]+$/, ""));
  }
  return { words, comma: comma > 0 && comma < words.length ? comma : -1, titles };
}

interface Pieces {
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly patronymic: string;
}

const isPatronymic = (word: string) => patronymic.test(word.toLowerCase()) || latinPatronymic.test(word.toLowerCase());

/** Given name, family name and patronymic, in the orders that Russians, Ukrainians, Poles and English-speakers write. */
function piecesOf({ words, comma }: Words): Pieces {
  // One word that looks like a patronymic is a family name (Abramovich); so is one of two, unless the other is a given
  // name before it: "Иван Иванович".
  const at = words.length > 1 ? words.findIndex((word, index) => index > 0 && isPatronymic(word)) : -1;
  const cyrillic = /\p{Script=Cyrillic}/u.test(words.join(""));
  const father = at >= 0 && (words.length > 2 || cyrillic) ? words[at] : undefined;
  const others = father === undefined ? words : words.filter((_, index) => index !== at);
  const rest = { patronymic: father ?? "" };
  if (comma > 0) return { ...rest, family: others.slice(0, comma), given: others.slice(comma) };
  if (others.length < 2) return { ...rest, given: others, family: [] };
  const familyFirst = father === undefined ? beginsWithFamily(others) : at === words.length - 1;
  if (familyFirst) return { ...rest, family: others.slice(0, 1), given: others.slice(1) };
  const particle = others.findIndex((word, index) => index > 0 && particles.has(word.toLowerCase()));
  const split = particle > 0 ? particle : others.length - 1;
  return { ...rest, given: others.slice(0, split), family: others.slice(split) };
}

function beginsWithFamily(words: readonly string[]): boolean {
  const [first = "", ...others] = words;
  return familyEnding.test(first.toLowerCase()) && !others.some((word) => familyEnding.test(word.toLowerCase()));
}

/**
 * A person's name. The key is its words in plain Latin, sorted, without titles and patronymic, so that order, script
 * and standard of transliteration do not matter. For matching only: nobody should be shown a transliterated name.
 */
export function cleanName(raw: string): Cleaned<NamePart> {
  const text = tidy(raw.replaceAll("_", " "));
  const lowers = text.toLowerCase().split(" ");
  const found = wordsOf(text);
  const script = scriptOf(text);
  const flags: Flag[] = [];
  const placeholder = found.words.length > 0 && found.words.every((word) => placeholders.has(bare(word)));
  const repeated = /^(\p{L})\1+$/u.test(text.toLowerCase());
  const company =
    lowers.some((word) => legalForms.has(bare(word).replaceAll('"', ""))) || /sp\.?\s*z\s*o\.?\s*o/i.test(text);
  const absurd = !/\p{L}/u.test(found.words.join("")) || /[\d@/\\<>{}=]/.test(text) || text.length > longest;
  if (found.titles.length > 0) flags.push("honorific");
  if (placeholder || repeated) flags.push("placeholder");
  if (company) flags.push("company");
  if (script === "mixed") flags.push("mixed_script");
  if (absurd) flags.push("impossible");
  const pieces = piecesOf(found);
  if (pieces.patronymic !== "") flags.push("patronymic");
  const valid = !(placeholder || repeated || absurd);
  const inOrder = [...pieces.given, ...(pieces.patronymic === "" ? [] : [pieces.patronymic]), ...pieces.family];
  const shown = company ? found.words : inOrder;
  const alone = shown.length === 1;
  const show = (list: readonly string[]) => list.map((word) => cased(word, alone)).join(" ");
  const keyed = [...pieces.given, ...pieces.family].flatMap((word) => latinOf(word).split(/[^\p{L}\p{N}]+/u));
  return {
    clean: absurd ? "" : company ? text : show(shown),
    key: valid ? keyed.filter(Boolean).sort().join(" ") : "",
    valid,
    flags,
    parts: {
      given: company || absurd ? "" : show(pieces.given),
      family: company || absurd ? "" : show(pieces.family),
      patronymic: show(pieces.patronymic === "" ? [] : [pieces.patronymic]),
      honorific: found.titles.join(" "),
      script,
    },
  };
}
