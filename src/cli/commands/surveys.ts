// kompas surveys: what is asked, whether it takes answers, how many came back, and personal links as a file.
import { Type } from "typebox";
import { Survey, SurveyCounts } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, exit, type Input, UsageError } from "../command.ts";
import { count, counted, table } from "../terminal.ts";

const Surveys = Type.Object({ rows: Type.Array(Survey) });

async function list(client: Client, { flags, terminal, signal }: Input): Promise<void> {
  const { rows } = await client.json("/api/v1/surveys", Surveys, { signal });
  if (flags.on("json")) return terminal.out(JSON.stringify({ rows }, null, 2));
  const counts = await client.json("/api/v1/survey-results", SurveyCounts, { signal });
  const answers = new Map(counts.rows.map((row) => [row.survey, row.answers]));
  const columns = ["survey", "name", "kind", "scale", "state", "answers", "link"];
  const cells = rows.map(({ id, name, kind, scale, scores, state }) => [
    ...[id, name, kind, `${scores[0]} to ${scale}`, state],
    ...[count(answers.get(id) ?? 0), `/s/${id}`],
  ]);
  if (rows.length === 0) return terminal.note("No survey yet; they are made on the page Surveys or by the API.");
  terminal.out(
    table(
      columns.map((title) => ({ title, right: title === "answers" })),
      cells,
    ),
  );
  terminal.note(`${counted(rows.length, "survey")}.`);
}

async function links(client: Client, id: string, { flags, signal }: Input): Promise<void> {
  const segment = flags.text("segment");
  if (segment === undefined) throw new UsageError("Name the segment: --segment <segment>");
  const query = {
    segment,
    identifier: flags.text("identifier"),
    purpose: flags.text("purpose"),
    channel: flags.text("channel"),
  };
  await client.download(`/api/v1/surveys/${encodeURIComponent(id)}/links.csv`, flags.text("out"), { query, signal });
}

export const surveys: Command = {
  name: "surveys",
  summary: "Lists surveys with how many answers came back, or writes personal links for a segment",
  usage:
    "[list | links <survey> --segment <segment>] [--identifier <kind>] [--purpose <purpose> --channel <channel>] [--out <file>] [--json]",
  words: [0, 2],
  flags: {
    segment: { means: "Of links: for the members of this segment", value: "segment" },
    identifier: { means: "Of links: what stands beside each; email when left out", value: "kind" },
    purpose: { means: "Of links: only whom data may reach for this purpose …", value: "purpose" },
    channel: { means: "… by this channel", value: "channel" },
    out: { means: "File of links; standard output when left out", value: "file" },
    json: { means: "The API's answer as it is" },
  },
  details: "See docs/surveys.md.",
  async run(input) {
    const [verb = "list", id] = input.words;
    if (verb === "list" && id === undefined) await withKompas(input, (client) => list(client, input));
    else if (verb === "links" && id !== undefined) await withKompas(input, (client) => links(client, id, input));
    else throw new UsageError(`Usage: kompas surveys ${surveys.usage}`);
    return exit.done;
  },
};
