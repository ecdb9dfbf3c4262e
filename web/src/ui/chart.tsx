// One chart: ECharts as SVG, in the colors of the present theme, as wide as its place; to assistive technology one labelled image.
import { Skeleton, useComputedColorScheme } from "@mantine/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef, useState } from "react";
import { type Tokens, tokens } from "./tokens.ts";

interface ChartProps {
  /** Makes the option out of the theme's tokens. Keep it stable (useCallback): the chart is drawn anew when it changes. */
  readonly build: (of: Tokens) => EChartsCoreOption;
  /** What the image shows, in a sentence. */
  readonly label: string;
  /** In pixels, or as high as its place. */
  readonly height?: number | "100%";
  /** Called with the position of the category that was clicked. */
  readonly onPick?: (index: number) => void;
}

/** Draws and keeps a chart; returns the element's ref and whether it has been drawn. */
function useChart({ build, onPick }: Pick<ChartProps, "build" | "onPick">) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [drawn, setDrawn] = useState(false);
  const scheme = useComputedColorScheme("light");

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    let gone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    void import("./echarts.ts").then(({ init }) => {
      if (gone) return;
      chart.current = init(element, null, { renderer: "svg" });
      observer.observe(element);
      setDrawn(true);
    });
    return () => {
      gone = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    if (drawn) chart.current?.setOption(build(tokens[scheme]), { notMerge: true });
  }, [drawn, build, scheme]);

  useEffect(() => {
    const current = chart.current;
    if (!drawn || current === null || onPick === undefined) return;
    const pick = (event: { dataIndex?: number }) => {
      if (event.dataIndex !== undefined) onPick(event.dataIndex);
    };
    current.on("click", pick);
    return () => {
      current.off("click", pick);
    };
  }, [drawn, onPick]);

  return { place, drawn };
}

export function Chart({ build, label, height = 260, onPick }: ChartProps) {
  const { place, drawn } = useChart({ build, ...(onPick === undefined ? {} : { onPick }) });
  return (
    <div style={{ position: "relative", height }}>
      {!drawn && <Skeleton height={height} radius="md" style={{ position: "absolute", inset: 0 }} />}
      <div ref={place} role="img" aria-label={label} data-drawn={drawn} style={{ height, width: "100%" }} />
    </div>
  );
}
