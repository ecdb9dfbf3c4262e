// Runs one import from beginning to end: counted, refused rows kept, events made, moved orders cleaned up.
import { randomUUID } from "node:crypto";
import { Type } from "typebox";
import { type Location, ProblemError } from "#contract";
import { type Engines, query, type RunOptions, StorageError, sql } from "#storage";
import { tombstones } from "../rights/tombstone.ts";
import { everybodyTouched } from "../touch.ts";
import { tally } from "./check.sql.ts";
import { letterStatement } from "./letter.sql.ts";
import { loadStatement } from "./load.sql.ts";
import { removeMoved } from "./moved.ts";
import { type Plan, planOf } from "./plan.ts";
import { fingerprintOf, type GuessDefaults, guessFor, latestOf } from "./preview.ts";
import {
  beginImport,
  type Counts,
  endImport,
  failImport,
  findImport,
  findSame,
  hasOthers,
  type ImportRecord,
  noteProgress,
} from "./record.ts";
import { forgetSecret, fullLocation } from "./secret.ts";
import { openSource, type Source } from "./source.ts";

export interface RunContext {
  readonly engines: Engines;
  readonly data_dir: string;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** No further try follows this one. */
  readonly last: boolean;
  /** What a guessed mapping takes from the workspace, when the person gave no mapping. */
  readonly settings: GuessDefaults;
}

const poll_ms = 400;
const timeout_ms = 24 * 3_600_000;

// Grouping spills to disk early, so that a file of any size needs no more memory than this machine gives the engine.
// Blocks are smaller than the engine's own million rows: writing then begins while grouping still goes on.
const loadSettings = {
  optimize_on_insert: 0,
  max_insert_threads: "4",
  min_insert_block_size_rows: "200000",
  max_bytes_before_external_group_by: "500000000",
  max_bytes_before_external_sort: "300000000",
  insert_distributed_sync: 1,
} as const;

/** The embedded engine's profile has two threads; reading, grouping and writing side by side keep four at work. */
const embeddedSettings = { ...loadSettings, max_threads: 4 } as const;

const made = query({
  name: "listen.import.made",
  row: Type.Object({ events: Type.Integer(), lines: Type.Integer(), customers: Type.Integer() }),
  branches: { one: { source: "shop", import_id: 1, received_at: new Date(0) } },
  sql: ({ source, import_id, received_at }: { source: string; import_id: number; received_at: Date }) => sql`WITH
  events AS (
    SELECT uniqExact(id) AS events, sum(length(products.line)) AS lines
    FROM event_log
    WHERE source = ${source} AND import_id = ${import_id} AND event_log.received_at = ${received_at}
  ),
  customers AS (SELECT uniqExact(customer_id) AS customers FROM identifier_log WHERE source = ${source} AND identifier_log.received_at = ${received_at})
SELECT events, lines, customers FROM events CROSS JOIN customers`,
});

export const runQueries = [made];

/** Runs import `id`. Returns when it has ended, well or not; throws when it should be tried again. */
export async function runImport(id: number, context: RunContext): Promise<void> {
  const { engines, now } = context;
  const record = await findImport(engines, id);
  if (record.state !== "waiting" && record.state !== "running") return;
  const location = fullLocation(id, record.location);
  if (!location) {
    const message = "The credentials of this source were not kept when Kompas stopped; start the import again";
    return await failImport(engines, id, now(), { code: "credentials_lost", message });
  }
  try {
    await attempt(record, location, context);
    forgetSecret(id);
  } catch (fault) {
    await judge(id, fault, context);
  }
}

// What a person or a later try can mend is told apart: the first ends the import, the second leaves it running.
async function judge(id: number, fault: unknown, context: RunContext): Promise<void> {
  const { engines, now } = context;
  if (context.signal.aborted) throw fault;
  if (fault instanceof Cancelled) return forgetSecret(id);
  const away = fault instanceof StorageError && fault.code === "engine_unavailable";
  if (away && !context.last) throw fault;
  const code = fault instanceof ProblemError || fault instanceof StorageError ? fault.code : "unexpected";
  const message =
    fault instanceof StorageError ? explain(fault) : fault instanceof Error ? fault.message : String(fault);
  await failImport(engines, id, now(), { code, message });
  forgetSecret(id);
}

function explain(fault: StorageError): string {
  const told: Partial<Record<StorageError["code"], string>> = {
    memory_limit: "The engine has not enough memory for this file",
    disk_full: "The disk is full",
    engine_unavailable: "The engine is away",
    bad_input: "The file cannot be read as this format",
  };
  // The engine's words may show cells, which help here and hold no credentials.
  return `${told[fault.code] ?? "The engine refused the import"}: ${fault.message.slice(0, 500)}`;
}

class Cancelled extends Error {}

