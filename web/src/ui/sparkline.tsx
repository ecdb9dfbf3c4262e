// A trend in the size of a word. Plain SVG, so that tiles need no chart library.

import type { PartialEnds } from "./bucket.ts";

interface SparklineProps {
  /** In order of time; null where the value is not defined. */
  readonly values: readonly (number | null)[];
  /** Ends that cover only a part of their bucket: their stretches are dashed. */
  readonly partial: PartialEnds;
  readonly width?: number;
  readonly height?: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Places of the defined values in a box of `width` x `height`, with room for the dot. */
export function sparklinePoints(values: readonly (number | null)[], width: number, height: number): Point[] {
  const defined = values.filter((value) => value !== null);
  const low = Math.min(...defined);
  const span = Math.max(...defined) - low;
  const step = values.length > 1 ? (width - 6) / (values.length - 1) : 0;
  return values.flatMap((value, index) => {
    if (value === null) return [];
    const part = span === 0 ? 0.5 : (value - low) / span;
    return [{ x: 3 + index * step, y: 3 + (1 - part) * (height - 6) }];
  });
}

function line(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
}

function Dashed({ points }: { readonly points: readonly Point[] }) {
  return (
    <polyline points={line(points)} fill="none" stroke="var(--k-accent)" strokeWidth="1.5" strokeDasharray="2 3" />
  );
}

/** Hidden from assistive technology: the tile says the value and the change in words. */
export function Sparkline({ values, partial, width = 80, height = 32 }: SparklineProps) {
  const points = sparklinePoints(values, width, height);
  const last = points.at(-1);
  if (points.length < 2 || last === undefined) return null;
  const whole = points.slice(partial.first ? 1 : 0, partial.last ? -1 : undefined);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden className="k-sparkline">
      <polyline
        points={line(whole)}
        fill="none"
        stroke="var(--k-accent)"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {partial.first && <Dashed points={points.slice(0, 2)} />}
      {partial.last && <Dashed points={points.slice(-2)} />}
      <circle
        cx={last.x}
        cy={last.y}
        r="2.5"
        fill={partial.last ? "var(--k-card)" : "var(--k-accent)"}
        stroke="var(--k-accent)"
        strokeWidth="1.5"
      />
    </svg>
  );
}
