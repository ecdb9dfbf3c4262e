// Every metric there is: those that Kompas brings, then those that were defined in this workspace.
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { customMetrics } from "../custom-metric/store.ts";
import type { Metric } from "./definition.ts";
import { findMetric, metrics } from "./registry.ts";

/** All metrics, in the order in which lists show them. */
export async function metricsOf(engines: Engines): Promise<readonly Metric[]> {
  return [...metrics, ...(await customMetrics(engines))];
}

/** Those of the ids that there are, in the order of the ids. */
export async function knownMetrics(engines: Engines, ids: readonly string[]): Promise<Metric[]> {
  const custom = ids.every((id) => findMetric(id) !== undefined) ? [] : await customMetrics(engines);
  return ids.flatMap((id) => findMetric(id) ?? custom.find((metric) => metric.id === id) ?? []);
}

/** @throws {ProblemError} 404 unknown_metric */
export async function requiredMetrics(engines: Engines, ids: readonly string[]): Promise<Metric[]> {
  const known = await knownMetrics(engines, ids);
  const unknown = ids.find((id) => !known.some((metric) => metric.id === id));
  if (unknown !== undefined)
    throw new ProblemError(
      404,
      "unknown_metric",
      `There is no metric "${unknown}"; GET /api/v1/metrics lists them`,
      "id",
    );
  return known;
}

/** @throws {ProblemError} 404 unknown_metric */
export async function requiredMetric(engines: Engines, id: string): Promise<Metric> {
  const [metric] = await requiredMetrics(engines, [id]);
  if (metric === undefined) throw new Error("one id, one metric");
  return metric;
}
