// kompas export: events and lists out of Kompas as files.

import { writeFile } from "node:fs/promises";
import { Type } from "typebox";
import { CustomerPage, type CustomerRow, MetricDefinition, MetricSummary } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { exportDefinitions } from "../definitions.ts";

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** One kind of list: how its rows are had from the API. */
type Reader = (client: Client, input: Input) => Promise<readonly Row[]>;

function period(input: Input): { from: string | undefined; to: string | undefined } {
  return { from: input.flags.text("from"), to: input.flags.text("to") };
}

/** Only whom a consent reaches. */
function reach(input: Input): { purpose: string | undefined; channel: string | undefined } {
  return { purpose: input.flags.text("purpose"), channel: input.flags.text("channel") };
}

const customers: Reader = async (client, input) => {
  const rows: CustomerRow[] = [];
  let cursor: string | undefined;
  let left_out: number | null = null;
  do {
    const query = { ...period(input), ...reach(input), cursor, limit: "1000" };
    const page = await client.json("/api/v1/customers", CustomerPage, { query, signal: input.signal });
    rows.push(...page.rows);
    input.terminal.status(`${rows.length} of ${page.total} customers`);
    cursor = page.next_cursor ?? undefined;
    left_out = page.left_out;
  } while (cursor !== undefined);
  input.terminal.endStatus();
  if (left_out !== null) input.terminal.note(`${left_out} left out for want of consent`);
  return rows;
};

const metrics: Reader = async (client, input) => {
  const summary = await client.json("/api/v1/metrics/summary", MetricSummary, {
    query: period(input),
    signal: input.signal,
  });
  return summary.metrics.flatMap(({ id, unit, currency, period: { from, to }, total, series }) => [
    { metric: id, start: from, end: to, part: "total", unit, currency, ...total },
    ...series.map(({ start, estimate }) => ({
      metric: id,
      start,
      end: "",
      part: summary.grain,
      unit,
      currency,
      ...estimate,
    })),
  ]);
};

const metricDefinitions: Reader = async (client, input) => {
  const found = await client.json("/api/v1/metrics", Type.Array(MetricDefinition), { signal: input.signal });
  return found.map(({ parameters, ...definition }) => ({
    ...definition,
    parameters: parameters.map((each) => `${each.id}=${each.default ?? ""}`).join(" "),
  }));
};

const readers: Readonly<Record<string, Reader>> = {
  customers,
  metrics,
  "metric-definitions": metricDefinitions,
};

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  // A spreadsheet takes text that begins so for a formula: the quote keeps it text.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV of RFC 4180 with the names of the first row's fields on top. */
export function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? null))]
    .map((line) => `${line.map(cell).join(",")}\r\n`)
    .join("");
}

// A log may be larger than memory: it goes from the server to the file as it comes, JSON as one object a line.
async function exportEvents(input: Input, format: "csv" | "json"): Promise<number> {
  const path = format === "csv" ? "/api/v1/events.csv" : "/api/v1/events.jsonl";
  const file = input.flags.text("out");
  await withKompas(input, (client) => client.download(path, file, { query: period(input), signal: input.signal }));
  if (file !== undefined) input.terminal.note(`Events written to ${file}`);
  return exit.done;
}

export const exportCommand: Command = {
  name: "export",
  summary: "Writes events, customers and metrics as CSV or JSON, definitions as YAML",
  usage:
    "<events|customers|metrics|metric-definitions|definitions> [--format <csv|json|yaml>] [--out <file>] [--from <day>] [--to <day>] [--purpose <purpose> --channel <channel>]",
  words: [1, 1],
  flags: {
    format: { means: "csv (the default) or json; of definitions yaml (the default) or json", value: "format" },
    out: {
      means: "File to write; standard output when left out. Of definitions also a folder: a file for each kind",
      value: "file",
    },
    from: { means: "First day, YYYY-MM-DD", value: "day" },
    to: { means: "Last day, included", value: "day" },
    purpose: { means: "Customers: only whom the consent for this purpose reaches", value: "purpose" },
    channel: { means: "Customers: … by this channel: email, sms, phone, push, …", value: "channel" },
  },
  details:
    "Money is in minor units of the workspace's currency, shares are from 0 to 1; an empty cell means not defined. " +
    "Events come with amounts in major units, as JSON one object a line. " +
    "Definitions are all that people set up here, to be kept in git and applied by `kompas apply`: docs/definitions.md.",
  async run(input) {
    const [kind = ""] = input.words;
    if (kind === "definitions") return await exportDefinitions(input);
    const reader = readers[kind];
    const format = input.flags.text("format") ?? "csv";
    if (format !== "csv" && format !== "json") throw new UsageError(`--format is csv or json, not ${format}.`);
    if (kind === "events") return await exportEvents(input, format);
    if (reader === undefined)
      throw new UsageError(
        `There is no list of ${kind}; there are events, definitions, ${Object.keys(readers).join(", ")}.`,
      );
    const rows = await withKompas(input, (client) => reader(client, input));
    const text = format === "csv" ? csv(rows) : `${JSON.stringify(rows, null, 2)}\n`;
    const file = input.flags.text("out");
    if (file === undefined) {
      input.terminal.out(text.replace(/\r?\n$/, ""));
    } else {
      await writeFile(file, text);
      input.terminal.note(`${rows.length} rows written to ${file}`);
    }
    return exit.done;
  },
};
