// Gross and net revenue over time, with the net revenue of the period compared with.

import { Skeleton } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MetricAnswer } from "#contract";
import { useWorkspace } from "../../ui/api.ts";
import { partialEnds } from "../../ui/bucket.ts";
import { Card } from "../../ui/card.tsx";
import { ChartCard } from "../../ui/chart-card.tsx";
import { type Format, useFormat } from "../../ui/format.ts";
import { useMetricName } from "../../ui/metric-name.ts";
import { usePeriod } from "../../ui/period.ts";
import { isComparable } from "../../ui/tile.tsx";
import type { Tokens } from "../../ui/tokens.ts";
import { type Trend, trendOption } from "../../ui/trend-option.ts";

interface Names {
  readonly net: string;
  readonly gross: string;
  readonly before: string;
}

/** The trend of both revenues; the comparison is left out where it would not be of like with like. */
function revenueTrend(
  net: MetricAnswer,
  gross: MetricAnswer,
  names: Names,
  first_day: string | undefined,
  format: Format,
): Trend {
  const values = (answer: MetricAnswer) => answer.series.map((point) => point.estimate.value);
  const before = net.series.map((_point, index) => net.comparison_series[index]?.estimate.value ?? null);
  return {
    labels: net.series.map((point) => format.bucket(point.start, net.grain)),
    lines: [
      { name: names.net, values: values(net) },
      { name: names.gross, values: values(gross) },
      ...(isComparable(net, first_day) ? [{ name: names.before, values: before, is_comparison: true }] : []),
    ],
    partial: partialEnds(
      net.series.map((point) => point.start),
      net.grain,
      net.period,
    ),
    format: (value) => format.money(value, net.currency),
    axis_format: (value) => format.money(value, net.currency, "compact"),
  };
}

function Drawn({ net, gross }: { readonly net: MetricAnswer; readonly gross: MetricAnswer }) {
  const { t } = useTranslation("overview");
  const format = useFormat();
  const nameOf = useMetricName();
  const { compare } = usePeriod();
  const first_day = useWorkspace().data?.first_day ?? undefined;
  const names = useMemo(
    () => ({
      net: nameOf("revenue_net", "Net revenue"),
      gross: nameOf("revenue_gross", "Gross revenue"),
      before: t(`revenue.before_${compare}`),
    }),
    [nameOf, t, compare],
  );
  const trend = useMemo(
    () => revenueTrend(net, gross, names, first_day, format),
    [net, gross, names, first_day, format],
  );
  const build = useCallback((of: Tokens) => trendOption(trend, of), [trend]);
  const table = {
    columns: [t(`grain.${net.grain}`, { ns: "ui" }), ...trend.lines.map((line) => line.name)],
    rows: trend.labels.map((label, index) => [
      label,
      ...trend.lines.map((line) => format.money(line.values[index] ?? null, net.currency)),
    ]),
  };
  return (
    <ChartCard
      title={t("revenue.title")}
      subtitle={`${t(`revenue.by_${net.grain}`)}${trend.partial.first || trend.partial.last ? ` ${t("trend.partial", { ns: "metric" })}` : ""}`}
      label={t("revenue.label", {
        period: format.period(net.period.from, net.period.to),
        value: format.money(net.total.value, net.currency),
      })}
      build={build}
      table={table}
      height={318}
    />
  );
}

interface RevenueCardProps {
  /** undefined while they are on their way. */
  readonly net: MetricAnswer | undefined;
  readonly gross: MetricAnswer | undefined;
}

export function RevenueCard({ net, gross }: RevenueCardProps) {
  const { t } = useTranslation("overview");
  if (net !== undefined && gross !== undefined) return <Drawn net={net} gross={gross} />;
  return (
    <Card title={t("revenue.title")}>
      <Skeleton height={318} />
    </Card>
  );
}
