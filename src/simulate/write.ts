// The company as files: rows to CSV as they come, the truth to Parquet, and a README beside it.
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type { CompanySize } from "./company.ts";
import * as company from "./company.ts";
import { headerOf, outOf } from "./out.ts";
import { readmeOf } from "./readme.ts";
import { simulate } from "./simulate.ts";
import { type SourceName, sourceNames } from "./source.ts";
import { type TruthFile, type TruthTable, truthFile } from "./truth.ts";
import { worldOf } from "./world.ts";

/** What was written: rows by file, without headers. */
export interface Written {
  readonly files: readonly { readonly source: string; readonly path: string; readonly rows: number }[];
  readonly truth: readonly { readonly table: string; readonly path: string; readonly rows: number }[];
}

interface CsvFile {
  readonly stream: WriteStream;
  readonly path: string;
  /** What is not handed over yet, up to `used`. */
  buffer: Buffer;
  used: number;
  rows: number;
}

const tables: readonly TruthTable[] = [
  ...(["customer", "identifier", "order", "touch", "text", "answer", "contact", "friction"] as const),
  ...(["lost_order", "campaign", "word", "deal", "month"] as const),
];
const chunk_bytes = 1 << 18;
/** How long the event loop waits at most. */
const turn_ms = 20;

function append(file: CsvFile, line: string): void {
  // A character takes three bytes at most. Lines go into bytes at once: long texts made of short ones burden the collector.
  const least = file.used + line.length * 3;
  if (least > file.buffer.length) {
    const larger = Buffer.allocUnsafe(Math.max(least, file.buffer.length * 2));
    file.buffer.copy(larger, 0, 0, file.used);
    file.buffer = larger;
  }
  file.used += file.buffer.write(line, file.used);
}

function csvFiles(folder: string): Map<SourceName, CsvFile> {
  return new Map(
    sourceNames.map((source) => {
      const name = path.join(folder, `${source}.csv`);
      const file = { stream: createWriteStream(name), path: name, buffer: Buffer.allocUnsafe(0), used: 0, rows: 0 };
      append(file, headerOf(source));
      return [source, file];
    }),
  );
}

/** Hands over what has gathered; waits where the disk is slower. */
async function drain(files: Iterable<CsvFile>, least: number): Promise<void> {
  for (const file of files) {
    if (file.used <= least) continue;
    const ready = file.buffer.subarray(0, file.used);
    file.buffer = Buffer.allocUnsafe(chunk_bytes * 2);
    file.used = 0;
    if (!file.stream.write(ready)) await once(file.stream, "drain");
  }
}

async function close({ stream }: CsvFile): Promise<void> {
  stream.end();
  await once(stream, "finish");
}

/**
 * Writes <files>/<source>.csv for every source, and beside them the truth: a Parquet file for each table, README.md and
 * parameters.json. Yields the share done, 0..1, and gives the event loop back between turns.
 * @throws the signal's reason when it is aborted, and the disk's errors
 */
export async function* writeCompany(
  size: CompanySize,
  folders: { readonly files: string; readonly truth: string },
  signal?: AbortSignal,
): AsyncGenerator<number, Written> {
  await mkdir(folders.files, { recursive: true });
  await mkdir(folders.truth, { recursive: true });
  const files = csvFiles(folders.files);
  const truths = new Map<TruthTable, TruthFile>();
  for (const table of tables) truths.set(table, truthFile(table, path.join(folders.truth, `${table}.parquet`)));
  const out = outOf(size.until.getTime(), {
    line: (source, line) => {
      const file = files.get(source);
      if (!file) return;
      append(file, line);
      file.rows += 1;
    },
    tell: (table, row) => truths.get(table)?.add(row),
  });
  const world = worldOf(size, out);
  try {
    let turn = performance.now();
    for (const share of simulate(world)) {
      if (performance.now() - turn < turn_ms) continue;
      signal?.throwIfAborted();
      await drain(files.values(), chunk_bytes);
      yield share;
      await setImmediate();
      turn = performance.now();
    }
    await drain(files.values(), 0);
  } finally {
    await Promise.all([...files.values()].map(close));
  }
  const truth = [...truths].map(([table, file]) => ({
    table,
    path: path.join(folders.truth, `${table}.parquet`),
    rows: file.finish(),
  }));
  const parameters = { seed: size.seed, customers: size.customers, months: size.months, until: size.until, ...company };
  await writeFile(path.join(folders.truth, "parameters.json"), `${JSON.stringify(parameters, null, 2)}\n`);
  await writeFile(path.join(folders.truth, "README.md"), readmeOf(size, truth));
  yield 1;
  const written = [...files].map(([source, { path: file, rows }]) => ({ source, path: file, rows }));
  return { files: written, truth };
}
