// How many customers agreed to each purpose, month by month.
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentGrowth, Purpose } from "#contract";
import { ChartCard } from "../../ui/chart-card.tsx";
import { useFormat } from "../../ui/format.ts";
import type { Tokens } from "../../ui/tokens.ts";
import { trendOption } from "../../ui/trend-option.ts";
import { growthLines, inLanguage } from "./consent.ts";

interface GrowthProps {
  readonly purposes: readonly Purpose[];
  readonly growth: ConsentGrowth["rows"];
}

export function GrowthCard({ purposes, growth }: GrowthProps) {
  const { t, i18n } = useTranslation("consent");
  const format = useFormat();
  const { months, lines } = useMemo(() => growthLines(growth, purposes), [growth, purposes]);
  const labels = useMemo(() => months.map((month) => format.month(`${month}-01`)), [months, format]);
  const named = useMemo(
    () => lines.map(({ purpose, values }) => ({ name: inLanguage(purpose.names, i18n.language), values })),
    [lines, i18n.language],
  );
  const build = useCallback(
    (of: Tokens) => {
      const option = trendOption(
        {
          labels,
          lines: named,
          partial: { first: false, last: false },
          format: (value) => format.count(value),
          axis_format: (value) => format.compact(value),
        },
        of,
      );
      // Names of purposes are long: on a phone they would cover the lines.
      return { ...option, legend: { ...Object(option.legend), type: "scroll" } };
    },
    [labels, named, format],
  );
  const table = {
    columns: [t("growth.month"), ...named.map(({ name }) => name)],
    rows: labels.map((label, index) => [label, ...named.map(({ values }) => format.count(values[index] ?? 0))]),
  };
  return (
    <ChartCard
      title={t("growth.title")}
      subtitle={t("growth.hint")}
      label={t("growth.label")}
      build={build}
      table={table}
    />
  );
}
