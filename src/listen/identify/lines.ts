// Rows of a long answer one after another, so that they are never all held as text.
import { createInterface } from "node:readline";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import type { Engines, RunOptions, Sql } from "#storage";

export const LinkLine = Type.Object({
  stamp: Type.String(),
  kind: Type.String(),
  value: Type.String(),
  first_seen_ms: Type.Optional(Type.Number()),
});
export type LinkLine = Static<typeof LinkLine>;

/** The rows of a statement that tells links; the first is held against its schema, the others have the same columns. */
export async function* linkLines(
  { clickhouse }: Engines,
  name: string,
  statement: Sql,
  options: RunOptions,
): AsyncGenerator<LinkLine> {
  const stream = await clickhouse.stream(name, statement, "JSONEachRow", options);
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== "") yield Value.Parse(LinkLine, JSON.parse(line));
  }
}
