// kompas consent: what a customer agreed to, what holds now, and what was said.
import { ConsentLookup } from "#contract";
import { withKompas } from "../client.ts";
import { type Command, exit } from "../command.ts";
import { table } from "../terminal.ts";

type Row = ConsentLookup["rows"][number];

const day = (instant: string | null) => instant?.slice(0, 10) ?? "";

/** The matrix of one customer: a line for each purpose and channel of which something was said. */
function shown({ customer_id, cells, history }: Row, all: boolean): string {
  const states = cells.map((cell) => [
    ...[cell.purpose, cell.channel, cell.state],
    ...[day(cell.said_at), day(cell.expires_at), cell.source],
  ]);
  const columns = ["purpose", "channel", "state", "since", "until", "source"].map((title) => ({ title }));
  const lines = [`customer ${customer_id}`];
  lines.push(states.length > 0 ? table(columns, states) : "Nothing was said of any purpose.");
  if (all && history.length > 0) {
    const words = history.map((word) => [
      ...[word.said_at, word.purpose === "" ? word.category : word.purpose, word.channel],
      ...[word.granted ? "granted" : "withdrawn", word.address, word.source],
      Object.entries(word.proof)
        .map(([name, value]) => `${name}=${value}`)
        .join(" "),
    ]);
    const heads = ["said", "purpose", "channel", "word", "address", "source", "proof"].map((title) => ({ title }));
    lines.push("", table(heads, words));
  }
  return lines.join("\n");
}

export const consent: Command = {
  name: "consent",
  summary: "Shows what a customer agreed to, by any identifier",
  usage: "<identifier> [--kind <kind>] [--history] [--json]",
  words: [1, 1],
  flags: {
    kind: { means: "Of the identifier: email, phone, user_id, …; any when left out", value: "kind" },
    history: { means: "Every word that was said, with its proof" },
    json: { means: "The API's answer as it is" },
  },
  details: "What is not listed was never said: nobody is reached for a purpose that needs consent.",
  async run({ words, flags, terminal, environment, signal }) {
    const [value = ""] = words;
    const query = { value, kind: flags.text("kind") };
    const found = await withKompas({ words, flags, terminal, environment, signal }, (client) =>
      client.json("/api/v1/consents", ConsentLookup, { query, signal }),
    );
    if (flags.on("json")) terminal.out(JSON.stringify(found, null, 2));
    else if (found.rows.length === 0) terminal.note(`Nobody is known by ${value}.`);
    else terminal.out(found.rows.map((row) => shown(row, flags.on("history"))).join("\n\n"));
    return found.rows.length === 0 ? exit.failed : exit.done;
  },
};
