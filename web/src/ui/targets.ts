// Targets as pages show them: asked once, found by metric.
import type { MetricTarget } from "#contract";
import { useApi } from "./api.ts";

export const targets_path = "/api/v1/targets";

export function useTargets() {
  return useApi<{ rows: MetricTarget[] }>(targets_path, {}, { staleTime: 60_000 });
}

/** The targets of one metric; none while they are on their way. */
export function useTargetsOf(metric: string): readonly MetricTarget[] {
  return useTargets().data?.rows.filter((target) => target.metric === metric) ?? [];
}
