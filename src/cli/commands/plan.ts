// kompas plan: the tracking plan as a JSON Schema file, to be reviewed and kept like code.
import { readFile } from "node:fs/promises";
import { Plan, PlanApplied, type PlanDifference } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { demandSource } from "../known-source.ts";

async function readSchema(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (fault) {
    throw new CommandError(`${file} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

const signs: Record<PlanDifference["change"], string> = { added: "+", changed: "~", removed: "-" };

function line({ change, source, type, name, property, what }: PlanDifference): string {
  const place = [source, name === "" ? type : name, property].filter((part) => part !== "").join(" / ");
  return `${signs[change]} ${place}${what.length > 0 ? ` (${what.join(", ")})` : ""}`;
}

async function apply(input: Input, file: string): Promise<number> {
  const body = { schema: await readSchema(file), dry_run: input.flags.on("dry-run") };
  const { differences, dry_run } = await withKompas(input, (client) =>
    client.json("/api/v1/plan/schema", PlanApplied, { method: "POST", body, signal: input.signal }),
  );
  for (const difference of differences) input.terminal.out(line(difference));
  const said = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  input.terminal.note(differences.length === 0 ? "The plan says this already." : `${said}${dry_run ? "" : " applied"}`);
  return exit.done;
}

/** A plan may speak of a source before it is made. */
async function demandPlanned(client: Client, source: string | undefined): Promise<void> {
  if (source === undefined) return;
  const { sources } = await client.json("/api/v1/plan", Plan, { query: { source } });
  if (sources.length === 0) await demandSource(client, source);
}

async function write(input: Input): Promise<number> {
  const file = input.flags.text("out");
  const query = { source: input.flags.text("source") };
  await withKompas(input, async (client) => {
    await demandPlanned(client, query.source);
    await client.download("/api/v1/plan.schema.json", file, { query, signal: input.signal });
  });
  if (file !== undefined) input.terminal.note(`The plan was written to ${file}`);
  return exit.done;
}

export const plan: Command = {
  name: "plan",
  summary: "Writes the tracking plan as JSON Schema, or makes a file the plan",
  usage: "<export|apply> [<file>] [--source <source>] [--out <file>] [--dry-run]",
  words: [1, 2],
  flags: {
    source: { means: "export: only the plan of this source", value: "source" },
    out: { means: "export: file to write; standard output when left out", value: "file" },
    "dry-run": { means: "apply: shows what would differ, and changes nothing" },
  },
  details: "A file is the plan of the sources that it names; other sources stay as they are.",
  async run(input) {
    const [what, file] = input.words;
    if (what === "export" && file === undefined) return await write(input);
    if (what === "apply" && file !== undefined) return await apply(input, file);
    throw new UsageError("It is `kompas plan export` or `kompas plan apply <file>`.");
  },
};
