// Files as sets of records: their columns, a sample to guess by, and the SELECT that reads every cell as text.
import { open } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { ProblemError } from "#contract";
import { type ClickHouse, type RunOptions, sql } from "#storage";
import { list, literal, quoted, quotedText } from "../../import/names.sql.ts";
import type { RecordSet } from "./prepare.ts";
import type { SampledColumn } from "./role.ts";

/** A file that the engine reads by its path. */
export interface RecordFile {
  readonly set: RecordSet;
  readonly columns: readonly SampledColumn[];
  /** Settings that every run over it needs. */
  readonly run: RunOptions;
}

const formats: readonly (readonly [ending: RegExp, format: string])[] = [
  [/\.(csv|txt)(\.gz)?$/i, "CSVWithNames"],
  [/\.tsv(\.gz)?$/i, "TabSeparatedWithNames"],
  [/\.(jsonl|ndjson|json)(\.gz)?$/i, "JSONEachRow"],
  [/\.parquet$/i, "Parquet"],
];
const sampled_rows = 5000;
const head_bytes = 65_536;

/** The delimiter that the first line has most of. */
export function delimiterOf(line: string): "," | ";" | "\t" | "|" {
  const candidates = [",", ";", "\t", "|"] as const;
  const count = (delimiter: string) => line.split(delimiter).length;
  return candidates.reduce((best, each) => (count(each) > count(best) ? each : best), ",");
}

async function firstLine(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(head_bytes), 0, head_bytes, 0);
    const bytes = buffer.subarray(0, bytesRead);
    // A cut-off gzip stream gives what it has: Z_SYNC_FLUSH.
    const text = /\.gz$/i.test(path) ? gunzipSync(bytes, { finishFlush: 2 }) : bytes;
    return text.toString("utf8").split("\n")[0] ?? "";
  } finally {
    await file.close();
  }
}

const Described = Type.Array(Type.Object({ name: Type.String(), type: Type.String() }));
const Sample = Type.Array(Type.Record(Type.String(), Type.String()));

/**
 * Looks into a file.
 * @throws {ProblemError} unsupported_format when its ending says nothing, empty_file when it has no records
 */
export async function openRecordFile(
  clickhouse: ClickHouse,
  path: string,
  given: Pick<RecordSet, "key_column" | "label_column"> = {},
): Promise<RecordFile> {
  const format = formats.find(([ending]) => ending.test(path))?.[1];
  if (format === undefined) {
    throw new ProblemError(422, "unsupported_format", `${path} is not CSV, TSV, JSON lines or Parquet`, "file");
  }
  const delimiter = format === "CSVWithNames" ? delimiterOf(await firstLine(path)) : ",";
  const settings = {
    format_csv_delimiter: delimiter,
    schema_inference_make_columns_nullable: 0,
    input_format_csv_use_best_effort_in_schema_inference: 0,
    input_format_allow_errors_num: "0",
  } as const;
  const run: RunOptions = { settings, timeout_ms: 3_600_000 };
  const described = await clickhouse.rows("listen.match.describe", sql`DESCRIBE TABLE file(${path}, ${format})`, run);
  const names = Parse(Described, described).map(({ name, type }) => ({ name, text: type === "String" }));
  if (names.length === 0) throw new ProblemError(422, "empty_file", `${path} has no columns`, "file");
  // Text formats are read as text, so that 007 stays 007; Parquet's types become text here.
  const structure = names.map(({ name }) => `${quotedText(name)} String`).join(", ");
  const parquet = format === "Parquet";
  const cells = names.map(({ name, text }) =>
    parquet && !text ? sql`ifNull(toString(${quoted(name)}), '') AS ${quoted(name)}` : quoted(name),
  );
  const source = parquet ? sql`file(${path}, 'Parquet')` : sql`file(${path}, ${format}, ${structure})`;
  const select = sql`SELECT ${list(cells)} FROM ${source}`;
  const rows = Parse(
    Sample,
    await clickhouse.rows("listen.match.sample", sql`${select} LIMIT ${literal(sampled_rows)}`, run),
  );
  if (rows.length === 0) throw new ProblemError(422, "empty_file", `${path} has no records`, "file");
  const columns = names.map(({ name }) => ({
    name,
    values: rows.map((row) => row[name] ?? "").filter((value) => value !== ""),
  }));
  return { set: { select, columns: names.map(({ name }) => name), ...given }, columns, run };
}
