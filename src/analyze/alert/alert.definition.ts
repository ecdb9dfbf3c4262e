// Alerts as definitions, told apart by their names.
import { type Static, Type } from "typebox";
import { AlertDraft, type CheckAddress } from "#contract";
import { definition, type Engines } from "#storage";
import { metricNamed } from "../custom-metric/custom-metric.definition.ts";
import { toldApart } from "../told-apart.ts";
import { addAlert, changeAlert, checkAlert, listAlerts, removeAlert } from "./alert.ts";

const { name, metric, group, grain, condition, emails, webhook } = AlertDraft.properties;
const Item = Type.Object({
  ...{ name, metric, grain, condition },
  group: Type.Union(group.anyOf, { default: null, description: "One group of a dimension instead of the whole" }),
  emails: Type.Array(emails.items, { maxItems: 20, default: [] }),
  webhook: Type.Union(webhook.anyOf, { default: null }),
  enabled: Type.Boolean({ default: true }),
});
type Item = Static<typeof Item>;

/** All alerts by their numbers, each with a name of its own. */
async function named(engines: Engines): Promise<Map<number, Item>> {
  const alerts = await listAlerts(engines);
  const names = toldApart(alerts.map((alert) => alert.name));
  return new Map(
    alerts.map(({ id, metric, group, grain, condition, emails, webhook, enabled, ...alert }, at) => [
      id,
      { name: names[at] ?? alert.name, metric, grain, condition, group, emails, webhook, enabled },
    ]),
  );
}

async function idOf(engines: Engines, name: string): Promise<number | undefined> {
  return [...(await named(engines))].find(([, alert]) => alert.name === name)?.[0];
}

/** The kind; who may be called by a webhook is the server's to say. */
export const alertDefinition = (check: CheckAddress<Engines>) =>
  definition({
    kind: "alerts",
    summary: "Rules that watch metrics, and where they tell of it",
    item: Item,
    keyOf: (alert) => alert.name,
    normal: (alert) => ({ ...alert, name: alert.name.trim() }),
    read: async ({ engines }) => [...(await named(engines)).values()],
    refers: (alert) => metricNamed(alert.metric, "metric"),
    // The metric may come with the same files: it is named, and looked for there.
    check: ({ engines }, { metric: _, ...alert }, { after }) =>
      checkAlert(engines, alert, (engines_of, url) => check(engines_of, url, "webhook", after)),
    async put(context, alert, before) {
      const { engines, caller } = context;
      const id = before && (await idOf(engines, before.name));
      const listed = (_: Engines, url: string) => check(engines, url, "webhook");
      if (id === undefined) await addAlert(context, alert, caller, listed);
      else await changeAlert(engines, id, alert, listed);
      return undefined;
    },
    async remove({ engines }, alert) {
      const id = await idOf(engines, alert.name);
      if (id !== undefined) await removeAlert(engines, id);
    },
  });
