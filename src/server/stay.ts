// Streams that last: whoever opened one is asked for again and again, as a right that ended must end what it opened.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Access } from "#contract";
import type { Identify } from "./caller.ts";
import { admitRole, sessionCookie } from "./guard.ts";

/** How often it is asked, and how long an answer may take. */
export interface StayTimes {
  readonly every_ms: number;
  readonly patience_ms: number;
}

export interface Stay extends StayTimes {
  readonly identify: Identify;
}

/** What is still on its way to a reader may arrive; one that does not read is cut off. */
const farewell_ms = 2_000;

/** An indexed query every five seconds for each stream, and an end within twelve. */
export const stayTimes: StayTimes = { every_ms: 5_000, patience_ms: 4_000 };

/**
 * Ends a lasting answer when its caller may no longer have it: logged out, removed, less of a role, key revoked. `end`
 * is called with the reason, then the connection goes. When it cannot be found out, the stream ends too: the caller
 * comes again and is asked then.
 */
export function admitWhileOpen(
  { identify, every_ms, patience_ms }: Stay,
  access: Access,
  { headers, cookies }: FastifyRequest,
  reply: FastifyReply,
  end: (reason: unknown) => void,
): void {
  if (access === "public" || access === "source") return;
  let asking_since: number | undefined;
  const stop = (reason: unknown) => {
    clearInterval(timer);
    end(reason);
    setTimeout(() => reply.raw.destroy(), farewell_ms).unref();
  };
  const ask = async () => {
    // Looking is no use of a session: it would keep alive what nobody uses, and leave its cookie behind.
    const { caller } = await identify({ headers, session: cookies[sessionCookie], passive: true });
    admitRole(access, caller?.role);
  };
  const timer = setInterval(() => {
    if (asking_since !== undefined) {
      if (performance.now() - asking_since >= patience_ms) stop(new Error("It takes too long to find out who calls"));
      return;
    }
    asking_since = performance.now();
    ask()
      .finally(() => {
        asking_since = undefined;
      })
      .catch(stop);
  }, every_ms);
  timer.unref();
  reply.raw.once("close", () => clearInterval(timer));
}
