// kompas targets: what is wanted of metrics and where each will stand; kompas alerts: what is watched, and what fires.
import { Type } from "typebox";
import { Alert, MetricTarget } from "#contract";
import { withKompas } from "../client.ts";
import { type Command, exit } from "../command.ts";
import { counted, table } from "../terminal.ts";
import { formatter } from "./metric.ts";

const Targets = Type.Object({ rows: Type.Array(MetricTarget) });
const Alerts = Type.Object({ rows: Type.Array(Alert) });
const words = { on_track: "on track", at_risk: "at risk", off: "off" } as const;
const reasons = { history_short: "history too short", nothing_yet: "nothing yet", not_begun: "not begun" } as const;

export const targets: Command = {
  name: "targets",
  summary: "Lists targets of metrics with what each has come to, its forecast and its status",
  usage: "[<metric>] [--json]",
  words: [0, 1],
  flags: { json: { means: "The API's answer as it is: money in minor units" } },
  details: "See docs/targets.md.",
  async run(input) {
    const [metric] = input.words;
    const { flags, terminal, signal } = input;
    const answer = await withKompas(input, (client) =>
      client.json("/api/v1/targets", Targets, { query: { metric }, signal }),
    );
    if (flags.on("json")) {
      terminal.out(JSON.stringify(answer, null, 2));
      return exit.done;
    }
    const rows = answer.rows.map(({ id, value, status, outlook, ...target }) => {
      const text = formatter(outlook.unit, outlook.currency);
      const { actual, forecast, reason, period } = outlook;
      return [
        String(id),
        target.metric,
        `${period.from} to ${period.to}`,
        text(value),
        text(actual.value),
        forecast === null ? reasons[reason ?? "nothing_yet"] : text(forecast.value),
        forecast === null ? "" : `${text(forecast.low)} … ${text(forecast.high)}`,
        status === null ? "" : words[status],
      ];
    });
    const columns = ["id", "metric", "stretch", "target", "so far", "expected", "95 % interval", "status"];
    terminal.out(
      table(
        columns.map((title, index) => ({ title, right: index >= 3 && index <= 5 })),
        rows,
      ),
    );
    return exit.done;
  },
};

export const alerts: Command = {
  name: "alerts",
  summary: "Lists alerts with the stretches in which they fired, or checks them now",
  usage: "[--check] [--json]",
  words: [0, 0],
  flags: {
    check: { means: "Check them now instead of at the next half hour" },
    json: { means: "The API's answer as it is" },
  },
  details: "See docs/alerts.md.",
  async run(input) {
    const { flags, terminal, signal } = input;
    const answer = await withKompas(input, (client) =>
      flags.on("check")
        ? client.json("/api/v1/alerts/check", Alerts, { method: "POST", signal })
        : client.json("/api/v1/alerts", Alerts, { signal }),
    );
    if (flags.on("json")) {
      terminal.out(JSON.stringify(answer, null, 2));
      return exit.done;
    }
    const firing = answer.rows.filter(({ firings }) => firings.some(({ resolved_at }) => resolved_at === null));
    const rows = answer.rows.map((alert) => [
      String(alert.id),
      alert.name,
      alert.metric,
      alert.grain,
      !alert.enabled ? "switched off" : firing.includes(alert) ? "fires" : "quiet",
      alert.firings[0]?.stretch ?? "",
    ]);
    const columns = ["id", "name", "metric", "over a", "state", "last fired for"];
    terminal.out(
      table(
        columns.map((title) => ({ title })),
        rows,
      ),
    );
    terminal.note(`${counted(firing.length, "alert")} of ${answer.rows.length} firing`);
    return exit.done;
  },
};
