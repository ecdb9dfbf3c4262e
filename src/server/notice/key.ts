// What calls of webhooks are signed with: one key of the workspace, made when it is first needed.
import { randomBytes } from "node:crypto";
import type { SigningKey } from "#contract";
import type { Postgres } from "#storage";

const fresh = () => `whsec_${randomBytes(24).toString("base64url")}`;

/** The key. */
export async function signingKey(postgres: Postgres, now: Date): Promise<SigningKey> {
  return await postgres.guarded("server.notice.key", async (db) => {
    await db
      .insertInto("signing_key")
      .values({ secret: fresh(), created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { secret, created_at } = await db
      .selectFrom("signing_key")
      .select(["secret", "created_at"])
      .executeTakeFirstOrThrow();
    return { secret, created_at: created_at.toISOString() };
  });
}

/** Puts a fresh key in its place; calls from now on are signed with it. */
export async function renewKey(postgres: Postgres, now: Date): Promise<SigningKey> {
  await postgres.guarded("server.notice.renew", (db) => db.deleteFrom("signing_key").execute());
  return await signingKey(postgres, now);
}
