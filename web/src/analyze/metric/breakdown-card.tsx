// A metric by any dimension: bars, or a table with intervals and samples.
import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMetricValues } from "../../ui/api.ts";
import { BarList } from "../../ui/bar-list.tsx";
import { useBars, useGroupName } from "../../ui/breakdown.ts";
import { Card } from "../../ui/card.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { DimensionSelect, useDimension } from "../../ui/dimension-select.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { usePeriod } from "../../ui/period.ts";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";
import type { useParameters } from "./parameters.tsx";

interface BreakdownCardProps {
  readonly id: string;
  readonly parameters: ReturnType<typeof useParameters>;
}

export function BreakdownCard({ id, parameters }: BreakdownCardProps) {
  const { t } = useTranslation("metric");
  const format = useFormat();
  const [search, setSearch] = useSearchState();
  const [as_table, setAsTable] = useState(false);
  const { days, inputs } = usePeriod();
  const by = useDimension(search.by);
  const { data, error, refetch } = useMetricValues(
    id,
    { ...parameters, from: inputs.from, to: inputs.to, by },
    days !== undefined && by !== undefined,
  );
  const bars = useBars(data, useGroupName(by));
  const rows = (data?.groups ?? []).map(({ total: { low, high, n, withheld } }, index) => {
    const text = (value: number | null) => (data === undefined ? "" : format.value(value, data.unit, data.currency));
    return [
      bars[index]?.name ?? "",
      withheld === undefined ? (bars[index]?.text ?? "") : t("withheld"),
      low === null ? not_defined : `${text(low)} … ${text(high)}`,
      format.count(n),
    ];
  });
  const table = {
    columns: [t("breakdown.group"), t("breakdown.value"), t("breakdown.interval"), t("breakdown.sample")],
    rows,
  };
  const actions = (
    <>
      <DimensionSelect value={by} onChange={(next) => setSearch({ by: next })} />
      <TableSwitch pressed={as_table} onChange={setAsTable} />
    </>
  );
  return (
    <Card title={t("breakdown.title")} actions={actions}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={320} />}
      {data !== undefined && data.groups.length === 0 && <EmptyState title={t("no_rows", { ns: "ui" })} />}
      {data !== undefined &&
        data.groups.length > 0 &&
        (as_table ? (
          <SimpleTable data={table} label={t("breakdown.title")} height={520} />
        ) : (
          <BarList bars={bars} label={t("breakdown.title")} />
        ))}
    </Card>
  );
}
