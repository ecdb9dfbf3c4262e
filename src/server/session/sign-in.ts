// Begins the session of somebody whose right to it was just shown, and tells who that is.
import type { Caller, Context, Me, SessionCookie, User } from "#contract";
import type { Engines } from "#storage";
import { beginSession, endSession } from "./session.ts";

/** The parts of a request that signing in needs. */
export interface Signing {
  readonly cookie?: SessionCookie;
  readonly context: Context<Engines>;
}

/** Ends the browser's session, if it has one, and begins one of this person under a new id. */
export async function signIn({ cookie, context }: Signing, user: User): Promise<Me> {
  const { postgres } = context.engines;
  if (cookie?.id !== undefined) await endSession(postgres, cookie.id);
  const { id, expires_at } = await beginSession(postgres, user.id, context.now());
  const caller: Caller = { kind: "user", id: String(user.id), name: user.name, role: user.role };
  cookie?.begin(id, expires_at, caller);
  return {
    caller: { kind: "user", id: caller.id, name: user.name, role: user.role, email: user.email },
    setup: false,
  };
}
