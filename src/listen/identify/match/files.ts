// Matching of one file or two: columns guessed, records matched, keys named.

import type { MatchField, MatchModel, MatchOptions } from "#contract";
import { ProblemError } from "#contract";
import type { ClickHouse } from "#storage";
import { openRecordFile, type RecordFile } from "./file.ts";
import { type Matching, type MatchRequest, matchRecords } from "./match.ts";
import { guessFields, guessKey } from "./role.ts";

/** Which files, and what is known of them. */
export interface FileRequest {
  readonly paths: readonly string[];
  readonly key_column?: string;
  readonly label_column?: string;
  readonly options?: MatchOptions;
  readonly model?: MatchModel;
  readonly progress?: MatchRequest["progress"];
}

/** Fields of both files: those of one name are one field, whatever their columns are called. */
export function mergeFields(lists: readonly (readonly MatchField[])[]): MatchField[] {
  const merged = new Map<string, MatchField>();
  for (const field of lists.flat()) {
    const before = merged.get(field.name);
    const columns = [...new Set([...(before?.columns ?? []), ...field.columns])];
    merged.set(field.name, { ...field, columns });
  }
  const [first, ...others] = lists;
  const inAll = (name: string) => others.every((list) => list.some((field) => field.name === name));
  return [...merged.values()].filter(({ name }) => first?.some((field) => field.name === name) && inAll(name));
}

function keyed(file: RecordFile, { key_column, label_column }: FileRequest): RecordFile {
  const key = key_column ?? guessKey(file.columns);
  for (const [what, column] of [
    ["key_column", key_column],
    ["label_column", label_column],
  ] as const)
    if (column !== undefined && !file.set.columns.includes(column))
      throw new ProblemError(422, "unknown_column", `There is no column "${column}"`, what);
  const label = label_column === undefined ? {} : { label_column };
  return { ...file, set: { ...file.set, ...(key === undefined ? {} : { key_column: key }), ...label } };
}

/**
 * Deduplicates a file or links two. The caller drops the run.
 * @throws {ProblemError} for a file that cannot be read, and no_fields when no column says who a record is
 */
export async function matchFiles(clickhouse: ClickHouse, request: FileRequest): Promise<Matching> {
  const files: RecordFile[] = [];
  for (const path of request.paths) files.push(keyed(await openRecordFile(clickhouse, path), request));
  const guessed = files.map(({ columns, set }) => guessFields(columns, [set.key_column, set.label_column]));
  const fields = mergeFields(guessed);
  if (fields.length === 0 && !request.options?.fields && !request.model) {
    throw new ProblemError(
      422,
      "no_fields",
      "No column looks like a name, e-mail, phone, date or address; name them in a settings file",
      "fields",
    );
  }
  const [first, second] = files;
  if (!first) throw new ProblemError(422, "no_file", "Name a file", "file");
  return matchRecords(clickhouse, {
    sets: second ? [first.set, second.set] : [first.set],
    fields,
    run: first.run,
    ...(request.options && { options: request.options }),
    ...(request.model && { model: request.model }),
    ...(request.progress && { progress: request.progress }),
  });
}
