// Links that work once: the set-up of the first admin, an invitation, a new password. Only the token's hash is kept.
import type { Transaction } from "kysely";
import { type FreshLink, type Invitation, type LinkShown, ProblemError, type Role } from "#contract";
import type { Database, Postgres } from "#storage";
import { looksSecret, randomSecret, secretHash } from "./secret.ts";

const day_ms = 86_400_000;
const lasting_days = { setup: 7, invitation: 7, reset: 1 } as const;

type Kind = keyof typeof lasting_days;

// The token stands behind the #, so no server and no log ever sees it as a part of an address.
function pathOf(kind: Kind, token: string): string {
  return `${kind === "setup" ? "/set-up" : "/join"}#${token}`;
}

interface Wanted {
  readonly kind: Kind;
  readonly email: string | null;
  readonly role: Role | null;
  readonly user_id: number | null;
  readonly created_by: string;
}

/** Makes a link; earlier ones of the same e-mail or for the same person end with it. */
async function makeLink(postgres: Postgres, wanted: Wanted, now: Date): Promise<FreshLink> {
  const token = randomSecret();
  const expires_at = new Date(now.getTime() + lasting_days[wanted.kind] * day_ms);
  await postgres.guarded("server.link.make", (db) =>
    db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("user_link").where("expires_at", "<=", now).execute();
      const earlier = transaction.deleteFrom("user_link").where("kind", "=", wanted.kind);
      if (wanted.email !== null) await earlier.where("email", "=", wanted.email).execute();
      if (wanted.user_id !== null) await earlier.where("user_id", "=", wanted.user_id).execute();
      await transaction
        .insertInto("user_link")
        .values({ ...wanted, hash: secretHash(token), created_at: now, expires_at })
        .execute();
    }),
  );
  return { path: pathOf(wanted.kind, token), expires_at: expires_at.toISOString() };
}

const nobody = { email: null, role: null, user_id: null } as const;

/** The way to the first admin. Those made before stay good: several servers may have told one each. */
export function makeSetupLink(postgres: Postgres, now: Date): Promise<FreshLink> {
  return makeLink(postgres, { ...nobody, kind: "setup", created_by: "" }, now);
}

/** @throws {ProblemError} 409 email_taken */
export async function invite(
  postgres: Postgres,
  invitation: { email: string; role: Role; created_by: string },
  now: Date,
): Promise<FreshLink> {
  const known = await postgres.guarded("server.link.invitee", (db) =>
    db.selectFrom("app_user").select("id").where("email", "=", invitation.email).executeTakeFirst(),
  );
  if (known !== undefined) throw new ProblemError(409, "email_taken", "This e-mail has an account already.", "email");
  return makeLink(postgres, { ...nobody, kind: "invitation", ...invitation }, now);
}

/** A link by which a person chooses a new password. */
export function makeResetLink(postgres: Postgres, user_id: number, created_by: string, now: Date): Promise<FreshLink> {
  return makeLink(postgres, { ...nobody, kind: "reset", user_id, created_by }, now);
}

/** Invitations that are open, newest first. */
export async function listInvitations(postgres: Postgres, now: Date): Promise<Invitation[]> {
  const rows = await postgres.guarded("server.link.list", (db) =>
    db
      .selectFrom("user_link")
      .select(["id", "email", "role", "created_by", "created_at", "expires_at"])
      .where("kind", "=", "invitation")
      .where("expires_at", ">", now)
      .orderBy("id", "desc")
      .execute(),
  );
  return rows.flatMap(({ id, email, role, created_by, created_at, expires_at }) =>
    email === null || role === null
      ? []
      : [{ id, email, role, created_by, created_at: created_at.toISOString(), expires_at: expires_at.toISOString() }],
  );
}

/** Takes an invitation back. @throws {ProblemError} 404 no_invitation */
export async function withdrawInvitation(postgres: Postgres, id: number): Promise<void> {
  const { numDeletedRows } = await postgres.guarded("server.link.withdraw", (db) =>
    db.deleteFrom("user_link").where("id", "=", id).where("kind", "=", "invitation").executeTakeFirst(),
  );
  if (numDeletedRows === 0n) throw new ProblemError(404, "no_invitation", "This invitation is no longer open.");
}

function badLink(): ProblemError {
  return new ProblemError(404, "link_invalid", "This link was used already, has expired, or is not whole.");
}

/** What a link is for. @throws {ProblemError} 404 link_invalid */
export async function showLink(postgres: Postgres, token: string, now: Date): Promise<LinkShown> {
  if (!looksSecret(token)) throw badLink();
  const found = await postgres.guarded("server.link.show", (db) =>
    db
      .selectFrom("user_link")
      .leftJoin("app_user", "app_user.id", "user_link.user_id")
      .select(["user_link.kind", "user_link.email", "app_user.email as user_email", "user_link.role"])
      .select("user_link.expires_at")
      .where("user_link.hash", "=", secretHash(token))
      .where("user_link.expires_at", ">", now)
      .executeTakeFirst(),
  );
  if (found === undefined) throw badLink();
  const { kind, email, user_email, role, expires_at } = found;
  return { kind, email: email ?? user_email, role, expires_at: expires_at.toISOString() };
}

/** Uses a link up, in the transaction of what it is used for. @throws {ProblemError} 404 link_invalid */
export async function takeLink(db: Transaction<Database>, token: string, kind: Kind, now: Date) {
  const taken = looksSecret(token)
    ? await db
        .deleteFrom("user_link")
        .where("hash", "=", secretHash(token))
        .where("kind", "=", kind)
        .where("expires_at", ">", now)
        .returning(["email", "role", "user_id"])
        .executeTakeFirst()
    : undefined;
  if (taken === undefined) throw badLink();
  return taken;
}
