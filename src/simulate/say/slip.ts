// How fingers slip: typos, lost marks and lost diacritics, at shares that are stated here and nowhere else.
import type { Uniform } from "../random.ts";
import type { Kind, Language } from "./said.ts";

/** Shares, 0..1: the first of words, all others of texts. */
export interface Slips {
  /** Words of four letters or more that are mistyped. */
  readonly typo: number;
  /** Texts that begin every sentence small. */
  readonly small: number;
  /** Texts without a mark at the end. */
  readonly open_end: number;
  /** Texts without commas. */
  readonly no_commas: number;
  /** Polish texts without diacritics ("zolty" for "żółty"). */
  readonly no_diacritics: number;
  /** Russian texts that write е for ё. */
  readonly no_yo: number;
}

export const slips: Readonly<Record<Kind, Slips>> = {
  survey: { typo: 0.012, small: 0.15, open_end: 0.35, no_commas: 0.15, no_diacritics: 0.15, no_yo: 0.85 },
  review: { typo: 0.008, small: 0.04, open_end: 0.15, no_commas: 0.08, no_diacritics: 0.08, no_yo: 0.75 },
  ticket: { typo: 0.006, small: 0.04, open_end: 0.15, no_commas: 0.06, no_diacritics: 0.1, no_yo: 0.75 },
  chat: { typo: 0.025, small: 0.55, open_end: 0.75, no_commas: 0.45, no_diacritics: 0.4, no_yo: 0.95 },
  social: { typo: 0.015, small: 0.25, open_end: 0.4, no_commas: 0.2, no_diacritics: 0.2, no_yo: 0.9 },
};

const rows: Readonly<Record<Language, readonly string[]>> = {
  en: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
  pl: ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
  ru: ["йцукенгшщзх", "фывапролджэ", "ячсмитьбю"],
};

/** The key beside a letter, itself when it stands on no row. */
function neighbor(uniform: Uniform, language: Language, letter: string): string {
  const row = rows[language].find((each) => each.includes(letter)) ?? letter;
  const at = row.indexOf(letter) + (uniform() < 0.5 ? -1 : 1);
  return row[at] ?? row[row.indexOf(letter) - Math.sign(at)] ?? letter;
}

/** A word with one slip behind its first letter: two letters swapped, one lost, one double, or a neighboring key. */
export function mistype(uniform: Uniform, language: Language, word: string): string {
  const at = 1 + Math.floor(uniform() * (word.length - 2));
  const [here = "", next = ""] = [word[at], word[at + 1]];
  const way = Math.floor(uniform() * 4);
  if (way === 0 && here !== next) return word.slice(0, at) + next + here + word.slice(at + 2);
  const beside = way === 1 ? "" : neighbor(uniform, language, here);
  if (way < 3 && beside !== here) return word.slice(0, at) + beside + word.slice(at + 1);
  return word.slice(0, at) + here + word.slice(at);
}

/** Words that a typo may hit: four letters or more, no tags and addresses. */
const slippery = /(?<=^|[ («"])[A-Za-zĄąĆćĘęŁłŃńÓóŚśŹźŻżА-Яа-яЁё]{4,}/g;

const plain: Readonly<Record<string, string>> = {
  ą: "a",
  ć: "c",
  ę: "e",
  ł: "l",
  ń: "n",
  ó: "o",
  ś: "s",
  ź: "z",
  ż: "z",
};

/** Polish without its diacritics. */
function withoutDiacritics(text: string): string {
  return text.replace(/[ąćęłńóśźż]/giu, (letter) => {
    const small = letter.toLowerCase();
    const bare = plain[small] ?? letter;
    return letter === small ? bare : bare.toUpperCase();
  });
}

/** The text as this writer's fingers leave it. */
export function slip(uniform: Uniform, text: string, language: Language, kind: Kind): string {
  const share = slips[kind];
  let left = text.replace(slippery, (word) => (uniform() < share.typo ? mistype(uniform, language, word) : word));
  if (uniform() < share.small) {
    left = left.replace(
      /(^|[.!?…)]\s+)(\p{Lu})(?=\p{Ll})/gu,
      (_, before: string, letter: string) => before + letter.toLowerCase(),
    );
  }
  if (uniform() < share.open_end) left = left.replace(/[.]+$/u, "");
  if (uniform() < share.no_commas) left = left.replace(/,(?!\d)/gu, "");
  const letters = uniform();
  if (language === "pl" && letters < share.no_diacritics) left = withoutDiacritics(left);
  if (language === "ru" && letters < share.no_yo) left = left.replaceAll("ё", "е").replaceAll("Ё", "Е");
  return left;
}
