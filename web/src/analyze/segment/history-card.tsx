// How the size of a segment went, and who entered and left, day by day.
import { SegmentedControl, Skeleton } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentHistory } from "#contract";
import { useApi } from "../../ui/api.ts";
import { ChartCard } from "../../ui/chart-card.tsx";
import { baseOption, categoryAxis, valueAxis } from "../../ui/chart-theme.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { useFormat } from "../../ui/format.ts";
import { addDays } from "../../ui/period.ts";
import type { Tokens } from "../../ui/tokens.ts";

const lengths = [30, 90, 365] as const;

/** Bars of who came above the axis and who went below it, and the size as a line on an axis of its own. */
function optionOf(of: Tokens, labels: readonly string[], days: SegmentHistory["days"], names: readonly string[]) {
  const compact = (value: number) => String(Math.abs(value));
  const [size = "", entered = "", left = ""] = names;
  const bar = { type: "bar", stack: "moves", yAxisIndex: 1, barMaxWidth: 14 };
  return {
    ...baseOption(of),
    grid: { left: 8, right: 8, top: 36, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: of.muted } },
    xAxis: categoryAxis(of, labels),
    yAxis: [
      { ...valueAxis(of, compact), min: 0, minInterval: 1 },
      { ...valueAxis(of, compact), minInterval: 1, splitLine: { show: false } },
    ],
    series: [
      { ...bar, name: entered, data: days.map((day) => day.entered), color: of.good },
      { ...bar, name: left, data: days.map((day) => -day.left), color: of.warn },
      {
        type: "line",
        name: size,
        data: days.map((day) => day.customers),
        color: of.accent,
        symbol: "circle",
        symbolSize: 6,
        showSymbol: days.length === 1,
        lineStyle: { width: 2.25 },
        step: "end",
        z: 3,
      },
    ],
  };
}

interface HistoryCardProps {
  readonly id: string;
  /** The day it was made: before it nothing is known. */
  readonly since: string;
  readonly today: string;
}

export function HistoryCard({ id, since, today }: HistoryCardProps) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const [length, setLength] = useState<(typeof lengths)[number]>(30);
  const answer = useApi<SegmentHistory>(`/api/v1/segments/${encodeURIComponent(id)}/history`, {
    from: addDays(today, 1 - length),
    to: today,
  });
  const days = useMemo(() => (answer.data?.days ?? []).filter(({ day }) => day >= since), [answer.data, since]);
  const labels = useMemo(() => days.map(({ day }) => format.bucket(day, "day")), [days, format]);
  const build = useCallback(
    (of: Tokens) => optionOf(of, labels, days, [t("history.size"), t("history.entered"), t("history.left")]),
    [labels, days, t],
  );
  if (answer.isError) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  if (answer.isPending) return <Skeleton height={330} radius="lg" />;
  const last = days.at(-1)?.customers ?? 0;
  return (
    <ChartCard
      title={t("history.title")}
      subtitle={days.length <= 1 ? t("history.young") : undefined}
      label={t("history.label", { size: format.count(last), count: length })}
      build={build}
      table={{
        columns: [t("history.day"), t("history.size"), t("history.entered"), t("history.left")],
        rows: days
          .map((day) => [
            format.day(day.day),
            format.count(day.customers),
            format.count(day.entered),
            format.count(day.left),
          ])
          .reverse(),
      }}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("history.length")}
          value={String(length)}
          data={lengths.map((each) => ({ value: String(each), label: t("history.days", { count: each }) }))}
          onChange={(value) => setLength(lengths.find((each) => String(each) === value) ?? 30)}
        />
      }
    />
  );
}
