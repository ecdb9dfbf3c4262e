// Reads an attached table once: opened as an import opens it, joined to customers, told where something changed.
import { type AttachedResult, type Mapping, ProblemError } from "#contract";
import { type Engines, type RunOptions, StorageError } from "#storage";
import { planOf } from "../../import/plan.ts";
import { latestOf } from "../../import/preview.ts";
import { openSource } from "../../import/source.ts";
import { everybodyTouched } from "../../touch.ts";
import { beginReading, endReading, findTable, fullLocationOf, mappingOf } from "./attached.record.ts";
import { outlook, type Reading, tellStatement } from "./attached.sql.ts";

export interface ReadContext {
  readonly engines: Engines;
  readonly data_dir: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** No further try follows this one. */
  readonly last: boolean;
}

/** The source of a table's traits. */
const sourceOf = (name: string): string => `attached:${name}`;

const timeout_ms = 3_600_000;

/** Options of both statements: what is large is grouped on disk, and what a join does not find is empty, not NULL. */
function optionsOf(settings: NonNullable<RunOptions["settings"]>, signal: AbortSignal): RunOptions {
  const own = { max_bytes_before_external_group_by: "400000000", join_use_nulls: 0, optimize_on_insert: 0 } as const;
  return { signal, timeout_ms, settings: { ...settings, ...own } };
}

/**
 * Refuses a mapping by which no table can be joined, as far as it shows by itself.
 * @throws {ProblemError} 422 bad_mapping
 */
export function checkMapping({ rows, columns }: Mapping): void {
  const bad = (message: string) => new ProblemError(422, "bad_mapping", message, "mapping.columns");
  const count = (to: string) => columns.filter(({ target }) => target.to === to).length;
  if (rows !== "customers") throw bad("The rows of an attached table are customers");
  if (count("identifier") !== 1) throw bad("One column is the identifier that joins: not several, not none");
  if (count("trait") === 0) throw bad("No column becomes a trait");
}

/** What the engine says of a table that it cannot read, without the statement, which holds the password. */
function wordsOf(fault: unknown): { code: string; message: string } {
  if (fault instanceof ProblemError) return { code: fault.code, message: fault.message };
  if (fault instanceof StorageError) return { code: fault.code, message: fault.detail.slice(0, 500) };
  return { code: "unexpected", message: fault instanceof Error ? fault.message : String(fault) };
}

async function read(
  row: Awaited<ReturnType<typeof findTable>>,
  received_at: Date,
  { engines, data_dir, now, signal }: ReadContext,
): Promise<AttachedResult> {
  const mapping = mappingOf(row);
  checkMapping(mapping);
  const source = await openSource(engines, fullLocationOf(row), { data_dir, format: mapping.format, signal });
  try {
    const reading: Reading = {
      plan: planOf({ ...mapping, source: sourceOf(row.name) }, source.columns),
      table: await source.table(),
      latest: latestOf(received_at),
      source: sourceOf(row.name),
      received_at,
    };
    const options = optionsOf(source.settings, signal);
    const [counts] = await outlook(engines.clickhouse, reading, options);
    if (!counts || counts.rows === 0) {
      throw new ProblemError(
        422,
        "no_rows",
        "The table has no row that can be read; nothing was taken away",
        "location",
      );
    }
    if (counts.traits_told + counts.traits_taken_away > 0) {
      await engines.clickhouse.run("listen.enrich.tell", tellStatement(reading), options);
      everybodyTouched(engines);
    }
    return { ...counts, ms: now().getTime() - received_at.getTime() };
  } finally {
    await source.close();
  }
}

/** Reads a table and notes how it went. Throws when it should be tried again. */
export async function readTable(id: number, context: ReadContext): Promise<void> {
  const { engines, now, signal } = context;
  const row = await findTable(engines, id);
  const received_at = now();
  await beginReading(engines, id, received_at);
  try {
    await endReading(engines, id, now(), { result: await read(row, received_at, context) });
  } catch (fault) {
    const away = fault instanceof StorageError && fault.code === "engine_unavailable";
    if (signal.aborted || (away && !context.last)) throw fault;
    await endReading(engines, id, now(), { fault: { ...wordsOf(fault), at: now().toISOString() } });
  }
}
