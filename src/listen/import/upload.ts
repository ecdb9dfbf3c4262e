// Files that the web page sends, kept in the data folder until nobody can want them any more.
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ProblemError, type Upload } from "#contract";
import { limited } from "./limited.ts";
import { uploadBytesMax } from "./limits.ts";
import { uploadFolder } from "./place.ts";

const kept_ms = 7 * 86_400_000;

/** Streams a file to disk; it has its name only when it is whole. The id keeps the extension, which tells the format. */
export async function keepUpload(
  bytes: Readable,
  file_name: string,
  data_dir: string,
  signal: AbortSignal,
): Promise<Upload> {
  const folder = uploadFolder(data_dir);
  await mkdir(folder, { recursive: true });
  const extension = /(?:\.[a-z0-9]{1,8}){1,2}$/i.exec(path.basename(file_name))?.[0].toLowerCase() ?? "";
  const upload_id = `${randomUUID()}${extension}`;
  const partial = path.join(folder, `tmp-${upload_id}`);
  try {
    await pipeline(bytes, limited(uploadBytesMax()), createWriteStream(partial), { signal });
    const { size } = await stat(partial);
    if (size === 0) throw new ProblemError(422, "empty_file", "The file is empty");
    await rename(partial, path.join(folder, upload_id));
    return { upload_id, bytes: size };
  } catch (fault) {
    await rm(partial, { force: true });
    throw fault;
  }
}

/** Removes uploads and temporary files older than a week. */
export async function forgetOldUploads(data_dir: string, now: Date): Promise<void> {
  const folder = uploadFolder(data_dir);
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const there = await stat(file).catch(() => undefined);
    if (there && now.getTime() - there.mtimeMs > kept_ms) await rm(file, { recursive: true, force: true });
  }
}
