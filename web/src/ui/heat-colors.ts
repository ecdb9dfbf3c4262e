// Colors of heat maps: from low to high, with a text color that can be read on each.
import type { Tokens } from "./tokens.ts";

type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** Relative luminance by WCAG 2.2. */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function ratio(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Contrast of two colors by WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
  return ratio(rgb(one), rgb(other));
}

function hex(color: Rgb): string {
  return `#${color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

/** Background and text of a value; `share` is its place between low (0) and high (1), beyond which it is held. */
export function heatColors(heat: Tokens["heat"], share: number): { background: string; color: string } {
  const at = Math.min(1, Math.max(0, share));
  const low = rgb(heat.low);
  const high = rgb(heat.high);
  const background = hex([
    low[0] + (high[0] - low[0]) * at,
    low[1] + (high[1] - low[1]) * at,
    low[2] + (high[2] - low[2]) * at,
  ]);
  // In the middle neither text of the theme reaches 4.5:1; black or white always does.
  const texts = [heat.on_low, heat.on_high, "#000000", "#ffffff"];
  const readable = texts.find((text) => contrast(text, background) >= 4.5);
  return { background, color: readable ?? heat.on_low };
}
