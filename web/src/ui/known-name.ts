// Names of metrics where only the id is at hand.
import { useCallback } from "react";
import { useMetrics } from "./api.ts";
import { useMetricName } from "./metric-name.ts";

/** A function that names a metric by its id, in the reader's language or else as the registry does. */
export function useKnownName(): (id: string) => string {
  const nameOf = useMetricName();
  const metrics = useMetrics().data;
  return useCallback((id) => nameOf(id, metrics?.find((metric) => metric.id === id)?.name ?? id), [nameOf, metrics]);
}
