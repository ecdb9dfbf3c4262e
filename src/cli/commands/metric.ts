// kompas metric: the numbers of the dashboard in the terminal.

import { Type } from "typebox";
import { Dimension, type Estimate, MetricAnswer, MetricDefinition, minorDigits } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input } from "../command.ts";
import { count, table } from "../terminal.ts";

/** "3 h 12 min", "12 min 5 s". */
function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return hours > 0 ? `${count(hours)} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** Writes a value in its unit: money with its currency, a share in percent, a count whole. */
export function formatter(unit: MetricAnswer["unit"], currency: string): (value: number | null) => string {
  if (unit === "score") return (value) => (value === null ? "–" : value.toFixed(2));
  if (unit === "count") return (value) => (value === null ? "–" : count(value));
  if (unit === "duration") return (value) => (value === null ? "–" : duration(value));
  const digits = minorDigits(currency);
  const format =
    unit === "money"
      ? new Intl.NumberFormat("en", { style: "currency", currency })
      : new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (value) => (value === null ? "–" : format.format(unit === "money" ? value / 10 ** digits : value));
}

const columns = [
  { title: "" },
  { title: "value", right: true },
  { title: "95 % interval", right: true },
  { title: "n", right: true },
];

function line(label: string, estimate: Estimate, format: (value: number | null) => string): string[] {
  const { value, low, high, n } = estimate;
  const interval = low === null || high === null ? "" : `${format(low)} … ${format(high)}`;
  return [label, format(value), interval, count(n)];
}

/** How far the total is from the one compared with, e.g. "+4.2 %"; undefined where that is not defined. */
function change(answer: MetricAnswer): string | undefined {
  const before = answer.comparison?.total.value ?? null;
  const now = answer.total.value;
  if (before === null || now === null || before === 0) return undefined;
  const share = (now - before) / Math.abs(before);
  return `${share >= 0 ? "+" : ""}${(share * 100).toFixed(1)} %`;
}

function show(answer: MetricAnswer, byGroups: boolean): string {
  const format = formatter(answer.unit, answer.currency);
  const series = answer.series.map(({ start, estimate }) => line(start, estimate, format));
  const groups = answer.groups.map(({ key, total }) =>
    line(key === "" ? "(none)" : key === "…other" ? "(others)" : key, total, format),
  );
  const total = line("total", answer.total, format);
  const { comparison } = answer;
  const compared = comparison ? [line(`${comparison.from} to ${comparison.to}`, comparison.total, format)] : [];
  const difference = change(answer);
  return [
    `${answer.id}, ${answer.period.from} to ${answer.period.to}${byGroups ? "" : `, by ${answer.grain}`}`,
    "",
    table(columns, [...(byGroups ? groups : series), total, ...compared]),
    ...(difference === undefined ? [] : ["", `Change: ${difference}`]),
  ].join("\n");
}

/** "country" for property:country: a bare name is looked up among what there is to break down by. */
async function dimension(client: Client, asked: string | undefined): Promise<string | undefined> {
  if (asked === undefined || asked.includes(":")) return asked;
  const dimensions = await client.json("/api/v1/dimensions", Type.Array(Dimension));
  const found =
    dimensions.find(({ id }) => id === asked) ??
    dimensions.find(({ name }) => name.toLowerCase() === asked.toLowerCase());
  if (found) return found.id;
  throw new CommandError(
    `There is nothing called ${asked} to break down by; there is ${dimensions.map(({ id }) => id).join(", ") || "nothing yet"}.`,
  );
}

async function list(input: Input): Promise<number> {
  const definitions = await withKompas(input, (client) => client.json("/api/v1/metrics", Type.Array(MetricDefinition)));
  const rows = definitions.map(({ id, unit, description }) => [id, unit, description]);
  input.terminal.out(
    input.flags.on("json")
      ? JSON.stringify(definitions, null, 2)
      : table([{ title: "id" }, { title: "unit" }, { title: "what it counts" }], rows, 200),
  );
  return exit.done;
}

export const metric: Command = {
  name: "metric",
  summary: "Shows a metric with its interval, or lists all metrics",
  usage:
    "[<id>] [--from <day>] [--to <day>] [--by <dimension>] [--grain <grain>] [--compare <with>] [--within <segment>] [--json]",
  words: [0, 1],
  flags: {
    from: { means: "First day, YYYY-MM-DD; the first with data when left out", value: "day" },
    to: { means: "Last day, included; the last with data when left out", value: "day" },
    by: {
      means: "Break down, e.g. property:country, trait:plan, product, source, channel, survey",
      value: "dimension",
    },
    grain: { means: "day, week, month, quarter or year", value: "grain" },
    compare: { means: "previous (the period before) or year (a year before)", value: "with" },
    within: { means: "Only of those who are members of this segment now", value: "segment" },
    json: { means: "The API's answer as it is: money in minor units, shares from 0 to 1" },
  },
  async run(input) {
    const [id] = input.words;
    if (id === undefined) return list(input);
    const { flags } = input;
    const query = {
      from: flags.text("from"),
      to: flags.text("to"),
      grain: flags.text("grain"),
      compare: flags.text("compare"),
      within: flags.text("within"),
    };
    const path = `/api/v1/metrics/${encodeURIComponent(id)}/values`;
    const answer = await withKompas(input, async (client) => {
      const by = await dimension(client, flags.text("by"));
      return client.json(path, MetricAnswer, { query: { ...query, by }, signal: input.signal });
    });
    input.terminal.out(
      flags.on("json") ? JSON.stringify(answer, null, 2) : show(answer, flags.text("by") !== undefined),
    );
    return exit.done;
  },
};
