// A condition as a sentence: first what each part says, then one line or an indented list. Names are never inflected.
import type { TFunction } from "i18next";
import type { Condition, Happening, Leaf, NumberTest, PropertyFilter, ValueTest, Window } from "#contract";
import type { Format } from "../format.ts";

/** What a sentence is made with: messages of "condition", formats, and the names of what conditions speak of. */
export interface Words {
  readonly t: TFunction;
  readonly format: Pick<Format, "count" | "day">;
  readonly metric: (id: string) => string;
  /** A metric's value, by its unit. */
  readonly metricValue: (id: string, value: number) => string;
  readonly segment: (id: string) => string;
  readonly purpose: (id: string) => string;
  readonly channel: (id: string) => string;
  readonly scheme: (id: string) => string;
  readonly classOf: (scheme: string, id: string) => string;
}

/** A part of the sentence: what a leaf says, or parts that hold all or any; `negated` turns it into its opposite. */
export type Phrase =
  | { readonly is: "leaf"; readonly text: string; readonly negated: boolean }
  | { readonly is: "all" | "any"; readonly of: readonly Phrase[]; readonly negated: boolean };

function listed(words: Words, texts: readonly string[]): string {
  const shown = texts.slice(0, 5);
  const rest = texts.length - shown.length;
  const more = rest === 0 ? [] : [words.t("more_values", { count: rest, text: words.format.count(rest) })];
  return [...shown, ...more].join(words.t("or"));
}

/** "at least 3". */
function numberText(words: Words, test: NumberTest, write = words.format.count): string {
  const { t } = words;
  return test.op === "between"
    ? t("number.between", { low: write(test.low), high: write(test.high) })
    : t(`number.${test.op}`, { value: write(test.value) });
}

/** "at least 3 times". */
function timesText({ t, format }: Words, test: NumberTest): string {
  return test.op === "between"
    ? t("times.between", { count: test.high, low: format.count(test.low), high: format.count(test.high) })
    : t(`times.${test.op}`, { count: test.value, value: format.count(test.value) });
}

/** "city is Łódź or Kraków". */
function valueText(words: Words, name: string, test: ValueTest): string {
  const { t, format } = words;
  switch (test.op) {
    case "is":
    case "is_not":
      return t(`value.${test.op}`, { name, values: listed(words, test.values) });
    case "contains":
    case "lacks":
    case "starts_with":
    case "ends_with":
      return t(`value.${test.op}`, { name, value: test.value });
    case "known":
    case "unknown":
      return t(`value.${test.op}`, { name });
    case "on_or_after":
    case "on_or_before":
      return t(`value.${test.op}`, { name, day: format.day(test.day) });
    case "days_ago":
    case "days_ahead":
    case "anniversary":
      return t(`value.${test.op}`, { name, count: test.days, days: format.count(test.days) });
    default:
      return t("value.number", { name, number: numberText(words, test) });
  }
}

/** "in the last 30 days"; nothing for at any time. */
function windowText({ t, format }: Words, window: Window): string {
  switch (window.kind) {
    case "ever":
      return "";
    case "calendar":
      return t(`window.${window.which}.${window.unit}`);
    case "between":
      return t("window.between", { from: format.day(window.from), to: format.day(window.to) });
    default: {
      const { amount, kind, unit } = window;
      const one = amount === 1 ? "_single" : "";
      return t(`window.${kind}${one}.${unit}`, one === "" ? { count: amount, text: format.count(amount) } : {});
    }
  }
}

function filtersText(words: Words, where: readonly PropertyFilter[] | undefined): string {
  if (where === undefined || where.length === 0) return "";
  return ` (${where.map(({ property, test }) => valueText(words, property, test)).join(", ")})`;
}

/** "“Order Completed” (city is Łódź)". */
export function happeningText(words: Words, { event, where }: Happening): string {
  const name = event === "" ? words.t("any_event") : words.t("quoted", { name: event });
  return name + filtersText(words, where);
}

type EventLeaf = Extract<Leaf, { kind: "event" }>;

/** Whether a count's test says "at least once" (true), "never" (false), or something else. */
function happened({ measure, test }: EventLeaf): boolean | null {
  if (measure.of !== "count" || test.op === "between") return null;
  const { op, value } = test;
  if ((op === "at_least" && value === 1) || (op === "more" && value === 0)) return true;
  if ((op === "at_most" || op === "equal") && value === 0) return false;
  return op === "less" && value === 1 ? false : null;
}

function spaced(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(" ");
}

