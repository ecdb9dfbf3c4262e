// Where clients put the write key: Basic's user, a Bearer token, the query, the body.
import type { IncomingHttpHeaders } from "node:http";
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { type Source, sourceOfKey } from "../source/source.ts";

function ofAuthorization(authorization: string): string {
  const [, scheme = "", value = ""] = /^(basic|bearer) +(\S+)$/i.exec(authorization.trim()) ?? [];
  if (scheme.toLowerCase() !== "basic") return value;
  const [user = ""] = Buffer.from(value, "base64").toString().split(":");
  return user.trim();
}

/** The write key of a request's head, or "". */
export function keyOfHead(headers: IncomingHttpHeaders, query: Readonly<Record<string, unknown>>): string {
  const key = ofAuthorization(headers.authorization ?? "");
  if (key !== "") return key;
  return typeof query.writeKey === "string" ? query.writeKey.trim() : "";
}

/** The write key that a body tells, or "". */
export function keyOfBody(body: unknown): string {
  if (typeof body !== "object" || body === null || !("writeKey" in body)) return "";
  return typeof body.writeKey === "string" ? body.writeKey.trim() : "";
}

/** The write key out of text that is no JSON any more, or "". */
export function keyOfText(text: string): string {
  return /"writeKey"\s*:\s*"([^"\\]{1,200})"/.exec(text)?.[1] ?? "";
}

/**
 * The source that a key opens.
 * @throws {ProblemError} 401 no_write_key, bad_write_key; 503 not_ready
 */
export async function sourceFor(engines: Engines, write_key: string): Promise<Source> {
  if (write_key !== "") return await sourceOfKey(engines, write_key);
  const how =
    "Send the write key of a source: as the user of Basic authentication, as writeKey in the body or the query";
  throw new ProblemError(401, "no_write_key", how, "writeKey");
}
