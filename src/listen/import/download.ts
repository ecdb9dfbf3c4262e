// Fetches a file of the web without letting its URL reach into the private network.
import { lookup } from "node:dns";
import { createWriteStream } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { BlockList, type LookupFunction } from "node:net";
import { pipeline } from "node:stream/promises";
import { ProblemError } from "#contract";
import { limited } from "./limited.ts";
import { privateUrlsAllowed, uploadBytesMax } from "./limits.ts";

// IANA's special-purpose registries (RFC 6890): nothing there is a public host.
const inside = new BlockList();
for (const [net, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const) {
  inside.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  inside.addSubnet(net, prefix, "ipv6");
}

/** Whether an address belongs to this machine or a private network. */
export function isPrivate(address: string): boolean {
  return inside.check(address, address.includes(":") ? "ipv6" : "ipv4");
}

const refused = () =>
  new ProblemError(
    422,
    "private_url",
    "This URL leads into a private network; KOMPAS_ALLOW_PRIVATE_URLS=1 permits it",
    "location",
  );

// The address that was checked is the one connected to, so that a name cannot answer differently the second time.
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (fault, addresses) => {
    if (fault) return done(fault, "", 4);
    const [first] = addresses;
    if (!first || (!privateUrlsAllowed() && addresses.some(({ address }) => isPrivate(address)))) {
      return done(refused(), "", 4);
    }
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

function get(url: URL, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (!privateUrlsAllowed()) {
    if (url.protocol !== "https:")
      throw new ProblemError(422, "bad_url", "Only https and s3 URLs are imported", "location");
    // A literal address needs no lookup, so it is checked here.
    if (/^[\d.]+$|:/.test(host) && isPrivate(host)) throw refused();
  }
  const client = url.protocol === "http:" ? http : https;
  return new Promise((resolve, reject) => {
    const request = client.get(url, { lookup: publicLookup, timeout: 30_000, ...(signal ? { signal } : {}) }, resolve);
    request.on("timeout", () => request.destroy(new Error("No answer within 30 s")));
    request.on("error", reject);
  });
}

/** Writes the body at `url` to `file`, following at most five redirects, each checked as the first. */
export async function download(url: URL, file: string, signal?: AbortSignal, redirects = 5): Promise<void> {
  let response: IncomingMessage;
  try {
    response = await get(url, signal);
  } catch (fault) {
    if (fault instanceof ProblemError) throw fault;
    throw new ProblemError(
      422,
      "url_unreachable",
      `${url.host} does not answer: ${fault instanceof Error ? fault.message : fault}`,
      "location",
    );
  }
  const status = response.statusCode ?? 0;
  const next = response.headers.location;
  if (status >= 300 && status < 400 && next !== undefined && redirects > 0) {
    response.destroy();
    return await download(new URL(next, url), file, signal, redirects - 1);
  }
  if (status !== 200) {
    response.destroy();
    throw new ProblemError(422, "url_refused", `${url.host} answers ${status}`, "location");
  }
  await pipeline(response, limited(uploadBytesMax()), createWriteStream(file), ...(signal ? [{ signal }] : []));
}
