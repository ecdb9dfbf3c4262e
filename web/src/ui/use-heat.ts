// Heat of the present theme as a style: background and a text color that can be read on it.
import { useComputedColorScheme } from "@mantine/core";
import type { CSSProperties } from "react";
import { heatColors } from "./heat-colors.ts";
import { tokens } from "./tokens.ts";

/** A function from a share 0..1 of the strongest value to the style of its cell; null gets none. */
export function useHeat(): (share: number | null) => CSSProperties {
  const scheme = useComputedColorScheme("light");
  return (share) => (share === null ? {} : heatColors(tokens[scheme].heat, share));
}
