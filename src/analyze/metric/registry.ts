// Every metric that Kompas brings, each as one small definition, by what it is about. A new one is a new entry there and
// nothing else; those that people define stand beside them in the catalogue.
import type { Metric } from "./definition.ts";
import { marketingMetrics } from "./registry.marketing.ts";
import { orderMetrics } from "./registry.orders.ts";
import { retentionMetrics } from "./registry.retention.ts";
import { saidMetrics } from "./registry.said.ts";
import { serviceMetrics } from "./registry.service.ts";
import { valueMetrics } from "./registry.value.ts";
import type { Statistic } from "./statistic.ts";

export const metrics: readonly Metric<Statistic>[] = [
  ...orderMetrics,
  ...retentionMetrics,
  ...valueMetrics,
  ...saidMetrics,
  ...serviceMetrics,
  ...marketingMetrics,
];

/** The metric of that id that Kompas brings, if there is one. */
export function findMetric(id: string): Metric<Statistic> | undefined {
  return metrics.find((metric) => metric.id === id);
}
