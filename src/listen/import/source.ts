// Opens a location: what columns it has, how it is written, and the SELECT that reads it.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import type { ClickHouseSettings } from "@clickhouse/client";
import { type FileFormat, type Location, ProblemError } from "#contract";
import { type Engines, join, type Sql, sql } from "#storage";
import { sheetToCsv } from "./excel.ts";
import { readCsvHead, readJsonHead } from "./head.ts";
import type { Sample } from "./infer.ts";
import { findPlace, forgetPlace, formatOfName, type Place } from "./place.ts";
import {
  csvSettings,
  jsonSettings,
  type Reach,
  reachDatabase,
  reachFile,
  reachS3,
  type SourceColumn,
} from "./reach.ts";
import { openStage, type Stage } from "./stage.ts";
import { csvTable, jsonTable, tableColumns, typedSample, typedTable } from "./table.ts";
import { toUtf8 } from "./textfile.ts";
import { s3Settings, unreadable } from "./unreadable.ts";

/** An opened location. */
export interface Source {
  /** What its events are said to come from, unless the mapping says otherwise. */
  readonly name: string;
  readonly format: FileFormat;
  readonly columns: readonly SourceColumn[];
  /** The first thousand rows. */
  readonly sample: Sample;
  /** SELECT c0, c1, … (in the order of `columns`), file, line FROM …; stages the files of an engine that is elsewhere. */
  readonly table: () => Promise<Sql>;
  /** A SELECT of the most rows that there can be, where that costs next to nothing: line ends within cells count too. */
  readonly at_most?: Sql;
  /** Settings of every statement that reads the table. */
  readonly settings: ClickHouseSettings;
  /** A hash of the content; undefined for tables, whose content nobody can hash. */
  readonly fingerprint: () => Promise<string | undefined>;
  /** Removes temporary files, and cells that were staged. */
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly data_dir: string;
  readonly format?: FileFormat;
  readonly signal?: AbortSignal;
}

type Opened = Omit<Source, "close" | "fingerprint" | "name">;

/** Opens a location; the caller closes it. Throws ProblemErrors for what a person can mend. */
export async function openSource(engines: Engines, location: Location, options: OpenOptions): Promise<Source> {
  const place = await findPlace(location, options.data_dir, options.signal);
  const stage = engines.clickhouse.local_files ? undefined : openStage(engines.clickhouse);
  const close = async () => {
    await Promise.all([forgetPlace(place), stage?.drop()]);
  };
  try {
    const opened = await openPlace({ engines, stage }, place, options);
    if (opened.columns.length === 0) throw new ProblemError(422, "no_columns", "There are no columns", "location");
    return {
      ...opened,
      name: place.name,
      fingerprint: () => fingerprintOf(place),
      close,
    };
  } catch (fault) {
    await close();
    throw unreadable(place, fault);
  }
}

/** Where to read: with a stage where the engine is elsewhere and our files have to be brought to it. */
interface Readers {
  readonly engines: Engines;
  readonly stage: Stage | undefined;
}

async function openPlace(readers: Readers, place: Place, options: OpenOptions): Promise<Opened> {
  const { engines } = readers;
  if (place.kind === "database") {
    const table = reachDatabase(place);
    return await openTyped(engines, [{ name: place.table, table }], { format: "table" });
  }
  if (place.kind === "s3") {
    const format = options.format ?? { format: formatOfName(place.url.pathname) };
    const opened = await openReaches(readers, [reachS3(place, engines.clickhouse)], format);
    return { ...opened, settings: { ...opened.settings, ...s3Settings } };
  }
  const first = place.files[0];
  const format = options.format ?? { format: formatOfName(first?.name ?? "") };
  const files = place.files.map(reachFile);
  if (format.format !== "excel") return await openReaches(readers, await asUtf8(files, format, place, options), format);
  let sheet = format.sheet;
  const copies = await Promise.all(
    place.files.map(async (file, at) => {
      const copy = path.join(place.folder, `${at}.csv`);
      sheet = await sheetToCsv(file.path, format.sheet, copy);
      return reachFile({ path: copy, name: file.name });
    }),
  );
  const opened = await openReaches(readers, copies, { format: "csv", delimiter: ",", encoding: "utf-8" });
  return { ...opened, format: { format: "excel", ...(sheet === undefined ? {} : { sheet }) } };
}

// Files in another encoding or with the line ends of old Macs are copied; the engine reads UTF-8 and \n.
async function asUtf8(
  files: Reach[],
  format: FileFormat,
  place: Place & { kind: "files" },
  options: OpenOptions,
): Promise<Reach[]> {
  if (format.format !== "csv") return files;
  const head = files[0] ? await readCsvHead(files[0], format) : undefined;
  if (head === undefined || (head.encoding === "utf-8" && head.line_end !== "\r")) return files;
  return await Promise.all(
    files.map(async (file, at) => {
      const copy = path.join(place.folder, `${at}.csv`);
      await toUtf8(file.path ?? "", head, copy, options.signal);
      const reach = reachFile({ path: copy, name: file.name });
      // The format that is shown is the one that the file itself has.
      return head.encoding === "utf-8" ? reach : { ...reach, head: file.head };
    }),
  );
}

