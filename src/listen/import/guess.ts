// The mapping that names and values of columns suggest, each part with its reason. Pure.
import type { FileFormat, Mapping, Preview, Target } from "#contract";
import { columnType, guessDateOrder, looksLikeDate, type Sample, valuesOf } from "./infer.ts";
import { type NamedTarget, synonyms } from "./synonyms.ts";

/** What the guess takes from outside the file. */
export interface GuessSettings {
  readonly source: string;
  readonly currency: string;
  readonly time_zone: string;
  readonly format: FileFormat;
}

interface Guessed {
  readonly at: number;
  readonly target: Target;
  readonly reason: "name" | "values";
}

/** A column's name as the synonyms write it: Latin letters without accents, Cyrillic, digits. */
export function plainName(name: string): string {
  return name
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-zа-я0-9]/g, "");
}

const keyOf = (target: NamedTarget): string =>
  target.to === "identifier"
    ? `identifier:${target.kind}`
    : "name" in target
      ? `${target.to}:${target.name}`
      : target.to;

function dated(target: NamedTarget, values: readonly string[]): Target {
  return target.to === "occurred_at" ? { to: "occurred_at", dates: guessDateOrder(values) } : target;
}

const emails = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i;

// A name may mislead: a column "Order" of words is no date, a "Description" of numbers no name.
function fits(target: NamedTarget, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  // Half of the values are enough: what does not fit will be refused by name, row by row.
  const type = columnType(values, 0.5);
  switch (target.to) {
    case "occurred_at":
      return type === "date" || /^(?:unix|unix_ms)$/.test(guessDateOrder(values)) || values.some(looksLikeDate);
    case "quantity":
    case "price":
    case "amount":
      return type === "integer" || type === "number";
    case "product_name":
      return type !== "number" && type !== "date";
    default:
      return type !== "date" || target.to === "trait";
  }
}

function byName(sample: Sample): Guessed[] {
  const taken = new Set<number>();
  const filled = new Set<string>();
  const plain = sample.columns.map(plainName);
  return synonyms.flatMap(({ targets, names }) => {
    const at = names
      .map((name) => plain.findIndex((column, index) => column === name && !taken.has(index)))
      .find((index) => index >= 0 && targets.every((target) => fits(target, valuesOf(sample, index))));
    if (at === undefined || targets.some((target) => filled.has(keyOf(target)))) return [];
    taken.add(at);
    for (const target of targets) filled.add(keyOf(target));
    return targets.map((target) => ({ at, target: dated(target, valuesOf(sample, at)), reason: "name" as const }));
  });
}

// What no name told: the first column of dates, e-mail addresses.
function byValues(sample: Sample, named: readonly Guessed[]): Guessed[] {
  const taken = new Set(named.map(({ at }) => at));
  const has = new Set(named.map(({ target }) => keyOf(target)));
  return sample.columns.flatMap((_, at): Guessed[] => {
    if (taken.has(at)) return [];
    const values = valuesOf(sample, at);
    if (values.length === 0) return [];
    if (!has.has("occurred_at") && columnType(values) === "date") {
      has.add("occurred_at");
      return [{ at, target: { to: "occurred_at", dates: guessDateOrder(values) }, reason: "values" }];
    }
    if (!has.has("identifier:email") && values.every((value) => emails.test(value))) {
      has.add("identifier:email");
      return [{ at, target: { to: "identifier", kind: "email" }, reason: "values" }];
    }
    return [];
  });
}

const secrets = /pass(?:word|wd|phrase)|secret|token|haslo|пароль/;

// What is left of a list of customers or of events is kept under its own name: who does not want it takes it out.
function byOwnName(sample: Sample, found: readonly Guessed[], rows: Mapping["rows"]): Guessed[] {
  if (rows === "order_lines") return [];
  const taken = new Set(found.map(({ at }) => at));
  const filled = new Set(found.map(({ target }) => keyOf(target)));
  return sample.columns.flatMap((column, at): Guessed[] => {
    const target = { to: rows === "customers" ? "trait" : "property", name: column.trim().slice(0, 100) } as const;
    if (taken.has(at) || target.name === "" || filled.has(keyOf(target))) return [];
    if (secrets.test(plainName(target.name)) || valuesOf(sample, at).length === 0) return [];
    filled.add(keyOf(target));
    return [{ at, target, reason: "name" }];
  });
}

/** What the rows are: order lines when there is an order, events when they are named, else customers. */
function guessRows(targets: ReadonlySet<string>): Mapping["rows"] {
  if (targets.has("order_id")) return "order_lines";
  if (targets.has("event_name")) return "events";
  if (targets.has("occurred_at")) return targets.has("amount") || targets.has("price") ? "order_lines" : "events";
  return "customers";
}

const allowed: Record<Mapping["rows"], (target: Target) => boolean> = {
  order_lines: ({ to }) => !/^(?:event_name|message_id|group_id)$/.test(to),
  events: ({ to }) => !/^(?:product_id|product_name|quantity|price)$/.test(to),
  customers: ({ to }) => /^(?:identifier|trait|occurred_at|group_id|group_trait)$/.test(to),
};

/** A letter before the digits of order ids whose lines are all negative marks cancellations: `^C`. */
function refundPattern(sample: Sample, guessed: readonly Guessed[]): string | undefined {
  const column = (to: Target["to"]) => guessed.find(({ target }) => target.to === to)?.at;
  const order = column("order_id");
  const signed = column("quantity") ?? column("amount");
  if (order === undefined || signed === undefined) return undefined;
  const negative = new Map<string, boolean>();
  for (const row of sample.rows) {
    const prefix = /^([A-Za-z]+)\d+$/.exec(row[order] ?? "")?.[1];
    if (prefix) negative.set(prefix, (negative.get(prefix) ?? true) && (row[signed] ?? "").trim().startsWith("-"));
  }
  const prefixes = [...negative].filter(([, always]) => always).map(([prefix]) => prefix);
  return prefixes.length === 0 || prefixes.length > 3
    ? undefined
    : `^${prefixes.length === 1 ? prefixes[0] : `(${prefixes.join("|")})`}`;
}

/** The guessed mapping with the reason of each of its columns, in the order of the file's columns. */
export function guessMapping(sample: Sample, settings: GuessSettings): Pick<Preview, "mapping" | "reasons"> {
  const named = byName(sample);
  const all = [...named, ...byValues(sample, named)];
  const rows = guessRows(new Set(all.map(({ target }) => keyOf(target))));
  const found = all.filter(({ target }) => allowed[rows](target));
  const guessed = [...found, ...byOwnName(sample, found, rows)].sort((a, b) => a.at - b.at);
  const pattern = rows === "order_lines" ? refundPattern(sample, guessed) : undefined;
  const name = (at: number) => sample.columns[at] ?? "";
  return {
    mapping: {
      rows,
      source: settings.source,
      currency: settings.currency,
      time_zone: settings.time_zone,
      format: settings.format,
      ...(pattern === undefined ? {} : { refund_order_pattern: pattern }),
      columns: guessed.map(({ at, target }) => ({ column: name(at), target })),
    },
    reasons: guessed.map(({ at, reason }) => ({ column: name(at), reason })),
  };
}
