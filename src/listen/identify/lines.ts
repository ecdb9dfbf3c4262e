// Rows of a long answer one after another, so that they are never all held as text.
import { createInterface } from "node:readline";
import type { Engines, RunOptions, Sql } from "#storage";

export interface LinkLine {
  readonly stamp: string;
  readonly kind: string;
  readonly value: string;
  readonly first_seen_ms?: number;
}

// Millions of them: a general check would cost more than all the rest.
function isLine(row: unknown): row is LinkLine {
  return typeof row === "object" && row !== null && "stamp" in row && "kind" in row && "value" in row;
}

/** The rows of a statement that tells links. */
export async function* linkLines(
  { clickhouse }: Engines,
  name: string,
  statement: Sql,
  options: RunOptions,
): AsyncGenerator<LinkLine> {
  const stream = await clickhouse.stream(name, statement, "JSONEachRow", options);
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const row: unknown = line === "" ? undefined : JSON.parse(line);
    if (isLine(row)) yield row;
  }
}
