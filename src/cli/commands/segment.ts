// kompas segment: segments with their sizes, whom a condition fits, why somebody belongs, members as a file.
import { readFile } from "node:fs/promises";
import { ConditionPreview, CustomerPage, Segment, Segments, Why } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { count, counted, table } from "../terminal.ts";
import { formatter } from "./metric.ts";

const pathOf = (id: string) => `/api/v1/segments/${encodeURIComponent(id)}`;
const sizeOf = ({ state, customers }: Segment) => (customers === null ? state : count(customers));

async function list(client: Client, { terminal, flags, signal }: Input): Promise<void> {
  const segments = await client.json("/api/v1/segments", Segments, { signal });
  if (flags.on("json")) return terminal.out(JSON.stringify(segments, null, 2));
  const columns = [
    { title: "id" },
    { title: "name" },
    { title: "kind" },
    { title: "customers", right: true },
    { title: "entered", right: true },
    { title: "left", right: true },
  ];
  const rows = segments.rows.map((row) => [
    ...[row.id, row.name, row.kind, sizeOf(row)],
    ...[count(row.entered), count(row.left)],
  ]);
  if (rows.length === 0) return terminal.note("No segment yet; they are made on the page Segments or by the API.");
  terminal.out(table(columns, rows));
  terminal.note(`${counted(segments.customers, "customer")} in all; entered and left are those of the last 24 hours`);
}

async function show(client: Client, id: string, { terminal, flags, signal }: Input): Promise<void> {
  const segment = await client.json(pathOf(id), Segment, { signal });
  if (flags.on("json")) return terminal.out(JSON.stringify(segment, null, 2));
  const { name, description, kind, needs, error, condition } = segment;
  terminal.out(`${name} (${kind} ${segment.id}), customers: ${sizeOf(segment)}`);
  const told = { description, goal: needs.goal, barrier: needs.barrier, trigger: needs.trigger, error: error ?? "" };
  for (const [title, text] of Object.entries(told)) if (text !== "") terminal.out(`${title}: ${text}`);
  if (condition !== null) terminal.out(JSON.stringify(condition, null, 2));
}

/** A condition out of a file; a segment's own JSON does as well, its condition is taken. */
async function conditionIn(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new CommandError(`${file} cannot be read.`);
  });
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "condition" in value ? value.condition : value;
  } catch {
    throw new CommandError(`${file} is no JSON.`);
  }
}

async function preview(client: Client, file: string, { terminal, flags, signal }: Input): Promise<void> {
  const body = { condition: await conditionIn(file) };
  const found = await client.json("/api/v1/conditions/preview", ConditionPreview, { method: "POST", body, signal });
  if (flags.on("json")) return terminal.out(JSON.stringify(found, null, 2));
  const { customers, of, low, high } = found;
  terminal.out(`${low === null ? "" : "about "}${count(customers)} of ${counted(of, "customer")}`);
  if (low !== null && high !== null)
    terminal.note(`between ${count(low)} and ${count(high)}, 95 % sure: a part of the customers was looked at`);
}

/** A customer's id: as it is, or of the one whom a search finds. */
async function customerId(client: Client, asked: string, signal: AbortSignal): Promise<string> {
  if (/^\d{1,20}$/.test(asked)) return asked;
  const query = { search: asked, limit: "2", classes: "false" };
  const { rows } = await client.json("/api/v1/customers", CustomerPage, { query, signal });
  const [one, other] = rows;
  if (one !== undefined && other === undefined) return one.customer_id;
  throw new CommandError(
    one === undefined ? `Nobody is known by ${asked}.` : `Several customers fit ${asked}; name one by the number.`,
  );
}

async function why(client: Client, id: string, customer: string, input: Input): Promise<void> {
  const { terminal, flags, signal } = input;
  const query = { customer_id: await customerId(client, customer, signal), at: flags.text("at") };
  const answer = await client.json(`${pathOf(id)}/why`, Why, { query, signal });
  if (flags.on("json")) return terminal.out(JSON.stringify(answer, null, 2));
  terminal.out(`customer ${answer.customer_id} ${answer.holds ? "belongs" : "does not belong"}, as of ${answer.at}\n`);
  const rows = answer.steps.map(({ path, kind, holds, actual }) => [
    ...[holds ? "yes" : "no", path === "" ? "all" : path, kind, actual ?? "–"],
  ]);
  terminal.out(
    table(
      ["holds", "part", "kind", "found"].map((title) => ({ title })),
      rows,
    ),
  );
}

async function members(client: Client, id: string, { terminal, flags, signal }: Input): Promise<void> {
  if (flags.on("csv"))
    return await client.download(`${pathOf(id)}/customers.csv`, flags.text("out"), {
      query: { purpose: flags.text("purpose"), channel: flags.text("channel") },
      signal,
    });
  const query = { limit: flags.text("limit"), purpose: flags.text("purpose"), channel: flags.text("channel") };
  const page = await client.json(`${pathOf(id)}/customers`, CustomerPage, {
    query: { ...query, classes: "false" },
    signal,
  });
  if (flags.on("json")) return terminal.out(JSON.stringify(page, null, 2));
  const money = formatter("money", page.currency);
  const columns = [
    { title: "customer" },
    { title: "name" },
    { title: "orders", right: true },
    { title: "net revenue", right: true },
  ];
  const rows = page.rows.map((row) => [row.customer_id, row.label, count(row.orders), money(row.revenue_minor)]);
  terminal.out(table(columns, rows));
  const left_out = page.left_out === null ? "" : `, ${count(page.left_out)} left out for want of consent`;
  terminal.note(`${counted(page.total, "member")}${left_out}`);
}

const usage = "list | show <id> | preview <file.json> | why <id> <customer> | members <id>";

export const segment: Command = {
  name: "segment",
  summary: "Lists segments, shows one, counts whom a condition fits, says why somebody belongs, writes members",
  usage: `[${usage}] [--csv] [--out <file>] [--purpose <purpose> --channel <channel>] [--at <instant>] [--limit <number>] [--json]`,
  words: [0, 3],
  flags: {
    csv: { means: "Members as CSV, all of them, amounts in major units" },
    out: { means: "File of --csv; standard output when left out", value: "file" },
    purpose: {
      means: "Only members whom data may reach for this purpose of consent, with --channel",
      value: "purpose",
    },
    channel: { means: "… by this channel: email, sms, phone, push, …", value: "channel" },
    at: { means: "Why as of a past instant, e.g. 2026-01-31T12:00:00Z", value: "instant" },
    limit: { means: "How many members are shown; 100 when left out", value: "number" },
    json: { means: "The API's answer as it is: money in minor units" },
  },
  details: "A customer is named by the number, or by what finds that one alone: an address, a number to call, a name.",
  async run(input) {
    const [verb = "list", first, second] = input.words;
    await withKompas(input, async (client) => {
      if (verb === "list" && first === undefined) return await list(client, input);
      if (verb === "why" && first !== undefined && second !== undefined) return await why(client, first, second, input);
      if (first === undefined || second !== undefined) throw new UsageError(`Say ${usage}.`);
      if (verb === "show") return await show(client, first, input);
      if (verb === "preview") return await preview(client, first, input);
      if (verb === "members") return await members(client, first, input);
      throw new UsageError(`Say ${usage}.`);
    });
    return exit.done;
  },
};
