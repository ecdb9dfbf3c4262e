// The rows of sources: made, found, changed, deleted.
import { randomBytes } from "node:crypto";
import { type Selectable, sql } from "kysely";
import { ProblemError, type SourceChange, type SourceRequest } from "#contract";
import { type Database, type Engines, StorageError } from "#storage";
import { namesInUse } from "./health.sql.ts";
import { freeSlug, slugOf } from "./slug.ts";
import { type OldKeys, oldKeys, sources } from "./source.ts";

export type SourceRow = Selectable<Database["source"]>;

/** A new write key: nothing but letters and digits, so that it stands unquoted anywhere. */
function newKey(): string {
  return randomBytes(20).toString("hex");
}

/** @throws {ProblemError} 404 no_such_source */
export async function findSource(engines: Engines, slug: string): Promise<SourceRow> {
  const row = await engines.postgres.guarded("listen.source.find", (db) =>
    db.selectFrom("source").selectAll().where("slug", "=", slug).executeTakeFirst(),
  );
  if (row) return row;
  throw new ProblemError(404, "no_such_source", `There is no source ${slug}; the page of sources lists them all`);
}

export async function listSources(engines: Engines): Promise<SourceRow[]> {
  return await engines.postgres.guarded("listen.source.list", (db) =>
    db.selectFrom("source").selectAll().orderBy("name").orderBy("id").execute(),
  );
}

/** Sources of imports, with what they brought. */
export async function listImported(engines: Engines) {
  return await engines.postgres.guarded("listen.source.imported", (db) =>
    db
      .selectFrom("import")
      .select(({ fn }) => [
        "source",
        fn.countAll<number>().as("imports"),
        // A sum of bigints is numeric in PostgreSQL, which comes as text.
        sql<number>`sum(events)::bigint`.as("events"),
        fn.max("ended_at").as("last_at"),
      ])
      .where("state", "=", "done")
      .groupBy("source")
      .orderBy("source")
      .execute(),
  );
}

/** Which of these slugs a source has, or any event: another's history must not become this one's. */
export async function takenSlugs(engines: Engines, candidates: readonly string[]): Promise<ReadonlySet<string>> {
  const [rows, imported, used] = await Promise.all([
    listSources(engines),
    listImported(engines),
    namesInUse(engines.clickhouse, [...candidates]),
  ]);
  return new Set([...rows.map(({ slug }) => slug), ...[...imported, ...used].map(({ source }) => source)]);
}

async function chooseSlug(engines: Engines, slug: string): Promise<string> {
  const candidates = [slug, ...Array.from({ length: 200 }, (_, at) => `${slug}-${at + 2}`)];
  return freeSlug(slug, await takenSlugs(engines, candidates));
}

/** Makes a source with a key of its own. Two of the same name get different slugs; another slug may be wished for. */
export async function createSource(
  engines: Engines,
  request: SourceRequest,
  settings: Record<string, unknown>,
  wished = slugOf(request.name) || request.kind.replace("_", "-"),
): Promise<SourceRow> {
  for (let attempt = 1; ; attempt += 1) {
    const slug = await chooseSlug(engines, wished);
    try {
      const row = await engines.postgres.guarded("listen.source.create", (db) =>
        db
          .insertInto("source")
          .values({
            slug,
            name: request.name.trim(),
            kind: request.kind,
            write_key: newKey(),
            settings: JSON.stringify(settings),
          })
          .returningAll()
          .executeTakeFirstOrThrow(),
      );
      sources.forget(engines);
      return row;
    } catch (fault) {
      // Somebody took the slug in between.
      if (attempt < 5 && fault instanceof StorageError && fault.code === "conflict") continue;
      throw fault;
    }
  }
}

/** @throws {ProblemError} 404 no_such_source */
export async function changeSource(engines: Engines, slug: string, change: SourceChange): Promise<SourceRow> {
  const { id } = await findSource(engines, slug);
  const values = {
    ...(change.name === undefined ? {} : { name: change.name.trim() }),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
  };
  if (Object.keys(values).length > 0) {
    await engines.postgres.guarded("listen.source.change", (db) =>
      db.updateTable("source").set(values).where("id", "=", id).execute(),
    );
    sources.forget(engines);
  }
  return await findSource(engines, slug);
}

/**
 * Writes what `change` makes of the settings, in one transaction, so that two changes do not undo one another.
 * @throws {ProblemError} 404 no_such_source
 */
export async function changeSettings(
  engines: Engines,
  slug: string,
  change: (row: SourceRow) => { readonly settings: Record<string, unknown>; readonly write_key?: string },
): Promise<SourceRow> {
  const { id } = await findSource(engines, slug);
  const changed = await engines.postgres.guarded("listen.source.settings", (db) =>
    db.transaction().execute(async (transaction) => {
      const row = await transaction
        .selectFrom("source")
        .selectAll()
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { settings, write_key = row.write_key } = change(row);
      return await transaction
        .updateTable("source")
        .set({ settings: JSON.stringify(settings), write_key })
        .where("id", "=", id)
        .returningAll()
        .executeTakeFirstOrThrow();
    }),
  );
  sources.forget(engines);
  return changed;
}

/** The keys that were replaced and are still taken. */
export function validOldKeys(row: SourceRow, now: Date): OldKeys {
  return oldKeys(row.settings).filter(({ until }) => Date.parse(until) > now.getTime());
}

/** A new key; the present one is taken for so long, so that what is deployed has time to change. */
export async function rotateKey(engines: Engines, slug: string, grace_hours: number, now: Date): Promise<SourceRow> {
  return await changeSettings(engines, slug, (row) => {
    const until = new Date(now.getTime() + grace_hours * 3_600_000).toISOString();
    const replaced = grace_hours > 0 ? [{ key: row.write_key, until }] : [];
    return {
      settings: { ...row.settings, old_keys: [...validOldKeys(row, now), ...replaced] },
      write_key: newKey(),
    };
  });
}

/**
 * Deletes a source that has left nothing.
 * @throws {ProblemError} 404 no_such_source, 409 source_has_events
 */
export async function deleteSource(engines: Engines, slug: string): Promise<void> {
  const { id } = await findSource(engines, slug);
  const used = await namesInUse(engines.clickhouse, [slug]);
  if (used.length > 0) {
    throw new ProblemError(
      409,
      "source_has_events",
      "Events of this source stand in the log and go on counting, so it stays. Switch it off to take no more of them.",
    );
  }
  await engines.postgres.guarded("listen.source.delete", (db) =>
    db.deleteFrom("source").where("id", "=", id).execute(),
  );
  sources.forget(engines);
}
