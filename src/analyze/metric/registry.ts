// Every metric, each as one small definition, by what it is about. A new metric is a new entry there and nothing else.
import type { Metric } from "./definition.ts";
import { orderMetrics } from "./registry.orders.ts";
import { saidMetrics } from "./registry.said.ts";

export const metrics: readonly Metric[] = [...orderMetrics, ...saidMetrics];

/** The metric of that id, if there is one. */
export function findMetric(id: string): Metric | undefined {
  return metrics.find((metric) => metric.id === id);
}
