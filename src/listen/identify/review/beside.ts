// Two records beside each other: their fields in the order in which people tell persons apart, each marked equal, close,
// different or missing.
import type { FieldMark, Masker, ReviewField } from "#contract";

/** One thing that is known of a customer. */
export interface Known {
  readonly kind: "trait" | "identifier";
  readonly name: string;
  readonly value: string;
}

// What people look at first: names, birth, contacts, home, then the rest.
const order = [
  /name/,
  /birth|dob/,
  /^e-?mail|email/,
  /phone|mobile|tel$/,
  /address|street|city|town|zip|post|region|country/,
  /gender|sex|company|title/,
  /loyalty|crm|user_id|card/,
];
/** One person has many browsers and devices: that their ids differ says nothing. */
const ids_of_machines = /anonymous|device|cookie|session|client_id|idfa|gaid/;

function rank({ name }: Pick<Known, "name">): number {
  const at = order.findIndex((pattern) => pattern.test(name));
  return at === -1 ? order.length : at;
}

/** A value as it is compared: letters and digits alone, in any case and spelling of Unicode. */
function bare(value: string): string {
  return value
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

const longest = 200;

/** Share of equal pairs of neighboring letters (Sørensen-Dice), 0..1. */
export function likeness(left: string, right: string): number {
  const pairs = (text: string) => {
    const found = new Map<string, number>();
    for (let at = 0; at + 1 < Math.min(text.length, longest); at += 1) {
      const pair = text.slice(at, at + 2);
      found.set(pair, (found.get(pair) ?? 0) + 1);
    }
    return found;
  };
  const [of_left, of_right] = [pairs(left), pairs(right)];
  let [common, all] = [0, 0];
  for (const [pair, count] of of_left) {
    common += Math.min(count, of_right.get(pair) ?? 0);
    all += count;
  }
  for (const count of of_right.values()) all += count;
  return all === 0 ? 0 : (2 * common) / all;
}

function markOf(left: readonly string[], right: readonly string[]): FieldMark {
  if (left.length === 0 || right.length === 0) return "missing";
  const [of_left, of_right] = [left.map(bare), right.map(bare)];
  if (of_left.some((value) => of_right.includes(value))) return "equal";
  const close = of_left.some((value) => of_right.some((other) => likeness(value, other) >= 0.5));
  return close ? "close" : "different";
}

/**
 * The fields of two records. What an identifier says again that a trait of the same name says is told once; ids of
 * browsers and devices only where both have the same. Marks are made of the real values, also for who sees masks.
 */
export function beside(left: readonly Known[], right: readonly Known[], masker: Masker): ReviewField[] {
  const fields = new Map<string, Known>();
  for (const known of [...left, ...right]) {
    const before = fields.get(known.name);
    if (before === undefined || known.kind === "identifier") fields.set(known.name, known);
  }
  const valuesOf = (side: readonly Known[], name: string) => [
    ...new Set(side.filter((known) => known.name === name).map(({ value }) => value)),
  ];
  return [...fields.values()]
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .map(({ kind, name }) => {
      const [of_left, of_right] = [valuesOf(left, name), valuesOf(right, name)];
      const shown = (value: string) =>
        kind === "identifier" ? masker.identifier(name, value) : masker.field(name, value);
      return { kind, name, left: of_left.map(shown), right: of_right.map(shown), mark: markOf(of_left, of_right) };
    })
    .filter(({ name, mark }) => mark === "equal" || !ids_of_machines.test(name));
}
