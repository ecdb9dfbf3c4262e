// Who looks after a customer: the newest line of the table stands.
import { type ManagerChoice, type Managing, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { idsOf } from "./person.ts";

/** Users who may look after customers: whoever can sign in and write notes. */
export async function managerChoices(engines: Engines): Promise<ManagerChoice[]> {
  return engines.postgres.guarded("listen.manager.choices", (db) =>
    db
      .selectFrom("app_user")
      .select(["id as user_id", "name"])
      .where("enabled", "=", true)
      .where("role", "!=", "viewer")
      .orderBy("name")
      .execute(),
  );
}

/** The customer's manager now, and all changes, the newest first. A user who was removed is told by name, and manages nobody. */
export async function managing(engines: Engines, customer_id: string): Promise<Managing> {
  const ids = await idsOf(engines, customer_id);
  const rows = await engines.postgres.guarded("listen.manager.read", (db) =>
    db
      .selectFrom("customer_manager as line")
      .leftJoin("app_user as user", "user.id", "line.user_id")
      .select(["line.name", "line.set_by", "line.set_at", "user.id as user_id", "user.name as present_name"])
      .where("line.customer_id", "in", ids)
      .orderBy("line.id", "desc")
      .limit(100)
      .execute(),
  );
  const [last] = rows;
  const { user_id = null, present_name = null } = last ?? {};
  return {
    manager: user_id === null || present_name === null ? null : { user_id, name: present_name },
    history: rows.map(({ name, set_by, set_at }) => ({ name, set_by, set_at: set_at.toISOString() })),
  };
}

/**
 * Gives a customer a manager, or none.
 * @throws {ProblemError} 422 unknown_user
 */
export async function setManager(
  engines: Engines,
  customer_id: string,
  user_id: number | null,
  by: string,
  now: Date,
): Promise<Managing> {
  const choice = user_id === null ? null : (await managerChoices(engines)).find((user) => user.user_id === user_id);
  if (choice === undefined)
    throw new ProblemError(422, "unknown_user", "Choose a user who can sign in and is no viewer.", "user_id");
  await engines.postgres.guarded("listen.manager.set", (db) =>
    db
      .insertInto("customer_manager")
      .values({ customer_id, user_id, name: choice?.name ?? null, set_by: by, set_at: now })
      .execute(),
  );
  return managing(engines, customer_id);
}
