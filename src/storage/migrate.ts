// Brings both engines to the shape this version needs: forward only, checksummed, safe when several start at once.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { PoolClient } from "pg";
import { dictionaries, inDatabase } from "./dictionary.ts";
import type { Engines } from "./engines.ts";
import { storageError } from "./errors.ts";
import { Sql } from "./sql.ts";
import { splitStatements } from "./statements.ts";

type EngineName = "postgres" | "clickhouse";

/** One migration file. */
export interface Migration {
  readonly engine: EngineName;
  /** "0001_event". */
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** A migration that was applied is not what its file says now. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

const folder = new URL("./migrations/", import.meta.url);
// Any number of Kompas may start at once; one of them migrates. The number is arbitrary and ours.
const lockKey = 4_600_001;

/** The migrations in the order of their numbers, PostgreSQL's first: ClickHouse's are recorded there. */
export async function readMigrations(): Promise<Migration[]> {
  const migrations: Migration[] = [];
  for (const engine of ["postgres", "clickhouse"] as const) {
    const names = (await readdir(new URL(`${engine}/`, folder))).filter((name) => name.endsWith(".sql")).sort();
    for (const file of names) {
      const text = await readFile(new URL(`${engine}/${file}`, folder), "utf8");
      const checksum = createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
      migrations.push({ engine, name: file.replace(/\.sql$/, ""), text, checksum });
    }
  }
  return migrations;
}

/**
 * Applies what is missing and gives the names of what it applied. A crash in the middle is continued by the next
 * run: a PostgreSQL file is one transaction, a ClickHouse file is recorded statement by statement.
 *
 * @throws {MigrationError} when a file changed after it was applied, or the database is of a newer Kompas.
 */
export async function migrate(engines: Engines, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  const client = await engines.postgres.pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    return await applyMissing(engines, client, wanted);
  } catch (fault) {
    throw fault instanceof MigrationError ? fault : storageError("postgres", "migrate", fault);
  } finally {
    // Ends the session, and with it the lock and the setting.
    client.release(true);
  }
}

interface Applied {
  readonly checksum: string;
  readonly statements: number;
  readonly done: boolean;
}

async function applyMissing(engines: Engines, client: PoolClient, wanted: readonly Migration[]): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS migration (
    engine text NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    statements integer NOT NULL,
    done boolean NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (engine, name)
  )`);
  const applied = await readApplied(client);
  refuseSurprises(wanted, applied);
  const names: string[] = [];
  for (const dictionary of dictionaries) await engines.clickhouse.makeDictionary(dictionary);
  for (const migration of wanted) {
    const before = applied.get(`${migration.engine}/${migration.name}`);
    if (before?.done) continue;
    if (migration.engine === "postgres") await applyPostgres(client, migration);
    else await applyClickHouse(engines, client, migration, before?.statements ?? 0);
    names.push(`${migration.engine}/${migration.name}`);
  }
  return names;
}

async function readApplied(client: PoolClient): Promise<Map<string, Applied>> {
  const { rows } = await client.query<Applied & { engine: string; name: string }>(
    "SELECT engine, name, checksum, statements, done FROM migration",
  );
  return new Map(rows.map((row) => [`${row.engine}/${row.name}`, row]));
}

function refuseSurprises(wanted: readonly Migration[], applied: ReadonlyMap<string, Applied>): void {
  const known = new Map(wanted.map((migration) => [`${migration.engine}/${migration.name}`, migration]));
  for (const [name, { checksum }] of applied) {
    const migration = known.get(name);
    if (!migration)
      throw new MigrationError(
        `The database has migration ${name}, which this version of Kompas does not know: it is of a newer version.`,
      );
    if (migration.checksum !== checksum)
      throw new MigrationError(
        `Migration ${name} was changed after it was applied. Put it back as it was and add a new one.`,
      );
  }
}

const record = `INSERT INTO migration (engine, name, checksum, statements, done) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (engine, name) DO UPDATE SET statements = excluded.statements, done = excluded.done, applied_at = now()`;

async function applyPostgres(client: PoolClient, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(migration.text);
    await client.query(record, [migration.engine, migration.name, migration.checksum, 0, true]);
    await client.query("COMMIT");
  } catch (fault) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw storageError("postgres", `migration ${migration.name}`, fault);
  }
}

async function applyClickHouse(
  engines: Engines,
  client: PoolClient,
  migration: Migration,
  from: number,
): Promise<void> {
  const statements = splitStatements(migration.text);
  for (const [index, statement] of statements.entries()) {
    // What was recorded is done; what a crash cut off between doing and recording is made idempotent.
    if (index < from) continue;
    const repeatable = new Sql([inDatabase(ifNotExists(statement), engines.clickhouse.database)], []);
    await engines.clickhouse.run(`migration ${migration.name}`, repeatable, { timeout_ms: 3_600_000 });
    await client.query(record, [
      migration.engine,
      migration.name,
      migration.checksum,
      index + 1,
      index + 1 === statements.length,
    ]);
  }
}

/** Makes a statement of DDL repeatable: what exists is left, what is gone stays gone. */
export function ifNotExists(statement: string): string {
  return statement
    .replace(/^(CREATE\s+(?:MATERIALIZED\s+VIEW|TABLE|VIEW|DICTIONARY|FUNCTION))\s+(?!IF\s)/i, "$1 IF NOT EXISTS ")
    .replace(/^(DROP\s+(?:TABLE|VIEW|DICTIONARY|FUNCTION))\s+(?!IF\s)/i, "$1 IF EXISTS ")
    .replace(/\b(ADD\s+(?:COLUMN|INDEX|PROJECTION))\s+(?!IF\s)/gi, "$1 IF NOT EXISTS ")
    .replace(/\b(DROP\s+(?:COLUMN|INDEX|PROJECTION))\s+(?!IF\s)/gi, "$1 IF EXISTS ");
}
