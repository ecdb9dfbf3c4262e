// Ready dashboards ask for metrics that there are, and stand on the grid without overlapping.
import { expect, it } from "vitest";
import { metrics } from "#analyze";
import { settled } from "../dashboard/grid.ts";
import { templates } from "./templates.ts";

it.each(Object.entries(templates))("%s is made of what there is, each in its place", (_name, { widgets }) => {
  const known = metrics.map(({ id }) => id);
  for (const widget of widgets) if ("metric" in widget) expect(known).toContain(widget.metric);
  expect(new Set(widgets.map(({ id }) => id)).size).toBe(widgets.length);
  expect(settled(widgets)).toEqual(widgets);
});
