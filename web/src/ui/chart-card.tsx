// A card with a chart that can be switched to its table.
import { ActionIcon, Tooltip } from "@mantine/core";
import type { EChartsCoreOption } from "echarts/core";
import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "./card.tsx";
import { Chart } from "./chart.tsx";
import { SimpleTable, type SimpleTableData } from "./simple-table.tsx";
import type { Tokens } from "./tokens.ts";

interface ChartCardProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** What the chart shows, in a sentence. */
  readonly label: string;
  readonly build: (of: Tokens) => EChartsCoreOption;
  /** The same figures as a table. */
  readonly table: SimpleTableData;
  readonly height?: number;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  readonly onPick?: (index: number) => void;
}

interface TableSwitchProps {
  readonly pressed: boolean;
  readonly onChange: (pressed: boolean) => void;
}

/** The switch between a chart and its table; also for charts that draw their own card. */
export function TableSwitch({ pressed, onChange }: TableSwitchProps) {
  const { t } = useTranslation("ui");
  const text = pressed ? t("view_as_chart") : t("view_as_table");
  return (
    <Tooltip label={text}>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t("view_as_table")}
        aria-pressed={pressed}
        onClick={() => onChange(!pressed)}
      >
        {pressed ? <ChartColumn size={16} /> : <Table2 size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

export function ChartCard({
  title,
  subtitle,
  label,
  build,
  table,
  height = 260,
  actions,
  footer,
  onPick,
}: ChartCardProps) {
  const [as_table, setAsTable] = useState(false);
  const switcher = (
    <>
      {actions}
      <TableSwitch pressed={as_table} onChange={setAsTable} />
    </>
  );
  return (
    <Card title={title} subtitle={subtitle} actions={switcher}>
      {as_table ? (
        <SimpleTable data={table} label={title} height={height} />
      ) : (
        <Chart build={build} label={label} height={height} {...(onPick === undefined ? {} : { onPick })} />
      )}
      {footer}
    </Card>
  );
}
