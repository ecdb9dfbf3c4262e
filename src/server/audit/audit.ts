// The audit log: what people and programs changed. Written by the server for every route, so that no feature forgets it.
import { sql } from "kysely";
import type { AuditEntry, Caller } from "#contract";
import type { Postgres } from "#storage";

/** What is noted of a change: the route and its object, the names of what was sent, never the values. */
export interface Deed {
  readonly actor: Caller;
  readonly method: string;
  readonly route: string;
  readonly summary: string;
  readonly object: string;
  readonly fields: readonly string[];
  readonly address: string;
}

/** Writes one line. */
export async function noteDeed(postgres: Postgres, deed: Deed, now: Date): Promise<void> {
  const { actor, fields, ...rest } = deed;
  await postgres.guarded("server.audit.note", (db) =>
    db
      .insertInto("audit")
      .values({
        ...rest,
        fields: [...fields],
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: actor.name,
        at: now,
      })
      .execute(),
  );
}

/** Deletes the lines of before `until`; gives how many. */
export async function forgetDeeds(postgres: Postgres, until: Date): Promise<number> {
  const deleted = await postgres.guarded("server.audit.forget", (db) =>
    db.deleteFrom("audit").where("at", "<", until).executeTakeFirst(),
  );
  return Number(deleted.numDeletedRows);
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

/** The thing that a change was about: what its address names, else the id of what was made. */
export function objectOf(params: unknown, answer: unknown): string {
  const named = typeof params === "object" && params !== null ? Object.values(params).map(String) : [];
  if (named.length > 0) return named.join(" ").slice(0, 200);
  const id = member(answer, "id") ?? member(answer, "slug");
  return typeof id === "number" || typeof id === "string" ? String(id).slice(0, 200) : "";
}

/** Names of what a body sets, without its values. */
export function fieldsOf(body: unknown): string[] {
  if (typeof body !== "object" || body === null || Array.isArray(body) || ArrayBuffer.isView(body)) return [];
  return Object.keys(body).slice(0, 50);
}

/** What of the log is asked for; `before` is the id after which (back in time) the page begins. */
export interface AuditFilter {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly text?: string;
  readonly before?: number;
}

/** Lines of the log, newest first. Days are those of the zone. */
export async function readAudit(
  postgres: Postgres,
  filter: AuditFilter,
  limit: number,
  time_zone: string,
): Promise<AuditEntry[]> {
  const rows = await postgres.guarded("server.audit.read", async (db) => {
    let asked = db.selectFrom("audit").selectAll().orderBy("id", "desc").limit(limit);
    if (filter.before !== undefined) asked = asked.where("id", "<", filter.before);
    if (filter.from !== undefined)
      asked = asked.where("at", ">=", sql<Date>`${filter.from}::date::timestamp AT TIME ZONE ${time_zone}`);
    if (filter.to !== undefined)
      asked = asked.where("at", "<", sql<Date>`(${filter.to}::date + 1)::timestamp AT TIME ZONE ${time_zone}`);
    if (filter.actor !== undefined) asked = asked.where("actor_name", "=", filter.actor);
    if (filter.text !== undefined) {
      const like = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
      asked = asked.where((where) =>
        where.or([where("summary", "ilike", like), where("route", "ilike", like), where("object", "ilike", like)]),
      );
    }
    return asked.execute();
  });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Everybody who stands in the log, for the filter. */
export async function auditActors(postgres: Postgres): Promise<string[]> {
  const rows = await postgres.guarded("server.audit.actors", (db) =>
    db.selectFrom("audit").select("actor_name").distinct().orderBy("actor_name").limit(500).execute(),
  );
  return rows.map(({ actor_name }) => actor_name);
}
