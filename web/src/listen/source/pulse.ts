// The option of the pulse chart: deliveries as bars, refusals on top of them.
import type { EChartsCoreOption } from "echarts/core";
import type { SourceHealth } from "#contract";
import { baseOption, categoryAxis, valueAxis } from "../../ui/chart-theme.ts";
import type { Tokens } from "../../ui/tokens.ts";

interface Names {
  readonly deliveries: string;
  readonly rejected: string;
}

export function pulseOption(
  points: SourceHealth["hour"],
  labels: readonly string[],
  names: Names,
  of: Tokens,
): EChartsCoreOption {
  const bar = { type: "bar", stack: "pulse", barCategoryGap: "20%" };
  return {
    ...baseOption(of),
    xAxis: categoryAxis(of, labels),
    yAxis: { ...valueAxis(of, (value) => String(value)), minInterval: 1 },
    series: [
      { ...bar, name: names.deliveries, color: of.accent, data: points.map(({ deliveries }) => deliveries) },
      { ...bar, name: names.rejected, color: of.bad, data: points.map(({ rejected }) => rejected) },
    ],
  };
}
