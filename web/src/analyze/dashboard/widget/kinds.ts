// The kinds of widgets as the editor offers them: a symbol, a size to begin with, and what a new one is.
import { ChartColumnDecreasing, ChartLine, Hash, type LucideIcon, Shapes, Target, Type } from "lucide-react";
import type { Widget, WidgetKind, WidgetPlace } from "#contract";

interface Head {
  readonly id: string;
  readonly place: WidgetPlace;
  readonly title: string;
}

interface Kind {
  readonly icon: LucideIcon;
  readonly size: { readonly w: number; readonly h: number };
  /** A widget of this kind with nothing chosen yet. */
  readonly fresh: (head: Head) => Widget;
}

export const kinds: Readonly<Record<WidgetKind, Kind>> = {
  number: { icon: Hash, size: { w: 3, h: 2 }, fresh: (head) => ({ kind: "number", ...head, metric: "" }) },
  trend: { icon: ChartLine, size: { w: 6, h: 5 }, fresh: (head) => ({ kind: "trend", ...head, metric: "" }) },
  breakdown: {
    icon: ChartColumnDecreasing,
    size: { w: 6, h: 5 },
    fresh: (head) => ({ kind: "breakdown", ...head, metric: "", by: "" }),
  },
  segment: { icon: Shapes, size: { w: 4, h: 4 }, fresh: (head) => ({ kind: "segment", ...head, segment: "" }) },
  targets: { icon: Target, size: { w: 4, h: 4 }, fresh: (head) => ({ kind: "targets", ...head }) },
  text: { icon: Type, size: { w: 4, h: 2 }, fresh: (head) => ({ kind: "text", ...head, text: "" }) },
};

export const kind_ids = ["number", "trend", "breakdown", "segment", "targets", "text"] as const satisfies WidgetKind[];

/** Whether everything is chosen that the widget needs. */
export function isWhole(widget: Widget): boolean {
  switch (widget.kind) {
    case "number":
    case "trend":
      return widget.metric !== "";
    case "breakdown":
      return widget.metric !== "" && widget.by !== "";
    case "segment":
      return widget.segment !== "";
    case "text":
      return widget.text.trim() !== "" || widget.title !== "";
    case "targets":
      return true;
  }
}
