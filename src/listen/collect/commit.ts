// Group commit: one insert at a time a process; what arrives meanwhile goes together into the next one. Whoever waits is
// answered when the engine has written and synced it. The engine's own durability is used, there is no log of ours.
import { Readable } from "node:stream";
import { ProblemError } from "#contract";
import { type Engines, StorageError, sql } from "#storage";
import type { DeliveryRow } from "./row.ts";

/** Bounds of one insert, and of all that waits: a client that may come back is better than memory that does not. */
const insert_rows = 20_000;
const insert_bytes = 16 * 1024 * 1024;
const waiting_bytes = 64 * 1024 * 1024;
const timeout_ms = 20_000;

/** Rows of one batch, already as the engine reads them: a line each, outside of the heap while they wait. */
interface Waiting {
  readonly rows: number;
  readonly lines: Buffer;
  readonly done: (refused: readonly number[]) => void;
  readonly failed: (fault: unknown) => void;
}

interface Queue {
  readonly waiting: Waiting[];
  bytes: number;
  writing: boolean;
}

const queues = new WeakMap<Engines, Queue>();

function queueOf(engines: Engines): Queue {
  const queue = queues.get(engines) ?? { waiting: [], bytes: 0, writing: false };
  queues.set(engines, queue);
  return queue;
}

/**
 * Writes rows; they are durable when this returns. Gives the places of rows that the engine cannot read at all: those
 * are the caller's to keep elsewhere, they must not stand in the way of others.
 * @throws {ProblemError} 429 when too much waits already
 * @throws {StorageError} when the engine is away or cannot write
 */
export async function commit(engines: Engines, rows: readonly DeliveryRow[]): Promise<readonly number[]> {
  if (rows.length === 0) return [];
  const queue = queueOf(engines);
  if (queue.bytes > waiting_bytes)
    throw new ProblemError(429, "too_much_waiting", "More comes than can be written; send it again", undefined, 2);
  let text = "";
  for (const row of rows) text += `${JSON.stringify(row)}\n`;
  const lines = Buffer.from(text);
  queue.bytes += lines.length;
  const refused = new Promise<readonly number[]>((done, failed) =>
    queue.waiting.push({ rows: rows.length, lines, done, failed }),
  );
  if (!queue.writing) void drain(engines, queue);
  return await refused;
}

/** Takes from the queue what goes into one insert. */
function nextGroup(queue: Queue): Waiting[] {
  let rows = 0;
  let bytes = 0;
  let count = 0;
  for (const each of queue.waiting) {
    rows += each.rows;
    bytes += each.lines.length;
    if (count > 0 && (rows > insert_rows || bytes > insert_bytes)) break;
    count += 1;
  }
  return queue.waiting.splice(0, count);
}

async function drain(engines: Engines, queue: Queue): Promise<void> {
  queue.writing = true;
  while (queue.waiting.length > 0) {
    const group = nextGroup(queue);
    try {
      await writeGroup(engines, group);
    } catch (fault) {
      // Whoever waits behind would learn the same, only later.
      for (const { failed } of [...group, ...queue.waiting.splice(0)]) failed(fault);
    }
    queue.bytes = queue.waiting.reduce((sum, { lines }) => sum + lines.length, 0);
  }
  queue.writing = false;
}

async function writeGroup(engines: Engines, group: readonly Waiting[]): Promise<void> {
  const refused = await write(engines, group);
  for (const each of group) each.done(refused.get(each) ?? []);
}

/** Inserts what waits; gives the places of rows that the engine cannot read, found by halving. */
async function write(engines: Engines, group: readonly Waiting[]): Promise<ReadonlyMap<Waiting, readonly number[]>> {
  const lines = group.map((each) => each.lines);
  try {
    await insert(engines, lines);
    return new Map();
  } catch (fault) {
    if (!isUnreadable(fault)) throw fault;
  }
  const refused = new Map<Waiting, readonly number[]>();
  for (const each of group) refused.set(each, await writeLines(engines, splitLines(each.lines)));
  return refused;
}

const isUnreadable = (fault: unknown) => fault instanceof StorageError && fault.code === "bad_input";

async function writeLines(engines: Engines, lines: readonly Buffer[]): Promise<readonly number[]> {
  try {
    await insert(engines, lines);
    return [];
  } catch (fault) {
    if (!isUnreadable(fault)) throw fault;
    if (lines.length === 1) return [0];
    const half = lines.length >> 1;
    const first = await writeLines(engines, lines.slice(0, half));
    const second = await writeLines(engines, lines.slice(half));
    return [...first, ...second.map((at) => at + half)];
  }
}

function splitLines(lines: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf(10, start) + 1;
    found.push(lines.subarray(start, end));
    start = end;
  }
  return found;
}

async function insert(engines: Engines, lines: readonly Buffer[]): Promise<void> {
  await engines.clickhouse.feed(
    "listen.collect",
    sql`INSERT INTO delivery FORMAT JSONEachRow`,
    Readable.from(lines, { objectMode: false }),
    {
      timeout_ms,
      signal: AbortSignal.timeout(timeout_ms),
      settings: {
        async_insert: 0,
        max_partitions_per_insert_block: "0",
        date_time_input_format: "best_effort",
        // Doubles collapse when parts are merged or read; here it would only cost time.
        optimize_on_insert: 0,
        // The views' tables are synced side by side.
        parallel_view_processing: 1,
      },
    },
  );
}
