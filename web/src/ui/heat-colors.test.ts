// A heat map can be read everywhere between its ends.
import { expect, test } from "vitest";
import { contrast, heatColors } from "./heat-colors.ts";
import { tokens } from "./tokens.ts";

test("text keeps 4.5:1 on every color of both themes", () => {
  for (const { heat } of Object.values(tokens))
    for (let share = 0; share <= 1; share += 0.005) {
      const { background, color } = heatColors(heat, share);
      expect(contrast(background, color), `${background} ${color}`).toBeGreaterThanOrEqual(4.5);
    }
});

test("the ends are those of the theme, and values beyond them are held", () => {
  expect(heatColors(tokens.light.heat, 0).background).toBe(tokens.light.heat.low);
  expect(heatColors(tokens.light.heat, 7).background).toBe(tokens.light.heat.high);
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});
