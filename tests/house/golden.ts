// The texts of queries as the engine formats them, and the comparison of their rows with its answers.
import fs from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { type AnyQuery, type ClickHouse, render, sql } from "#storage";
import { type Column, rowFaults } from "./describe.ts";
import { repository } from "./tree.ts";

/**
 * Where a query's text stands: "analyze.cohort.retention" in src/analyze/cohort/cohort.sql, or, when the feature is a
 * file and no folder, "analyze.extent" in src/analyze/extent.sql.
 */
export function goldenFile(name: string): string {
  const [stage = "", feature = ""] = name.split(".");
  const folder = `src/${stage}/${feature}`;
  const isFolder = fs.existsSync(path.join(repository, folder));
  return isFolder ? `${folder}/${feature}.sql` : `${folder}.sql`;
}

const Formatted = Type.Array(Type.Object({ text: Type.String() }));
const Described = Type.Array(Type.Object({ name: Type.String(), type: Type.String() }));

/** The text of each branch as the engine formats it, under a line that names it. */
export async function goldenText(clickhouse: ClickHouse, query: AnyQuery): Promise<string> {
  const texts = [];
  for (const { branch, statement } of query.texts()) {
    const { text } = render(statement);
    const [row] = Parse(Formatted, await clickhouse.rows("formatQuery", sql`SELECT formatQuery(${text}) AS text`));
    texts.push(`-- ${query.definition.name}: ${branch}\n${row?.text ?? ""}\n`);
  }
  return texts.join("\n");
}

/** All texts by the file that holds them. Queries stand in the order of their names. */
export async function goldenFiles(
  clickhouse: ClickHouse,
  queries: readonly AnyQuery[],
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const sorted = queries.toSorted((one, other) => (one.definition.name < other.definition.name ? -1 : 1));
  for (const query of sorted) {
    const file = goldenFile(query.definition.name);
    const before = files.get(file);
    const text = await goldenText(clickhouse, query);
    files.set(file, before === undefined ? text : `${before}\n${text}`);
  }
  return files;
}

/** Where a query's declared row and the engine's own answer differ, by branch. */
export async function describeFaults(clickhouse: ClickHouse, query: AnyQuery): Promise<string[]> {
  const faults: string[] = [];
  for (const { branch, statement } of query.texts()) {
    const columns: Column[] = Parse(Described, await clickhouse.rows("describe", sql`DESCRIBE TABLE (${statement})`));
    faults.push(...rowFaults(query.definition.row, columns).map((fault) => `${branch}: ${fault}`));
  }
  return faults;
}
