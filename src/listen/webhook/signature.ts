// Whether a payload comes from whom it says: an HMAC of it with the secret that both sides know.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { Place, Signature } from "#contract";

/** A request as far as a signature covers it. `parsed` is the body where it is JSON. */
export interface Signed {
  readonly bytes: Buffer;
  readonly parsed: unknown;
  readonly headers: IncomingHttpHeaders;
}

/** Why a payload is not believed; undefined when it is. */
export type Distrust = "signature_missing" | "signature_wrong" | "timestamp_missing" | "timestamp_old";

function field(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined,
    value,
  );
}

/** Texts at a place; a part of a header may come several times, as while a secret is changed. */
function textsAt(place: Place, { headers, parsed }: Signed): string[] {
  if (place.in === "body") {
    const value = field(parsed, place.path);
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  }
  const header = headers[place.name.toLowerCase()];
  const text = Array.isArray(header) ? header.join(",") : header;
  if (text === undefined) return [];
  const { part } = place;
  if (part === undefined) return [text.trim()];
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item.startsWith(`${part}=`))
    .map((item) => item.slice(part.length + 1));
}

/** Milliseconds since 1970 of seconds or of ISO 8601. */
function timeOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** The bytes that are signed: the template with the body's own bytes in it. */
function signedBytes(template: string, request: Signed, words: Readonly<Record<string, string>>): Buffer {
  const pieces = template.split(/(\{body\}|\{timestamp\}|\{token\})/);
  return Buffer.concat(
    pieces.map((piece) => (piece === "{body}" ? request.bytes : Buffer.from(words[piece] ?? piece, "utf8"))),
  );
}

function same(given: string, expected: Buffer, encoding: "hex" | "base64"): boolean {
  const bytes = Buffer.from(given, encoding);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}

/** Holds a request against its signature, in a time that tells nothing of the right one. */
export function distrust(config: Signature, secret: string, request: Signed, now: Date): Distrust | undefined {
  const prefix = config.prefix ?? "";
  const given = textsAt(config.signature, request)
    .filter((text) => text.startsWith(prefix))
    .map((text) => text.slice(prefix.length));
  if (given.length === 0) return "signature_missing";
  const [timestamp] = config.timestamp ? textsAt(config.timestamp, request) : [""];
  const [token] = config.token ? textsAt(config.token, request) : [""];
  if (timestamp === undefined) return "timestamp_missing";
  if (token === undefined) return "signature_missing";
  const words = { "{timestamp}": timestamp, "{token}": token };
  const expected = createHmac(config.algorithm, secret)
    .update(signedBytes(config.signed, request, words))
    .digest();
  if (!given.some((text) => same(text, expected, config.encoding))) return "signature_wrong";
  if (config.timestamp === undefined) return undefined;
  // Only now: whoever does not know the secret learns nothing of our clock.
  const age_ms = Math.abs(now.getTime() - timeOf(timestamp));
  return age_ms <= config.tolerance_s * 1000 ? undefined : "timestamp_old";
}
