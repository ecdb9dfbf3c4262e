// Net revenue by a dimension of the reader's choice.
import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMetricValues } from "../../ui/api.ts";
import { BarList } from "../../ui/bar-list.tsx";
import { useBars } from "../../ui/breakdown.ts";
import { Card } from "../../ui/card.tsx";
import { TableSwitch } from "../../ui/chart-card.tsx";
import { DimensionSelect, useDimension } from "../../ui/dimension-select.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { usePeriod } from "../../ui/period.ts";
import { useSearchState } from "../../ui/search.ts";
import { SimpleTable } from "../../ui/simple-table.tsx";

const shown = 8;

export function BreakdownCard() {
  const { t } = useTranslation("overview");
  const [search, setSearch] = useSearchState();
  const [as_table, setAsTable] = useState(false);
  const { days, inputs } = usePeriod();
  const by = useDimension(search.by);
  const { data, error, refetch } = useMetricValues(
    "revenue_net",
    { from: inputs.from, to: inputs.to, by },
    days !== undefined && by !== undefined,
  );
  const bars = useBars(data);
  const actions = (
    <>
      <DimensionSelect value={by} onChange={(id) => setSearch({ by: id })} />
      <TableSwitch pressed={as_table} onChange={setAsTable} />
    </>
  );
  const table = {
    columns: [t("breakdown.group"), t("breakdown.value"), t("breakdown.share")],
    rows: bars.map((bar) => [bar.name, bar.text, bar.note ?? ""]),
  };
  return (
    <Card title={t("breakdown.title")} actions={actions}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={290} />}
      {data !== undefined &&
        (as_table ? (
          <SimpleTable data={table} label={t("breakdown.title")} height={290} />
        ) : (
          <BarList bars={bars.slice(0, shown)} label={t("breakdown.title")} />
        ))}
    </Card>
  );
}
