// Ready dashboards stand on the grid without overlapping; the browser test looks at what they answer.
import { expect, it } from "vitest";
import { settled } from "../dashboard/grid.ts";
import { templates } from "./templates.ts";

it.each(Object.entries(templates))("%s stands in its places", (_name, { widgets }) => {
  expect(new Set(widgets.map(({ id }) => id)).size).toBe(widgets.length);
  expect(settled(widgets)).toEqual(widgets);
});
