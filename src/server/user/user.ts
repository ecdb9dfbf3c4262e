// The people who may sign in: found, listed, changed, removed. The last admin always stays.
import { sql, type Transaction } from "kysely";
import { ProblemError, type Role, type User } from "#contract";
import type { Database, Postgres } from "#storage";

const shown = ["id", "email", "name", "role", "enabled", "created_at", "last_login_at"] as const;

interface UserRow extends Pick<User, "id" | "email" | "name" | "role" | "enabled"> {
  readonly created_at: Date;
  readonly last_login_at: Date | null;
}

function userOf(row: UserRow): User {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_login_at: row.last_login_at?.toISOString() ?? null,
  };
}

/** E-mail as it is kept and compared. */
export function plainEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** Whether anybody can sign in yet. */
export async function hasUsers(postgres: Postgres): Promise<boolean> {
  return postgres.guarded("server.user.any", async (db) => {
    const found = await db.selectFrom("app_user").select("id").limit(1).executeTakeFirst();
    return found !== undefined;
  });
}

/** All people, by name. */
export async function listUsers(postgres: Postgres): Promise<User[]> {
  const rows = await postgres.guarded("server.user.list", (db) =>
    db.selectFrom("app_user").select(shown).orderBy("name").orderBy("id").execute(),
  );
  return rows.map(userOf);
}

/** @throws {ProblemError} 404 no_user */
export async function findUser(postgres: Postgres, id: number): Promise<User> {
  const row = await postgres.guarded("server.user.find", (db) =>
    db.selectFrom("app_user").select(shown).where("id", "=", id).executeTakeFirst(),
  );
  if (row === undefined) throw new ProblemError(404, "no_user", `There is no user ${id}.`);
  return userOf(row);
}

/** What is needed to check a password, and whose it is. */
export async function findLogin(postgres: Postgres, by: { email: string } | { id: number }) {
  return postgres.guarded("server.user.login", (db) => {
    const asked = db.selectFrom("app_user").select([...shown, "password_hash"]);
    return ("email" in by ? asked.where("email", "=", by.email) : asked.where("id", "=", by.id)).executeTakeFirst();
  });
}

/** A new person. @throws {ProblemError} 409 email_taken */
export async function createUser(
  db: Transaction<Database>,
  user: { email: string; name: string; role: Role; password_hash: string },
  now: Date,
): Promise<User> {
  const row = await db
    .insertInto("app_user")
    .values({ ...user, name: user.name.trim(), created_at: now })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning(shown)
    .executeTakeFirst();
  if (row === undefined) throw new ProblemError(409, "email_taken", "This e-mail has an account already.", "email");
  return userOf(row);
}

/** Keeps others from changing admins until the transaction ends, so that two changes cannot take the last two away. */
async function lockUsers(db: Transaction<Database>): Promise<void> {
  await sql`LOCK TABLE app_user IN SHARE ROW EXCLUSIVE MODE`.execute(db);
}

/** @throws {ProblemError} 409 last_admin */
async function demandAdmin(db: Transaction<Database>): Promise<void> {
  const admin = await db
    .selectFrom("app_user")
    .select("id")
    .where("role", "=", "admin")
    .where("enabled", "=", true)
    .limit(1)
    .executeTakeFirst();
  if (admin === undefined)
    throw new ProblemError(409, "last_admin", "This is the last admin. Make somebody else an admin first.");
}

/**
 * Changes a person; who is disabled is signed out everywhere.
 * @throws {ProblemError} 404 no_user, 409 last_admin
 */
export async function changeUser(
  postgres: Postgres,
  id: number,
  change: { name?: string; role?: Role; enabled?: boolean },
): Promise<User> {
  await findUser(postgres, id);
  if (Object.keys(change).length === 0) return findUser(postgres, id);
  await postgres.guarded("server.user.change", (db) =>
    db.transaction().execute(async (transaction) => {
      await lockUsers(transaction);
      const values = change.name === undefined ? change : { ...change, name: change.name.trim() };
      await transaction.updateTable("app_user").set(values).where("id", "=", id).execute();
      await demandAdmin(transaction);
      if (change.enabled === false) await transaction.deleteFrom("user_session").where("user_id", "=", id).execute();
    }),
  );
  return findUser(postgres, id);
}

/** Removes a person with all sessions and links. @throws {ProblemError} 404 no_user, 409 last_admin */
export async function removeUser(postgres: Postgres, id: number): Promise<void> {
  await findUser(postgres, id);
  await postgres.guarded("server.user.remove", (db) =>
    db.transaction().execute(async (transaction) => {
      await lockUsers(transaction);
      await transaction.deleteFrom("app_user").where("id", "=", id).execute();
      await demandAdmin(transaction);
    }),
  );
}

/** A new password; every session ends, as somebody else may hold one. */
export async function setPassword(db: Transaction<Database>, id: number, password_hash: string): Promise<void> {
  await db.updateTable("app_user").set({ password_hash }).where("id", "=", id).execute();
  await db.deleteFrom("user_session").where("user_id", "=", id).execute();
}

/** The first admin, if there is still nobody. @throws {ProblemError} 409 set_up_done */
export async function createFirstAdmin(
  postgres: Postgres,
  user: { email: string; name: string; password_hash: string },
  now: Date,
): Promise<User> {
  return postgres.guarded("server.user.first", (db) =>
    db.transaction().execute(async (transaction) => {
      await lockUsers(transaction);
      const found = await transaction.selectFrom("app_user").select("id").limit(1).executeTakeFirst();
      if (found !== undefined) throw new ProblemError(409, "set_up_done", "Kompas has an admin already: sign in.");
      await transaction.deleteFrom("user_link").where("kind", "=", "setup").execute();
      return createUser(transaction, { ...user, role: "admin" }, now);
    }),
  );
}
