// The rows of attached tables: where each is read from, how, when, and what came of it last.
import { type Selectable, sql } from "kysely";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import {
  AttachedResult,
  type AttachedTable,
  type AttachedTableDraft,
  Location,
  Mapping,
  ProblemError,
} from "#contract";
import type { Database, Engines } from "#storage";
import { shownLocation } from "../../import/secret.ts";

export type AttachedRow = Selectable<Database["attached_table"]>;

const Fault = Type.Object({ code: Type.String(), message: Type.String(), at: Type.String() });
type Fault = Static<typeof Fault>;

/** Where a table is, with its password. */
export function fullLocationOf({ location, secret }: AttachedRow): Location {
  return Value.Parse(Location, secret ?? location);
}

export const mappingOf = ({ mapping }: AttachedRow): Mapping => Value.Parse(Mapping, mapping);

/** A table as it is shown: without its password. */
export function shownTable(row: AttachedRow): AttachedTable {
  return {
    id: row.id,
    name: row.name,
    location: Value.Parse(Location, row.location),
    mapping: mappingOf(row),
    every_minutes: row.every_minutes,
    enabled: row.enabled,
    running: row.running_since !== null,
    last_run_at: row.last_run_at?.toISOString() ?? null,
    next_run_at: row.enabled ? (row.next_run_at?.toISOString() ?? null) : null,
    result: Value.Check(AttachedResult, row.result) ? row.result : null,
    fault: Value.Check(Fault, row.fault) ? row.fault : null,
  };
}

export async function listTables({ postgres }: Engines): Promise<AttachedRow[]> {
  return await postgres.guarded("listen.enrich.tables", (db) =>
    db.selectFrom("attached_table").selectAll().orderBy("name").execute(),
  );
}

/** @throws {ProblemError} 404 no_such_table */
export async function findTable({ postgres }: Engines, id: number): Promise<AttachedRow> {
  const row = await postgres.guarded("listen.enrich.table", (db) =>
    db.selectFrom("attached_table").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (row) return row;
  throw new ProblemError(404, "no_such_table", `There is no attached table ${id}`);
}

const hidden = (location: Location): boolean => JSON.stringify(location).includes("***");

function valuesOf({ location, mapping, every_minutes, enabled }: AttachedTableDraft, now: Date) {
  const shown = shownLocation(location);
  const secret = JSON.stringify(shown) === JSON.stringify(location) ? null : JSON.stringify(location);
  return {
    location: JSON.stringify(shown),
    secret,
    mapping: JSON.stringify(mapping),
    every_minutes,
    enabled,
    next_run_at: now,
  };
}

/** @throws {ProblemError} 409 table_exists, 422 secret_missing */
export async function createTable({ postgres }: Engines, draft: AttachedTableDraft, now: Date): Promise<AttachedRow> {
  if (hidden(draft.location)) throw secretMissing();
  const row = await postgres.guarded("listen.enrich.attach", (db) =>
    db
      .insertInto("attached_table")
      .values({ name: draft.name, ...valuesOf(draft, now) })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst(),
  );
  if (row) return row;
  throw new ProblemError(409, "table_exists", `There is a table ${draft.name} already; choose another name`, "name");
}

function secretMissing(): ProblemError {
  return new ProblemError(422, "secret_missing", "The place is another now; write its password anew", "location");
}

/**
 * Changes a table; its name stays. A location that is still as it was shown keeps its password.
 * @throws {ProblemError} 404 no_such_table, 422 secret_missing
 */
export async function changeTable(
  engines: Engines,
  id: number,
  draft: AttachedTableDraft,
  now: Date,
): Promise<AttachedRow> {
  const before = await findTable(engines, id);
  const same =
    JSON.stringify(Value.Parse(Location, before.location)) === JSON.stringify(Value.Parse(Location, draft.location));
  if (!same && hidden(draft.location)) throw secretMissing();
  const location = same ? fullLocationOf(before) : draft.location;
  return await engines.postgres.guarded("listen.enrich.reattach", (db) =>
    db
      .updateTable("attached_table")
      .set(valuesOf({ ...draft, location }, now))
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow(),
  );
}

/** Detaches a table; what it told stays until somebody tells otherwise. */
export async function deleteTable({ postgres }: Engines, id: number): Promise<void> {
  await postgres.guarded("listen.enrich.detach", (db) =>
    db.deleteFrom("attached_table").where("id", "=", id).execute(),
  );
}

/** Tables whose time has come. */
export async function dueTables({ postgres }: Engines, now: Date): Promise<number[]> {
  const rows = await postgres.guarded("listen.enrich.due_tables", (db) =>
    db.selectFrom("attached_table").select("id").where("enabled", "=", true).where("next_run_at", "<=", now).execute(),
  );
  return rows.map(({ id }) => id);
}

/** Notes that a reading begins, and when the next one is due. */
export async function beginReading({ postgres }: Engines, id: number, now: Date): Promise<void> {
  await postgres.guarded("listen.enrich.begin", (db) =>
    db
      .updateTable("attached_table")
      .set({ running_since: now, next_run_at: sql<Date>`${now}::timestamptz + every_minutes * interval '1 minute'` })
      .where("id", "=", id)
      .execute(),
  );
}

/** Notes how a reading ended; a fault leaves the last result standing. */
export async function endReading(
  { postgres }: Engines,
  id: number,
  now: Date,
  end: { readonly result: AttachedResult } | { readonly fault: Fault },
): Promise<void> {
  const values =
    "result" in end
      ? { result: JSON.stringify(end.result), fault: null, last_run_at: now }
      : { fault: JSON.stringify(end.fault) };
  await postgres.guarded("listen.enrich.end", (db) =>
    db
      .updateTable("attached_table")
      .set({ running_since: null, ...values })
      .where("id", "=", id)
      .execute(),
  );
}
