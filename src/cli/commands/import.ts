// kompas import: a file, folder, address or table becomes events and customers.
import { readFile, writeFile } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { Value } from "typebox/value";
import { Check, ImportState, type Location, Mapping, minorDigits, Preview } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { follow, rejectionTable, summary } from "../follow.ts";
import { count, counted, table } from "../terminal.ts";

/** What a word of the command line means as a place of rows. */
export function locationOf(place: string, tableName: string | undefined): Location {
  if (place === "sample") return { kind: "sample" };
  if (/^(postgres|postgresql|mysql):\/\//.test(place)) {
    if (tableName === undefined) throw new UsageError("Name the table after the database's URL.");
    return { kind: "database", url: place, table: tableName };
  }
  if (tableName !== undefined)
    throw new UsageError("Only a database has a table; quote a glob so that the shell leaves it whole.");
  if (/^(https|s3):\/\//.test(place)) return { kind: "url", url: place };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(place))
    throw new UsageError("An address begins with https://, s3://, postgres:// or mysql://.");
  return { kind: "path", path: isAbsolute(place) ? place : resolve(place) };
}

/** @throws {CommandError} when the file is missing, is not JSON, or is no mapping */
async function readMapping(file: string): Promise<Mapping> {
  let mapping: unknown;
  try {
    mapping = JSON.parse(await readFile(file, "utf8"));
  } catch (fault) {
    throw new CommandError(
      `The mapping ${file} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`,
    );
  }
  if (Value.Check(Mapping, mapping)) return mapping;
  const [first] = Value.Errors(Mapping, mapping);
  throw new CommandError(
    `${file} is not a mapping: ${first?.instancePath ?? ""} ${first?.message ?? ""}. kompas import … --save-map writes one to start from.`,
  );
}

/** Columns with what they become. */
function mappingTable(mapping: Mapping, preview: Preview): string {
  const rows = preview.columns.map(({ name, type, empty_share }) => {
    const targets = mapping.columns
      .filter(({ column }) => column === name)
      .map(({ target }) => {
        const detail =
          "kind" in target
            ? ` ${target.kind}`
            : "name" in target
              ? ` ${target.name}`
              : "dates" in target
                ? ` (${target.dates})`
                : "";
        return `${target.to}${detail}`;
      });
    const reason = preview.reasons.find(({ column }) => column === name)?.reason;
    return [name, type, `${Math.round(empty_share * 100)} %`, targets.join(", ") || "not taken", reason ?? ""];
  });
  return table(
    [
      { title: "column" },
      { title: "type" },
      { title: "empty", right: true },
      { title: "becomes" },
      { title: "guessed by" },
    ],
    rows,
  );
}

function previewText(preview: Preview): string {
  const rows = preview.rows.slice(0, 10).map((row) => row.map((cell) => cell ?? ""));
  return table(
    preview.columns.map(({ name, type }) => ({ title: name, right: type === "integer" || type === "number" })),
    rows,
    24,
  );
}

function checkText(check: Check, currency: string): string {
  const money = new Intl.NumberFormat("en", { style: "currency", currency }).format(
    check.revenue_minor / 10 ** minorDigits(currency),
  );
  return [
    `${count(check.accepted)} of ${counted(check.rows, "row")} will be accepted, ${count(check.rejected)} rejected.`,
    `${counted(check.orders, "order")} of ${counted(check.customers, "customer")} worth ${money}; ${counted(check.without_customer, "row")} without a customer.`,
    ...(check.first_at && check.last_at ? [`From ${check.first_at} to ${check.last_at}.`] : []),
    ...(check.rejections.length > 0 ? [rejectionTable(check.rejections)] : []),
    ...(check.already_imported === null
      ? []
      : [`Import ${check.already_imported} already took exactly this: importing it again changes no number.`]),
  ].join("\n");
}

/** What the command line says, read before anything starts. */
interface Asked {
  readonly location: Location;
  readonly given: Mapping | undefined;
}

interface Plan {
  readonly location: Location;
  readonly mapping: Mapping;
  readonly preview: Preview;
}

/** Looks at the rows and settles the mapping: the given one or the guess, with the source that was asked for. */
async function plan(client: Client, input: Input, { location, given }: Asked): Promise<Plan> {
  const body = given === undefined ? { location } : { location, format: given.format };
  const preview = await client.json("/api/v1/imports/preview", Preview, { method: "POST", body, signal: input.signal });
  const source = input.flags.text("source");
  const mapping = given ?? preview.mapping;
  return { location, mapping: source === undefined ? mapping : { ...mapping, source }, preview };
}

/** Whether to go on: yes by flag, or where nobody can be asked; else as the person says. */
async function agreed(input: Input): Promise<boolean> {
  if (input.flags.on("yes") || !input.terminal.interactive) return true;
  const answer = await input.terminal.ask("Import? [Y/n] ");
  return !/^n/i.test(answer.trim());
}

async function work(client: Client, input: Input, asked: Asked): Promise<number> {
  const { terminal, flags } = input;
  const json = flags.on("json");
  const { location, mapping, preview } = await plan(client, input, asked);
  const saved = flags.text("save-map");
  if (saved !== undefined) {
    await writeFile(saved, `${JSON.stringify(mapping, null, 2)}\n`);
    terminal.note(`The mapping was written to ${saved}: correct it and import with --map ${saved}`);
  }
  if (flags.on("preview")) {
    terminal.out(
      json
        ? JSON.stringify({ ...preview, mapping }, null, 2)
        : `${previewText(preview)}\n\n${mappingTable(mapping, preview)}`,
    );
    return exit.done;
  }
  if (!json) terminal.note(mappingTable(mapping, preview));
  const ask = { method: "POST", body: { location, mapping }, signal: input.signal } as const;
  if (flags.on("dry-run") || !flags.on("yes")) {
    terminal.status("Checking all rows …");
    const check = await client.json("/api/v1/imports/check", Check, ask);
    if (flags.on("dry-run")) {
      terminal.out(json ? JSON.stringify(check, null, 2) : checkText(check, mapping.currency));
      return exit.done;
    }
    terminal.note(checkText(check, mapping.currency));
  }
  if (!(await agreed(input))) return exit.failed;
  const begun = await client.json("/api/v1/imports", ImportState, ask);
  const ended = await follow(client, begun.id, input);
  terminal.out(json ? JSON.stringify(ended, null, 2) : summary(ended, client.address));
  return exit.done;
}

export const importCommand: Command = {
  name: "import",
  summary: "Imports a file, folder, glob, https or s3 address, or a database's table",
  usage:
    "<place> [<table>] [--map <file>] [--preview] [--dry-run] [--yes] [--source <name>] [--save-map <file>] [--json]",
  words: [1, 2],
  flags: {
    map: { means: "mapping.json: what each column becomes; guessed when left out", value: "file" },
    "save-map": { means: "Writes the mapping that is used, to be corrected", value: "file" },
    preview: { means: "Shows the first rows and the mapping, and imports nothing" },
    "dry-run": { means: "Says how many rows would be accepted and rejected and why, and imports nothing" },
    yes: { means: "Imports without a dry run and without asking" },
    source: { means: "Name of the source; rows of the same source and id replace one another", value: "name" },
    json: { means: "The API's answer as it is" },
  },
  details:
    'CSV, TSV, JSON lines, Parquet and Excel. Places: orders.csv, ./folder, "orders-*.csv" (quoted), https://…, s3://…, postgres://… <table>, mysql://… <table>.',
  async run(input) {
    const [place = "", tableName] = input.words;
    const location = locationOf(place, tableName);
    const file = input.flags.text("map");
    const given = file === undefined ? undefined : await readMapping(file);
    return withKompas(input, (client) => work(client, input, { location, given }));
  },
};
