// kompas template: beginnings without data, listed and put into the workspace.

import { Value } from "typebox/value";
import { TemplateApplied, TemplateList, TemplateRequest } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { count, counted, table } from "../terminal.ts";

async function list(client: Client, { terminal, flags }: Input): Promise<void> {
  const { rows } = await client.json("/api/v1/templates", TemplateList);
  if (flags.on("json")) return terminal.out(JSON.stringify({ rows }, null, 2));
  const columns = [
    { title: "template" },
    { title: "for" },
    { title: "sources", right: true },
    { title: "events", right: true },
    { title: "purposes", right: true },
  ];
  const cells = rows.map(({ id, names, sources, events, purposes }) => [
    id,
    names.en,
    count(sources.length),
    count(events.length),
    count(purposes.length),
  ]);
  terminal.out(table(columns, cells));
}

async function apply(client: Client, id: string, { terminal, flags }: Input): Promise<void> {
  const body = { language: flags.text("language") ?? "en" };
  if (!Value.Check(TemplateRequest, body)) throw new UsageError("A language is one of en, ru, pl.");
  const applied = await client.json(`/api/v1/templates/${encodeURIComponent(id)}/apply`, TemplateApplied, {
    method: "POST",
    body,
  });
  if (flags.on("json")) return terminal.out(JSON.stringify(applied, null, 2));
  const added = applied.rows.filter(({ result }) => result === "added");
  const left = applied.rows.length - added.length;
  if (added.length > 0) {
    const cells = added.map(({ part, name }) => [part, name]);
    terminal.out(table([{ title: "added" }, { title: "which" }], cells, 60));
  }
  terminal.note(`${counted(added.length, "item")} added, ${counted(left, "item")} existed already and were left.`);
}

export const template: Command = {
  name: "template",
  summary: "Lists beginnings without data, or puts one into the workspace",
  usage: "[list | apply <template>] [--language <language>] [--json]",
  words: [0, 2],
  flags: {
    language: { means: "In which sources and events are named: en, ru or pl; en when left out", value: "language" },
    json: { means: "The API's answer as it is" },
  },
  details:
    "A template brings sources, expected events, purposes of consent, kinds of identifiers, rules of traits, segments and surveys. What exists already is left as it is.",
  async run(input) {
    const [verb = "list", id] = input.words;
    if (verb === "list" && id === undefined) await withKompas(input, (client) => list(client, input));
    else if (verb === "apply" && id !== undefined) await withKompas(input, (client) => apply(client, id, input));
    else throw new UsageError("Say list or apply <template>.");
    return exit.done;
  },
};
