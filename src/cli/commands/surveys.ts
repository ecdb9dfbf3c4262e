// kompas surveys: what is asked, whether it takes answers, and how many came back.
import { Type } from "typebox";
import { Survey, SurveyCounts } from "#contract";
import { withKompas } from "../client.ts";
import { type Command, exit } from "../command.ts";
import { count, counted, table } from "../terminal.ts";

const Surveys = Type.Object({ rows: Type.Array(Survey) });

export const surveys: Command = {
  name: "surveys",
  summary: "Lists surveys with their state, their link and how many answers came back",
  usage: "[--json]",
  words: [0, 0],
  flags: { json: { means: "The API's answer as it is" } },
  details: "See docs/surveys.md.",
  async run(input) {
    const { flags, terminal, signal } = input;
    const [{ rows }, counts] = await withKompas(input, (client) =>
      Promise.all([
        client.json("/api/v1/surveys", Surveys, { signal }),
        client.json("/api/v1/survey-results", SurveyCounts, { signal }),
      ]),
    );
    if (flags.on("json")) {
      terminal.out(JSON.stringify({ rows }, null, 2));
      return exit.done;
    }
    const answers = new Map(counts.rows.map((row) => [row.survey, row.answers]));
    const cells = rows.map(({ id, name, kind, scale, scores, state }) => [
      ...[id, name, kind, `${scores[0]} to ${scale}`, state],
      ...[count(answers.get(id) ?? 0), `/s/${id}`],
    ]);
    const columns = ["survey", "name", "kind", "scale", "state", "answers", "link"];
    terminal.out(
      table(
        columns.map((title) => ({ title, right: title === "answers" })),
        cells,
      ),
    );
    terminal.note(`${counted(rows.length, "survey")}.`);
    return exit.done;
  },
};
