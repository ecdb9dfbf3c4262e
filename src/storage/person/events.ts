// One person in one table of ClickHouse: counted, read, deleted, blanked, and every byte of it gone.
import type { Readable } from "node:stream";
import type { PersonalData } from "#contract";
import type { ClickHouse, RunOptions } from "../clickhouse.ts";
import { identifier, join, type Sql, sql } from "../sql.ts";
import { blanks, markedOf, type PatternKind, type PersonMarks, patternKinds, patternOf } from "./marks.ts";

type Personal = Extract<PersonalData, { holds: "person" }>;

/** A table, what it says of itself, and which search this is. */
export interface Place {
  readonly table: string;
  readonly data: Personal;
  readonly search_id: number;
  readonly marks: PersonMarks;
}

/** Rows of a person: their own, and others' that name them. */
export interface Found {
  readonly own: number;
  readonly named: number;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly in_key: boolean;
}

const hour_ms = 3_600_000;
const changing: RunOptions = {
  timeout_ms: 6 * hour_ms,
  settings: { mutations_sync: "2", alter_sync: "2", allow_nondeterministic_mutations: 1 },
};

const named = (name: string): Sql => identifier({ [name]: `\`${name.replace(/[\\`]/g, "\\$&")}\`` }, name);
const typeName = (type: string): Sql => identifier({ [type]: `'${type.replace(/[\\']/g, "\\$&")}'` }, type);
const bare = (table: string): Sql => identifier({ [table]: table }, table);

function textOf(row: unknown, field: string): string {
  const value = typeof row === "object" && row !== null ? Object.getOwnPropertyDescriptor(row, field)?.value : "";
  return String(value);
}

/** Columns as their engine keeps them: on a cluster those of the local tables, which know their sort key. */
async function columnsOf(clickhouse: ClickHouse, table: string): Promise<Column[]> {
  const rows = await clickhouse.rows(
    "person.columns",
    sql`SELECT name, type, toString(max(is_in_sorting_key)) AS in_key
FROM system.columns
WHERE database = currentDatabase() AND table IN (${table}, ${`${table}_local`}) AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL')
GROUP BY name, type
ORDER BY min(position)`,
  );
  return rows.map((row) => ({
    name: textOf(row, "name"),
    type: textOf(row, "type"),
    in_key: textOf(row, "in_key") === "1",
  }));
}

const hasText = ({ type }: Column) => type.includes("String") && !type.startsWith("AggregateFunction");

/** Whether a row is the person's own. */
function isOwn({ data, search_id }: Place, columns: readonly Column[]): Sql {
  const of = (data.customers ?? []).flatMap((name) => {
    const column = columns.find((one) => one.name === name);
    if (column === undefined) return [];
    const stamps = markedOf(search_id, "stamp");
    if (column.type === "UInt64") return [sql`${named(name)} IN (SELECT toUInt64(value) FROM ${stamps})`];
    if (column.type.startsWith("Array")) return [sql`arrayExists(one -> toString(one) IN ${stamps}, ${named(name)})`];
    return [sql`toString(${named(name)}) IN ${stamps}`];
  });
  const told = (data.values ?? []).map((name) => sql`${named(name)} IN ${markedOf(search_id, "value")}`);
  return of.length + told.length === 0 ? sql`false` : sql`(${join([...of, ...told], " OR ")})`;
}

/** Whether a row names the person in any text. */
function isNamed({ data, search_id, marks }: Place, columns: readonly Column[]): Sql {
  const texts = columns.filter(hasText).map(({ name }) => named(name));
  // A short identifier is looked for only where the row would go as a whole.
  const kinds = patternKinds.filter((kind) => marks[kind] !== "" && (kind !== "keyed" || data.on_erasure === "delete"));
  if (texts.length === 0 || kinds.length === 0) return sql`false`;
  const text = sql`toString(tuple(${join(texts, ", ")}))`;
  return sql`(${join(
    kinds.map((kind) => sql`match(${text}, ${patternOf(search_id, kind)})`),
    " OR ",
  )})`;
}

/** How many rows the person has in the table, and in how many of others' they are named. */
export async function countEvents(clickhouse: ClickHouse, place: Place): Promise<Found> {
  const columns = await columnsOf(clickhouse, place.table);
  const [row] = await clickhouse.rows(
    "person.count",
    sql`SELECT countIf(is_own) AS own, countIf(NOT is_own AND is_named) AS named
FROM (SELECT ${isOwn(place, columns)} AS is_own, ${isNamed(place, columns)} AS is_named FROM ${bare(place.table)})`,
    { timeout_ms: hour_ms },
  );
  return { own: Number(textOf(row, "own")), named: Number(textOf(row, "named")) };
}

/** The person's rows, whole, as lines of JSON: their own where the table knows whose rows are, else those that name them. */
export async function readEvents(clickhouse: ClickHouse, place: Place, signal: AbortSignal): Promise<Readable> {
  const columns = await columnsOf(clickhouse, place.table);
  const [engine] = await clickhouse.rows(
    "person.engine",
    sql`SELECT max(engine LIKE '%ReplacingMergeTree' OR engine LIKE '%AggregatingMergeTree') AS collapses
FROM system.tables WHERE database = currentDatabase() AND name IN (${place.table}, ${`${place.table}_local`})`,
  );
  const final = textOf(engine, "collapses") === "1" ? sql`FINAL` : sql``;
  const wanted =
    place.data.customers === undefined && place.data.values === undefined
      ? isNamed(place, columns)
      : isOwn(place, columns);
  return await clickhouse.stream(
    "person.read",
    sql`SELECT * FROM ${bare(place.table)} ${final} WHERE ${wanted}`,
    "JSONEachRow",
    { signal, timeout_ms: hour_ms, settings: { output_format_json_quote_64bit_integers: 1 } },
  );
}

