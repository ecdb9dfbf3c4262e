// A metric over time, with its interval and the period compared with.
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Chart } from "../../../ui/chart.tsx";
import { useFormat } from "../../../ui/format.ts";
import { metricTrend } from "../../../ui/metric-trend.ts";
import { isComparable } from "../../../ui/tile.tsx";
import type { Tokens } from "../../../ui/tokens.ts";
import { trendOption } from "../../../ui/trend-option.ts";
import type { BodyProps } from "./body.ts";

export function TrendBody({ title, answer: { answer }, first_day, compare }: BodyProps<"trend">) {
  const { t } = useTranslation("metric");
  const format = useFormat();
  const before = isComparable(answer, first_day) && compare !== "none" ? t(`trend.before_${compare}`) : null;
  const trend = useMemo(() => metricTrend(answer, title, before, format), [answer, title, before, format]);
  const build = useCallback((of: Tokens) => trendOption(trend, of), [trend]);
  const { total, unit, currency, period } = answer;
  const words = {
    name: title,
    period: format.period(period.from, period.to),
    value: format.value(total.value, unit, currency),
  };
  return <Chart build={build} label={t("trend.label", words)} height="100%" />;
}
