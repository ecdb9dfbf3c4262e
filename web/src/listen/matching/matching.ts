// Matching as its page uses it: what is asked of the server, and the options of its charts.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { EChartsCoreOption } from "echarts/core";
import { useCallback, useEffect, useRef } from "react";
import type {
  LabeledQuality,
  MatchingSettings,
  MatchingState,
  MatchModel,
  MatchModelHead,
  MatchRun,
  MatchRunRequest,
} from "#contract";
import { apiSend, useApi } from "../../ui/api.ts";
import { baseOption, categoryAxis, valueAxis } from "../../ui/chart-theme.ts";
import type { Tokens } from "../../ui/tokens.ts";

export const matching_path = "/api/v1/matching";

/** Matching at a glance; while a run works it is asked again and again. */
export function useMatching() {
  return useApi<MatchingState>(
    matching_path,
    {},
    { refetchInterval: (query) => ((query.state.data?.running ?? null) === null ? 5_000 : 700), staleTime: 0 },
  );
}

function useReread() {
  const client = useQueryClient();
  return useCallback(
    () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => /^\/api\/v1\/(matching|review)/.test(String(queryKey[0])),
      }),
    [client],
  );
}

/** A run that is over changed what the page shows. */
export function useRereadWhenOver(running: number | undefined): void {
  const reread = useReread();
  const before = useRef(running);
  useEffect(() => {
    if (before.current !== undefined && running !== before.current) void reread();
    before.current = running;
  }, [running, reread]);
}

/** What changes on the page: a run asked for or cancelled, settings, the active version. */
export function useMatchingChange() {
  const onSuccess = useReread();
  const run = useMutation({
    mutationFn: (body: MatchRunRequest) => apiSend<MatchRun>("POST", `${matching_path}/runs`, body),
    onSuccess,
  });
  const cancel = useMutation({
    mutationFn: (id: number) => apiSend<MatchRun>("POST", `${matching_path}/runs/${id}/cancel`, {}),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: (patch: Partial<MatchingSettings>) =>
      apiSend<MatchingSettings>("PATCH", `${matching_path}/settings`, patch),
    onSuccess,
  });
  const activate = useMutation({
    mutationFn: (id: number) => apiSend<MatchModelHead>("POST", `${matching_path}/models/${id}/activate`, {}),
    onSuccess,
  });
  return { run, cancel, change, activate };
}

export type MatchingChange = ReturnType<typeof useMatchingChange>;

/** One level of one comparison, as a bar and as a row. */
export interface LevelBar {
  readonly name: string;
  readonly m: number;
  readonly u: number;
  readonly weight: number;
}

/** All levels of a model in their order. `nameOf` writes a comparison's name, `levelOf` a level's. */
export function levelBars(
  model: MatchModel,
  nameOf: (name: string) => string,
  levelOf: (label: string) => string,
): LevelBar[] {
  return model.comparisons.flatMap(({ name, levels }) =>
    levels.map(({ label, m, u, weight }) => ({
      name: `${nameOf(name)}: ${levelOf(label)}`,
      m,
      u,
      weight,
    })),
  );
}

/** Horizontal bars of the weights: to the right what speaks for one person, to the left what speaks against. */
export function weightsOption(
  bars: readonly LevelBar[],
  format: (bits: number) => string,
  of: Tokens,
): EChartsCoreOption {
  const axis = categoryAxis(
    of,
    bars.map(({ name }) => name),
  );
  return {
    ...baseOption(of),
    xAxis: valueAxis(of, format),
    yAxis: {
      ...axis,
      inverse: true,
      axisLabel: {
        ...axis.axisLabel,
        interval: 0,
        width: window.innerWidth < 640 ? 130 : 260,
        overflow: "truncate",
        hideOverlap: false,
      },
      axisLine: { show: false },
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 12,
        data: bars.map(({ weight }) => ({
          value: Math.round(weight * 100) / 100,
          itemStyle: { color: weight >= 0 ? of.good : of.bad, borderRadius: 3 },
        })),
      },
    ],
  };
}

/** Precision over recall: each point is a threshold. */
export function curveOption(
  curve: readonly LabeledQuality[],
  names: { readonly precision: string; readonly recall: string; readonly threshold: string },
  format: (share: number) => string,
  of: Tokens,
): EChartsCoreOption {
  const points = curve.flatMap(({ precision, recall, threshold }) =>
    precision === null || recall === null ? [] : [[recall, precision, threshold]],
  );
  const axis = { ...valueAxis(of, format), min: 0, max: 1, interval: 0.2, nameTextStyle: { color: of.muted } };
  const base = baseOption(of);
  return {
    ...base,
    grid: { left: 30, right: 16, top: 28, bottom: 26, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    tooltip: {
      ...(typeof base.tooltip === "object" ? base.tooltip : {}),
      trigger: "axis",
      formatter: (hits: readonly { data: readonly number[] }[]) => {
        const [recall = 0, precision = 0, threshold = 0] = hits[0]?.data ?? [];
        return [
          `${names.threshold}: ${format(threshold)}`,
          `${names.precision}: ${format(precision)}`,
          `${names.recall}: ${format(recall)}`,
        ].join("<br>");
      },
    },
    xAxis: { ...axis, name: names.recall, nameLocation: "middle", nameGap: 26 },
    yAxis: { ...axis, name: names.precision },
    series: [{ type: "line", data: points, symbolSize: 5, showSymbol: points.length < 40, color: of.accent }],
  };
}
