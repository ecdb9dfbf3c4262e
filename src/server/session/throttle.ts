// Slows down guessing: attempts to sign in are counted by account and by address, in PostgreSQL, before they are tried.
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "kysely";
import { ProblemError } from "#contract";
import type { Postgres } from "#storage";

const window_ms = 15 * 60_000;
const most = { account: 10, address: 50 } as const;

/** One home or office: an IPv4 address, or the 64 bits of an IPv6 network. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

function keyOf(kind: keyof typeof most, value: string): string {
  return createHash("sha256").update(`${kind} ${value}`).digest("base64url");
}

/** Counts one attempt, before it is tried: so many at once are counted as many one after another. */
async function count(postgres: Postgres, key: string, limit: number, now: Date): Promise<void> {
  const since = new Date(now.getTime() - window_ms);
  const row = await postgres.guarded("server.throttle.count", (db) =>
    db
      .insertInto("login_attempt")
      .values({ key, attempts: 1, since: now })
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet({
          attempts: sql<number>`CASE WHEN login_attempt.since <= ${since} THEN 1 ELSE login_attempt.attempts + 1 END`,
          since: sql<Date>`CASE WHEN login_attempt.since <= ${since} THEN ${now}::timestamptz ELSE login_attempt.since END`,
        }),
      )
      .returning(["attempts", "since"])
      .executeTakeFirstOrThrow(),
  );
  if (row.attempts <= limit) return;
  const wait_s = Math.max(1, Math.ceil((row.since.getTime() + window_ms - now.getTime()) / 1000));
  throw new ProblemError(
    429,
    "login_throttled",
    `Too many attempts. Try again in ${Math.ceil(wait_s / 60)} min, or ask an admin for a link to a new password.`,
    undefined,
    wait_s,
  );
}

/** @throws {ProblemError} 429 login_throttled, alike for accounts that exist and that do not */
export async function countAttempt(postgres: Postgres, email: string, address: string, now: Date): Promise<void> {
  await count(postgres, keyOf("address", networkOf(address)), most.address, now);
  await count(postgres, keyOf("account", email), most.account, now);
}

/** A right password: its account begins anew, its address gets its attempt back, and what is long over is forgotten. */
export async function forgetAttempts(postgres: Postgres, email: string, address: string, now: Date): Promise<void> {
  await postgres.guarded("server.throttle.forget", async (db) => {
    await db
      .deleteFrom("login_attempt")
      .where((where) =>
        where.or([
          where("key", "=", keyOf("account", email)),
          where("since", "<", new Date(now.getTime() - 2 * window_ms)),
        ]),
      )
      .execute();
    await db
      .updateTable("login_attempt")
      .set((set) => ({ attempts: set("attempts", "-", 1) }))
      .where("key", "=", keyOf("address", networkOf(address)))
      .where("attempts", ">", 0)
      .execute();
  });
}
