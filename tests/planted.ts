// A person planted in every table of both engines that may hold one, whatever its columns; and all that they hold, read.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { personalData } from "#contract";
import { type Engines, identifier, type Sql, sql } from "#storage";

const Text = Type.Object({ table: Type.String(), text: Type.String() });

async function texts(engines: Engines, statement: Sql): Promise<{ table: string; text: string }[]> {
  const rows = await engines.clickhouse.rows("test.texts", statement, { timeout_ms: 60_000 });
  return rows.filter((row) => Value.Check(Text, row));
}

const quote = (name: string) => identifier({ [name]: `\`${name}\`` }, name);

/** Tables of ClickHouse that keep rows. */
async function eventTables(engines: Engines): Promise<string[]> {
  const found = await texts(
    engines,
    sql`SELECT name AS table, engine AS text FROM system.tables
WHERE database = currentDatabase() AND (engine LIKE '%MergeTree' OR engine = 'Distributed') AND name NOT LIKE '%\\_local'`,
  );
  return found.map(({ table }) => table);
}

async function stateTables(engines: Engines): Promise<string[]> {
  const { rows } = await engines.postgres.pool.query(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  return rows.map(({ table_name }) => table_name);
}

function customersOf(table: string): readonly string[] {
  const data = Object.entries(personalData).find(([name]) => name === table)?.[1];
  return data?.holds === "person" && data.on_erasure !== "keep" ? (data.customers ?? []) : [];
}

/** Whether the list says that an erasure has something to do there. */
export function isPersonal(table: string): boolean {
  const data = Object.entries(personalData).find(([name]) => name === table)?.[1];
  return data?.holds === "person" && data.on_erasure !== "keep" && table !== "rights_request";
}

async function plantEvents(engines: Engines, table: string, stamp: string, text: string): Promise<void> {
  const columns = await texts(
    engines,
    sql`SELECT one.name AS table, one.type AS text FROM system.columns AS one
WHERE one.database = currentDatabase() AND one.table = ${table} AND one.default_kind = '' ORDER BY one.position`,
  );
  const values: Record<string, unknown> = {};
  for (const { table: name, text: type } of columns) {
    if (customersOf(table).includes(name)) values[name] = stamp;
    else if (/^(?:LowCardinality\()?(?:Nullable\()?String/.test(type)) values[name] = text;
    else if (/^Map\(.*, String\)$/.test(type)) values[name] = { note: text };
    else if (/^Array\(.*Tuple\(kind/.test(type)) values[name] = [{ kind: "email", value: text }];
    else if (/^Array\((?:LowCardinality\()?String\)*$/.test(type) && !name.includes(".")) values[name] = [text];
    else if (/^DateTime/.test(type)) values[name] = new Date().toISOString().slice(0, 19).replace("T", " ");
  }
  await engines.clickhouse.insert(table, [values]);
}

const samples: Readonly<Record<string, (text: string) => unknown>> = {
  text: (text) => text,
  jsonb: (text) => JSON.stringify({ told: [text] }),
  _text: (text) => [text],
  int4: () => 7,
  int8: () => 7,
  float8: () => 0.5,
  bool: () => false,
  timestamptz: () => new Date(0),
  date: () => "2026-03-01",
};

async function plantState(engines: Engines, table: string, stamp: string, text: string): Promise<void> {
  const { pool } = engines.postgres;
  const columns = await pool.query(
    `SELECT column_name AS name, udt_name AS type, is_identity = 'YES' AS own FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  const wanted = columns.rows.filter(({ own }) => !own);
  const values = wanted.map(({ name, type }) => {
    if (customersOf(table).includes(name)) return type === "_text" ? [stamp] : stamp;
    return samples[type]?.(text) ?? null;
  });
  const names = wanted.map(({ name }) => `"${name}"`).join(", ");
  const places = wanted.map((_, at) => `$${at + 1}`).join(", ");
  const client = await pool.connect();
  try {
    // A planted row keeps no rule of its table but types.
    await client.query("SET session_replication_role = replica");
    const rules = await client.query(
      "SELECT conname FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'",
      [`"${table}"`],
    );
    for (const { conname } of rules.rows) await client.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${conname}"`);
    await client.query(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
  } finally {
    client.release(true);
  }
}

/** Plants a row that names the person in every table that may hold one; gives the tables. */
export async function plantEverywhere(engines: Engines, stamp: string, text: string): Promise<string[]> {
  const events = (await eventTables(engines)).filter(isPersonal);
  const state = (await stateTables(engines)).filter(isPersonal);
  for (const table of events) await plantEvents(engines, table, stamp, text);
  for (const table of state) await plantState(engines, table, stamp, text);
  return [...events, ...state];
}

/** Every row of every table of both engines, by table. */
export async function everything(engines: Engines): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const table of await eventTables(engines)) {
    const rows = await texts(engines, sql`SELECT ${table} AS table, toString(tuple(*)) AS text FROM ${quote(table)}`);
    all.set(table, rows.map(({ text }) => text).join("\n"));
  }
  for (const table of await stateTables(engines)) {
    const { rows } = await engines.postgres.pool.query(`SELECT one::text AS text FROM "${table}" AS one`);
    all.set(table, rows.map(({ text }) => text).join("\n"));
  }
  const statistics = await engines.postgres.pool.query("SELECT one::text AS text FROM pg_stats AS one");
  all.set("pg_stats", statistics.rows.map(({ text }) => text).join("\n"));
  return all;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Data files of these databases in which one of the texts stands as bytes: ClickHouse's and PostgreSQL's. */
export async function filesWith(engines: Engines, wanted: readonly string[]): Promise<string[]> {
  const folders = await texts(
    engines,
    sql`SELECT name AS table, arrayJoin(data_paths) AS text FROM system.tables WHERE database = currentDatabase()`,
  );
  const [first] = folders;
  const root = first?.text.split("/clickhouse/")[0] ?? "";
  const { rows } = await engines.postgres.pool.query("SELECT oid FROM pg_database WHERE datname = current_database()");
  const all = [...folders.map(({ text }) => text), ...rows.map(({ oid }) => `${root}/postgres/data/base/${oid}`)];
  const found: string[] = [];
  for (const folder of new Set(all)) {
    for (const file of await filesBelow(folder)) {
      // A file may go between the list and the look.
      const bytes = await readFile(file).catch(() => Buffer.alloc(0));
      if (wanted.some((text) => bytes.includes(text))) found.push(file);
    }
  }
  return found;
}
