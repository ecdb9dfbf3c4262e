// A change against the period compared with: its sign, an arrow and a color that says whether it is good.

import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import type { MetricDefinition, MetricUnit } from "#contract";
import { useFormat } from "./format.ts";

interface ChangeProps {
  readonly now: number | null;
  readonly before: number | null;
  readonly unit: MetricUnit;
  readonly direction: MetricDefinition["direction"];
}

/** The change as it will be read: one that rounds to nothing is none. */
export function shownDifference(now: number, before: number, unit: MetricUnit): number {
  const difference = now - before;
  if (unit === "score") return Math.abs(difference) < (Math.abs(now) >= 10 ? 0.05 : 0.005) ? 0 : difference;
  const part = unit === "share" || before === 0 ? difference : difference / Math.abs(before);
  return Math.abs(part) < 0.0005 ? 0 : difference;
}

/** Whether a change in a metric is welcome. */
export function stateOf(difference: number, direction: MetricDefinition["direction"]): "good" | "bad" | "muted" {
  if (direction === "neutral" || difference === 0) return "muted";
  return difference > 0 === (direction === "up") ? "good" : "bad";
}

export function Change({ now, before, unit, direction }: ChangeProps) {
  const format = useFormat();
  if (now === null || before === null) return null;
  const difference = shownDifference(now, before, unit);
  const Icon = difference === 0 ? Minus : difference > 0 ? TrendingUp : TrendingDown;
  const state = stateOf(difference, direction);
  return (
    <span
      className={`k-number k-${state}`}
      style={{ display: "inline-flex", alignItems: "center", gap: 4, fontWeight: 600, whiteSpace: "nowrap" }}
      data-state={state}
    >
      <Icon size={14} aria-hidden />
      {format.change(now, before, unit)}
    </span>
  );
}
