// Who may call: the Host and Origin headers, and the role that each route asks for. caller.ts says who it is.
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

/** Whether `role` reaches what a route asks for. */
export function allows(access: Access, role: Role | undefined): boolean {
  if (access === "public" || access === "source") return true;
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(access);
}

/** What the guard looks at in a request. */
export interface Asking {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Refuses what was sent to a foreign name of ours or by a foreign page.
 * @throws {ProblemError} 421 host_not_allowed, 403 origin_not_allowed
 */
export function admitPlace(config: Config, access: Access, asking: Asking): void {
  // A touchpoint comes from any page and by any name of ours; its write key is all that counts.
  if (access === "source") return;
  if (!isOurHost(config, asking.headers.host)) {
    throw new ProblemError(
      421,
      "host_not_allowed",
      "Open Kompas by the address that it prints, or set KOMPAS_PUBLIC_URL to the one that you use.",
    );
  }
  if (!safeMethods.includes(asking.method) && !isOurOrigin(config, asking.headers)) {
    throw new ProblemError(
      403,
      "origin_not_allowed",
      "A change was asked for by another site's page. If that page is yours, set KOMPAS_PUBLIC_URL to its address.",
    );
  }
}

/** No page of another site can send this header without asking first, and we allow it to none. */
export const ownHeader = "x-kompas";

/**
 * Refuses a change by a cookie that does not show that it comes from our page: browsers that send neither Origin nor
 * Sec-Fetch-Site send cookies all the same.
 * @throws {ProblemError} 403 origin_missing
 */
export function admitCookie(asking: Asking): void {
  const { origin, "sec-fetch-site": site, [ownHeader]: own } = asking.headers;
  if (safeMethods.includes(asking.method) || origin !== undefined || site === "same-origin" || own !== undefined)
    return;
  throw new ProblemError(
    403,
    "origin_missing",
    `A change by a session needs the header Origin or ${ownHeader}. A program sends a key instead: Authorization: Bearer …`,
  );
}

/**
 * Lets a caller pass whose role reaches what the route asks for.
 * @throws {ProblemError} 401 login_required, 403 role_too_low
 */
export function admitRole(access: Access, role: Role | undefined): void {
  if (allows(access, role)) return;
  if (role === undefined) {
    throw new ProblemError(
      401,
      "login_required",
      "Sign in, or send the header `Authorization: Bearer …` with an API key or KOMPAS_ADMIN_TOKEN.",
    );
  }
  throw new ProblemError(403, "role_too_low", `This needs the role ${access}; yours is ${role}.`);
}
