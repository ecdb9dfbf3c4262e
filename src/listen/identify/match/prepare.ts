// Records made ready once: cleaned, transliterated, with what comparisons derive, numbered, and keyed for blocking.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import type { MatchField, MatchSettings } from "#contract";
import { type ClickHouse, type RunOptions, type Sql, sql } from "#storage";
import { list, literal, quoted } from "../../import/names.sql.ts";
import { keySql } from "./block.sql.ts";
import { cleanText, derive } from "./clean.sql.ts";
import { columnName, derivedNeeds } from "./likeness.sql.ts";
import { named, openScratch, type Scratch } from "./scratch.ts";

/** A set of records: a SELECT whose columns are texts, '' for a missing value. */
export interface RecordSet {
  readonly select: Sql;
  readonly columns: readonly string[];
  /** The column that names a record; its number in the set when left out. */
  readonly key_column?: string;
  /** The column that tells who is truly one person, for measuring only. */
  readonly label_column?: string;
}

/** One set to be deduplicated, or two to be linked. */
export type RecordSets = readonly [RecordSet] | readonly [RecordSet, RecordSet];

/** Cleaned records in a scratch database: row, side, key, label and a column f0, f1, … a field. */
export interface Cleaned {
  readonly scratch: Scratch;
  readonly fields: readonly MatchField[];
  readonly two_sets: boolean;
  readonly records: number;
  /** All possible pairs. */
  readonly possible_pairs: number;
}

/** Records that are ready to be compared. */
export interface Prepared extends Cleaned {
  readonly settings: MatchSettings;
}

function joined(set: RecordSet, field: MatchField): Sql {
  const cells = field.columns.filter((name) => set.columns.includes(name)).map(quoted);
  const [only] = cells;
  if (only === undefined) return sql`''`;
  return cells.length === 1 ? only : sql`concatWithSeparator(' ', ${list(cells)})`;
}

function cleanedOf(set: RecordSet, side: number, fields: readonly MatchField[]): Sql {
  const texts = fields.map((field, at) => sql`${cleanText(field.role, joined(set, field))} AS ${named(`f${at}`)}`);
  const key = set.key_column === undefined ? sql`toString(rowNumberInAllBlocks() + 1)` : quoted(set.key_column);
  const label = set.label_column === undefined ? sql`''` : quoted(set.label_column);
  return sql`SELECT toUInt8(${literal(side)}) AS side, ${key} AS key, ${label} AS label, ${list(texts)} FROM (${set.select})`;
}

const Counts = Type.Tuple([Type.Object({ left: Type.Integer(), right: Type.Integer() })]);

/**
 * Cleans the records into a scratch database; the caller drops it. Row numbers are those of this run alone.
 * @throws StorageError when a set cannot be read
 */
export async function clean(
  clickhouse: ClickHouse,
  sets: RecordSets,
  fields: readonly MatchField[],
  options?: RunOptions,
): Promise<Cleaned> {
  const scratch = await openScratch(clickhouse, options);
  try {
    const parts = sets.map((set, side) => cleanedOf(set, side, fields));
    const all = parts.reduce((before, one) => sql`${before}\nUNION ALL\n${one}`);
    await scratch.make("clean", sql`SELECT toUInt32(rowNumberInAllBlocks()) AS row, * FROM (${all})`);
    const counted = sql`SELECT countIf(side = 0) AS left, countIf(side = 1) AS right FROM ${scratch.table("clean")}`;
    const [{ left, right }] = Parse(Counts, await scratch.rows("count", counted));
    const two_sets = sets.length === 2;
    const possible_pairs = two_sets ? left * right : (left * (left - 1)) / 2;
    return { scratch, fields, two_sets, records: left + right, possible_pairs };
  } catch (fault) {
    await scratch.drop();
    throw fault;
  }
}

/** How many random blocks give about `sample_pairs` random pairs; 0 when all pairs are no more than that. */
function randomBuckets({ possible_pairs }: Cleaned, sample_pairs: number): number {
  return Math.max(1, Math.ceil(possible_pairs / sample_pairs));
}

/** Adds what comparisons derive and the keys of blocking; the key after the last rule's is a random block's. */
export async function prepare(cleaned: Cleaned, settings: MatchSettings): Promise<Prepared> {
  const { scratch } = cleaned;
  const derived = derivedNeeds(settings).map(({ field, what }) => {
    const text = named(columnName(settings, field, "text"));
    return sql`${derive(what, text)} AS ${named(columnName(settings, field, what))}`;
  });
  const keys = settings.blocking.map((rule, at) => sql`${keySql(settings, rule)} AS ${named(`k${at}`)}`);
  const random = sql`1 + sipHash64(row, ${settings.seed}) % ${randomBuckets(cleaned, settings.sample_pairs)} AS ${named(`k${settings.blocking.length}`)}`;
  const columns = list([sql`*`, ...derived, ...keys, random]);
  await scratch.make("record", sql`SELECT ${columns} FROM ${scratch.table("clean")}`, sql`row`);
  return { ...cleaned, settings };
}
