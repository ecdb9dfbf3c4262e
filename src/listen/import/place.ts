// Where a location's bytes are: which files of this machine, or which table or bucket elsewhere.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type FileFormat, type Location, ProblemError } from "#contract";
import { download } from "./download.ts";

/** A file of this machine. `name` is what people know it by and dead letters call it. */
export interface PlacedFile {
  readonly path: string;
  readonly name: string;
}

/** The bytes of a location; `name` becomes the source unless a mapping says otherwise. */
export type Place =
  | { readonly kind: "files"; readonly name: string; readonly files: readonly PlacedFile[]; readonly folder: string }
  | { readonly kind: "database"; readonly name: string; readonly url: URL; readonly table: string }
  | { readonly kind: "s3"; readonly name: string; readonly url: URL };

const files_max = 1000;
const extensions: readonly (readonly [pattern: RegExp, format: FileFormat["format"]])[] = [
  [/\.(?:csv|tsv|tab|txt)(?:\.(?:gz|zst|bz2|xz))?$/i, "csv"],
  [/\.(?:jsonl|ndjson|json)(?:\.(?:gz|zst|bz2|xz))?$/i, "json"],
  [/\.(?:parquet|pq)$/i, "parquet"],
  [/\.xlsx$/i, "excel"],
];

/** The format that a file's name shows; CSV when it shows none. */
export function formatOfName(name: string): FileFormat["format"] {
  return extensions.find(([pattern]) => pattern.test(name))?.[1] ?? "csv";
}

/** Where uploads and temporary files are. */
export function uploadFolder(data_dir: string): string {
  return path.join(data_dir, "uploads");
}

function sampleFile(): string {
  // The same folder from src/listen/import and from dist/listen/import.
  return fileURLToPath(new URL("../../../sample/online-retail.parquet", import.meta.url));
}

function stem(name: string): string {
  return (
    path
      .basename(name)
      .replace(/(?:\.[a-z0-9]{1,7}){1,2}$/i, "")
      .slice(0, 100) || "file"
  );
}

const wild = /[*?[\]{}]/;

function segmentPattern(segment: string): RegExp {
  const escaped = segment.replace(/[.+^$()|\\]/g, "\\$&");
  const text = escaped
    .replace(/\*+/g, "[^/]*")
    .replaceAll("?", "[^/]")
    .replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(",", "|")})`);
  return new RegExp(`^${text}$`);
}

/** Files of a glob with `*`, `?`, `[a-z]` and `{a,b}` inside path segments. */
async function glob(pattern: string): Promise<string[]> {
  const [root = "", ...segments] = path.resolve(pattern).split(path.sep);
  let found = [root === "" ? path.sep : root + path.sep];
  for (const segment of segments) {
    if (!wild.test(segment)) {
      found = found.map((folder) => path.join(folder, segment)).filter((each) => existsSync(each));
      continue;
    }
    const test = segmentPattern(segment);
    const lists = await Promise.all(
      found.map(async (folder) => {
        const names = await readdir(folder).catch(() => []);
        return names.filter((name) => test.test(name)).map((name) => path.join(folder, name));
      }),
    );
    found = lists.flat();
  }
  return found.sort();
}

function noFile(what: string): ProblemError {
  return new ProblemError(422, "no_file", `No file to import at ${what}`, "location");
}

async function localFiles(given: string): Promise<PlacedFile[]> {
  if (existsSync(given)) {
    const there = await stat(given);
    if (!there.isDirectory()) return [{ path: path.resolve(given), name: path.basename(given) }];
    const names = (await readdir(given)).filter((name) => extensions.some(([pattern]) => pattern.test(name))).sort();
    return names.map((name) => ({ path: path.resolve(given, name), name }));
  }
  if (!wild.test(given)) return [];
  const paths = await glob(given);
  return paths.map((each) => ({ path: each, name: path.basename(each) }));
}

function checked(place: Place & { kind: "files" }, what: string): Place {
  if (place.files.length === 0) throw noFile(what);
  if (place.files.length > files_max) {
    throw new ProblemError(
      422,
      "too_many_files",
      `${place.files.length} files; at most ${files_max} at once`,
      "location",
    );
  }
  // Lines of two files must not be taken for one another: files of one name go by their whole path.
  const distinct = new Set(place.files.map(({ name }) => name)).size === place.files.length;
  return distinct ? place : { ...place, files: place.files.map((file) => ({ ...file, name: file.path })) };
}

function parsedUrl(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new ProblemError(422, "bad_url", "This is not a URL", "location");
  }
}

/** Finds the bytes; what is on the web is fetched into `folder`, a temporary one that {@link forgetPlace} removes. */
export async function findPlace(location: Location, data_dir: string, signal?: AbortSignal): Promise<Place> {
  const folder = path.join(uploadFolder(data_dir), `tmp-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  switch (location.kind) {
    case "sample": {
      const file = sampleFile();
      if (!existsSync(file)) throw noFile(file);
      return { kind: "files", name: "online-retail", files: [{ path: file, name: path.basename(file) }], folder };
    }
    case "path": {
      const files = await localFiles(location.path);
      return checked(
        { kind: "files", name: stem(location.path.replace(/[*?{}[\]]/g, "")), files, folder },
        location.path,
      );
    }
    case "upload": {
      if (!/^[0-9a-f-]{36}(?:\.[a-z0-9.]{1,20})?$/.test(location.upload_id)) throw noFile("this upload");
      const file = path.join(uploadFolder(data_dir), location.upload_id);
      if (!existsSync(file)) throw noFile("this upload");
      return {
        kind: "files",
        name: stem(location.file_name),
        files: [{ path: file, name: location.file_name }],
        folder,
      };
    }
    case "url": {
      const url = parsedUrl(location.url);
      if (url.protocol === "s3:") return { kind: "s3", name: stem(url.pathname), url };
      const name = path.basename(decodeURIComponent(url.pathname)) || url.hostname;
      const file = path.join(folder, name.replace(/[^\w.-]/g, "_").slice(-80));
      await download(url, file, signal);
      return { kind: "files", name: stem(name), files: [{ path: file, name }], folder };
    }
    case "database":
      return {
        kind: "database",
        name: location.table.slice(0, 100),
        url: parsedUrl(location.url),
        table: location.table,
      };
  }
}

/** Removes what {@link findPlace} and the reading of its files left on disk. */
export async function forgetPlace(place: Place): Promise<void> {
  if (place.kind === "files") await rm(place.folder, { recursive: true, force: true });
}
