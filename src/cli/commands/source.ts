// kompas source: sources are listed, made and shown with their key.

import { Value } from "typebox/value";
import { SourceKey, SourceKind, SourceList, SourceState, sourceKinds } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { count, table } from "../terminal.ts";

const states: Readonly<Record<SourceState["condition"], string>> = {
  off: "switched off",
  waiting: "waiting for the first event",
  live: "events come in",
  quiet: "quiet",
  silent: "silent for over a day",
  refused: "all is refused",
};

async function list(client: Client, { terminal, flags }: Input): Promise<void> {
  const sources = await client.json("/api/v1/sources", SourceList);
  if (flags.on("json")) return terminal.out(JSON.stringify(sources, null, 2));
  const rows = sources.rows.map((row) => [
    row.slug,
    row.kind,
    states[row.condition],
    count(row.deliveries_day),
    count(row.rejected_day),
    row.last_seen_at ?? "",
  ]);
  const columns = [
    { title: "source" },
    { title: "kind" },
    { title: "state" },
    { title: "24 h", right: true },
    { title: "refused", right: true },
    { title: "last seen" },
  ];
  terminal.out(rows.length > 0 ? table(columns, rows) : "No source yet: kompas source create <name> --kind site");
}

/** The key of a source, and where to send with it. */
async function showKey(client: Client, { slug, kind }: SourceState, input: Input): Promise<void> {
  const key = await client.json(`/api/v1/sources/${encodeURIComponent(slug)}/key`, SourceKey);
  const { terminal, flags } = input;
  if (flags.on("json")) return terminal.out(JSON.stringify({ slug, ...key }, null, 2));
  if (kind === "webhook") return terminal.out(`${client.address}/hooks/${key.write_key}`);
  terminal.note(`curl ${client.address}/v1/track -u ${key.write_key}: -H 'content-type: application/json' \\`);
  terminal.note(`  -d '{"userId":"42","event":"Order Completed","properties":{"revenue":19.9,"currency":"EUR"}}'`);
  terminal.out(key.write_key);
}

async function create(client: Client, name: string, input: Input): Promise<void> {
  const kind = input.flags.text("kind") ?? "site";
  if (!Value.Check(SourceKind, kind)) throw new UsageError(`A kind is one of ${sourceKinds.join(", ")}.`);
  const preset = input.flags.text("preset");
  const body = { name, kind, ...(preset === undefined ? {} : { preset }) };
  const made = await client.json("/api/v1/sources", SourceState, { method: "POST", body });
  input.terminal.note(`${made.slug} was made: ${client.address}/sources/${made.slug}`);
  await showKey(client, made, input);
}

export const source: Command = {
  name: "source",
  summary: "Lists sources, makes one, or shows its write key",
  usage: "[list | create <name> | key <source>] [--kind <kind>] [--preset <system>] [--json]",
  words: [0, 2],
  flags: {
    kind: { means: `Of a new source: ${sourceKinds.join(", ")}; site when left out`, value: "kind" },
    preset: { means: "Of a new webhook: stripe, shopify, zendesk, mailgun or calendly", value: "system" },
    json: { means: "The API's answer as it is" },
  },
  details: "`create` and `key` print the write key alone on standard output; of a webhook, its address.",
  async run(input) {
    const [verb = "list", name] = input.words;
    if (verb === "list" && name === undefined) {
      await withKompas(input, (client) => list(client, input));
    } else if (verb === "create" && name !== undefined) {
      await withKompas(input, (client) => create(client, name, input));
    } else if (verb === "key" && name !== undefined) {
      await withKompas(input, async (client) => {
        const state = await client.json(`/api/v1/sources/${encodeURIComponent(name)}`, SourceState);
        await showKey(client, state, input);
      });
    } else {
      throw new UsageError("Say list, create <name> or key <source>.");
    }
    return exit.done;
  },
};
