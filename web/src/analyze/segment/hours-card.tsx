// At which hours of the day members are active, in the workspace's zone.
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentPortrait } from "#contract";
import { ChartCard } from "../../ui/chart-card.tsx";
import { baseOption, categoryAxis, valueAxis } from "../../ui/chart-theme.ts";
import { useFormat } from "../../ui/format.ts";
import type { Tokens } from "../../ui/tokens.ts";

const clock = Array.from({ length: 24 }, (_none, hour) => `${String(hour).padStart(2, "0")}:00`);

export function HoursCard({ portrait }: { readonly portrait: SegmentPortrait }) {
  const { t } = useTranslation("segment");
  const format = useFormat();
  const { hours } = portrait;
  const events = useMemo(
    () => clock.map((_name, hour) => hours.find((each) => each.hour === hour)?.events ?? 0),
    [hours],
  );
  const build = useCallback(
    (of: Tokens) => ({
      ...baseOption(of),
      xAxis: categoryAxis(of, clock),
      yAxis: valueAxis(of, format.compact),
      series: [{ type: "bar", data: events, color: of.accent, itemStyle: { borderRadius: [3, 3, 0, 0] } }],
    }),
    [events, format],
  );
  const best = events.indexOf(Math.max(...events));
  return (
    <ChartCard
      title={t("portrait.hours")}
      subtitle={t("portrait.best_hour", { hour: clock[best] ?? "" })}
      label={t("portrait.best_hour", { hour: clock[best] ?? "" })}
      build={build}
      height={200}
      table={{
        columns: [t("portrait.hour_column"), t("portrait.events_column")],
        rows: clock.map((name, hour) => [name, format.count(events[hour] ?? 0)]),
      }}
    />
  );
}
