// The Mantine theme made of our tokens: radii, type, the variants of controls, and the CSS variables of both themes.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";
import { type Tokens, tokens } from "./tokens.ts";

const accent: MantineColorsTuple = [
  "#eef3fe",
  "#dbe5fd",
  "#b5c9f8",
  "#8cabf2",
  "#6690ec",
  "#4576e0",
  "#2f5fd0",
  "#264fb2",
  "#1f4294",
  "#183474",
];

/** Mantine's own dark shades are greener and lighter than our surfaces. */
const dark: MantineColorsTuple = [
  "#eef0f4",
  "#c9ced8",
  "#a0a8b6",
  "#6f7787",
  "#323743",
  "#2a2f3a",
  "#1f232c",
  "#181b22",
  "#13151b",
  "#0f1117",
];

export const theme = createTheme({
  primaryColor: "accent",
  // Shade 5 fails contrast under white text in the dark theme.
  primaryShade: 6,
  colors: { accent, dark },
  black: tokens.light.text,
  defaultRadius: 8,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.375rem", lineHeight: "1.3" }, h2: { fontSize: "0.9375rem", lineHeight: "1.4" } },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  // "light" and "subtle" variants are near-black in the dark theme: both take our own soft accent instead.
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    const is_accent = input.color === undefined || input.color === "accent";
    if (is_accent && input.variant === "light") {
      return {
        ...resolved,
        background: "var(--k-accent-soft)",
        hover: "var(--k-accent-soft-hover)",
        color: "var(--k-accent-text)",
      };
    }
    if (is_accent && (input.variant === "subtle" || input.variant === "transparent")) {
      return { ...resolved, color: "var(--k-accent-text)", hover: "var(--k-hover)" };
    }
    return resolved;
  },
});

/** Mantine's own state colors are too pale to be read as text on our surfaces. */
function state(name: string, color: string): Record<string, string> {
  return {
    [`--mantine-color-${name}-text`]: color,
    [`--mantine-color-${name}-outline`]: color,
    [`--mantine-color-${name}-light-color`]: color,
  };
}

function variables(of: Tokens): Record<string, string> {
  return {
    "--mantine-color-body": of.canvas,
    "--mantine-color-text": of.text,
    "--mantine-color-dimmed": of.muted,
    "--mantine-color-placeholder": of.muted,
    "--mantine-color-anchor": of.accent,
    "--mantine-color-default": of.card,
    "--mantine-color-default-border": of.border,
    "--mantine-color-error": of.bad,
    ...state("red", of.bad),
    ...state("teal", of.good),
    ...state("green", of.good),
    ...state("yellow", of.warn),
    ...state("orange", of.warn),
    "--k-canvas": of.canvas,
    "--k-card": of.card,
    "--k-sunken": of.sunken,
    "--k-border": of.border,
    "--k-text": of.text,
    "--k-muted": of.muted,
    "--k-accent": of.accent,
    "--k-accent-soft": of.accent_soft,
    "--k-good": of.good,
    "--k-warn": of.warn,
    "--k-bad": of.bad,
  };
}

/** The tinted accent of active and selected things; Mantine's own is near-black in the dark theme. */
function soft(background: string, hover: string, text: string): Record<string, string> {
  return {
    "--k-accent-soft-hover": hover,
    "--k-accent-text": text,
    "--mantine-color-accent-light": background,
    "--mantine-color-accent-light-hover": hover,
    "--mantine-color-accent-light-color": text,
    "--mantine-primary-color-light": background,
    "--mantine-primary-color-light-hover": hover,
    "--mantine-primary-color-light-color": text,
  };
}

/** Puts the tokens into CSS variables: --k-… of ours, and those of Mantine that they replace. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...variables(tokens.light),
    ...soft(tokens.light.accent_soft, "#c8d8fb", "#1f4294"),
    "--k-hover": "#eceff4",
    "--mantine-color-default-hover": "#f4f6f9",
  },
  dark: {
    ...variables(tokens.dark),
    ...soft(tokens.dark.accent_soft, "#26365e", "#a9c3ff"),
    "--k-hover": "#232833",
    "--mantine-color-default-hover": "#232833",
  },
});
