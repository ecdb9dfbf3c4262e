// The option of a trend chart: lines over time, a period compared with behind them, an interval around the first.
import type { EChartsCoreOption } from "echarts/core";
import type { PartialEnds } from "./bucket.ts";
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
  /** Ends that cover a part of their bucket are drawn dashed. */
  readonly partial: PartialEnds;
  /** Where values cannot lie beyond, e.g. 0 and 1 for a share: intervals are drawn up to there. */
  readonly bounds?: { readonly low: number; readonly high: number };
  readonly format: (value: number) => string;
  readonly axis_format: (value: number) => string;
}

/** An interval as two stacked areas: an invisible one up to its low end, a tinted one from there to its high end. */
function bandSeries({ name, band }: TrendLine, color: string, bounds: Trend["bounds"]) {
  if (band === undefined) return [];
  const shared = {
    type: "line",
    stack: `band-${name}`,
    // Otherwise a negative low end and a positive width would not be added up.
    stackStrategy: "all",
    symbol: "none",
    silent: true,
    lineStyle: { opacity: 0 },
    tooltip: { show: false },
  };
  const lows = band.low.map((low) => (low === null || bounds === undefined ? low : Math.max(low, bounds.low)));
  const widths = band.high.map((high, index) => {
    const low = lows[index] ?? null;
    if (high === null || low === null) return null;
    return (bounds === undefined ? high : Math.min(high, bounds.high)) - low;
  });
  return [
    { ...shared, name: `${name} low`, data: lows, areaStyle: { opacity: 0 } },
    { ...shared, name: `${name} high`, data: widths, areaStyle: { color, opacity: 0.14 } },
  ];
}

/** The line itself; a partial end becomes a dashed line of its own from the point beside it. */
function lineSeries(line: TrendLine, color: string, partial: PartialEnds) {
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
  const end = values.length - 1;
  const first = partial.first && end > 0;
  const last = partial.last && end > 0;
  const kept = (from: number, to: number) => values.map((value, index) => (index < from || index > to ? null : value));
  const dashed = { ...shared, lineStyle: { width: 2, type: [3, 4], color }, z: 3, tooltip: { show: false } };
  return [
    { ...shared, data: kept(first ? 1 : 0, last ? end - 1 : end), lineStyle: { width: 2.25, color }, z: 3 },
    ...(first ? [{ ...dashed, data: kept(0, 1) }] : []),
    ...(last ? [{ ...dashed, data: kept(end - 1, end) }] : []),
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
    return [...bandSeries(line, color, trend.bounds), ...lineSeries(line, color, trend.partial)];
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
