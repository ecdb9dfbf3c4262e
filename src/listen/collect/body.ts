// The body of a request as text, judged by what it is and not by what its headers call it; never more of it than allowed.
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { ProblemError } from "#contract";
import { limits } from "./limits.ts";

const tooLarge = () =>
  new ProblemError(413, "batch_too_large", `A body is at most ${limits.batch_bytes / 1024} KB; send smaller batches`);

/** @throws {ProblemError} 413 */
function readBytes(bytes: Readable): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    bytes.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limits.batch_bytes) return void chunks.push(chunk);
      // What still comes is read and thrown away, so that the client can read our answer.
      chunks.length = 0;
      reject(tooLarge());
    });
    bytes.once("end", () => resolve(Buffer.concat(chunks, Math.min(length, limits.batch_bytes))));
    // A caller who hangs up learns nothing any more.
    const cutOff = () => {
      if (!bytes.readableEnded) reject(new ProblemError(400, "cut_off", "The request ended before its body did"));
    };
    bytes.once("error", cutOff);
    bytes.once("close", cutOff);
  });
}

const inflaters = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

function inflaterOf(bytes: Buffer, headers: IncomingHttpHeaders) {
  // Clients and proxies forget the header, or leave it on what they have inflated: the first bytes tell.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return inflaters.gzip;
  const [first] = bytes.subarray(0, 64).toString("latin1").trimStart();
  if (first === "{" || first === "[") return undefined;
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  return encoding === "br" || encoding === "deflate" ? inflaters[encoding] : undefined;
}

/** A body that was read: its text, or why there is none; then `text` holds its bytes as base64. */
export interface Body {
  readonly text: string;
  readonly fault?: { readonly code: string; readonly message: string };
}

/**
 * Reads and inflates a body.
 * @throws {ProblemError} 413 batch_too_large, 400 cut_off
 */
export async function readBody(stream: Readable, headers: IncomingHttpHeaders): Promise<Body> {
  const bytes = await readBytes(stream);
  const inflater = inflaterOf(bytes, headers);
  if (inflater === undefined) return { text: bytes.toString() };
  try {
    return { text: (await inflater(bytes, { maxOutputLength: limits.batch_bytes })).toString() };
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    const message = "The body is compressed, but cannot be inflated";
    return { text: bytes.toString("base64"), fault: { code: "bad_compression", message } };
  }
}

/** The JSON of a text, or undefined when it is none. */
export function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    return { value };
  } catch {
    return undefined;
  }
}
