// What charts share: fonts, axes, grids and tooltips in the colors of a theme.
import type { EChartsCoreOption } from "echarts/core";
import type { Tokens } from "./tokens.ts";

export const chart_font = "'Inter Variable', system-ui, sans-serif";

/** Options that a chart's own are spread over. */
export function baseOption(of: Tokens): EChartsCoreOption {
  return {
    animation: false,
    color: [...of.series],
    textStyle: { fontFamily: chart_font, color: of.muted, fontSize: 12 },
    grid: { left: 8, right: 12, top: 12, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: of.card,
      borderColor: of.border,
      textStyle: { color: of.text, fontSize: 12, fontFamily: chart_font },
      extraCssText: "border-radius:8px;box-shadow:0 4px 16px rgb(0 0 0 / 16%);font-variant-numeric:tabular-nums;",
    },
  };
}

/** An axis of categories (buckets of time, groups). */
export function categoryAxis(of: Tokens, data: readonly string[]) {
  return {
    type: "category",
    data: [...data],
    axisLine: { lineStyle: { color: of.border } },
    axisTick: { show: false },
    axisLabel: { color: of.muted, hideOverlap: true },
  };
}

/** An axis of values whose labels `format` writes. */
export function valueAxis(of: Tokens, format: (value: number) => string) {
  return {
    type: "value",
    splitNumber: 4,
    splitLine: { lineStyle: { color: of.grid } },
    axisLabel: { color: of.muted, formatter: (value: number) => format(value) },
  };
}
