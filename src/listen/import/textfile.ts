// Text files on disk: their first bytes, and UTF-8 copies of those in other encodings.
import { createReadStream, createWriteStream } from "node:fs";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { ProblemError } from "#contract";

const head_bytes = 512 * 1024;

/** The uncompressed bytes of a file: gzip is known by its first two bytes, whatever the name says. */
export async function bytesOf(path: string): Promise<Readable> {
  const magic = await firstBytes(createReadStream(path, { end: 3 }), 4);
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (magic[0] === 0x1f && magic[1] === 0x8b) return file.pipe(createGunzip());
  return file;
}

async function firstBytes(stream: Readable, bytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  stream.destroy();
  return Buffer.concat(chunks).subarray(0, bytes);
}

/** The first half megabyte, and whether the file goes on. */
export async function headOf(path: string): Promise<{ head: Uint8Array; cut: boolean }> {
  const bytes = await firstBytes(await bytesOf(path), head_bytes + 1);
  if (bytes.length === 0) throw new ProblemError(422, "empty_file", "The file is empty", "location");
  return { head: bytes.subarray(0, head_bytes), cut: bytes.length > head_bytes };
}

/** Text of bytes in a named encoding, as TextDecoder knows names. */
export function decode(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding).decode(bytes, { stream: true });
  } catch {
    throw new ProblemError(422, "bad_encoding", `${encoding} is not an encoding that is known here`, "format.encoding");
  }
}

/** Writes an uncompressed UTF-8 copy, with the line ends of old Macs (a lone \r) made ours. */
export async function toUtf8(
  path: string,
  { encoding, line_end }: { encoding: string; line_end: string },
  copy: string,
  signal?: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder(encoding);
  const ends = (text: string) => (line_end === "\r" ? text.replaceAll("\r", "\n") : text);
  const transcode = new Transform({
    transform: (chunk: Uint8Array, _, done) => done(null, ends(decoder.decode(chunk, { stream: true }))),
    flush: (done) => done(null, ends(decoder.decode())),
  });
  await pipeline(await bytesOf(path), transcode, createWriteStream(copy), ...(signal ? [{ signal }] : []));
}
