// kompas identity: why a customer is one person, and the rules by which identifiers make people.
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { Value } from "typebox/value";
import {
  type CustomerIdentity,
  IdentityChange,
  type IdentityEffect,
  IdentityLookup,
  IdentityRules,
  IdentityRulesState,
} from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { bar, counted, table } from "../terminal.ts";

const titles = (...names: readonly string[]) => names.map((title) => ({ title }));
const minute = (instant: string) => instant.slice(0, 16).replace("T", " ");

/** One customer: identifiers with what speaks against them, and the merges that made this one person. */
function shown({ customer_id, identifiers, merges, decisions }: CustomerIdentity): string {
  const known = identifiers.map(({ kind, value, first_seen_at, sources, refused, limit_of }) => [
    ...[kind, value, minute(first_seen_at), sources.join(", ")],
    refused === null ? "" : [refused, limit_of ?? ""].join(" ").trim(),
  ]);
  const joined = merges.map(({ at, by, kind, value, source, left, right }) => [
    ...[minute(at), by === "decision" ? "decision" : `${kind} ${value}`, source, `${left.length} + ${right.length}`],
  ]);
  const decided = decisions.map(({ id, kind, decided_by, decided_at, undone_at, refused }) => [
    ...[String(id), kind, decided_by, minute(decided_at), undone_at === null ? (refused ?? "stands") : "taken back"],
  ]);
  return [
    `customer ${customer_id}`,
    table(titles("kind", "value", "first seen", "sources", "does not join because"), known),
    ...(joined.length > 0 ? ["", table(titles("merged", "by", "source", "customers"), joined)] : []),
    ...(decided.length > 0 ? ["", table(titles("decision", "kind", "by", "at", "state"), decided)] : []),
  ].join("\n");
}

async function readRules(file: string): Promise<IdentityRules> {
  let read: unknown;
  try {
    read = JSON.parse(await readFile(file, "utf8"));
  } catch (fault) {
    throw new CommandError(`${file} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
  if (Value.Check(IdentityRules, read)) return read;
  const [first] = Value.Errors(IdentityRules, read);
  throw new CommandError(`${file} holds no rules: ${first?.instancePath || "/"} ${first?.message ?? ""}`);
}

function effectText(
  { merged, split, customers_before, customers_after, examples }: IdentityEffect,
  applied: boolean,
): string {
  const verb = applied ? "Merged" : "Would merge";
  const lines = [
    `${verb} ${counted(merged, "customer")} into others and split ${counted(split, "customer")} off; ${customers_before} -> ${customers_after} of those concerned.`,
  ];
  for (const { kind, people } of examples) lines.push(`  ${kind}: ${people.map(({ label }) => label).join(" | ")}`);
  return lines.join("\n");
}

const poll_ms = 300;

async function follow(client: Client, input: Input, first: IdentityChange): Promise<IdentityChange> {
  let change = first;
  while (change.state === "waiting" || change.state === "running") {
    input.terminal.status(`${bar(change.share)} ${change.step}`);
    await setTimeout(poll_ms, undefined, { signal: input.signal });
    change = await client.json(`/api/v1/identity/changes/${change.id}`, IdentityChange, { signal: input.signal });
  }
  input.terminal.endStatus();
  return change;
}

async function change(client: Client, input: Input, file: string, applies: boolean): Promise<number> {
  const body = { rules: await readRules(file) };
  const asked = applies
    ? await client.json("/api/v1/identity/rules", IdentityChange, { method: "PUT", body, signal: input.signal })
    : await client.json("/api/v1/identity/changes", IdentityChange, { method: "POST", body, signal: input.signal });
  const { state, result, error } = await follow(client, input, asked);
  if (state === "failed" || !result)
    throw new CommandError(`The rules could not be ${applies ? "applied" : "tried"}: ${error ?? state}`);
  input.terminal.out(input.flags.on("json") ? JSON.stringify(result, null, 2) : effectText(result, applies));
  return exit.done;
}

async function explain(client: Client, input: Input, value: string): Promise<number> {
  const query = { value, kind: input.flags.text("kind") };
  const { rows } = await client.json("/api/v1/identity", IdentityLookup, { query, signal: input.signal });
  if (input.flags.on("json")) input.terminal.out(JSON.stringify(rows, null, 2));
  else if (rows.length === 0) input.terminal.note(`Nobody is known by ${value}.`);
  else input.terminal.out(rows.map(shown).join("\n\n"));
  return rows.length === 0 ? exit.failed : exit.done;
}

async function printRules(client: Client, input: Input): Promise<number> {
  const { rules } = await client.json("/api/v1/identity/rules", IdentityRulesState, { signal: input.signal });
  input.terminal.out(JSON.stringify(rules, null, 2));
  return exit.done;
}

export const identity: Command = {
  name: "identity",
  summary: "Shows why a customer is one person, by any identifier; shows, tries and applies the rules",
  usage: "<identifier> [--kind <kind>] | --rules | --try <file> | --apply <file> [--json]",
  words: [0, 1],
  flags: {
    kind: { means: "Of the identifier: email, phone, user_id, …; any when left out", value: "kind" },
    rules: { means: "Writes the rules in force as JSON" },
    try: { means: "Tells whom the rules of a file would merge and split; changes nothing", value: "file" },
    apply: { means: "Puts the rules of a file in force", value: "file" },
    json: { means: "The API's answer as it is" },
  },
  details: "docs/identity.md says what a rule holds and how people are made out.",
  async run(input) {
    const [value] = input.words;
    const [tried, applied] = [input.flags.text("try"), input.flags.text("apply")];
    const asked = [value, tried, applied].filter((one) => one !== undefined).length + (input.flags.on("rules") ? 1 : 0);
    if (asked !== 1) throw new UsageError("It is one of: an identifier, --rules, --try <file>, --apply <file>.");
    return await withKompas(input, async (client) => {
      if (value !== undefined) return await explain(client, input, value);
      const file = tried ?? applied;
      return file === undefined
        ? await printRules(client, input)
        : await change(client, input, file, applied !== undefined);
    });
  },
};
