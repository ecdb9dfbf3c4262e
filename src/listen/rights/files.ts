// Files of ours that may name a person: copies made earlier, uploads, logs of the engines.
import { createReadStream } from "node:fs";
import { open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { createGunzip } from "node:zlib";
import type { PersonMarks } from "#storage";
import { uploadFolder } from "../import/place.ts";

/** Where copies wait to be downloaded. */
export function copyFolder(data_dir: string): string {
  return path.join(data_dir, "exports");
}

/** How many files were removed, and in how many logs something was blanked. */
export interface ForgottenFiles {
  readonly exports: number;
  readonly uploads: number;
  readonly logs: number;
}

// So much of what was read is read again with the next piece: an identifier may lie across the border.
const overlap = 2_000;

/** The patterns as they look in bytes: a character of a file is read as one byte, so that places are bytes. */
function patternsOf(marks: PersonMarks): RegExp[] {
  return [marks.words, marks.digits]
    .filter((pattern) => pattern !== "")
    .map((pattern) => new RegExp(Buffer.from(pattern, "utf8").toString("latin1"), "gi"));
}

async function names(file: string, patterns: readonly RegExp[]): Promise<boolean> {
  const bytes = createReadStream(file);
  const stream = /\.gz$/i.test(file) ? bytes.pipe(createGunzip()) : bytes;
  let before = "";
  for await (const chunk of stream) {
    const text = before + Buffer.from(chunk).toString("latin1");
    if (patterns.some((pattern) => text.search(pattern) >= 0)) return true;
    before = text.slice(-overlap);
  }
  return false;
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(folder, entry.name));
}

/** Removes files that name the person, and those that cannot be searched (workbooks, columns of bytes). */
async function removeNaming(folder: string, patterns: readonly RegExp[]): Promise<number> {
  let removed = 0;
  for (const file of await filesOf(folder)) {
    const searchable = /\.(?:csv|tsv|tab|txt|json|jsonl|ndjson|html)(?:\.gz)?$/i.test(file);
    // One that cannot be read to its end is removed like one that cannot be searched.
    if (searchable && !(await names(file, patterns).catch(() => true))) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

/** Overwrites what names the person in a log, byte by byte: the server that writes it goes on at its end. */
async function blankLog(file: string, patterns: readonly RegExp[]): Promise<boolean> {
  const { size } = await stat(file);
  if (size === 0 || size > 200_000_000) return false;
  const handle = await open(file, "r+");
  try {
    let changed = false;
    const step = 8_000_000;
    for (let at = 0; at < size; at += step) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(step + overlap), 0, step + overlap, at);
      const text = buffer.subarray(0, bytesRead).toString("latin1");
      const blanked = patterns.reduce(
        (inner, pattern) =>
          inner.replace(
            pattern,
            (found: string, first: string, last: string) =>
              first + "x".repeat(found.length - first.length - last.length) + last,
          ),
        text,
      );
      if (blanked === text) continue;
      await handle.write(Buffer.from(blanked, "latin1"), 0, bytesRead, at);
      changed = true;
    }
    return changed;
  } finally {
    await handle.close();
  }
}

/** Takes a person out of the files of this data folder. Doing it again changes nothing. */
export async function forgetInFiles(data_dir: string, marks: PersonMarks): Promise<ForgottenFiles> {
  const patterns = patternsOf(marks);
  const exports = await removeNaming(copyFolder(data_dir), patterns);
  const uploads = await removeNaming(uploadFolder(data_dir), patterns);
  let logs = 0;
  for (const file of await filesOf(path.join(data_dir, "log"))) {
    if (await blankLog(file, patterns)) logs += 1;
  }
  return { exports, uploads, logs };
}
