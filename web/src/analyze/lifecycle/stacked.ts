// The option of a chart of stacked areas: parts of a whole over time.
import type { EChartsCoreOption } from "echarts/core";
import { baseOption, categoryAxis, valueAxis } from "../../ui/chart-theme.ts";
import type { Tokens } from "../../ui/tokens.ts";

export interface Stacked {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly format: (value: number) => string;
  readonly axis_format: (value: number) => string;
}

/** The first series lies at the bottom; the legend names them in order. */
export function stackedOption({ labels, series, format, axis_format }: Stacked, of: Tokens): EChartsCoreOption {
  const base = baseOption(of);
  const tooltip = typeof base.tooltip === "object" && base.tooltip !== null ? base.tooltip : {};
  return {
    ...base,
    grid: { left: 8, right: 16, top: 56, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: {
      data: series.map(({ name }) => name),
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 14,
      itemHeight: 8,
      textStyle: { color: of.muted },
    },
    tooltip: { ...tooltip, valueFormatter: (value: number) => format(value) },
    xAxis: { ...categoryAxis(of, labels), boundaryGap: labels.length === 1 },
    yAxis: valueAxis(of, axis_format),
    series: series.map(({ name, values }, index) => ({
      type: labels.length === 1 ? "bar" : "line",
      name,
      stack: "all",
      data: [...values],
      color: of.series[index % of.series.length],
      symbol: "none",
      lineStyle: { width: 1 },
      areaStyle: { opacity: 0.75 },
    })),
  };
}
