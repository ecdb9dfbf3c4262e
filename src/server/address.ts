// What kind of address a host is: this machine only, every interface, a literal, a name.
import { isIP } from "node:net";

/** True when only programs on this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

export function isAllInterfaces(host: string): boolean {
  return host === "0.0.0.0" || host === "::";
}

/** A host as it stands in a URL: an IPv6 address in brackets. */
export function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

/** The host name of a Host header, lower case, without port and brackets; undefined when it is none. */
export function hostName(header: string | undefined): string | undefined {
  if (header === undefined || !/^[\w.:[\]-]+$/.test(header)) return undefined;
  const text = `http://${header}`;
  if (!URL.canParse(text)) return undefined;
  return new URL(text).hostname.replace(/^\[(.*)\]$/, "$1");
}