function eventText(words: Words, leaf: EventLeaf, negated: boolean): Phrase {
  const { t } = words;
  const { measure, test, window } = leaf;
  // Any event has words of its own: it has no name to be put in quotes.
  const any = leaf.event === "" ? "_any" : "";
  const event = any === "" ? happeningText(words, leaf) : filtersText(words, leaf.where);
  const simple = happened(leaf);
  if (simple !== null) {
    const key = `event.did${simple === negated ? "_not" : ""}${any}`;
    return { is: "leaf", text: spaced(t(key, { event }), windowText(words, window)), negated: false };
  }
  const measured =
    measure.of === "count"
      ? timesText(words, test)
      : t(`measure.${measure.of}`, {
          number: numberText(words, test),
          ...("property" in measure ? { property: measure.property } : {}),
        });
  return {
    is: "leaf",
    text: spaced(t(`event.measured${any}`, { event, measured }), windowText(words, window)),
    negated,
  };
}

type SequenceLeaf = Extract<Leaf, { kind: "sequence" }>;

function sequenceText(words: Words, { steps, window, within }: SequenceLeaf): string {
  const { t, format } = words;
  const text = t("sequence", { steps: steps.map((step) => happeningText(words, step)).join(t("then")) });
  const span =
    within === undefined ? "" : t(`within.${within.unit}`, { count: within.amount, text: format.count(within.amount) });
  return spaced(text, windowText(words, window)) + span;
}

/** The test that holds exactly where this one does not, where there is such a word. */
function opposed(test: ValueTest): ValueTest | null {
  switch (test.op) {
    case "is":
    case "is_not":
      return { op: test.op === "is" ? "is_not" : "is", values: test.values };
    case "contains":
    case "lacks":
      return { op: test.op === "contains" ? "lacks" : "contains", value: test.value };
    case "known":
    case "unknown":
      return { op: test.op === "known" ? "unknown" : "known" };
    default:
      return null;
  }
}

function leafPhrase(words: Words, leaf: Leaf, negated: boolean): Phrase {
  const { t } = words;
  // Most leaves have words for their opposite.
  const said = (key: string, names: object, not = negated): Phrase => ({
    is: "leaf",
    text: t(not ? `${key}_not` : key, { ...names }),
    negated: false,
  });
  switch (leaf.kind) {
    case "trait": {
      const test = negated ? opposed(leaf.test) : leaf.test;
      const text = t("trait", { test: valueText(words, leaf.trait, test ?? leaf.test) });
      return { is: "leaf", text, negated: test === null };
    }
    case "event":
      return eventText(words, leaf, negated);
    case "sequence":
      return { is: "leaf", text: sequenceText(words, leaf), negated };
    case "identifier":
      return said("identifier", { name: leaf.identifier });
    case "metric": {
      const number = numberText(words, leaf.test, (value) => words.metricValue(leaf.metric, value ?? 0));
      const text = t("metric", { name: words.metric(leaf.metric), number });
      return { is: "leaf", text: spaced(text, windowText(words, leaf.window)), negated };
    }
    case "class": {
      const classes = leaf.classes.map((id) => words.classOf(leaf.scheme, id));
      return said("class", { scheme: words.scheme(leaf.scheme), classes: listed(words, classes) });
    }
    case "consent":
      return said(
        "consent",
        { purpose: words.purpose(leaf.purpose), channel: words.channel(leaf.channel) },
        leaf.granted === negated,
      );
    case "segment":
      return said("segment", { name: words.segment(leaf.segment) });
  }
}

/** The parts of a condition's sentence. */
export function phraseOf(words: Words, condition: Condition, negated = false): Phrase {
  if (!("of" in condition)) return leafPhrase(words, condition, negated);
  if (condition.kind === "not") return phraseOf(words, condition.of, !negated);
  const [only, ...others] = condition.of;
  // A group of one says what its only part says.
  if (only !== undefined && others.length === 0) return phraseOf(words, only, negated);
  return { is: condition.kind, of: condition.of.map((part) => phraseOf(words, part)), negated };
}

function joined(words: Words, phrase: Extract<Phrase, { of: unknown }>): string {
  if (phrase.of.length === 0) return words.t(phrase.is === "all" ? "everybody" : "nobody");
  return phrase.of.map((part) => nested(words, part)).join(words.t(phrase.is === "all" ? "and" : "or"));
}

/** A part inside a group: a group in it stands in brackets. */
function nested(words: Words, phrase: Phrase): string {
  const text = phrase.is === "leaf" ? phrase.text : `(${joined(words, phrase)})`;
  return phrase.negated ? words.t("not", { text }) : text;
}

/** The whole sentence: "Customers whose city is Łódź and who did “Order Completed” in the last 30 days". */
export function sentenceOf(words: Words, condition: Condition): string {
  const phrase = phraseOf(words, condition);
  if (phrase.is !== "leaf" && phrase.of.length === 0)
    return words.t((phrase.is === "all") === phrase.negated ? "top_nobody" : "top_everybody");
  const text = phrase.is === "leaf" ? phrase.text : joined(words, phrase);
  return words.t(phrase.negated ? "top_not" : "top", { text });
}
