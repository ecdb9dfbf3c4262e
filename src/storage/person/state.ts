// One person in one table of PostgreSQL: counted, read, deleted, blanked, and the table written anew.
import type pg from "pg";
import { type PersonalData, personalData } from "#contract";
import type { Postgres } from "../postgres.ts";
import type { Found, Place } from "./events.ts";
import { blanks, patternKinds } from "./marks.ts";

const hour_ms = 3_600_000;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A condition with the values of its parameters, `$1` being the ids and the following the patterns. */
interface Condition {
  readonly own: string;
  readonly named: string;
  readonly values: readonly unknown[];
}

type Personal = Extract<PersonalData, { holds: "person" }>;

async function typesOf(client: pg.Client, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ column_name: string; udt_name: string }>(
    `SELECT column_name, udt_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return new Map(rows.map(({ column_name, udt_name }) => [column_name, udt_name]));
}

function ownOf({ customers = [] }: Personal, types: ReadonlyMap<string, string>): string {
  const of = customers.map((name) =>
    types.get(name)?.startsWith("_") ? `one.${quoted(name)}::text[] && $1` : `one.${quoted(name)}::text = ANY($1)`,
  );
  return of.length === 0 ? "($1::text[] IS NULL)" : `(${of.join(" OR ")})`;
}

async function conditionOf(client: pg.Client, place: Place): Promise<Condition> {
  const { table, data, marks } = place;
  const kinds = patternKinds.filter((kind) => marks[kind] !== "" && (kind !== "keyed" || data.on_erasure === "delete"));
  const patterns = kinds.map((_, at) => `one::text ~* $${at + 2}`);
  const named = patterns.length === 0 ? "false" : `(${patterns.join(" OR ")})`;
  const values = [marks.stamps, ...kinds.map((kind) => marks[kind])];
  if (data.through === undefined) return { own: ownOf(data, await typesOf(client, table)), named, values };
  const { table: other, column, key } = data.through;
  const far = personalData[other];
  if (far?.holds !== "person") throw new Error(`${table} belongs to rows of ${other}, which holds nothing`);
  const theirs = await conditionOf(client, { ...place, table: other, data: { ...far, on_erasure: data.on_erasure } });
  const own = `one.${quoted(column)} IN (SELECT one.${quoted(key)} FROM ${quoted(other)} AS one WHERE ${theirs.own} OR ${theirs.named})`;
  return { own, named, values };
}

/** Runs `work` on a connection of its own that may take its time. */
async function patiently<Result>(postgres: Postgres, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  return await postgres.guarded("person", async () => {
    const client = await postgres.dedicated(hour_ms);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  });
}

/** How many rows the person has in the table, and in how many of others' they are named. */
export async function countState(postgres: Postgres, place: Place): Promise<Found> {
  return await patiently(postgres, async (client) => {
    const { own, named, values } = await conditionOf(client, place);
    const { rows } = await client.query<Found>(
      `SELECT count(*) FILTER (WHERE own) AS own, count(*) FILTER (WHERE NOT own AND named) AS named
       FROM (SELECT ${own} AS own, ${named} AS named FROM ${quoted(place.table)} AS one) AS found`,
      [...values],
    );
    return { own: rows[0]?.own ?? 0, named: rows[0]?.named ?? 0 };
  });
}

/** The person's rows, whole, each as JSON. */
export async function readState(postgres: Postgres, place: Place): Promise<string[]> {
  return await patiently(postgres, async (client) => {
    const { own, named, values } = await conditionOf(client, place);
    const { rows } = await client.query<{ row: string }>(
      `SELECT to_jsonb(one)::text AS row FROM ${quoted(place.table)} AS one WHERE ${own} OR ${named}`,
      [...values],
    );
    return rows.map(({ row }) => row);
  });
}

/** Deletes the person's own rows and those that name them. */
export async function deleteState(postgres: Postgres, place: Place): Promise<void> {
  await patiently(postgres, async (client) => {
    const { own, named, values } = await conditionOf(client, place);
    await client.query(`DELETE FROM ${quoted(place.table)} AS one WHERE ${own} OR ${named}`, [...values]);
  });
}

type Blank = (value: unknown) => unknown;

/** A value with the person's identifiers blanked in all its texts, however deep they stand. */
function blankOf({ marks }: Place): Blank {
  const patterns = (["words", "digits"] as const)
    .filter((kind) => marks[kind] !== "")
    .map((kind) => ({ pattern: new RegExp(marks[kind], "gi"), by: `$1${blanks[kind]}$2` }));
  const text = (value: string) =>
    // Twice, as a character between two neighbors belongs to the first of them.
    [...patterns, ...patterns].reduce((inner, { pattern, by }) => inner.replace(pattern, by), value);
  const blank: Blank = (value) => {
    if (typeof value === "string") return text(value);
    if (typeof value === "number") return text(String(value)) === String(value) ? value : 0;
    if (Array.isArray(value)) return value.map(blank);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [text(name), blank(inner)]));
  };
  return blank;
}

async function blankOnce(client: pg.Client, place: Place): Promise<number> {
  const types = await typesOf(client, place.table);
  const { own, named, values } = await conditionOf(client, place);
  const blank = blankOf(place);
  const { rows } = await client.query<{ place: string; row: Record<string, unknown> }>(
    `SELECT one.ctid::text AS place, to_jsonb(one) AS row FROM ${quoted(place.table)} AS one WHERE ${own} OR ${named}`,
    [...values],
  );
  for (const { place: ctid, row } of rows) {
    const changed = [...types].flatMap(([name, type]) => {
      const before = row[name];
      if (before === null || !/^(?:text|varchar|jsonb|json|_text|_varchar)$/.test(type)) return [];
      const after = blank(before);
      if (JSON.stringify(after) === JSON.stringify(before)) return [];
      return [{ name, value: type.startsWith("json") ? JSON.stringify(after) : after }];
    });
    if (changed.length === 0) continue;
    const sets = changed.map(({ name }, at) => `${quoted(name)} = $${at + 2}`).join(", ");
    await client.query(`UPDATE ${quoted(place.table)} SET ${sets} WHERE ctid = $1::tid`, [
      ctid,
      ...changed.map(({ value }) => value),
    ]);
  }
  return rows.length;
}

/** Blanks the person's identifiers in rows that name them. A row that somebody changes meanwhile is looked at again. */
export async function blankState(postgres: Postgres, place: Place): Promise<void> {
  await patiently(postgres, async (client) => {
    for (let rounds = 0; rounds < 10; rounds += 1) if ((await blankOnce(client, place)) === 0) return;
  });
}

/** An empty table is not analyzed: what its columns held stands on in the statistics, until a column is altered. */
async function forgetStatistics(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ changes: string | null }>(
    `SELECT string_agg(format('ALTER COLUMN %I TYPE %s', attname, format_type(atttypid, atttypmod)), ', ') AS changes
     FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
       AND format_type(atttypid, NULL) IN ('text', 'text[]', 'jsonb', 'json', 'character varying')
       AND NOT EXISTS (SELECT 1 FROM ${quoted(table)})`,
    [quoted(table)],
  );
  const changes = rows[0]?.changes;
  return changes == null ? [] : [`ALTER TABLE ${quoted(table)} ${changes}`];
}

/**
 * Writes tables anew, so that rows deleted or changed leave no byte in them, nor in the statistics of their columns. Gives
 * what the account that we sign in with may not do.
 */
export async function rewriteState(postgres: Postgres, tables: readonly string[]): Promise<string[]> {
  return await patiently(postgres, async (client) => {
    const refused: string[] = [];
    const forgotten = await Promise.all(tables.map((table) => forgetStatistics(client, table)));
    const statements = [
      ...forgotten.flat(),
      ...tables.map((table) => `VACUUM (FULL, ANALYZE) ${quoted(table)}`),
      // Of common values the planner keeps copies. Only the database's owner may clean them, only an admin the disk.
      "VACUUM (FULL) pg_catalog.pg_statistic",
      "CHECKPOINT",
    ];
    for (const text of statements) {
      try {
        await client.query(text);
      } catch (fault) {
        const code = typeof fault === "object" && fault !== null && "code" in fault ? fault.code : undefined;
        if (code !== "42501") throw fault;
        refused.push(text);
      }
    }
    return refused;
  });
}
