// Group commit: one insert at a time a process; what arrives meanwhile goes together into the next one. Whoever waits is
// answered when the engine has written and synced it. The engine's own durability is used, there is no log of ours.
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { ProblemError } from "#contract";
import { type Engines, identifier, join, type Sql, sql } from "#storage";
import { deed, mention, type Written } from "./row.ts";

/** Bounds of one insert, and of all that waits: a client that may come back is better than memory that does not. */
const insert_rows = 20_000;
const insert_bytes = 16 * 1024 * 1024;
const waiting_bytes = 64 * 1024 * 1024;
const timeout_ms = 20_000;
/**
 * From one insert of a stream to the next: each has a fixed price of processor, which then lacks where it is computed what
 * the events mean. Who comes while nobody else waits is written at once.
 */
const stream_ms = 120;

/** Rows of one batch, already as the engine reads them: outside of the heap while they wait. */
export interface Rows {
  readonly count: number;
  /** Of `deed`. */
  readonly deeds: Buffer;
  /** Of `mention`: of some rows, or of none. */
  readonly mentions: Buffer;
}

interface Waiting {
  readonly rows: Rows;
  readonly bytes: number;
  readonly done: () => void;
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
 * Writes a batch in RowBinary; it is durable when this returns. What fails may have been written in part, and is whole
 * when it is sent again.
 * @throws {ProblemError} 429 when too much waits already
 * @throws {StorageError} when the engine is away or cannot write
 */
export async function commit(engines: Engines, rows: Rows): Promise<void> {
  if (rows.count === 0) return;
  const queue = queueOf(engines);
  if (queue.bytes > waiting_bytes)
    throw new ProblemError(429, "too_much_waiting", "More comes than can be written; send it again", undefined, 2);
  const bytes = rows.deeds.length + rows.mentions.length;
  queue.bytes += bytes;
  const written = new Promise<void>((done, failed) => queue.waiting.push({ rows, bytes, done, failed }));
  if (!queue.writing) void drain(engines, queue);
  await written;
}

/** Takes from the queue what goes into one insert. */
function nextGroup(queue: Queue): Waiting[] {
  let rows = 0;
  let bytes = 0;
  let count = 0;
  for (const each of queue.waiting) {
    rows += each.rows.count;
    bytes += each.bytes;
    if (count > 0 && (rows > insert_rows || bytes > insert_bytes)) break;
    count += 1;
  }
  return queue.waiting.splice(0, count);
}

async function drain(engines: Engines, queue: Queue): Promise<void> {
  queue.writing = true;
  while (queue.waiting.length > 0) {
    const group = nextGroup(queue);
    const next_ms = performance.now() + (group.length > 1 ? stream_ms : 0);
    try {
      await insert(
        engines,
        group.map(({ rows }) => rows),
      );
      for (const { done } of group) done();
    } catch (fault) {
      // Whoever waits behind would learn the same, only later.
      for (const { failed } of [...group, ...queue.waiting.splice(0)]) failed(fault);
    }
    queue.bytes = queue.waiting.reduce((sum, { bytes }) => sum + bytes, 0);
    if (queue.waiting.length > 0) await wait(Math.max(0, next_ms - performance.now()));
  }
  queue.writing = false;
}

const columnsOf = ({ columns }: Written) =>
  join(
    columns.map((name) => identifier({ name }, "name")),
    ", ",
  );
const intoDeed = sql`INSERT INTO deed (${columnsOf(deed)}) FORMAT RowBinary`;
const intoMention = sql`INSERT INTO mention (${columnsOf(mention)}) FORMAT RowBinary`;

async function insert({ clickhouse }: Engines, rows: readonly Rows[]): Promise<void> {
  // One time for both, and one end: when one fails the other is not waited for, as the whole is sent again.
  const signal = AbortSignal.timeout(timeout_ms);
  const feed = async (statement: Sql, some: readonly Buffer[]) => {
    const full = some.filter(({ length }) => length > 0);
    if (full.length === 0) return;
    const body = Readable.from(full, { objectMode: false });
    await clickhouse.feed("listen.collect", statement, body, { timeout_ms, signal, settings });
  };
  await Promise.all([
    feed(
      intoDeed,
      rows.map(({ deeds }) => deeds),
    ),
    feed(
      intoMention,
      rows.map(({ mentions }) => mentions),
    ),
  ]);
}

const settings = {
  async_insert: 0,
  // Doubles collapse when parts are merged or read; here it would only cost time.
  optimize_on_insert: 0,
  // The views' tables are synced side by side.
  parallel_view_processing: 1,
} as const;
