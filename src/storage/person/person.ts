// One person in every table of both engines, driven by what contract/person.ts says of each table.
import { type PersonalData, personalData, type TableName, tables } from "#contract";
import type { Engines } from "../engines.ts";
import { blankEvents, countEvents, deleteEvents, dropOldParts, type Found, type Place, readEvents } from "./events.ts";
import type { PersonMarks } from "./marks.ts";
import { blankState, countState, deleteState, readState, rewriteState } from "./state.ts";

/** A search for one person: its number, and what it looks for. */
export interface PersonSearch {
  readonly search_id: number;
  readonly marks: PersonMarks;
}

/** A table that may hold rows of a person. */
export interface PersonTable {
  readonly table: TableName;
  readonly engine: "clickhouse" | "postgres";
  readonly data: Extract<PersonalData, { holds: "person" }>;
}

/**
 * Tables that may hold rows of a person, in the order in which they are erased. `said` is the list that says so.
 * @throws {Error} when a table says nothing: then nobody may be told that all was found
 */
export function personTables(said: Readonly<Partial<Record<TableName, PersonalData>>> = personalData): PersonTable[] {
  const found = Object.entries(tables).flatMap(([name, { engine }]): PersonTable[] => {
    const table = tableNames.get(name);
    const data = table === undefined ? undefined : said[table];
    if (table === undefined || data === undefined)
      throw new Error(`Table ${name} does not say how it holds data about people`);
    return data.holds === "person" && data.on_erasure !== "keep" ? [{ table, engine, data }] : [];
  });
  // What goes goes before what stays: rows that stay may be referred to by rows that go.
  const turn = ({ data }: PersonTable) => (data.through !== undefined ? 0 : data.on_erasure === "delete" ? 1 : 2);
  return found.toSorted((one, other) => turn(one) - turn(other));
}

function isTable(name: string): name is TableName {
  return name in tables;
}
const tableNames: ReadonlyMap<string, TableName> = new Map(
  Object.keys(tables).flatMap((name) => (isTable(name) ? [[name, name] as const] : [])),
);

const placeOf = ({ table, data }: PersonTable, { search_id, marks }: PersonSearch): Place => ({
  table,
  data,
  search_id,
  marks,
});

/** How many rows of a table are the person's, and how many of others' name them. */
export async function countPerson(engines: Engines, table: PersonTable, search: PersonSearch): Promise<Found> {
  const place = placeOf(table, search);
  return table.engine === "clickhouse"
    ? await countEvents(engines.clickhouse, place)
    : await countState(engines.postgres, place);
}

/** The person's rows of a table, each as a line of JSON. */
export async function* readPerson(
  engines: Engines,
  table: PersonTable,
  search: PersonSearch,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const place = placeOf(table, search);
  if (table.engine === "postgres") {
    yield* await readState(engines.postgres, place);
    return;
  }
  const stream = await readEvents(engines.clickhouse, place, signal);
  let rest = "";
  stream.setEncoding("utf8");
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  if (rest !== "") yield rest;
}

/**
 * Does with a table what it says of erasures. Rows that become nobody's were written anew before, by whoever knows what
 * may stay of them; here the person's own go. Doing it again changes nothing.
 */
export async function erasePerson(engines: Engines, table: PersonTable, search: PersonSearch): Promise<void> {
  const place = placeOf(table, search);
  const { on_erasure } = table.data;
  if (table.engine === "postgres") {
    return on_erasure === "delete"
      ? await deleteState(engines.postgres, place)
      : await blankState(engines.postgres, place);
  }
  if (on_erasure === "delete") return await deleteEvents(engines.clickhouse, place, true);
  if (on_erasure === "anonymize") await deleteEvents(engines.clickhouse, place, false);
  await blankEvents(engines.clickhouse, place);
}

/** What could not be taken off the disk yet, in the engines' own words. */
export interface Remains {
  /** Tables whose replaced parts a reader still held. */
  readonly old_parts: readonly string[];
  /** Statements that the account in PostgreSQL may not run. */
  readonly refused: readonly string[];
}

/** Writes what was changed anew, so that no byte of what went stays in the engines' live files. */
export async function rewriteTables(engines: Engines, touched: readonly PersonTable[]): Promise<Remains> {
  const of = (engine: string) => touched.filter((one) => one.engine === engine).map(({ table }) => table);
  const kept = await Promise.all(
    of("clickhouse").map(async (table) => ((await dropOldParts(engines.clickhouse, table)) ? [] : [table])),
  );
  return { old_parts: kept.flat(), refused: await rewriteState(engines.postgres, of("postgres")) };
}
