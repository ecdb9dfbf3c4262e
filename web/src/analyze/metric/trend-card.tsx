// A metric over time by the grain of the reader's choice, with its interval and the period compared with.

import { SegmentedControl } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Grain, MetricAnswer } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { ChartCard } from "../../ui/chart-card.tsx";
import { not_defined, useFormat } from "../../ui/format.ts";
import { metricTrend } from "../../ui/metric-trend.ts";
import { grains, usePeriod } from "../../ui/period.ts";
import { isComparable } from "../../ui/tile.tsx";
import type { Tokens } from "../../ui/tokens.ts";
import { trendOption } from "../../ui/trend-option.ts";

function GrainSwitch({ value }: { readonly value: Grain }) {
  const { t } = useTranslation("ui");
  const { setGrain } = usePeriod();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t("grain.label")}
      value={value}
      data={grains.map((id) => ({ value: id, label: t(`grain.${id}`) }))}
      onChange={(next) => setGrain(grains.find((id) => id === next))}
    />
  );
}

export function TrendCard({ name, answer }: { readonly name: string; readonly answer: MetricAnswer }) {
  const { t } = useTranslation("metric");
  const format = useFormat();
  const { compare } = usePeriod();
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const before = isComparable(answer, first_day) && compare !== "none" ? t(`trend.before_${compare}`) : null;
  const trend = useMemo(() => metricTrend(answer, name, before, format), [answer, name, before, format]);
  const build = useCallback((of: Tokens) => trendOption(trend, of), [trend]);
  const { unit, currency } = answer;
  const has_band = trend.lines[0]?.band !== undefined;
  const valueText = (value: number | null | undefined) => format.value(value ?? null, unit, currency);
  const table = {
    columns: [
      t(`grain.${answer.grain}`, { ns: "ui" }),
      t("trend.value"),
      ...(has_band ? [t("trend.interval")] : []),
      ...(before === null ? [] : [before]),
    ],
    rows: answer.series.map(({ estimate }, index) => [
      trend.labels[index] ?? "",
      valueText(estimate.value),
      ...(has_band
        ? [estimate.low === null ? not_defined : `${valueText(estimate.low)} … ${valueText(estimate.high)}`]
        : []),
      ...(before === null ? [] : [valueText(answer.comparison_series[index]?.estimate.value)]),
    ]),
  };
  const notes = [
    has_band ? t("trend.band") : "",
    trend.partial.first || trend.partial.last ? t("trend.partial") : "",
  ].filter((note) => note !== "");
  return (
    <ChartCard
      title={t("trend.title")}
      subtitle={notes.join(" ")}
      label={t("trend.label", {
        name,
        period: format.period(answer.period.from, answer.period.to),
        value: valueText(answer.total.value),
      })}
      build={build}
      table={table}
      height={300}
      actions={<GrainSwitch value={answer.grain} />}
    />
  );
}
