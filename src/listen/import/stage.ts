// For an engine on another machine: sends a file's bytes and keeps its cells there until the import has read them.
import { randomUUID } from "node:crypto";
import type { ClickHouseSettings } from "@clickhouse/client";
import { asyncBufferFromFile, parquetMetadataAsync } from "hyparquet";
import { ProblemError } from "#contract";
import { type ClickHouse, type Sql, sql } from "#storage";
import { list, literal, quoted, quotedText, slot } from "./names.sql.ts";
import { csvFormat, type Reach } from "./reach.ts";
import { bytesOf } from "./textfile.ts";

/** How the files are written; nothing for Parquet. */
export interface StageOptions {
  /** CSV: the header of each file. */
  readonly headers?: readonly (readonly string[])[];
  readonly delimiter?: string;
  /** JSON: the keys. */
  readonly names?: readonly string[];
  readonly settings?: ClickHouseSettings;
}

async function parquetColumns(path: string): Promise<string[]> {
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
  const [root, ...rest] = metadata.schema;
  if (rest.length !== root?.num_children) {
    throw new ProblemError(422, "nested_parquet", "Nested Parquet columns need an engine on this machine", "location");
  }
  return rest.map(({ name }) => name);
}

/** Cells that one opened source keeps in the engine. */
export interface Stage {
  /** Copies the cells as text; gives the columns and the SELECT that reads them. */
  put(reaches: readonly Reach[], options?: StageOptions): Promise<{ columns: readonly string[]; table: Sql }>;
  /** Deletes what was put. What a crash leaves behind the engine forgets after a day. */
  drop(): Promise<void>;
}

/** A stage in which nothing stands yet. */
export function openStage(clickhouse: ClickHouse): Stage {
  const keys: string[] = [];
  return {
    put: (reaches, options = {}) => {
      const key = randomUUID();
      keys.push(key);
      return stageFiles(clickhouse, key, reaches, options);
    },
    drop: async () => {
      if (keys.length === 0) return;
      const gone = sql`ALTER TABLE import_stage DELETE WHERE has(${keys}, import_key)`;
      await clickhouse.run("listen.import.unstage", gone, { settings: { mutations_sync: "2" }, timeout_ms: 600_000 });
    },
  };
}

async function stageFiles(
  clickhouse: ClickHouse,
  key: string,
  reaches: readonly Reach[],
  options: StageOptions,
): Promise<{ columns: readonly string[]; table: Sql }> {
  let columns: readonly string[] = options.names ?? options.headers?.[0] ?? [];
  for (const [at, reach] of reaches.entries()) {
    const path = reach.path ?? "";
    const header = options.headers?.[at] ?? options.names ?? (await parquetColumns(path));
    if (columns.length === 0) columns = header;
    const statement = stageStatement(key, reach.name, columns, header, options);
    const settings = { ...options.settings, insert_distributed_sync: 1 } as const;
    await clickhouse.feed("listen.import.stage", statement, await bytesOf(path), {
      settings,
      timeout_ms: 86_400_000,
    });
  }
  const cells = columns.map((_, at) => sql`cells[${literal(at + 1)}] AS ${slot("c", at)}`);
  const table = sql`SELECT ${list(cells)}, file, line FROM import_stage WHERE import_key = ${key}`;
  return { columns, table };
}

function csvKeyword(delimiter = ","): Sql {
  return csvFormat(delimiter) === "CSV" ? sql`CSV` : sql`CustomSeparatedWithNames`;
}

function stageStatement(
  key: string,
  file: string,
  columns: readonly string[],
  header: readonly string[],
  options: StageOptions,
): Sql {
  const missing = columns.find((name) => !header.includes(name));
  if (missing !== undefined)
    throw new ProblemError(422, "columns_differ", `${file} has no column "${missing}"`, "location");
  // CSV goes by place, the others by name.
  const byPlace = options.headers !== undefined;
  const structure = header.map((name, at) => `${byPlace ? `h${at}` : quotedText(name)} String`).join(", ");
  const cells = columns.map((name) => (byPlace ? slot("h", header.indexOf(name)) : quoted(name)));
  const first = byPlace ? sql`2` : sql`1`;
  const format = byPlace ? csvKeyword(options.delimiter) : options.names ? sql`JSONEachRow` : sql`Parquet`;
  return sql`INSERT INTO import_stage (import_key, file, line, cells)
SELECT ${key}, ${file}, rowNumberInAllBlocks() + ${first}, [${list(cells)}]
FROM input(${structure})
FORMAT ${format}`;
}
