// Sessions of browsers: begun by a login, found by a cookie, ended by a person, by time, or with the account.
import type { Caller } from "#contract";
import type { Postgres } from "#storage";
import { looksSecret, randomSecret, secretHash } from "../user/secret.ts";

const day_ms = 86_400_000;

/** A session ends so long after it was last used … */
export const idle_ms = 14 * day_ms;
/** … and so long after it began, however much it is used. */
const longest_ms = 90 * day_ms;
/** Its use is noted no more often than this. */
const noted_ms = 5 * 60_000;

/** Begins a session and forgets those that are over. The id is told to the browser alone. */
export async function beginSession(
  postgres: Postgres,
  user_id: number,
  now: Date,
): Promise<{ id: string; expires_at: Date }> {
  const id = randomSecret();
  const expires_at = new Date(now.getTime() + idle_ms);
  await postgres.guarded("server.session.begin", async (db) => {
    await db.deleteFrom("user_session").where("expires_at", "<=", now).execute();
    await db
      .insertInto("user_session")
      .values({ hash: secretHash(id), user_id, created_at: now, seen_at: now, expires_at })
      .execute();
    await db.updateTable("app_user").set({ last_login_at: now }).where("id", "=", user_id).execute();
  });
  return { id, expires_at };
}

/** Whose session this is. `renewed` is set when its `used` moved its end, so that the cookie's end moves too. */
export async function findSession(
  postgres: Postgres,
  id: string,
  now: Date,
  used = true,
): Promise<{ caller: Caller; renewed: Date | undefined } | undefined> {
  if (!looksSecret(id)) return undefined;
  const hash = secretHash(id);
  const found = await postgres.guarded("server.session.find", (db) =>
    db
      .selectFrom("user_session")
      .innerJoin("app_user", "app_user.id", "user_session.user_id")
      .select(["app_user.id", "app_user.name", "app_user.role", "user_session.created_at", "user_session.seen_at"])
      .where("user_session.hash", "=", hash)
      .where("user_session.expires_at", ">", now)
      .where("app_user.enabled", "=", true)
      .executeTakeFirst(),
  );
  if (found === undefined) return undefined;
  const caller: Caller = { kind: "user", id: String(found.id), name: found.name, role: found.role };
  if (!used || now.getTime() - found.seen_at.getTime() < noted_ms) return { caller, renewed: undefined };
  const end_ms = Math.min(now.getTime() + idle_ms, found.created_at.getTime() + longest_ms);
  const renewed = new Date(end_ms);
  await postgres.guarded("server.session.renew", (db) =>
    db.updateTable("user_session").set({ seen_at: now, expires_at: renewed }).where("hash", "=", hash).execute(),
  );
  return { caller, renewed };
}

/** Ends one session; one that is not there is ended already. */
export async function endSession(postgres: Postgres, id: string): Promise<void> {
  await postgres.guarded("server.session.end", (db) =>
    db.deleteFrom("user_session").where("hash", "=", secretHash(id)).execute(),
  );
}

/** Ends all sessions of a person. */
export async function endSessions(postgres: Postgres, user_id: number): Promise<void> {
  await postgres.guarded("server.session.end_all", (db) =>
    db.deleteFrom("user_session").where("user_id", "=", user_id).execute(),
  );
}
