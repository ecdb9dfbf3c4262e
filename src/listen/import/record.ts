// The rows of the `import` table: what was asked, how far it is, how it ended.

import type { Kysely, Selectable } from "kysely";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { type ImportState, Location, Mapping, ProblemError } from "#contract";
import type { Database, Engines } from "#storage";
import { letterReasons } from "./letter.sql.ts";

type Row = Selectable<Database["import"]>;

/** An import as the runner sees it. */
export interface ImportRecord {
  readonly id: number;
  readonly source: string;
  readonly location: Location;
  /** Undefined when the person left it to the guess. */
  readonly mapping: Mapping | undefined;
  readonly state: Row["state"];
  readonly started_at: Date | null;
}

const Fault = Type.Object({ code: Type.String(), message: Type.String() });

/** Counts of an import that ended well. */
export interface Counts {
  readonly rows_total: number;
  readonly rows_accepted: number;
  readonly rows_rejected: number;
  readonly events: number;
  readonly customers: number;
}

/** Notes a new import, in the transaction that also asks for its job; it waits until a worker takes it. */
export async function createImport(
  db: Kysely<Database>,
  request: { location: Location; mapping: Mapping | undefined; source: string },
): Promise<number> {
  const { id } = await db
    .insertInto("import")
    .values({
      source: request.source,
      location: JSON.stringify(request.location),
      fingerprint: "",
      mapping: JSON.stringify(request.mapping ?? {}),
      state: "waiting",
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

function notFound(id: number): ProblemError {
  return new ProblemError(404, "not_found", `There is no import ${id}`);
}

async function findRow(engines: Engines, id: number): Promise<Row> {
  const row = await engines.postgres.guarded("listen.import.find", (db) =>
    db.selectFrom("import").selectAll().where("id", "=", id).executeTakeFirst(),
  );
  if (!row) throw notFound(id);
  return row;
}

/** One import; 404 when there is none of this id. */
export async function findImport(engines: Engines, id: number): Promise<ImportRecord> {
  const row = await findRow(engines, id);
  return {
    id: row.id,
    source: row.source,
    location: Value.Parse(Location, row.location),
    mapping: Value.Check(Mapping, row.mapping) ? row.mapping : undefined,
    state: row.state,
    started_at: row.started_at,
  };
}

/** Only an import that is not ended may begin; false when it was cancelled meanwhile. */
export async function beginImport(
  engines: Engines,
  id: number,
  at: Date,
  settled: { source: string; mapping: Mapping },
): Promise<boolean> {
  return await engines.postgres.guarded("listen.import.begin", async (db) => {
    const result = await db
      .updateTable("import")
      .set({
        state: "running",
        started_at: at,
        rows_read: 0,
        source: settled.source,
        mapping: JSON.stringify(settled.mapping),
      })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  });
}

/** Notes progress; gives the state, by which the runner learns that a person cancelled. */
export async function noteProgress(
  engines: Engines,
  id: number,
  rows_read: number,
  rows_total: number | null,
): Promise<Row["state"]> {
  return await engines.postgres.guarded("listen.import.progress", async (db) => {
    const row = await db
      .updateTable("import")
      .set({ rows_read, rows_total })
      .where("id", "=", id)
      .returning("state")
      .executeTakeFirst();
    return row?.state ?? "cancelled";
  });
}

/** An import that is still running is done; a cancelled one stays cancelled. The fingerprint is '' for what has none. */
export async function endImport(
  engines: Engines,
  id: number,
  at: Date,
  counts: Counts & { readonly fingerprint: string },
): Promise<void> {
  await engines.postgres.guarded("listen.import.end", (db) =>
    db
      .updateTable("import")
      .set({ ...counts, rows_read: counts.rows_total, state: "done", error: null, ended_at: at })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .execute(),
  );
}

/** Ends an import that cannot go on. */
export async function failImport(
  engines: Engines,
  id: number,
  at: Date,
  error: { code: string; message: string },
): Promise<void> {
  await engines.postgres.guarded("listen.import.fail", (db) =>
    db
      .updateTable("import")
      .set({ state: "failed", error: JSON.stringify(error), ended_at: at })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .execute(),
  );
}

/** Cancels what has not ended; what ended stays as it is. */
export async function cancelImport(engines: Engines, id: number, at: Date): Promise<void> {
  await engines.postgres.guarded("listen.import.cancel", (db) =>
    db
      .updateTable("import")
      .set({ state: "cancelled", ended_at: at })
      .where("id", "=", id)
      .where("state", "in", ["waiting", "running"])
      .execute(),
  );
}

/** A finished import of the same content and mapping from the same source. */
export async function findSame(
  engines: Engines,
  source: string,
  fingerprint: string,
): Promise<(Counts & { id: number }) | undefined> {
  if (fingerprint === "") return undefined;
  return await engines.postgres.guarded("listen.import.same", async (db) => {
    const row = await db
      .selectFrom("import")
      .select(["id", "rows_total", "rows_accepted", "rows_rejected", "events", "customers"])
      .where("source", "=", source)
      .where("fingerprint", "=", fingerprint)
      .where("state", "=", "done")
      .orderBy("id")
      .executeTakeFirst();
    return row && { ...row, rows_total: row.rows_total ?? 0 };
  });
}

/** Whether other imports of this source may have left events: only then can an order have moved. */
export async function hasOthers(engines: Engines, source: string, id: number): Promise<boolean> {
  return await engines.postgres.guarded("listen.import.others", async (db) => {
    const row = await db
      .selectFrom("import")
      .select("id")
      .where("source", "=", source)
      .where("id", "!=", id)
      .where("started_at", "is not", null)
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  });
}

function stateOf(row: Row, now: Date): Omit<ImportState, "rejections"> {
  const elapsed_ms = row.started_at ? (row.ended_at ?? now).getTime() - row.started_at.getTime() : 0;
  const rows_per_second = elapsed_ms > 0 && row.rows_read > 0 ? row.rows_read / (elapsed_ms / 1000) : null;
  const left = row.rows_total === null ? null : Math.max(row.rows_total - row.rows_read, 0);
  const running = row.state === "running" && rows_per_second !== null && left !== null;
  return {
    id: row.id,
    source: row.source,
    location: Value.Parse(Location, row.location),
    state: row.state,
    rows_total: row.rows_total,
    rows_read: row.rows_read,
    rows_accepted: row.rows_accepted,
    rows_rejected: row.rows_rejected,
    rows_per_second,
    remaining_ms: running ? Math.round((left / rows_per_second) * 1000) : null,
    events: row.events,
    customers: row.customers,
    error: Value.Check(Fault, row.error) ? row.error : null,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}

/** An import as the API shows it, with the reasons of its dead letters. */
export async function importState(engines: Engines, id: number, now: Date): Promise<ImportState> {
  const row = await findRow(engines, id);
  const rejections = row.started_at === null ? [] : await letterReasons(engines.clickhouse, id);
  return { ...stateOf(row, now), rejections };
}

/** The newest imports first, without their dead letters' reasons. */
export async function listImports(
  engines: Engines,
  now: Date,
  before: number | undefined,
  limit: number,
): Promise<ImportState[]> {
  const rows = await engines.postgres.guarded("listen.import.list", (db) =>
    db
      .selectFrom("import")
      .selectAll()
      .$if(before !== undefined, (select) => select.where("id", "<", before ?? 0))
      .orderBy("id", "desc")
      .limit(limit)
      .execute(),
  );
  return rows.map((row) => ({ ...stateOf(row, now), rejections: [] }));
}
