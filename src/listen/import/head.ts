// The first rows of text files, read here: they show the columns and how the file is written.
import { type FileFormat, ProblemError } from "#contract";
import type { Sample } from "./infer.ts";
import type { Reach } from "./reach.ts";
import { csvRows, guessDecimalComma, guessDelimiter, guessEncoding } from "./sniff.ts";
import { decode } from "./textfile.ts";

/** Rows that a sample has at most. */
export const sample_rows = 1000;

export interface CsvHead {
  readonly sample: Sample;
  readonly delimiter: string;
  readonly encoding: string;
  readonly decimal_comma: boolean;
  readonly line_end: string;
}

/** Names of columns made distinct: an empty one says its place, a repeated one its number. */
export function distinctNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell, at) => {
    const name = cell.trim() || `column ${at + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} ${times}`;
  });
}

/** Header and first rows of a CSV; what `format` names is believed, the rest is guessed. */
export async function readCsvHead(reach: Reach, format: FileFormat): Promise<CsvHead> {
  const { head, cut } = await reach.head();
  const encoding = format.encoding ?? guessEncoding(head);
  const text = decode(head, encoding);
  const delimiter = format.delimiter ?? guessDelimiter(text, cut);
  const [header, ...rows] = csvRows(text, delimiter, sample_rows + 1, cut);
  if (!header) throw new ProblemError(422, "empty_file", `${reach.name} has no header line`, "location");
  const columns = distinctNames(header);
  const sample = { columns, rows: rows.map((row) => columns.map((_, at) => row[at] || null)) };
  const line_end = text.includes("\r\n") ? "\r\n" : text.includes("\n") || !text.includes("\r") ? "\n" : "\r";
  return {
    sample,
    delimiter,
    encoding,
    line_end,
    decimal_comma: format.decimal_comma ?? guessDecimalComma(sample.rows),
  };
}

function jsonText(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** First lines of a file of JSON objects; columns are the keys seen in them. */
export async function readJsonHead(reach: Reach): Promise<Sample> {
  const { head, cut } = await reach.head();
  const lines = decode(head, "utf-8").split("\n");
  if (cut) lines.pop();
  const objects: Map<string, unknown>[] = [];
  for (const line of lines.filter((each) => each.trim() !== "").slice(0, sample_rows)) {
    try {
      objects.push(new Map(Object.entries(JSON.parse(line))));
    } catch {
      throw new ProblemError(422, "bad_json", `${reach.name} is not one JSON object a line`, "location");
    }
  }
  const columns = [...new Set(objects.flatMap((object) => [...object.keys()]))];
  return { columns, rows: objects.map((object) => columns.map((column) => jsonText(object.get(column)))) };
}
