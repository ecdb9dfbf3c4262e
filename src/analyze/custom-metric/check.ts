// What a formula must be to make sense: each kind takes its own parts and is told in units that fit.
import { type CustomMetricKind, type Formula, type MetricUnit, ProblemError, type Quantity } from "#contract";

interface Rule {
  readonly measures: readonly Quantity["measure"][];
  readonly has_denominator: boolean;
  readonly units: readonly MetricUnit[];
}

const rules = {
  count: { measures: ["events", "customers"], has_denominator: false, units: ["count"] },
  sum: { measures: ["sum"], has_denominator: false, units: ["money", "count", "score", "duration"] },
  mean: { measures: ["sum"], has_denominator: false, units: ["money", "count", "score", "duration", "share"] },
  rate: { measures: ["events", "customers"], has_denominator: true, units: ["share"] },
  ratio: {
    measures: ["events", "customers", "sum"],
    has_denominator: true,
    units: ["money", "count", "share", "score", "duration"],
  },
} as const satisfies Record<CustomMetricKind, Rule>;

function refuse(field: string, says: string): never {
  throw new ProblemError(422, "bad_formula", says, field);
}

/** @throws {ProblemError} 422 bad_formula with the part that is wrong and the mend */
export function checkFormula({ kind, numerator, denominator, unit }: Formula): void {
  const rule: Rule = rules[kind];
  if (!rule.measures.includes(numerator.measure))
    refuse("numerator.measure", `A ${kind} takes ${rule.measures.join(" or ")}; write one of these as its measure.`);
  if (!rule.units.includes(unit)) refuse("unit", `A ${kind} is told as ${rule.units.join(", ")}; choose one of these.`);
  if (unit === "money" && numerator.measure !== "sum")
    refuse("unit", "Only a sum is money: choose the measure sum and the property that holds the money.");
  if (!rule.has_denominator && denominator !== null) refuse("denominator", `A ${kind} has none: write null.`);
  if (!rule.has_denominator) return;
  if (denominator === null) refuse("denominator", `A ${kind} needs one: say what it is of.`);
  if (kind === "ratio") return;
  if (denominator.measure !== numerator.measure)
    refuse("denominator.measure", `Both parts of a rate count the same: write ${numerator.measure} here as well.`);
  if (numerator.measure === "events" && numerator.event !== "" && numerator.event !== denominator.event)
    refuse(
      "numerator.event",
      `The rate is of single events, so the numerator narrows the denominator: name "${denominator.event}" here and filter it, or count customers.`,
    );
}
