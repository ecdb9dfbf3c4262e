// Who may call: the Host and Origin headers, the admin token, and the role that each route asks for.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import { type Access, ProblemError, type Role, roles } from "#contract";
import { hostName, isLoopback } from "./address.ts";
import type { Config } from "./config.ts";

export const sessionCookie = "kompas_session";

const loopbackNames: readonly string[] = ["localhost", "127.0.0.1", "::1"];
const safeMethods: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/**
 * Whether the server answers to this Host header. A page of a foreign name that resolves to us (DNS rebinding) sends
 * that name, so names are only ours or the configured ones. An address as it is cannot be rebound: it is taken when
 * the server listens beyond loopback.
 */
export function isOurHost(config: Config, header: string | undefined): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  if (loopbackNames.includes(name) || name === config.host.toLowerCase()) return true;
  if (config.public_url !== undefined && name === new URL(config.public_url).hostname) return true;
  return !isLoopback(config.host) && isIP(name) !== 0;
}

/**
 * Whether a request that changes something comes from our own page or from a program. Browsers send Origin with every
 * such request; a program like curl sends none.
 */
export function isOurOrigin(config: Config, headers: IncomingHttpHeaders): boolean {
  const { origin } = headers;
  if (origin === undefined)
    return headers["sec-fetch-site"] === undefined || headers["sec-fetch-site"] === "same-origin";
  if (origin === config.public_url) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
}

/** What the session cookie holds: derived from the token, so that the cookie does not give the token away. */
export function sessionOf(admin_token: string): string {
  return createHmac("sha256", admin_token).update("kompas session 1").digest("base64url");
}

/** Compares secrets in a time that tells nothing about them. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The caller's role: everyone is admin when no token is set (then only this machine can call), else who shows it. */
export function roleOf(config: Config, headers: IncomingHttpHeaders, session: string | undefined): Role | undefined {
  if (config.admin_token === undefined) return "admin";
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return sameSecret(bearer, config.admin_token) ? "admin" : undefined;
  if (session !== undefined && sameSecret(session, sessionOf(config.admin_token))) return "admin";
  return undefined;
}

/** Whether `role` reaches what a route asks for. */
export function allows(access: Access, role: Role | undefined): boolean {
  if (access === "public" || access === "source") return true;
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(access);
}

/** What the guard looks at in a request. */
export interface Caller {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly session: string | undefined;
}

/**
 * Lets a request pass or throws.
 * @throws {ProblemError} 421 host_not_allowed, 403 origin_not_allowed, 401 token_missing, 403 role_too_low
 */
export function admit(config: Config, access: Access, caller: Caller): void {
  // A touchpoint comes from any page and by any name of ours; its write key is all that counts.
  if (access === "source") return;
  if (!isOurHost(config, caller.headers.host)) {
    throw new ProblemError(
      421,
      "host_not_allowed",
      "Open Kompas by the address that it prints, or set KOMPAS_PUBLIC_URL to the one that you use.",
    );
  }
  if (!safeMethods.includes(caller.method) && !isOurOrigin(config, caller.headers)) {
    throw new ProblemError(
      403,
      "origin_not_allowed",
      "A change was asked for by another site's page. If that page is yours, set KOMPAS_PUBLIC_URL to its address.",
    );
  }
  const role = roleOf(config, caller.headers, caller.session);
  if (allows(access, role)) return;
  if (role === undefined) {
    throw new ProblemError(
      401,
      "token_missing",
      "Send the header `Authorization: Bearer <KOMPAS_ADMIN_TOKEN>`, or open /?token=<KOMPAS_ADMIN_TOKEN> once in the browser.",
    );
  }
  throw new ProblemError(403, "role_too_low", `This needs the role ${access}.`);
}
