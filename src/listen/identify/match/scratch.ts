// A scratch database for one run of matching: its tables live on one node and go away together.
import { randomBytes } from "node:crypto";
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { type ClickHouse, identifier, type RunOptions, type Sql, sql } from "#storage";
import { list } from "../../import/names.sql.ts";

/** Tables of one run, and how to make, read and drop them. */
export interface Scratch {
  readonly clickhouse: ClickHouse;
  /** A table's full name, for FROM. */
  table(name: string): Sql;
  /** All tables of this name and a number, as one. */
  numbered(name: string): Sql;
  /** Makes a table out of a SELECT. `order` is the sort key, none when left out. */
  make(name: string, select: Sql, order?: Sql): Promise<void>;
  rows(name: string, select: Sql): Promise<unknown[]>;
  /** One row with each column of a SELECT as a list, in its order: cheaper than many rows. */
  columns(name: string, select: Sql, columns: readonly string[]): Promise<unknown[]>;
  drop(): Promise<void>;
}

const prefix = "kompas_match_";
const Names = Type.Array(Type.Object({ name: Type.String() }));

/** A name of ours as SQL: lower-case letters, digits and underscores, nothing else. */
export function named(text: string): Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(text)) throw new TypeError(`${text} is not a name of ours`);
  return identifier({ [text]: text }, text);
}

/**
 * Opens a scratch database. Those that a crash left behind for more than a day are dropped first.
 * @throws StorageError when the engine refuses to make a database
 */
export async function openScratch(clickhouse: ClickHouse, options: RunOptions = {}): Promise<Scratch> {
  await sweep(clickhouse);
  const name = `${prefix}${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString("hex")}`;
  const database = named(name);
  const limits: RunOptions = { timeout_ms: 3_600_000, ...options };
  await clickhouse.run("listen.match.open", sql`CREATE DATABASE ${database} ENGINE = Atomic`);
  const table = (each: string) => sql`${database}.${named(each)}`;
  return {
    clickhouse,
    table,
    numbered: (each) => sql`merge(${name}, ${`^${each}[0-9]+$`})`,
    make: (each, select, order = sql`tuple()`) =>
      clickhouse.run(
        `listen.match.${each}`,
        sql`CREATE TABLE ${table(each)} ENGINE = MergeTree ORDER BY ${order} AS ${select}`,
        limits,
      ),
    rows: (each, select) => clickhouse.rows(`listen.match.${each}`, select, limits),
    columns: (each, select, columns) => {
      const lists = columns.map((column) => sql`groupArray(${named(column)}) AS ${named(column)}`);
      return clickhouse.rows(`listen.match.${each}`, sql`SELECT ${list(lists)} FROM (${select})`, limits);
    },
    drop: () => clickhouse.run("listen.match.drop", sql`DROP DATABASE IF EXISTS ${database} SYNC`),
  };
}

async function sweep(clickhouse: ClickHouse): Promise<void> {
  const found = await clickhouse.rows(
    "listen.match.sweep",
    sql`SELECT name FROM system.databases
WHERE startsWith(name, ${prefix}) AND toUInt32OrZero(extract(name, ${`^${prefix}(\\d+)_`})) < toUnixTimestamp(now()) - 86400`,
  );
  for (const { name } of Parse(Names, found))
    await clickhouse.run("listen.match.sweep", sql`DROP DATABASE IF EXISTS ${named(name)} SYNC`);
}
