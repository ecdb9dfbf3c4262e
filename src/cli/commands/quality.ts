// kompas quality: how complete, valid and duplicated the data about customers is.
import { type FieldQuality, Quality } from "#contract";
import { withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input } from "../command.ts";
import { count, table } from "../terminal.ts";

const columns = [
  { title: "field" },
  { title: "complete", right: true },
  { title: "valid", right: true },
  { title: "duplicated", right: true },
  { title: "most frequent flags" },
];

/** "70 % of 10"; a dash where it is not defined. */
function share(value: number | null, of: number | null): string {
  return value === null || of === null ? "–" : `${(value * 100).toFixed(1)} % of ${count(of)}`;
}

function line({ field, flags, ...figures }: FieldQuality): string[] {
  const { customers, cleaned, keyed, completeness, validity, duplicates } = figures;
  const strange = flags.slice(0, 3).map(({ flag, customers: touched }) => `${flag} ${count(touched)}`);
  return [
    field,
    share(completeness, customers),
    share(validity, cleaned),
    share(duplicates, keyed),
    strange.join(", "),
  ];
}

/** The figures of one source as a table. */
export function qualityTable(fields: readonly FieldQuality[]): string {
  return table(columns, fields.map(line), 200);
}

async function run(input: Input): Promise<number> {
  const quality = await withKompas(input, (client) =>
    client.json("/api/v1/quality", Quality, { signal: input.signal }),
  );
  if (input.flags.on("json")) {
    input.terminal.out(JSON.stringify(quality, null, 2));
    return exit.done;
  }
  const wanted = input.flags.text("source") ?? "";
  const known = quality.sources.map(({ source }) => source).filter((source) => source !== "");
  const found = quality.sources.find(({ source }) => source === wanted);
  if (quality.measured_at === null) {
    input.terminal.note(
      quality.behind ? "The first measuring is under way; ask again in a minute." : "There are no customers yet.",
    );
    return exit.done;
  }
  if (!found) throw new CommandError(`No source is called ${wanted}; there is ${known.join(", ") || "none"}.`);
  input.terminal.out(qualityTable(found.fields));
  const behind = quality.behind ? "; newer data is being cleaned" : "";
  input.terminal.note(`Measured ${quality.measured_at}${behind}. Shares are of customers.`);
  return exit.done;
}

export const quality: Command = {
  name: "quality",
  summary: "Shows how complete, valid and duplicated the data about customers is",
  usage: "[--source <source>] [--json]",
  words: [0, 0],
  flags: {
    source: { means: "Only what this source told; all sources when left out", value: "source" },
    json: { means: "The API's answer as it is, every source in it" },
  },
  details: "docs/cleaning.md says what is cleaned, what each flag means and what the shares are of.",
  run,
};