async function openReaches(readers: Readers, reaches: readonly Reach[], format: FileFormat): Promise<Opened> {
  if (format.format === "csv") return await openCsv(readers, reaches, format);
  if (format.format === "json") return await openJson(readers, reaches);
  if (format.format !== "parquet") {
    throw new ProblemError(422, "bad_format", `A file cannot be read as ${format.format}`, "format.format");
  }
  const { engines } = readers;
  const stage = stageOf(readers, reaches);
  if (stage) {
    const staged = await stage.put(reaches);
    const columns = staged.columns.map((name) => ({ name, type: "String" }));
    const sample = await typedSample(engines.clickhouse, columns, staged.table);
    return { format: { format: "parquet" }, columns, sample, settings: {}, table: async () => staged.table };
  }
  const items = reaches.map((reach) => ({ name: reach.name, table: reach.table("Parquet") }));
  return await openTyped(engines, items, { format: "parquet" });
}

const stageOf = ({ stage }: Readers, reaches: readonly Reach[]) =>
  reaches.some(({ path }) => path !== undefined) ? stage : undefined;

async function openCsv(readers: Readers, reaches: readonly Reach[], format: FileFormat): Promise<Opened> {
  const heads = await Promise.all(reaches.map((reach) => readCsvHead(reach, format)));
  const [head] = heads;
  if (!head) throw new ProblemError(422, "no_file", "No file to import", "location");
  const { delimiter, encoding, decimal_comma, line_end, sample } = head;
  const headers = heads.map((each) => each.sample.columns);
  const settings = csvSettings(delimiter, line_end);
  return {
    format: { format: "csv", delimiter, encoding, decimal_comma },
    columns: sample.columns.map((name) => ({ name, type: "String" })),
    sample,
    settings,
    ...mostLines(readers.engines, reaches, 1),
    table: async () => {
      const stage = stageOf(readers, reaches);
      return stage
        ? (await stage.put(reaches, { headers, delimiter, settings })).table
        : csvTable(reaches, headers, delimiter);
    },
  };
}

async function openJson(readers: Readers, reaches: readonly Reach[]): Promise<Opened> {
  const [first] = reaches;
  if (!first) throw new ProblemError(422, "no_file", "No file to import", "location");
  const sample = await readJsonHead(first);
  return {
    format: { format: "json" },
    columns: sample.columns.map((name) => ({ name, type: "String" })),
    sample,
    settings: jsonSettings,
    ...mostLines(readers.engines, reaches, 0),
    table: async () => {
      const { columns: names } = sample;
      const stage = stageOf(readers, reaches);
      return stage ? (await stage.put(reaches, { names, settings: jsonSettings })).table : jsonTable(reaches, names);
    },
  };
}

// The engine counts the lines of a gigabyte in a fifth of a second.
function mostLines(engines: Engines, reaches: readonly Reach[], headers: 0 | 1): { at_most?: Sql } {
  if (!engines.clickhouse.local_files || reaches.some((reach) => reach.path === undefined)) return {};
  const counts = reaches.map(
    (reach) =>
      sql`SELECT sum(1 + countSubstrings(trimRight(line, '\r'), '\r')) AS lines FROM ${reach.table("LineAsString", "line String")}`,
  );
  return {
    at_most: sql`SELECT sum(lines) - ${headers * reaches.length} AS rows FROM (${join(counts, "\nUNION ALL\n")})`,
  };
}

interface TypedItem {
  readonly name: string;
  readonly table: Sql;
}

async function openTyped(engines: Engines, items: readonly TypedItem[], format: FileFormat): Promise<Opened> {
  const [first] = items;
  if (!first) throw new ProblemError(422, "no_file", "No file to import", "location");
  const columns = await tableColumns(engines.clickhouse, first.table);
  const numbered = format.format === "parquet" ? sql`_row_number` : sql`rowNumberInAllBlocks()`;
  const table = typedTable(items, columns, numbered);
  const sample = await typedSample(engines.clickhouse, columns, table);
  return {
    format,
    columns,
    sample,
    settings: {},
    at_most: sql`SELECT count() AS rows FROM (${table})`,
    table: async () => table,
  };
}

async function fingerprintOf(place: Place): Promise<string | undefined> {
  if (place.kind !== "files") return undefined;
  const hash = createHash("sha256");
  for (const file of place.files) {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  }
  return hash.digest("hex");
}
