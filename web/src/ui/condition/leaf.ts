// Leaves as they are made and changed in the builder: their kinds, how each begins, and whether they are filled in.
import {
  Activity,
  Fingerprint,
  Gauge,
  Grid3x3,
  ListOrdered,
  type LucideIcon,
  MailCheck,
  Shapes,
  Tag,
} from "lucide-react";
import type { Condition, Leaf, Measure, NumberTest, ValueTest, Vocabulary, Window } from "#contract";

export type LeafKind = Leaf["kind"];

interface Kind {
  readonly icon: LucideIcon;
  readonly begin: (vocabulary: Vocabulary) => Leaf;
}

const last_month: Window = { kind: "last", amount: 30, unit: "day" };
const once: NumberTest = { op: "at_least", value: 1 };
const first = (names: readonly string[] | undefined) => names?.[0] ?? "";

/** Every kind of leaf: its sign, and how a new one begins. */
export const leaf_kinds: Readonly<Record<LeafKind, Kind>> = {
  event: {
    icon: Activity,
    begin: ({ events }) => ({
      kind: "event",
      event: events.find(({ name }) => name === "Order Completed")?.name ?? events[0]?.name ?? "",
      window: last_month,
      measure: { of: "count" },
      test: once,
    }),
  },
  sequence: {
    icon: ListOrdered,
    begin: () => ({ kind: "sequence", steps: [{ event: "" }, { event: "" }], window: last_month }),
  },
  trait: {
    icon: Tag,
    begin: ({ traits }) => ({ kind: "trait", trait: traits[0]?.name ?? "", test: { op: "is", values: [] } }),
  },
  metric: {
    icon: Gauge,
    begin: ({ metrics }) => ({ kind: "metric", metric: first(metrics), window: { kind: "ever" }, test: once }),
  },
  class: {
    icon: Grid3x3,
    begin: ({ schemes }) => ({ kind: "class", scheme: schemes[0]?.scheme ?? "", classes: [] }),
  },
  segment: { icon: Shapes, begin: ({ segments }) => ({ kind: "segment", segment: segments[0]?.id ?? "" }) },
  consent: {
    icon: MailCheck,
    begin: ({ purposes }) => ({
      kind: "consent",
      purpose: purposes[0]?.purpose ?? "",
      channel: first(purposes[0]?.channels),
      granted: true,
    }),
  },
  identifier: {
    icon: Fingerprint,
    begin: ({ identifiers }) => ({ kind: "identifier", identifier: first(identifiers) }),
  },
};

/** The kinds in the order in which they are offered. */
export const kind_names = [
  "event",
  "sequence",
  "trait",
  "metric",
  "class",
  "segment",
  "consent",
  "identifier",
] as const satisfies readonly LeafKind[];

export const number_ops = ["at_least", "at_most", "more", "less", "equal", "unequal", "between"] as const;

/** Tests of values by what they are about. */
export const value_ops = {
  text: ["is", "is_not", "contains", "lacks", "starts_with", "ends_with", "known", "unknown"],
  number: number_ops,
  day: ["on_or_after", "on_or_before", "days_ago", "days_ahead", "anniversary"],
} as const satisfies Readonly<Record<string, readonly ValueTest["op"][]>>;

/** A test of a number by another comparison, with the numbers that were there. */
export function numberTestOf(op: NumberTest["op"], was: ValueTest): NumberTest {
  const low = "low" in was ? was.low : "value" in was && typeof was.value === "number" ? was.value : 1;
  return op === "between" ? { op, low, high: Math.max(low, "high" in was ? was.high : low) } : { op, value: low };
}

/** A test of a value by another comparison, keeping what fits of what was there. */
export function valueTestOf(op: ValueTest["op"], was: ValueTest, today: string): ValueTest {
  switch (op) {
    case "is":
    case "is_not":
      return { op, values: "values" in was ? was.values : [] };
    case "contains":
    case "lacks":
    case "starts_with":
    case "ends_with":
      return { op, value: "value" in was && typeof was.value === "string" ? was.value : "" };
    case "known":
    case "unknown":
      return { op };
    case "on_or_after":
    case "on_or_before":
      return { op, day: "day" in was ? was.day : today };
    case "days_ago":
    case "days_ahead":
    case "anniversary":
      return { op, days: "days" in was ? was.days : 7 };
    default:
      return numberTestOf(op, was);
  }
}

export const measure_names = [
  "count",
  "days",
  "since_first",
  "since_last",
  "sum",
  "mean",
  "least",
  "greatest",
] as const;

/** A measure of another kind, with the property that was there. */
export function measureOf(of: Measure["of"], was: Measure): Measure {
  if (of === "count" || of === "days" || of === "since_first" || of === "since_last") return { of };
  return { of, property: "property" in was ? was.property : "revenue" };
}

export const window_names = ["ever", "last", "before", "this", "previous", "between"] as const;
export type WindowName = (typeof window_names)[number];
export const units = ["minute", "hour", "day", "week"] as const;
export const calendar_units = ["day", "week", "month", "quarter", "year"] as const;

export function windowName(window: Window): WindowName {
  return window.kind === "calendar" ? window.which : window.kind;
}

/** A window of another kind, keeping what fits of what was there. */
export function windowOf(name: WindowName, was: Window, today: string): Window {
  switch (name) {
    case "ever":
      return { kind: "ever" };
    case "between":
      return was.kind === "between" ? was : { kind: "between", from: `${today.slice(0, 7)}-01`, to: today };
    case "this":
    case "previous":
      return { kind: "calendar", which: name, unit: was.kind === "calendar" ? was.unit : "month" };
    default:
      return was.kind === "last" || was.kind === "before"
        ? { ...was, kind: name }
        : { kind: name, amount: 30, unit: "day" };
  }
}

/** Names that may be empty: any event. */
const may_be_empty: ReadonlySet<string> = new Set(["event", "of", "where"]);

/** Whether nothing in it waits to be filled in: an empty name or list fits nobody and the server refuses it. */
export function isComplete(condition: Condition | object): boolean {
  return Object.entries(condition).every(([name, value]: [string, unknown]) => {
    if (value === "" || (Array.isArray(value) && value.length === 0)) return may_be_empty.has(name);
    return typeof value !== "object" || value === null || isComplete(value);
  });
}
