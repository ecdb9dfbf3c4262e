// The little language of patterns: [a|b] is a choice, {slot} a word of the scene, {slot:a|b} a form that agrees with it.
import type { Uniform } from "../random.ts";

/** Who speaks and of what: drawn once a text, so that all its clauses agree. */
export interface Scene {
  /** 0 a man, 1 a woman. */
  readonly me: number;
  /** Numbers of the lists of a language: product, city, member of staff, weekday. */
  readonly product: number;
  readonly city: number;
  readonly staff: number;
  readonly weekday: number;
  /** A short wait and a long one, in days; a queue in minutes. */
  readonly few: number;
  readonly days: number;
  readonly minutes: number;
  /** The price of the product and a fee, whole zlotys; a rebate in percent. */
  readonly amount: number;
  readonly fee: number;
  readonly percent: number;
  readonly order: number;
}

/** How a language fills slots: words by name, and the number of the form that agrees. */
export interface Slots {
  readonly word: Readonly<Record<string, (scene: Scene) => string>>;
  readonly form: Readonly<Record<string, (scene: Scene) => number>>;
}

/** A list of one at least. */
export type Several<Item> = readonly [Item, ...Item[]];

/** One of a list by a number of any size. */
export function at<Item>(items: Several<Item>, number: number): Item {
  return items[number % items.length] ?? items[0];
}

/** One of a list by chance. */
export function one<Item>(uniform: Uniform, items: Several<Item>): Item {
  return at(items, Math.floor(uniform() * items.length));
}

/** Draws the scene of one text. */
export function drawScene(uniform: Uniform): Scene {
  const whole = (from: number, to: number) => from + Math.floor(uniform() * (to - from + 1));
  return {
    me: whole(0, 1),
    product: whole(0, 9_999),
    city: whole(0, 9_999),
    staff: whole(0, 9_999),
    weekday: whole(0, 5),
    few: whole(1, 3),
    days: whole(6, 19),
    minutes: whole(12, 55),
    amount: 49 + 10 * whole(0, 60),
    fee: whole(9, 29),
    percent: 5 * whole(1, 6),
    order: whole(100_000, 989_999),
  };
}

/** A pattern, read once: text, slots, choices between parts. */
type Node = string | { readonly slot: string; readonly forms: readonly string[] } | readonly (readonly Node[])[];

const read = new Map<string, readonly Node[]>();

/** Reads parts up to the end of a choice; gives them and where it stopped. */
function readParts(pattern: string, from: number): { readonly parts: Node[]; readonly at: number } {
  const parts: Node[] = [];
  let at = from;
  while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== "]") {
    const letter = pattern[at];
    if (letter === "{") {
      const end = pattern.indexOf("}", at);
      const [slot = "", forms = ""] = pattern.slice(at + 1, end).split(":");
      parts.push({ slot, forms: forms === "" ? [] : forms.split("|") });
      at = end + 1;
    } else if (letter === "[") {
      const choices: Node[][] = [];
      do {
        const choice = readParts(pattern, at + 1);
        choices.push(choice.parts);
        at = choice.at;
      } while (pattern[at] === "|");
      parts.push(choices);
      at += 1;
    } else {
      const end = pattern.slice(at).search(/[{[|\]]/);
      const stop = end === -1 ? pattern.length : at + end;
      parts.push(pattern.slice(at, stop));
      at = stop;
    }
  }
  return { parts, at };
}

function partsOf(pattern: string): readonly Node[] {
  const known = read.get(pattern);
  if (known) return known;
  const { parts, at } = readParts(pattern, 0);
  if (at < pattern.length) throw new Error(`A choice stands outside brackets in: ${pattern}`);
  read.set(pattern, parts);
  return parts;
}

/** The text of a pattern. Throws on a slot that the language does not have. */
export function fill(uniform: Uniform, pattern: string, scene: Scene, slots: Slots): string {
  return filled(uniform, partsOf(pattern), scene, slots);
}

function filled(uniform: Uniform, parts: readonly Node[], scene: Scene, slots: Slots): string {
  let text = "";
  for (const part of parts) {
    if (typeof part === "string") text += part;
    else if ("slot" in part) text += slotText(part.slot, part.forms, scene, slots);
    else text += filled(uniform, part[Math.floor(uniform() * part.length)] ?? [], scene, slots);
  }
  return text;
}

function slotText(slot: string, forms: readonly string[], scene: Scene, slots: Slots): string {
  if (forms.length === 0) {
    const word = slots.word[slot];
    if (word === undefined) throw new Error(`There is no slot ${slot}`);
    return word(scene);
  }
  const form = slots.form[slot];
  if (form === undefined) throw new Error(`Nothing agrees with ${slot}`);
  return forms[form(scene)] ?? forms.at(-1) ?? "";
}
