// Definitions on the way between files and the API: written out, read in, and a plan as a person reads it.
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import { Type } from "typebox";
import { type DefinitionChange, type DefinitionFile, Definitions, type DefinitionsPlan } from "#contract";
import { type Client, withKompas } from "./client.ts";
import { CommandError, exit, type Input, UsageError } from "./command.ts";
import { counted } from "./terminal.ts";

const schema_path = "/api/v1/definitions.schema.json";
const schema_file = "definitions.schema.json";

/** Writes a file for each kind, and the schema by which editors check them. */
async function writeFolder(client: Client, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const { kompas: _, ...kinds } = await client.json("/api/v1/definitions", Definitions);
  for (const kinds_only of Object.keys(kinds))
    await client.download("/api/v1/definitions.yaml", join(folder, `${kinds_only}.yaml`), {
      query: { kinds: kinds_only, schema: `./${schema_file}` },
    });
  const schema = await client.json(schema_path, Type.Unknown());
  await writeFile(join(folder, schema_file), `${JSON.stringify(schema, null, 2)}\n`);
  return Object.keys(kinds).length;
}

/** All that is set up here, as YAML: to a folder, to one file, or to standard output. */
export async function exportDefinitions(input: Input): Promise<number> {
  const out = input.flags.text("out");
  const format = input.flags.text("format");
  if (format !== undefined && format !== "yaml" && format !== "json")
    throw new UsageError(`--format of definitions is yaml or json, not ${format}.`);
  await withKompas(input, async (client) => {
    if (format === "json") {
      const text = `${JSON.stringify(await client.json("/api/v1/definitions", Definitions), null, 2)}\n`;
      if (out === undefined) input.terminal.out(text.trimEnd());
      else await writeFile(out, text);
    } else if (out === undefined || /\.ya?ml$/.test(out)) {
      const schema = new URL(schema_path, client.address).toString();
      await client.download("/api/v1/definitions.yaml", out, { query: { schema } });
    } else input.terminal.note(`${counted(await writeFolder(client, out), "file")} written to ${out}`);
  });
  return exit.done;
}

/** The files of a folder, in the order of their names, and of the folders in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/**
 * Files as they were named; of a folder all that are YAML.
 * @throws {CommandError} for what cannot be read, and for a folder without any
 */
export async function readDefinitionFiles(places: readonly string[]): Promise<DefinitionFile[]> {
  const names: string[] = [];
  try {
    for (const place of places) {
      const found = (await stat(place)).isDirectory() ? await filesIn(place) : [place];
      if (found.length === 0) throw new CommandError(`There is no .yaml file in ${place}.`);
      names.push(...found);
    }
    return await Promise.all(names.map(async (name) => ({ name, text: await readFile(name, "utf8") })));
  } catch (fault) {
    if (fault instanceof CommandError) throw fault;
    throw new CommandError(`It cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

const signs = { add: "+", change: "~", remove: "-" } as const;
const colors = { add: "green", change: "yellow", remove: "red" } as const;

function valueText(value: unknown): string {
  return typeof value === "string" && !/[\n"]/.test(value) ? value : JSON.stringify(value);
}

function changeLines({ change, kind, key, fields }: DefinitionChange): string[] {
  const told = fields.map(({ field, before, after }) => {
    const values = { add: [after], change: [before, after], remove: [before] }[change];
    return `    ${field}: ${values.map(valueText).join(" → ")}`;
  });
  const head = `${signs[change]} ${[kind, key].join(" ").trim()}`;
  return [styleText(colors[change], head, { stream: process.stdout }), ...(change === "remove" ? [] : told)];
}

/** What a plan says, like a diff: with colors where somebody watches. */
export function planText({ changes }: Pick<DefinitionsPlan, "changes">): string {
  return changes.flatMap(changeLines).join("\n");
}

/** "1 to add, 2 to change, 0 to remove; 12 are as written". */
export function planSummary({ changes, unchanged, beyond }: Omit<DefinitionsPlan, "id" | "faults">): string {
  const number = (change: DefinitionChange["change"]) => changes.filter((each) => each.change === change).length;
  const said = `${number("add")} to add, ${number("change")} to change, ${number("remove")} to remove`;
  const left = beyond.length === 0 ? "" : `; ${beyond.length} more stand here, which --prune would remove`;
  return `${said}; ${unchanged} as written${left}`;
}
