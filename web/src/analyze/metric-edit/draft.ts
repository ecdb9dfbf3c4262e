// A custom metric as the form holds it: what a choice of a kind changes, and what still waits to be filled in. Pure.
import type { CustomMetricDraft, CustomMetricKind, Formula, MetricUnit, Quantity } from "#contract";

export const kinds = ["count", "sum", "mean", "rate", "ratio"] as const satisfies readonly CustomMetricKind[];

/** Units that a kind can be told in; the first is what a new one begins with. As the server checks it. */
export const units_of = {
  count: ["count"],
  sum: ["money", "count", "score", "duration"],
  mean: ["money", "count", "score", "duration", "share"],
  rate: ["share"],
  ratio: ["score", "money", "count", "share", "duration"],
} as const satisfies Readonly<Record<CustomMetricKind, readonly MetricUnit[]>>;

/** What each part of a kind may measure. */
export const measures_of = {
  count: ["events", "customers"],
  sum: ["sum"],
  mean: ["sum"],
  rate: ["customers", "events"],
  ratio: ["sum", "events", "customers"],
} as const satisfies Readonly<Record<CustomMetricKind, readonly Quantity["measure"][]>>;

/** A quantity of another measure, with its event and filters. */
export function measuredBy({ event, where }: Quantity, measure: Quantity["measure"], property = "revenue"): Quantity {
  const part = { event, ...(where === undefined ? {} : { where }) };
  return measure === "sum" ? { ...part, measure, property } : { ...part, measure };
}

const fitting = (of: Quantity, kind: CustomMetricKind): Quantity => {
  const offered: readonly Quantity["measure"][] = measures_of[kind];
  return offered.includes(of.measure) ? of : measuredBy(of, offered[0] ?? "events");
};

/** The unit of a changed formula: the one that was chosen where it still fits and as much is measured as before. */
function unitOf(kind: CustomMetricKind, { measure }: Quantity, was: Formula): MetricUnit {
  const offered = unitsOffered(kind, measure);
  const same = (measure === "sum") === (was.numerator.measure === "sum");
  return same && offered.includes(was.unit) ? was.unit : (offered[0] ?? "count");
}

/** Units that a formula of this kind and measure can be told in. */
export function unitsOffered(kind: CustomMetricKind, measure: Quantity["measure"]): readonly MetricUnit[] {
  const offered: readonly MetricUnit[] = units_of[kind];
  return measure === "sum" ? offered : offered.filter((unit) => unit !== "money");
}

/** A rate by what it counts: single events are narrowed, so both parts name the same one. */
export function rateOf(measure: "events" | "customers", was: Formula): Formula {
  const whole = was.denominator ?? { event: "", measure };
  const denominator = measuredBy(measure === "events" && whole.event === "" ? was.numerator : whole, measure);
  const part = measuredBy(was.numerator, measure);
  const numerator = measure === "events" ? { ...part, event: denominator.event } : part;
  return { ...was, kind: "rate", numerator, denominator, unit: "share" };
}

/** A formula of another kind, keeping what fits of what was there. */
export function ofKind(kind: CustomMetricKind, was: Formula): Formula {
  if (kind === "rate") return rateOf("customers", was);
  const numerator = fitting(was.numerator, kind);
  const below: Quantity = was.denominator ?? { event: was.numerator.event, measure: "events" };
  return { ...was, kind, numerator, denominator: kind === "ratio" ? below : null, unit: unitOf(kind, numerator, was) };
}

/** A formula with another numerator. */
export function withNumerator(formula: Formula, numerator: Quantity): Formula {
  return { ...formula, numerator, unit: unitOf(formula.kind, numerator, formula) };
}

/** What a new metric begins with. */
export const begun: CustomMetricDraft = {
  name: "",
  description: "",
  topic: "sales",
  direction: "up",
  kind: "count",
  numerator: { event: "Order Completed", measure: "events" },
  denominator: null,
  segment: null,
  unit: "count",
};

/** The part of a draft that says how it is counted. */
export function formulaOf({ kind, numerator, denominator, segment, unit }: CustomMetricDraft): Formula {
  return { kind, numerator, denominator, segment, unit };
}
