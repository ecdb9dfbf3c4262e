// kompas match: which records of one file, or of two, are the same person. Needs no server.
import { readFile, writeFile } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import { Value } from "typebox/value";
import { MatchModel, MatchOptions } from "#contract";
import { type MatchReport, matchAlone } from "#server";
import { type Command, CommandError, exit, type Input, UsageError } from "../command.ts";
import { clustersCsv, pairsCsv, reportText } from "../match-report.ts";
import { bar, duration } from "../terminal.ts";

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (fault) {
    throw new CommandError(`${file} cannot be read: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

async function readOptions(file: string | undefined): Promise<MatchOptions> {
  const value = file === undefined ? {} : await readJson(file);
  if (Value.Check(MatchOptions, value)) return value;
  const [first] = Value.Errors(MatchOptions, value);
  throw new CommandError(`${file} holds no settings of matching: ${first?.instancePath ?? ""} ${first?.message ?? ""}`);
}

async function readModel(file: string): Promise<MatchModel> {
  const value = await readJson(file);
  if (Value.Check(MatchModel, value)) return value;
  const [first] = Value.Errors(MatchModel, value);
  throw new CommandError(`${file} is no model of matching: ${first?.instancePath ?? ""} ${first?.message ?? ""}`);
}

/** @throws {UsageError} when it is no probability */
function readThreshold(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const threshold = Number(text);
  if (threshold > 0 && threshold < 1) return threshold;
  throw new UsageError("The threshold is a probability between 0 and 1.");
}

async function ask(input: Input): Promise<MatchReport> {
  const { flags, terminal, words } = input;
  const threshold = readThreshold(flags.text("threshold"));
  const options = await readOptions(flags.text("settings"));
  const model = flags.text("model");
  const [key_column, label_column] = [flags.text("key-column"), flags.text("label-column")];
  const density = options.clusters?.least_density ?? 0.3;
  terminal.status("Starting the engine …");
  return matchAlone(
    {
      paths: words.map((path) => (isAbsolute(path) ? path : resolve(path))),
      options:
        threshold === undefined ? options : { ...options, threshold, clusters: { threshold, least_density: density } },
      ...(model !== undefined && { model: await readModel(model) }),
      ...(key_column !== undefined && { key_column }),
      ...(label_column !== undefined && { label_column }),
      progress: (doing, share) => terminal.status(`${bar(share)} ${doing} …`),
    },
    input.signal,
  );
}

export const match: Command = {
  name: "match",
  summary: "Finds records of the same person in one file, or in two, without a server",
  usage:
    "<file> [<other file>] [--settings <file>] [--model <file>] [--save-model <file>] [--threshold <p>] [--key-column <name>] [--label-column <name>] [--out <file>] [--clusters <file>] [--json]",
  words: [1, 2],
  flags: {
    settings: { means: "settings.json: fields, blocking, comparisons; what it leaves out is guessed", value: "file" },
    model: { means: "Scores by a saved model instead of estimating one", value: "file" },
    "save-model": { means: "Writes the model: m, u and weight of every level, and all settings", value: "file" },
    threshold: { means: "Pairs of at least this probability are the same person; 0.5 when left out", value: "p" },
    "key-column": { means: "The column that names a record; guessed, or the row's number", value: "name" },
    "label-column": { means: "The column that tells who is truly one person: measures, never learns", value: "name" },
    out: { means: "Writes the pairs as CSV: left, right, probability, weight, rule", value: "file" },
    clusters: {
      means: "Writes the records of each cluster as CSV: cluster, file, record, size, density",
      value: "file",
    },
    json: { means: "Everything as JSON, the pairs at or above the threshold too" },
  },
  details:
    "CSV, TSV, JSON lines and Parquet. One file is searched for duplicates; two are linked, one side with the other. How it works: docs/matching.md.",
  async run(input) {
    const { flags, terminal } = input;
    const begun_ms = performance.now();
    const report = await ask(input);
    terminal.endStatus();
    const save = async (flag: string, text: () => string, what: string) => {
      const file = flags.text(flag);
      if (file === undefined) return;
      await writeFile(file, text());
      terminal.note(`${what} stand in ${file}.`);
    };
    const { threshold } = report.model.settings;
    const sure = report.pairs.filter(({ probability }) => probability >= threshold);
    terminal.out(flags.on("json") ? JSON.stringify({ ...report, pairs: sure }, null, 2) : reportText(report));
    await save("save-model", () => `${JSON.stringify(report.model, null, 2)}\n`, "The model and its settings");
    await save("out", () => pairsCsv(sure), "The pairs");
    await save("clusters", () => clustersCsv(report.clusters), "The clusters");
    terminal.note(`Done in ${duration(performance.now() - begun_ms)}.`);
    return exit.done;
  },
};
