// What a metric is made of.
import type { MetricDefinition } from "#contract";
import type { Behind } from "./behind.sql.ts";
import { cost } from "./family/cost.sql.ts";
import type { Family } from "./family/family.ts";
import { defaults, type Parameter } from "./parameter.ts";

/** A metric: what the API tells of it, and of which statistics, by their names, its value is made. */
export interface Metric<Name extends string = string>
  extends Omit<MetricDefinition, "parameters" | "has_people" | "has_segments" | "is_custom"> {
  readonly value: Name;
  /** What `value` is divided by; null for sums and counts. */
  readonly over: Name | null;
  /** A second ratio by which the first is multiplied. */
  readonly times?: { readonly value: Name; readonly over: Name };
  /** The sum of squared distances from a mean, where the interval is that of a mean; else null. */
  readonly spread: Name | null;
  /** How many orders, customers or answers the value was drawn from. */
  readonly sample: Name;
  /** Whom the list of customers shows behind it; null for nobody. */
  readonly behind: Behind | null;
  /** Parameters that it heeds; none when left out. */
  readonly heeds?: readonly Parameter[];
  /** The parameter that says how old those must be who are counted. */
  readonly matures?: "maturity_days" | "age_days";
  /** With fewer answers than this nothing is told, so that nobody is found out. */
  readonly least?: number;
  /** The family of its statistics where that is its own: a custom metric brings one, the others share those of the registry. */
  readonly family?: Family<string>;
}

/**
 * Whether a metric can be told of some customers alone: costs are nobody's, and of what was said in confidence two
 * segments that differ by one person would tell what that one said.
 */
export function isOfPeople({ behind, value, over }: Metric): boolean {
  return behind !== null && ![value, over ?? ""].some((name) => Object.hasOwn(cost.statistics, name));
}

/** What the API tells of a metric. */
export function definitionOf(metric: Metric): MetricDefinition {
  const { id, topic, name, description, unit, direction, kind, numerator, denominator, interval, empty, source } =
    metric;
  const told = { id, name, topic, description, unit, direction, kind, numerator, denominator, interval, empty, source };
  const parameters = (metric.heeds ?? []).map((parameter) => ({ id: parameter, default: defaults[parameter] }));
  return {
    ...told,
    parameters,
    has_people: metric.behind !== null,
    has_segments: isOfPeople(metric),
    is_custom: metric.family !== undefined,
  };
}

type Words = Pick<
  Metric,
  "id" | "name" | "topic" | "description" | "direction" | "numerator" | "source" | "behind" | "heeds" | "matures"
>;

/** A share of those counted, with Wilson's interval. */
export function rateOf<Name extends string>(
  words: Words & { readonly denominator: string },
  { of, over }: { readonly of: Name; readonly over: Name },
): Metric<Name> {
  const shape = { unit: "share", kind: "rate", interval: "wilson", empty: null } as const;
  return { ...words, ...shape, value: of, over, spread: null, sample: over };
}

/** A ratio of two sums that are counted in whole, so without an interval. */
export function ratioOf<Name extends string>(
  words: Words & { readonly denominator: string; readonly unit: Metric["unit"] },
  of: Pick<Metric<Name>, "value" | "over" | "times" | "sample">,
): Metric<Name> {
  return { ...words, kind: "ratio", interval: "none", empty: null, spread: null, ...of };
}
