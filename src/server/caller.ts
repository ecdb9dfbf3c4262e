// Who calls: told by a key, a token, the secret of this machine's terminal, or the cookie of a session.
import type { IncomingHttpHeaders } from "node:http";
import type { Caller } from "#contract";
import { isLoopback } from "./address.ts";
import { findKey, looksKey } from "./api-key/api-key.ts";
import type { Config } from "./config.ts";
import { sameSecret, sessionOf } from "./guard.ts";
import type { Kompas } from "./kompas.ts";
import { findSession } from "./session/session.ts";
import { hasUsers } from "./user/user.ts";

/** What a request shows of its caller. */
export interface Shown {
  readonly headers: IncomingHttpHeaders;
  /** The session cookie. */
  readonly session: string | undefined;
  /** Only looked at, not used: a session is not prolonged by it. */
  readonly passive?: boolean;
}

export interface Identified {
  /** Undefined when nobody known calls. */
  readonly caller: Caller | undefined;
  /** The browser sent the cookie by itself, maybe for another site's page. */
  readonly by_cookie: boolean;
  /** The session was prolonged: the cookie has to be as well. */
  readonly renewed?: Date | undefined;
}

export type Identify = (shown: Shown) => Promise<Identified>;

export const publicCaller: Caller = { kind: "public", id: "", name: "", role: undefined };
export const sourceCaller: Caller = { kind: "source", id: "", name: "", role: undefined };
const tokenCaller: Caller = { kind: "token", id: "token", name: "KOMPAS_ADMIN_TOKEN", role: "admin" };
const terminalCaller: Caller = { kind: "local", id: "terminal", name: "Terminal", role: "admin" };
const localCaller: Caller = { kind: "local", id: "computer", name: "This computer", role: "admin" };

/** Whether only this machine can call, so that nobody has to sign in as long as there are no users. */
export function isPrivate(config: Config): boolean {
  if (!isLoopback(config.host) || config.admin_token !== undefined) return false;
  return config.public_url === undefined || isLoopback(new URL(config.public_url).hostname);
}

const unknown: Identified = { caller: undefined, by_cookie: false };

function known(caller: Caller | undefined): Identified {
  return { caller, by_cookie: false };
}

/** Finds out who calls. Each way costs at most one indexed query, so that what was revoked ends at once. */
export function identifier(kompas: Kompas): Identify {
  const { admin_token } = kompas.config;
  const cookie_of_token = admin_token === undefined ? undefined : sessionOf(admin_token);
  // There is always an admin once there was one, so this never turns back.
  let peopled = false;

  const byBearer = async (bearer: string): Promise<Caller | undefined> => {
    if (admin_token !== undefined && sameSecret(bearer, admin_token)) return tokenCaller;
    if (sameSecret(bearer, kompas.local_key)) return terminalCaller;
    return looksKey(bearer) ? findKey(kompas.ready().engines.postgres, bearer, kompas.now()) : undefined;
  };
  const byCookie = async (session: string, passive: boolean): Promise<Identified> => {
    if (cookie_of_token !== undefined && sameSecret(session, cookie_of_token))
      return { caller: tokenCaller, by_cookie: true };
    // Ours have 43 characters: the database is not asked about others.
    if (session.length !== 43) return unknown;
    const found = await findSession(kompas.ready().engines.postgres, session, kompas.now(), !passive);
    return { caller: found?.caller, by_cookie: true, renewed: found?.renewed };
  };
  return async ({ headers, session, passive = false }) => {
    const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
    const shown =
      bearer !== undefined
        ? known(await byBearer(bearer))
        : session !== undefined
          ? await byCookie(session, passive)
          : unknown;
    if (shown.caller !== undefined || peopled || !isPrivate(kompas.config)) return shown;
    peopled = await hasUsers(kompas.ready().engines.postgres);
    return peopled ? shown : known(localCaller);
  };
}