/** Whether a lightweight delete may have left rows that nobody sees. */
async function hidesRows(clickhouse: ClickHouse, table: string): Promise<boolean> {
  // The parts of a cluster's other servers are not seen from here.
  if (clickhouse.cluster !== undefined) return true;
  const [row] = await clickhouse.rows(
    "person.hidden",
    sql`SELECT count() AS hiding FROM system.parts
WHERE database = currentDatabase() AND table = ${table} AND active AND has_lightweight_delete`,
  );
  return textOf(row, "hiding") !== "0";
}

/** Deletes the person's own rows; `all` also deletes others' rows that name them. */
export async function deleteEvents(clickhouse: ClickHouse, place: Place, all: boolean): Promise<void> {
  const columns = await columnsOf(clickhouse, place.table);
  const table = bare(place.table);
  const wanted = all ? sql`${isOwn(place, columns)} OR ${isNamed(place, columns)}` : isOwn(place, columns);
  if (await hidesRows(clickhouse, place.table)) {
    // Rows that a lightweight delete hid are not seen by what follows, and their bytes would stay.
    await clickhouse.run("person.unmask", sql`ALTER TABLE ${table} APPLY DELETED MASK`, changing);
  }
  const { own, named } = await countEvents(clickhouse, place);
  if (own + (all ? named : 0) === 0) return;
  await clickhouse.run("person.delete", sql`ALTER TABLE ${table} DELETE WHERE ${wanted}`, changing);
}

function blanked(text: Sql, { search_id, marks }: Place): Sql {
  // Twice, as a character between two neighbors belongs to the first of them.
  const twice: readonly (keyof typeof blanks & PatternKind)[] = ["words", "words", "digits", "digits"];
  return twice.reduce(
    (inner, kind) =>
      marks[kind] === ""
        ? inner
        : sql`replaceRegexpAll(${inner}, ${patternOf(search_id, kind)}, ${`\\1${blanks[kind]}\\2`})`,
    text,
  );
}

function blankedColumn({ name, type }: Column, place: Place): Sql {
  const column = named(name);
  if (/^(?:LowCardinality\()?(?:Nullable\()?String/.test(type)) return sql`${column} = ${blanked(column, place)}`;
  if (type.startsWith("Map")) {
    if (!/, String\)$/.test(type)) return sql`${column} = ${column}`;
    return sql`${column} = mapApply((key, text) -> (key, ${blanked(sql`text`, place)}), ${column})`;
  }
  return sql`${column} = CAST(${blanked(sql`toString(${column})`, place)}, ${typeName(type)})`;
}

/** Blanks the person's identifiers in rows that name them; a row whose key names them goes. */
export async function blankEvents(clickhouse: ClickHouse, place: Place): Promise<void> {
  const columns = await columnsOf(clickhouse, place.table);
  const table = bare(place.table);
  const found = await countEvents(clickhouse, place);
  if (found.own + found.named === 0) return;
  const texts = columns.filter((column) => hasText(column) && !column.in_key);
  const wanted = isNamed(place, columns);
  if (texts.length > 0) {
    const changes = join(
      texts.map((column) => blankedColumn(column, place)),
      ", ",
    );
    await clickhouse.run("person.blank", sql`ALTER TABLE ${table} UPDATE ${changes} WHERE ${wanted}`, changing);
  }
  const left = await countEvents(clickhouse, place);
  if (left.own + left.named > 0) await deleteEvents(clickhouse, place, true);
}

/** Parts with rows that a newer one has replaced and that are on the disk still; on a cluster those of one server. */
async function oldParts(clickhouse: ClickHouse, table: string): Promise<number> {
  const [row] = await clickhouse.rows(
    "person.parts",
    sql`SELECT count() AS old FROM system.parts
WHERE database = currentDatabase() AND table IN (${table}, ${`${table}_local`}) AND NOT active AND rows > 0`,
  );
  return Number(textOf(row, "old"));
}

/**
 * Takes what changes and merges have left behind off the disk, which the engine else does within eight minutes: parts
 * that a newer one replaced. True when none is left; a reader that still holds one keeps it until it ends.
 */
export async function dropOldParts(clickhouse: ClickHouse, table: string): Promise<boolean> {
  const name = bare(table);
  if (clickhouse.cluster === undefined && (await oldParts(clickhouse, table)) === 0) return true;
  const run = (statement: Sql) => clickhouse.run("person.old_parts", statement, changing);
  await run(sql`ALTER TABLE ${name} MODIFY SETTING old_parts_lifetime = 1`);
  try {
    for (let tries = 0; tries < 20; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      // Dropping what is not there makes the engine look after its old parts at once.
      await run(sql`ALTER TABLE ${name} DROP PARTITION ID 'none'`);
      if ((await oldParts(clickhouse, table)) === 0) return true;
    }
    return false;
  } finally {
    await run(sql`ALTER TABLE ${name} RESET SETTING old_parts_lifetime`);
  }
}
