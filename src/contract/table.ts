// What is said of a table: its engine, its ONE writer, its readers.

/** One table: the engine that holds it, the folder that may write to it, the folders that may read it. */
export interface Table {
  readonly engine: "clickhouse" | "postgres";
  readonly writer: string;
  readonly readers: readonly string[];
  readonly holds: string;
}
