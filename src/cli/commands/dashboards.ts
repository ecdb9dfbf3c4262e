// kompas dashboards: which there are, and what the widgets of one answer.
import { Type } from "typebox";
import { Dashboard, DashboardAnswers, DashboardPeriod, type Widget, type WidgetAnswer } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { count, table } from "../terminal.ts";
import { formatter } from "./metric.ts";

const List = Type.Object({ rows: Type.Array(Dashboard) });
const path = "/api/v1/dashboards";
const titles = (...names: readonly string[]) => names.map((title) => ({ title }));

async function list(client: Client, { terminal, flags, signal }: Input): Promise<void> {
  const answer = await client.json(path, List, { signal });
  if (flags.on("json")) return terminal.out(JSON.stringify(answer, null, 2));
  if (answer.rows.length === 0)
    return terminal.note("No dashboard yet; they are made on the page Dashboards or by the API.");
  const rows = answer.rows.map(({ id, name, owner, visibility, period, widgets }) => [
    ...[String(id), name, owner, visibility, period],
    count(widgets.length),
  ]);
  terminal.out(table([...titles("id", "name", "owner", "seen by", "period"), { title: "widgets", right: true }], rows));
}

/** Lines of one widget: what, how much. */
function linesOf(widget: Widget, answer: WidgetAnswer | undefined): string[][] {
  const title = (name: string) => (widget.title === "" ? name : widget.title);
  switch (answer?.kind) {
    case "number":
    case "trend": {
      const { total, unit, currency } = answer.answer;
      return [[title(answer.name), formatter(unit, currency)(total.value)]];
    }
    case "breakdown": {
      const text = formatter(answer.answer.unit, answer.answer.currency);
      return answer.answer.groups.map(({ key, total }) => [
        `${title(answer.name)}: ${key || "(none)"}`,
        text(total.value),
      ]);
    }
    case "segment":
      return [[title(answer.name), count(answer.days.at(-1)?.customers ?? 0)]];
    case "targets":
      return answer.rows.map(({ name, target }) => [`${name}, target`, target.status ?? "not known"]);
    case "problem":
      return [[title(widget.kind), answer.detail]];
    default:
      return [];
  }
}

async function show(client: Client, id: string, { terminal, flags, signal }: Input): Promise<void> {
  const dashboard = await client.json(`${path}/${id}`, Dashboard, { signal });
  const query = { period: flags.text("period") };
  const answers = await client.json(`${path}/${id}/answers`, DashboardAnswers, { query, signal });
  if (flags.on("json")) return terminal.out(JSON.stringify(answers, null, 2));
  terminal.out(`${dashboard.name}, ${answers.period.from} to ${answers.period.to}`);
  const rows = dashboard.widgets.flatMap((widget) =>
    linesOf(
      widget,
      answers.answers.find((answer) => answer.id === widget.id),
    ),
  );
  terminal.out(table([{ title: "" }, { title: "value", right: true }], rows));
}

export const dashboards: Command = {
  name: "dashboards",
  summary: "Lists dashboards, or tells what the widgets of one answer",
  usage: "[<id>] [--period <stretch>] [--json]",
  words: [0, 1],
  flags: {
    period: {
      value: "stretch",
      means: `Another one than the dashboard's own: ${DashboardPeriod.anyOf.map((each) => each.const).join(", ")}`,
    },
    json: { means: "The API's answer as it is: money in minor units" },
  },
  details: "See docs/dashboards.md.",
  async run(input) {
    const [id] = input.words;
    if (id !== undefined && !/^\d+$/.test(id))
      throw new UsageError(`"${id}" is no dashboard's number; \`kompas dashboards\` lists them`);
    await withKompas(input, (client) => (id === undefined ? list(client, input) : show(client, id, input)));
    return exit.done;
  },
};
