// A formula in plain English, as definitions tell it to whoever reads them without the app.
import type { Formula, PropertyFilter, Quantity } from "#contract";

const comparisons = {
  at_least: "at least",
  at_most: "at most",
  more: "above",
  less: "below",
  equal: "equal to",
  unequal: "not",
  is: "is",
  is_not: "is not",
  contains: "contains",
  lacks: "does not contain",
  starts_with: "starts with",
  ends_with: "ends with",
  known: "is known",
  unknown: "is unknown",
  between: "between",
  on_or_after: "on or after",
  on_or_before: "on or before",
  days_ago: "in the last days:",
  days_ahead: "in the next days:",
  anniversary: "has its anniversary in the next days:",
} as const satisfies Record<PropertyFilter["test"]["op"], string>;

function operand(test: PropertyFilter["test"]): string {
  if ("values" in test) return ` ${test.values.join(" or ")}`;
  if ("low" in test) return ` ${test.low} and ${test.high}`;
  if ("value" in test) return ` ${test.value}`;
  if ("days" in test) return ` ${test.days}`;
  return "day" in test ? ` ${test.day}` : "";
}

const filtered = ({ property, test }: PropertyFilter) => `${property} ${comparisons[test.op]}${operand(test)}`;

function events({ event, where = [] }: Quantity): string {
  const named = event === "" ? "all events" : `events "${event}"`;
  return where.length === 0 ? named : `${named} where ${where.map(filtered).join(" and ")}`;
}

function quantity(of: Quantity): string {
  switch (of.measure) {
    case "events":
      return `Number of ${events(of)}`;
    case "customers":
      return `Distinct customers with ${events(of)}`;
    case "sum":
      return `Sum of ${of.property} of ${events(of)}`;
  }
}

/** What is counted, and what that is divided by. */
export function inWords(formula: Formula): { readonly numerator: string; readonly denominator: string | null } {
  const { kind, numerator, denominator, segment } = formula;
  const among = segment === null ? "" : `, of members of segment ${segment}`;
  if (kind === "mean")
    return {
      numerator: `${quantity(numerator)}${among}`,
      denominator: `Number of those events with a number in ${"property" in numerator ? numerator.property : "it"}`,
    };
  const also =
    kind === "rate"
      ? `Of these, ${quantity(numerator).replace(/^[A-Z]/, (letter) => letter.toLowerCase())}`
      : quantity(numerator);
  return {
    numerator: `${also}${among}`,
    denominator: denominator === null ? null : `${quantity(denominator)}${among}`,
  };
}
