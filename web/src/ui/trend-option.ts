// The option of a trend chart: lines over time, a period compared with behind them, an interval around the first.
import type { EChartsCoreOption } from "echarts/core";
import { baseOption, categoryAxis, valueAxis } from "./chart-theme.ts";
import type { Tokens } from "./tokens.ts";

export interface TrendLine {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** Drawn muted and dashed. */
  readonly is_comparison?: boolean;
  /** Ends of the interval at each point. */
  readonly band?: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] };
}

export interface Trend {
  readonly labels: readonly string[];
  readonly lines: readonly TrendLine[];
  /** The last point covers a part of its bucket: it is drawn dashed. */
  readonly last_is_partial: boolean;
  readonly format: (value: number) => string;
  readonly axis_format: (value: number) => string;
}

/** An interval as two stacked areas: an invisible one up to its low end, a tinted one from there to its high end. */
function bandSeries({ name, band }: TrendLine, color: string) {
  if (band === undefined) return [];
  const shared = {
    type: "line",
    stack: `band-${name}`,
    symbol: "none",
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  const widths = band.high.map((high, index) => {
    const low = band.low[index] ?? null;
    return high === null || low === null ? null : high - low;
  });
  return [
    { ...shared, name: `${name} low`, data: [...band.low], areaStyle: { opacity: 0 } },
    { ...shared, name: `${name} high`, data: widths, areaStyle: { color, opacity: 0.14 } },
  ];
}

/** The line itself; a partial last point becomes a dashed line of its own from the point before it. */
function lineSeries(line: TrendLine, color: string, last_is_partial: boolean) {
  const { name, values, is_comparison = false } = line;
  const shared = {
    type: "line",
    name,
    color,
    symbol: "circle",
    symbolSize: 6,
    showSymbol: values.length === 1,
    emphasis: { disabled: true },
  };
  if (is_comparison) return [{ ...shared, data: [...values], lineStyle: { width: 1.5, type: "dashed", color }, z: 1 }];
  if (!last_is_partial || values.length < 2)
    return [{ ...shared, data: [...values], lineStyle: { width: 2.25, color }, z: 3 }];
  const whole = values.map((value, index) => (index === values.length - 1 ? null : value));
  const rest = values.map((value, index) => (index < values.length - 2 ? null : value));
  return [
    { ...shared, data: whole, lineStyle: { width: 2.25, color }, z: 3 },
    { ...shared, data: rest, lineStyle: { width: 2, type: [3, 4], color }, z: 3, tooltip: { show: false } },
  ];
}

/** Text of the tooltip: a line of HTML a series. Names are ours or escaped by ECharts' encoder. */
function tooltipOf(trend: Trend, of: Tokens) {
  return (hits: readonly { dataIndex: number }[]) => {
    const index = hits[0]?.dataIndex ?? 0;
    const rows = trend.lines.map((line, position) => {
      const value = line.values[index] ?? null;
      const color = line.is_comparison === true ? of.muted : of.series[position];
      const text = value === null ? "—" : trend.format(value);
      return `<div style="display:flex;gap:16px;justify-content:space-between"><span><span style="color:${color}">●</span> ${escapeHtml(line.name)}</span><b>${escapeHtml(text)}</b></div>`;
    });
    return `<div style="margin-bottom:4px">${escapeHtml(trend.labels[index] ?? "")}</div>${rows.join("")}`;
  };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

export function trendOption(trend: Trend, of: Tokens): EChartsCoreOption {
  const series = trend.lines.flatMap((line, position) => {
    const color = line.is_comparison === true ? of.muted : (of.series[position] ?? of.accent);
    return [...bandSeries(line, color), ...lineSeries(line, color, trend.last_is_partial)];
  });
  const legend = {
    data: trend.lines.map((line) => line.name),
    top: 0,
    left: 0,
    icon: "roundRect",
    itemWidth: 14,
    itemHeight: 3,
    textStyle: { color: of.muted },
  };
  const base = baseOption(of);
  return {
    ...base,
    ...(trend.lines.length > 1
      ? {
          legend,
          grid: { left: 8, right: 12, top: 36, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
        }
      : {}),
    tooltip: { ...tooltipBase(base), formatter: tooltipOf(trend, of) },
    xAxis: { ...categoryAxis(of, trend.labels), boundaryGap: false },
    yAxis: valueAxis(of, trend.axis_format),
    series,
  };
}

function tooltipBase(base: EChartsCoreOption): object {
  return typeof base.tooltip === "object" && base.tooltip !== null ? base.tooltip : {};
}
