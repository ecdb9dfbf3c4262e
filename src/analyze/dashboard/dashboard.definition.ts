// Dashboards of the workspace as definitions, told apart by their names; private ones are their owners' own.
import { type Static, Type } from "typebox";
import { type Context, DashboardDraft } from "#contract";
import { definition, type Engines } from "#storage";
import { metricNamed } from "../custom-metric/custom-metric.definition.ts";
import { toldApart } from "../told-apart.ts";
import { addDashboard, changeDashboard, checkWidgets, listDashboards, removeDashboard } from "./dashboard.ts";

const Item = Type.Omit(DashboardDraft, ["visibility"]);
type Item = Static<typeof Item>;

type Asker = Pick<Context<Engines>, "engines" | "caller">;

async function named({ engines, caller }: Asker): Promise<{ readonly id: number; readonly item: Item }[]> {
  const all = await listDashboards(engines, caller);
  const open = all.filter(({ visibility }) => visibility === "workspace").toSorted((one, other) => one.id - other.id);
  const names = toldApart(open.map(({ name }) => name));
  return open.map(({ id, period, compare, widgets, ...dashboard }, at) => ({
    id,
    item: { name: names[at] ?? dashboard.name, period, compare, widgets },
  }));
}

async function idOf(asker: Asker, name: string): Promise<number | undefined> {
  return (await named(asker)).find(({ item }) => item.name === name)?.id;
}

export const dashboardDefinition = definition({
  kind: "dashboards",
  summary: "Widgets on a grid that everybody sees",
  item: Item,
  keyOf: ({ name }) => name,
  normal: (dashboard) => ({ ...dashboard, name: dashboard.name.trim() }),
  refers: ({ widgets }) =>
    widgets.flatMap((widget, at) => {
      if (widget.kind === "segment") return [{ kind: "segments", key: widget.segment, field: `widgets.${at}.segment` }];
      return "metric" in widget ? metricNamed(widget.metric, `widgets.${at}.metric`) : [];
    }),
  read: async (context) => (await named(context)).map(({ item }) => item),
  async check(_context, { widgets }) {
    checkWidgets(widgets);
  },
  async put(context, dashboard, before) {
    const { engines, caller, now } = context;
    const id = before && (await idOf(context, before.name));
    if (id === undefined) await addDashboard(engines, { ...dashboard, visibility: "workspace" }, caller, now());
    else await changeDashboard(engines, id, dashboard, caller, now());
    return undefined;
  },
  async remove(context, { name }) {
    const id = await idOf(context, name);
    if (id !== undefined) await removeDashboard(context.engines, id, context.caller);
  },
});
