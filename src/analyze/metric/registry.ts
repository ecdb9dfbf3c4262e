// Every metric, each as one small definition, by what it is about. A new metric is a new entry there and nothing else.
import type { Metric } from "./definition.ts";
import { marketingMetrics } from "./registry.marketing.ts";
import { orderMetrics } from "./registry.orders.ts";
import { retentionMetrics } from "./registry.retention.ts";
import { saidMetrics } from "./registry.said.ts";
import { serviceMetrics } from "./registry.service.ts";
import { valueMetrics } from "./registry.value.ts";

export const metrics: readonly Metric[] = [
  ...orderMetrics,
  ...retentionMetrics,
  ...valueMetrics,
  ...saidMetrics,
  ...serviceMetrics,
  ...marketingMetrics,
];

/** The metric of that id, if there is one. */
export function findMetric(id: string): Metric | undefined {
  return metrics.find((metric) => metric.id === id);
}
