// kompas apply: makes files of definitions what stands here, after showing what that would change.
import { DefinitionsApplied, DefinitionsPlan, type DefinitionsRequest } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input } from "../command.ts";
import { planSummary, planText, readDefinitionFiles } from "../definitions.ts";
import { counted } from "../terminal.ts";

/** @throws {CommandError} with every fault of the files */
async function planned(client: Client, input: Input, body: DefinitionsRequest): Promise<DefinitionsPlan> {
  const path = "/api/v1/definitions/plan";
  const plan = await client.json(path, DefinitionsPlan, { method: "POST", body, signal: input.signal });
  if (plan.faults.length === 0) return plan;
  const lines = plan.faults.map(({ file, line, field, message }) =>
    [`${file}, line ${line}`, field]
      .filter((part) => part !== "")
      .join(", ")
      .concat(`: ${message}`),
  );
  throw new CommandError([...lines, `${counted(lines.length, "fault")}; nothing was done.`].join("\n"));
}

async function isWanted({ flags, terminal }: Input): Promise<boolean> {
  if (flags.on("yes")) return true;
  if (!terminal.interactive) throw new CommandError("Nobody can be asked here; --yes applies without asking.");
  return /^y(es)?$/i.test((await terminal.ask("Apply this? [y/N] ")).trim());
}

async function run(input: Input): Promise<number> {
  const { words, flags, terminal, signal } = input;
  const request = { files: await readDefinitionFiles(words), prune: flags.on("prune") };
  return await withKompas(input, async (client) => {
    const plan = await planned(client, input, request);
    if (plan.changes.length > 0) terminal.out(planText(plan));
    terminal.note(planSummary(plan));
    if (plan.changes.length === 0) return exit.done;
    if (flags.on("dry-run")) return exit.differs;
    if (!(await isWanted(input))) {
      terminal.note("Nothing was done.");
      return exit.failed;
    }
    const body = { ...request, plan: plan.id };
    const applied = await client.json("/api/v1/definitions", DefinitionsApplied, { method: "POST", body, signal });
    for (const { kind, key, message } of applied.notes) terminal.note(`${[kind, key].join(" ").trim()}: ${message}`);
    terminal.note(`${counted(applied.changes.length, "change")} applied`);
    return exit.done;
  });
}

export const apply: Command = {
  name: "apply",
  summary: "Makes files of definitions what stands here",
  usage: "<file or folder…> [--dry-run] [--prune] [--yes]",
  words: [1, 100],
  flags: {
    "dry-run": { means: "Shows what would change, and ends with 3 where anything would" },
    prune: { means: "Removes what the files do not have, of the kinds that they name" },
    yes: { means: "Applies without asking" },
  },
  details:
    "Files are those of `kompas export definitions`. Everything is checked before the first change; applying the same again changes nothing.",
  run,
};
