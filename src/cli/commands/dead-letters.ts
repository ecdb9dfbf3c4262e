// kompas dead-letters: what could not be accepted, as a list of reasons or a file, and sending it again.
import { Type } from "typebox";
import { LetterGroup, Replay } from "#contract";
import { type Client, withKompas } from "../client.ts";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { demandSource } from "../known-source.ts";
import { counted } from "../terminal.ts";

const Groups = Type.Object({ rows: Type.Array(LetterGroup) });
const Discarded = Type.Object({ letters: Type.Integer() });

async function openGroups(client: Client, input: Input) {
  const query = { state: "open", source: input.flags.text("source"), code: input.flags.text("code") };
  const { rows } = await client.json("/api/v1/dead-letters/groups", Groups, { query, signal: input.signal });
  // Of a name that nobody has, "everything was accepted" would be a wrong comfort.
  if (rows.length === 0) await demandSource(client, query.source);
  return rows;
}

async function list(input: Input): Promise<number> {
  const rows = await withKompas(input, (client) => openGroups(client, input));
  if (input.flags.on("json")) {
    input.terminal.out(JSON.stringify(rows, null, 2));
    return exit.done;
  }
  if (rows.length === 0) {
    const code = input.flags.text("code");
    input.terminal.note(code === undefined ? "Everything was accepted." : `Nothing is open for the reason ${code}.`);
  }
  for (const { source, import_id, code, field, letters, message } of rows) {
    const from = import_id === 0 ? source : `${source} (import ${import_id})`;
    input.terminal.out(
      `${String(letters).padStart(8)}  ${from}  ${code}${field === "" ? "" : ` ${field}`}  ${message}`,
    );
  }
  return exit.done;
}

async function follow(client: Client, input: Input, started: Replay): Promise<Replay> {
  let replay = started;
  while (replay.state === "waiting" || replay.state === "running") {
    await new Promise((resolve) => setTimeout(resolve, 300));
    input.signal.throwIfAborted();
    replay = await client.json(`/api/v1/dead-letters/replays/${replay.id}`, Replay, { signal: input.signal });
    input.terminal.status(`${replay.accepted + replay.refused} of ${replay.letters} dead letters`);
  }
  input.terminal.endStatus();
  return replay;
}

async function replay(input: Input): Promise<number> {
  return await withKompas(input, async (client) => {
    const groups = (await openGroups(client, input)).filter(({ import_id }) => import_id === 0);
    let accepted = 0;
    let refused = 0;
    for (const { source, code, field } of groups) {
      const ask = { method: "POST", body: { source, code, field }, signal: input.signal } as const;
      const ended = await follow(client, input, await client.json("/api/v1/dead-letters/replays", Replay, ask));
      if (ended.state === "failed") throw new CommandError(`It was broken off: ${ended.error ?? "unknown"}`);
      accepted += ended.accepted;
      refused += ended.refused;
    }
    input.terminal.note(`${accepted} accepted, ${refused} refused again`);
    return refused > 0 ? exit.failed : exit.done;
  });
}

async function discard(input: Input): Promise<number> {
  const reason = input.flags.text("reason") ?? "";
  if (reason === "") throw new UsageError("Say why with --reason; it is kept with the letters.");
  if ((input.flags.text("source") ?? input.flags.text("code")) === undefined)
    throw new UsageError("Say which: --source, --code or both.");
  return await withKompas(input, async (client) => {
    const groups = (await openGroups(client, input)).filter(({ import_id }) => import_id === 0);
    let letters = 0;
    for (const { source, code, field } of groups) {
      const body = { selection: { source, code, field }, reason };
      const ask = { method: "POST", body, signal: input.signal } as const;
      letters += (await client.json("/api/v1/dead-letters/discard", Discarded, ask)).letters;
    }
    input.terminal.note(`${counted(letters, "dead letter")} discarded`);
    return exit.done;
  });
}

async function write(input: Input): Promise<number> {
  const format = input.flags.text("format") ?? "jsonl";
  if (format !== "csv" && format !== "jsonl") throw new UsageError(`--format is jsonl or csv, not ${format}.`);
  const file = input.flags.text("out");
  const query = { state: "open", source: input.flags.text("source"), code: input.flags.text("code") };
  await withKompas(input, async (client) => {
    await openGroups(client, input);
    await client.download(`/api/v1/dead-letters.${format}`, file, { query, signal: input.signal });
  });
  if (file !== undefined) input.terminal.note(`Dead letters written to ${file}`);
  return exit.done;
}

const actions: Readonly<Record<string, (input: Input) => Promise<number>>> = {
  list,
  replay,
  discard,
  export: write,
};

export const deadLetters: Command = {
  name: "dead-letters",
  summary: "Lists what could not be accepted, sends it again, discards it, or writes it to a file",
  usage:
    "<list|replay|discard|export> [--source <source>] [--code <code>] [--reason <text>] [--format <jsonl|csv>] [--out <file>] [--json]",
  words: [1, 1],
  flags: {
    source: { means: "Only of this source", value: "source" },
    code: { means: "Only for this reason, e.g. plan_type", value: "code" },
    reason: { means: "discard: why; kept with the letters", value: "text" },
    format: { means: "export: jsonl (the default) or csv", value: "format" },
    out: { means: "export: file to write; standard output when left out", value: "file" },
    json: { means: "list: the API's answer as it is" },
  },
  details: "Only open ones. Refused rows of an import are listed too; they are mended in the import's own CSV.",
  async run(input) {
    const [what = ""] = input.words;
    const action = actions[what];
    if (action === undefined)
      throw new UsageError(`There is no ${what}; there are ${Object.keys(actions).join(", ")}.`);
    return await action(input);
  },
};