async function attempt(
  { id, mapping: given, state }: ImportRecord,
  location: Location,
  context: RunContext,
): Promise<void> {
  const { engines, now, data_dir, signal } = context;
  const source = await openSource(engines, location, { data_dir, signal, ...(given ? { format: given.format } : {}) });
  try {
    const mapping = given ?? guessFor(source, location, context.settings).mapping;
    const plan = planOf(mapping, source.columns);
    const received_at = now();
    const others = await hasOthers(engines, mapping.source, id);
    // Where nobody can have brought the same before, the file is hashed while it is loaded.
    const hashing = fingerprintOf(source, plan).then((hash) => hash ?? "");
    hashing.catch(() => undefined);
    if (!(await beginImport(engines, id, received_at, { source: mapping.source, mapping }))) return;
    const same = others ? await findSame(engines, mapping.source, await hashing) : undefined;
    const again = others || state === "running";
    const counts = same ?? (await load(id, { source, plan, received_at, again }, context));
    const { rows_total, rows_accepted, rows_rejected, events, customers } = counts;
    const fingerprint = await hashing;
    await endImport(engines, id, now(), { rows_total, rows_accepted, rows_rejected, events, customers, fingerprint });
  } finally {
    await source.close();
  }
}

interface Loading {
  readonly source: Source;
  readonly plan: Plan;
  readonly received_at: Date;
  /** An earlier attempt or another import may have left rows of the same orders. */
  readonly again: boolean;
}

async function load(id: number, { source, plan, received_at, again }: Loading, context: RunContext): Promise<Counts> {
  const { engines } = context;
  const watch = startWatch(id, context);
  try {
    const [table, { key: erased_key }] = await Promise.all([source.table(), tombstones.get(engines)]);
    const input = { plan, table, latest: latestOf(received_at), import_id: id, received_at, erased_key };
    // Only the bar of progress and a shortcut need it: what fails here is looked up at the end.
    const counting = mostRows(engines, source).catch(() => null);
    void counting.then(watch.expect);
    const settings = {
      ...source.settings,
      ...(engines.clickhouse.local_files ? embeddedSettings : loadSettings),
      // Only dead letters need exact lines, which takes one parsing thread; a load needs lines that are told apart.
      ...(plan.fixes ? {} : ({ input_format_parallel_parsing: 1 } as const)),
    };
    await engines.clickhouse.run("listen.import.load", loadStatement(input), watch.options(settings));
    const place = { source: plan.mapping.source, import_id: id };
    await removeMoved(engines, { ...place, again }, watch.options({}));
    const [written] = await made(engines.clickhouse, { ...place, received_at }, watch.options({}));
    const { events = 0, lines = 0, customers = 0 } = written ?? {};
    // When all that there can be stands in the log, nothing was refused, and nothing need be read again to know it.
    const most = { order_lines: lines, events, customers: undefined }[plan.mapping.rows];
    const whole = most !== undefined && !plan.fixes && most === (await counting);
    const rows = whole
      ? { rows_total: most, rows_accepted: most, rows_rejected: 0 }
      : await refuse(engines, input, () => watch.options(source.settings));
    return { ...rows, events, customers };
  } catch (fault) {
    if (watch.cancelled()) throw new Cancelled("Cancelled");
    throw fault;
  } finally {
    // Also when it was cut off: what had been written by then stands.
    everybodyTouched(engines);
    await watch.stop();
  }
}

async function mostRows({ clickhouse }: Engines, { at_most }: Source): Promise<number | null> {
  if (!at_most) return null;
  const [row] = await clickhouse.rows("listen.import.at_most", at_most);
  return typeof row === "object" && row !== null && "rows" in row ? Number(row.rows) : null;
}

// Reads the source once more: counts what was refused and keeps it.
async function refuse(
  engines: Engines,
  input: Parameters<typeof letterStatement>[0],
  options: () => RunOptions,
): Promise<Pick<Counts, "rows_total" | "rows_accepted" | "rows_rejected">> {
  const counted = await tally(engines.clickhouse, input, options());
  const rows_total = counted.reduce((sum, { rows }) => sum + rows, 0);
  const rows_accepted = counted.find(({ fault }) => fault === 0)?.rows ?? 0;
  if (rows_accepted < rows_total) {
    await engines.clickhouse.run("listen.import.letters", letterStatement(input), options());
  }
  return { rows_total, rows_accepted, rows_rejected: rows_total - rows_accepted };
}

interface Watch {
  /** Options of the next statement. */
  options(settings: RunOptions["settings"] & object): RunOptions;
  /** About how many rows there are; null when nobody knows before the end. */
  expect(rows: number | null): void;
  cancelled(): boolean;
  stop(): Promise<void>;
}

// Notes the engine's progress in the import's row, and hears there that a person cancelled.
function startWatch(id: number, context: RunContext): Watch {
  const { engines } = context;
  const cancel = new AbortController();
  const signal = AbortSignal.any([context.signal, cancel.signal]);
  let run_id = randomUUID();
  let read = 0;
  let total: number | null = null;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const progress = await engines.clickhouse.progress(run_id);
    read = Math.max(read, progress?.rows_read ?? 0);
    // The expectation is a guess: what is there cannot be less than what was read.
    if (total !== null) total = Math.max(total, read);
    if ((await noteProgress(engines, id, read, total)) === "cancelled") cancel.abort();
  };
  // A look that fails (an engine is away for a moment) is made up for by the next one.
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined);
  }, poll_ms);
  return {
    options(settings) {
      run_id = randomUUID();
      return { run_id, signal, timeout_ms, settings };
    },
    expect(rows) {
      total = rows;
    },
    cancelled: () => cancel.signal.aborted,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
