// How the engine reaches one file or table by its own table functions, and how we see the first bytes of it.
import type { ClickHouseSettings } from "@clickhouse/client";
import { ProblemError } from "#contract";
import { type ClickHouse, type Sql, sql } from "#storage";
import type { Place, PlacedFile } from "./place.ts";
import { headOf } from "./textfile.ts";
import { s3Settings } from "./unreadable.ts";

/** A column as the engine gives it. */
export interface SourceColumn {
  readonly name: string;
  /** ClickHouse's type. */
  readonly type: string;
}

export type ReadFormat = "CSV" | "CustomSeparatedWithNames" | "JSONEachRow" | "Parquet" | "LineAsString";

/** One thing to read. `structure` is in ClickHouse's words; without it the engine finds it out. */
export interface Reach {
  readonly name: string;
  /** On this machine, when it is a file of it. */
  readonly path: string | undefined;
  readonly table: (format: ReadFormat, structure?: string) => Sql;
  readonly head: () => Promise<{ head: Uint8Array; cut: boolean }>;
}

/** A file of this machine. */
export function reachFile(file: PlacedFile): Reach {
  return {
    name: file.name,
    path: file.path,
    table: (format, structure) =>
      structure === undefined ? sql`file(${file.path}, ${format})` : sql`file(${file.path}, ${format}, ${structure})`,
    head: () => headOf(file.path),
  };
}

/** An object (or a glob of them) in S3; keys from the URL, else from AWS's usual variables, else without signature. */
export function reachS3(place: Place & { kind: "s3" }, clickhouse: ClickHouse): Reach {
  const { url } = place;
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const host = `https://${url.hostname}.s3.${region === undefined ? "" : `${region}.`}amazonaws.com`;
  const target = `${endpoint === undefined ? host : `${endpoint.replace(/\/$/, "")}/${url.hostname}`}${decodeURIComponent(url.pathname)}`;
  const key = decodeURIComponent(url.username) || process.env.AWS_ACCESS_KEY_ID;
  const secret = decodeURIComponent(url.password) || process.env.AWS_SECRET_ACCESS_KEY;
  const keys = key !== undefined && secret !== undefined ? sql`${key}, ${secret}` : sql`NOSIGN`;
  const reach = (format: string, structure?: string) =>
    structure === undefined
      ? sql`s3(${target}, ${keys}, ${format})`
      : sql`s3(${target}, ${keys}, ${format}, ${structure})`;
  return {
    name: place.name,
    path: undefined,
    table: reach,
    head: async () => {
      const statement = sql`SELECT line FROM ${reach("LineAsString", "line String")} LIMIT 1000`;
      const lines: string[] = [];
      for (const row of await clickhouse.rows("listen.import.head", statement, { settings: s3Settings })) {
        if (typeof row === "object" && row !== null && "line" in row) lines.push(String(row.line));
      }
      return { head: Buffer.from(`${lines.join("\n")}\n`), cut: false };
    },
  };
}

/** A table of another database, read by the engine over that database's own protocol. */
export function reachDatabase(place: Place & { kind: "database" }): Sql {
  const { url } = place;
  const database = decodeURIComponent(url.pathname.slice(1));
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const [schema, table] = place.table.includes(".") ? place.table.split(".", 2) : ["public", place.table];
  if (url.protocol === "postgres:" || url.protocol === "postgresql:") {
    return sql`postgresql(${`${url.hostname}:${url.port || 5432}`}, ${database}, ${table ?? ""}, ${user}, ${password}, ${schema ?? "public"})`;
  }
  if (url.protocol === "mysql:") {
    return sql`mysql(${`${url.hostname}:${url.port || 3306}`}, ${database}, ${place.table}, ${user}, ${password})`;
  }
  throw new ProblemError(422, "bad_url", "Tables are read from postgres:// and mysql:// URLs", "location");
}

/** The engine's format for cells between these delimiters: its CSV does not take tabs, its custom format does. */
export function csvFormat(delimiter: string): "CSV" | "CustomSeparatedWithNames" {
  return delimiter === "\t" ? "CustomSeparatedWithNames" : "CSV";
}

/** Row numbers are exact only when one thread parses a file; the engine still works on what it read with all of them. */
export const csvSettings = (delimiter: string, line_end: string): ClickHouseSettings =>
  csvFormat(delimiter) === "CSV"
    ? {
        format_csv_delimiter: delimiter,
        input_format_csv_skip_first_lines: "1",
        input_format_csv_allow_variable_number_of_columns: 1,
        input_format_csv_skip_trailing_empty_lines: 1,
        input_format_parallel_parsing: 0,
      }
    : {
        format_csv_delimiter: delimiter,
        format_custom_escaping_rule: "CSV",
        format_custom_field_delimiter: delimiter,
        format_custom_row_after_delimiter: line_end,
        input_format_with_names_use_header: 0,
        input_format_custom_allow_variable_number_of_columns: 1,
        input_format_custom_skip_trailing_empty_lines: 1,
        input_format_parallel_parsing: 0,
      };

export const jsonSettings: ClickHouseSettings = {
  input_format_parallel_parsing: 0,
  input_format_skip_unknown_fields: 1,
  input_format_null_as_default: 1,
  input_format_json_read_numbers_as_strings: 1,
  input_format_json_read_bools_as_strings: 1,
  input_format_json_read_objects_as_strings: 1,
  input_format_json_read_arrays_as_strings: 1,
};
