// The colors of both themes: one accent, neutral surfaces, and three colors that mean a state.

/** Colors of one theme. Text and state colors keep 4.5:1 on `card` and on `canvas`. */
export interface Tokens {
  readonly canvas: string;
  readonly card: string;
  readonly sunken: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly accent_soft: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly grid: string;
  /** Series of a chart, in order. */
  readonly series: readonly string[];
  /** Low and high end of a heat map, and the text that stands on each. */
  readonly heat: { readonly low: string; readonly high: string; readonly on_low: string; readonly on_high: string };
}

export const tokens = {
  light: {
    canvas: "#f5f7f9",
    card: "#ffffff",
    sunken: "#f1f3f6",
    border: "#dfe3e9",
    text: "#1a202c",
    muted: "#566072",
    accent: "#2f5fd0",
    accent_soft: "#dbe5fd",
    good: "#0b7a5f",
    warn: "#8f5600",
    bad: "#c02b3a",
    grid: "#e6e9ee",
    series: ["#2f5fd0", "#0f8f80", "#c77700", "#7a4fc9", "#c9424f", "#4a7fa5", "#6b8e23", "#8a6d5a"],
    heat: { low: "#eef3fe", high: "#2350b8", on_low: "#1a202c", on_high: "#ffffff" },
  },
  dark: {
    canvas: "#0f1117",
    card: "#181b22",
    sunken: "#1f232c",
    border: "#323743",
    text: "#eef0f4",
    muted: "#a0a8b6",
    accent: "#86a9ff",
    accent_soft: "#1d2a4a",
    good: "#4cc9a5",
    warn: "#f0b04a",
    bad: "#ff8a8f",
    grid: "#2a2f3a",
    series: ["#7da2ff", "#43c8b8", "#f0b04a", "#b596ff", "#ff8a8f", "#7fb3d5", "#a9c46c", "#c9a892"],
    heat: { low: "#1c2438", high: "#7da2ff", on_low: "#eef0f4", on_high: "#0f1117" },
  },
} as const satisfies Record<"light" | "dark", Tokens>;
