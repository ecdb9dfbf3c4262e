// Cleans what waits, page by page: what a killed run has written it has not to do again.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Engines, RunOptions } from "#storage";
import type { CleanOptions } from "./cleaned.ts";
import { type Cleaner, cleaners } from "./registry.ts";
import { forgetOrphans, orphans, type Told, waitingValues } from "./waiting.sql.ts";

/** What a run needs besides the engines. */
export interface CleanRun {
  readonly options: CleanOptions;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Values asked of the engine at once; many in the job, few in tests. */
  readonly page?: number;
}

/** The workspace's own list of throw-away mail domains, in the data folder. */
export const disposableFile = "disposable-domains.txt";

/** Domains of that file, one a line, `#` begins a remark; none where there is no file. */
export async function readDisposable(data_dir: string): Promise<ReadonlySet<string>> {
  try {
    const text = await readFile(join(data_dir, disposableFile), "utf8");
    const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim().toLowerCase());
    return new Set(lines.filter((line) => line !== ""));
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return new Set();
    throw fault;
  }
}

/** What a cleaner's answer hangs on besides the value. */
export type Standing = Pick<CleanOptions, "country" | "disposable">;

/** Whatever changes what a cleaner gives: its version, the country, the list of domains. */
function standOf({ version, by_country, kind }: Cleaner, { country, disposable }: Standing): string {
  const own = kind === "email" && disposable.size > 0 ? `:${[...disposable].sort().join(",")}` : "";
  return `${version}${by_country ? `:${country}` : ""}${own}`;
}

/** Each kind with where it is told and how it would stand if it were cleaned now. */
export function toldKinds(options: Standing): readonly (Told & { readonly cleaner: Cleaner })[] {
  return cleaners.map((cleaner) => {
    const { kind, traits, identifiers } = cleaner;
    return { kind, traits, identifiers, stand: standOf(cleaner, options), cleaner };
  });
}

const changing: RunOptions = {
  timeout_ms: 600_000,
  settings: { mutations_sync: "2", allow_nondeterministic_mutations: 1 },
};

const inserted = 20_000;
// Between two blocks others of this process have their turn: a block is cleaned in some twenty milliseconds.
const inTurn = 2_000;

/** What the cleaner makes of every raw value, without keeping this process from other work for long. */
async function cleanAll<Made>(raws: readonly string[], make: (raw: string) => Made): Promise<Made[]> {
  const made: Made[] = [];
  for (let from = 0; from < raws.length; from += inTurn) {
    for (const raw of raws.slice(from, from + inTurn)) made.push(make(raw));
    await setImmediate();
  }
  return made;
}

/** Cleans all that waits and forgets what nobody holds any more; tells how many values were cleaned. */
export async function cleanWaiting({ clickhouse }: Engines, run: CleanRun): Promise<number> {
  const limit = run.page ?? 100_000;
  // One thread: nobody waits for it, and others wait for the rest.
  const settings = { max_threads: 1 };
  const reading: RunOptions = { timeout_ms: 600_000, settings, ...(run.signal && { signal: run.signal }) };
  let cleaned = 0;
  for (const { cleaner, ...told } of toldKinds(run.options)) {
    for (let after = ""; ; ) {
      run.signal?.throwIfAborted();
      const rows = await waitingValues(clickhouse, { ...told, after, limit }, reading);
      for (let from = 0; from < rows.length; from += inserted) {
        run.signal?.throwIfAborted();
        const cleaned_at = run.now();
        const raws = rows.slice(from, from + inserted).map(({ raw }) => raw);
        const values = await cleanAll(raws, (raw) => {
          const { clean, key, valid, flags, parts } = cleaner.clean(raw, run.options);
          return { kind: told.kind, raw, clean, key, valid, flags, parts, stand: told.stand, cleaned_at };
        });
        await clickhouse.insert("clean_value", values, { timeout_ms: 600_000 });
      }
      cleaned += rows.length;
      after = rows.at(-1)?.raw ?? "";
      if (rows.length < limit) break;
    }
    if ((await orphans(clickhouse, told, reading)).length > 0)
      await clickhouse.run("listen.clean.forget", forgetOrphans(told), changing);
  }
  return cleaned;
}
