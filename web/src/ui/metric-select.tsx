// Chooses a metric by name.
import { Select } from "@mantine/core";
import type { MetricDefinition } from "#contract";
import { useMetrics } from "./api.ts";
import { useMetricName } from "./metric-name.ts";

interface MetricSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  /** Which are offered; all when left out. */
  readonly offers?: (metric: MetricDefinition) => boolean;
}

export function MetricSelect({ label, value, onChange, offers = () => true }: MetricSelectProps) {
  const nameOf = useMetricName();
  const metrics = useMetrics().data ?? [];
  const data = metrics.filter(offers).map(({ id, name }) => ({ value: id, label: nameOf(id, name) }));
  return (
    <Select label={label} data={data} value={value} onChange={onChange} searchable allowDeselect={false} required />
  );
}
