// What a metric is made of.
import type { MetricDefinition } from "#contract";
import type { Said } from "./said.ts";
import type { Statistic } from "./statistic.ts";

/**
 * Which customers stand behind a metric's value in a period: those who moved revenue at all, who bought, bought first
 * then, bought before, bought twice, gave something back, or said something.
 */
export type Behind = "moved" | "bought" | "new" | "returning" | "repeated" | "refunded" | Said;

/** A metric: what the API tells of it, and of which statistics its value is made. */
export interface Metric extends MetricDefinition {
  readonly value: Statistic;
  /** What `value` is divided by; null for sums and counts. */
  readonly over: Statistic | null;
  /** The sum of squared distances from a mean, where the interval is that of a mean; else null. */
  readonly spread: Statistic | null;
  /** How many orders, customers or answers the value was drawn from. */
  readonly sample: Statistic;
  readonly behind: Behind;
}
