// Calls out of this house that cannot be led into it: the host must be listed, and the address that was checked is the
// one that is connected to, so that a name which answers differently the second time reaches nothing.
import { lookup } from "node:dns/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ProblemError } from "#contract";
import { isPrivate } from "../../import/download.ts";
import { privateUrlsAllowed } from "../../import/limits.ts";

/** An address as a resolver gives it. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** What may be called, and how names become addresses. */
export interface Policy {
  /** api.example.com, *.example.com, api.example.com:8443 */
  readonly hosts: readonly string[];
  /** Whether calls may go without TLS. */
  readonly allows_http: boolean;
  /** Whether private addresses may be called. */
  readonly allows_private: boolean;
  readonly resolve: (host: string) => Promise<readonly Address[]>;
  readonly isForbidden: (address: string) => boolean;
}

/** The policy of this process: the system's resolver, private networks only where the settings allow them. */
export function policyOf(hosts: readonly string[]): Policy {
  const allows = privateUrlsAllowed();
  return {
    hosts,
    allows_http: allows,
    allows_private: allows,
    resolve: (host) => lookup(host, { all: true, verbatim: true }),
    isForbidden: isPrivate,
  };
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

/** Whether a host is listed. A line without a port means the usual one. */
export function isListed(url: URL, hosts: readonly string[]): boolean {
  return hosts.some((line) => {
    const [name = "", port = ""] = line.toLowerCase().split(":");
    if (port !== url.port) return false;
    return name.startsWith("*.") ? url.hostname.endsWith(name.slice(1)) : url.hostname === name;
  });
}

/**
 * Refuses what must not be called, as far as the URL itself shows it.
 * @throws {ProblemError} 422 bad_url, host_not_listed, private_url
 */
export function checkUrl(url: URL, policy: Policy): void {
  const schemes = policy.allows_http ? ["https:", "http:"] : ["https:"];
  if (!schemes.includes(url.protocol)) throw new ProblemError(422, "bad_url", "Only https URLs are called", "url");
  if (url.username !== "" || url.password !== "")
    throw new ProblemError(422, "bad_url", "Put the key into a header, not into the URL", "url");
  if (!isListed(url, policy.hosts)) {
    throw new ProblemError(422, "host_not_listed", `${url.host} is not among the hosts that may be called`, "url");
  }
  const host = hostOf(url);
  if (isIP(host) !== 0) refusePrivate([host], policy);
}

function refusePrivate(addresses: readonly string[], { allows_private, isForbidden }: Policy): void {
  if (allows_private || !addresses.some(isForbidden)) return;
  throw new ProblemError(422, "private_url", "This host leads into a private network", "url");
}

/** The addresses of a URL's host, each of them checked: one that is private refuses them all. */
async function addressesOf(url: URL, policy: Policy): Promise<readonly Address[]> {
  const host = hostOf(url);
  const family = isIP(host);
  const addresses = family === 0 ? await policy.resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  refusePrivate(
    addresses.map(({ address }) => address),
    policy,
  );
  return addresses;
}

/** A call: GET without a body, else POST. */
export interface Call {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Opens a call that {@link checkUrl} has let through and gives the head of its answer. Redirects are not followed.
 * @throws {ProblemError} as checkUrl; any network fault as it is
 */
export async function open(call: Call, policy: Policy, signal: AbortSignal): Promise<IncomingMessage> {
  checkUrl(call.url, policy);
  const addresses = await addressesOf(call.url, policy);
  signal.throwIfAborted();
  // Whatever the name says by now, these are the addresses that were checked.
  const pinned: LookupFunction = (_host, options, done) => {
    const [first] = addresses;
    if (options.all || first === undefined) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
  const { url, headers, body } = call;
  const client = url.protocol === "http:" ? http : https;
  return await new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    // A connection of its own: one that is kept was checked under another policy.
    const request = client.request(url, { method, headers, lookup: pinned, agent: false, signal }, resolve);
    request.on("error", reject);
    request.end(body);
  });
}
