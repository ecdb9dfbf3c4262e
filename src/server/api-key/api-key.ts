// API keys: made and shown once, found by their hash, revoked. A key's scope is a role.
import { type ApiKey, type Caller, ProblemError, type Role, type Scope } from "#contract";
import type { Postgres } from "#storage";
import { looksSecret, randomSecret, secretHash } from "../user/secret.ts";

/** Tells our keys from tokens at a glance, also for programs that look for leaked ones. */
const prefix = "kompas_";

const roleOfScope = { read: "viewer", write: "analyst", admin: "admin" } as const satisfies Record<Scope, Role>;

/** The use of a key is noted no more often than this. */
const noted_ms = 60_000;

const shown = ["id", "name", "start", "scope", "created_by", "created_at", "last_used_at", "revoked_at"] as const;

interface KeyRow extends Pick<ApiKey, "id" | "name" | "start" | "scope" | "created_by"> {
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

function keyOf(row: KeyRow): ApiKey {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    revoked_at: row.revoked_at?.toISOString() ?? null,
  };
}

/** Whether a bearer is one of our keys by its looks. */
export function looksKey(bearer: string): boolean {
  return bearer.startsWith(prefix) && looksSecret(bearer.slice(prefix.length));
}

/** A new key; the key itself is in the answer and nowhere else. */
export async function createKey(
  postgres: Postgres,
  wanted: { name: string; scope: Scope; created_by: string },
  now: Date,
): Promise<ApiKey & { key: string }> {
  const key = `${prefix}${randomSecret()}`;
  const row = await postgres.guarded("server.api_key.create", (db) =>
    db
      .insertInto("api_key")
      .values({ ...wanted, start: key.slice(0, prefix.length + 4), hash: secretHash(key), created_at: now })
      .returning(shown)
      .executeTakeFirstOrThrow(),
  );
  return { ...keyOf(row), key };
}

/** All keys, the revoked ones last. */
export async function listKeys(postgres: Postgres): Promise<ApiKey[]> {
  const rows = await postgres.guarded("server.api_key.list", (db) =>
    db
      .selectFrom("api_key")
      .select(shown)
      .orderBy("revoked_at", (order) => order.desc().nullsFirst())
      .orderBy("id", "desc")
      .execute(),
  );
  return rows.map(keyOf);
}

/** Ends a key for ever. @throws {ProblemError} 404 no_key */
export async function revokeKey(postgres: Postgres, id: number, now: Date): Promise<void> {
  const { numUpdatedRows } = await postgres.guarded("server.api_key.revoke", (db) =>
    db
      .updateTable("api_key")
      .set({ revoked_at: now })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .executeTakeFirst(),
  );
  if (numUpdatedRows === 0n) throw new ProblemError(404, "no_key", "There is no such key, or it is revoked already.");
}

/** Who shows this key; undefined when it is none or revoked. */
export async function findKey(postgres: Postgres, key: string, now: Date): Promise<Caller | undefined> {
  const found = await postgres.guarded("server.api_key.find", (db) =>
    db
      .selectFrom("api_key")
      .select(["id", "name", "scope", "last_used_at"])
      .where("hash", "=", secretHash(key))
      .where("revoked_at", "is", null)
      .executeTakeFirst(),
  );
  if (found === undefined) return undefined;
  if (found.last_used_at === null || now.getTime() - found.last_used_at.getTime() >= noted_ms) {
    await postgres.guarded("server.api_key.used", (db) =>
      db.updateTable("api_key").set({ last_used_at: now }).where("id", "=", found.id).execute(),
    );
  }
  return { kind: "api_key", id: String(found.id), name: found.name, role: roleOfScope[found.scope] };
}
