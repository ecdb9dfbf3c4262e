// Moves as a Sankey diagram draws them: the classes before at the left, those after at the right, in the scheme's order.
import type { EChartsCoreOption } from "echarts/core";
import type { ClassMoves } from "#contract";
import { baseOption, chart_font } from "../../ui/chart-theme.ts";
import type { Tokens } from "../../ui/tokens.ts";

export interface Side {
  readonly class: string;
  readonly customers: number;
}

/** How many each class had before and after, in the scheme's order, no class last; empty ones are left out. */
export function sidesOf({ classes, moves }: ClassMoves): { before: Side[]; after: Side[] } {
  const side = (end: "from" | "to"): Side[] =>
    [...classes, ""]
      .map((name) => ({
        class: name,
        customers: moves.filter((move) => move[end] === name).reduce((sum, move) => sum + move.customers, 0),
      }))
      .filter(({ customers }) => customers > 0);
  return { before: side("from"), after: side("to") };
}

/** Moves from a class to another, the greatest first; who stayed is left out. */
export function changesOf({ moves }: ClassMoves): ClassMoves["moves"] {
  return moves.filter(({ from, to }) => from !== to).toSorted((one, other) => other.customers - one.customers);
}

interface FlowWords {
  readonly name: (id: string, end: "before" | "after") => string;
  readonly count: (value: number) => string;
}

/** The option; nodes are "before X" and "after X", labelled on two lines: the class, and how many. */
export function flowOption(moves: ClassMoves, words: FlowWords, of: Tokens): EChartsCoreOption {
  const { before, after } = sidesOf(moves);
  const order = [...moves.classes, ""];
  const color = (id: string) => (id === "" ? of.muted : (of.series[order.indexOf(id) % of.series.length] ?? of.accent));
  const node = (end: "before" | "after") => (side: Side) => ({
    name: `${end} ${side.class}`,
    depth: end === "before" ? 0 : 1,
    itemStyle: { color: color(side.class), borderWidth: 0 },
    label: {
      position: end === "before" ? "right" : "left",
      formatter: `${words.name(side.class, end)}\n{count|${words.count(side.customers)}}`,
    },
  });
  const base = baseOption(of);
  const tooltip = typeof base.tooltip === "object" && base.tooltip !== null ? base.tooltip : {};
  return {
    ...base,
    tooltip: { ...tooltip, trigger: "item", valueFormatter: (value: number) => words.count(value) },
    series: {
      type: "sankey",
      left: 4,
      right: 4,
      top: 8,
      bottom: 8,
      nodeWidth: 14,
      nodeGap: 18,
      layoutIterations: 0,
      draggable: false,
      emphasis: { focus: "adjacency" },
      lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
      label: {
        color: of.text,
        fontFamily: chart_font,
        fontSize: 12,
        lineHeight: 14,
        textBorderColor: of.card,
        textBorderWidth: 3,
        rich: {
          count: { color: of.muted, fontSize: 11, lineHeight: 13, textBorderColor: of.card, textBorderWidth: 3 },
        },
      },
      data: [...before.map(node("before")), ...after.map(node("after"))],
      links: moves.moves.map(({ from, to, customers }) => ({
        source: `before ${from}`,
        target: `after ${to}`,
        value: customers,
      })),
    },
  };
}
