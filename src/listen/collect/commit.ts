// Group commit: one insert at a time a process; what arrives meanwhile goes together into the next one. Whoever waits is
// answered when the engine has written and synced it. The engine's own durability is used, there is no log of ours.
import { Readable } from "node:stream";
import { ProblemError } from "#contract";
import { type Engines, identifier, join, sql } from "#storage";
import { deliveryColumns } from "./row.ts";

/** Bounds of one insert, and of all that waits: a client that may come back is better than memory that does not. */
const insert_rows = 20_000;
const insert_bytes = 16 * 1024 * 1024;
const waiting_bytes = 64 * 1024 * 1024;
const timeout_ms = 20_000;

/** Rows of one batch, already as the engine reads them: outside of the heap while they wait. */
interface Waiting {
  readonly rows: number;
  readonly bytes: Buffer;
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
 * Writes rows of `delivery` in RowBinary; they are durable when this returns.
 * @throws {ProblemError} 429 when too much waits already
 * @throws {StorageError} when the engine is away or cannot write
 */
export async function commit(engines: Engines, rows: number, bytes: Buffer): Promise<void> {
  if (rows === 0) return;
  const queue = queueOf(engines);
  if (queue.bytes > waiting_bytes)
    throw new ProblemError(429, "too_much_waiting", "More comes than can be written; send it again", undefined, 2);
  queue.bytes += bytes.length;
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
    rows += each.rows;
    bytes += each.bytes.length;
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
      await insert(
        engines,
        group.map(({ bytes }) => bytes),
      );
      for (const { done } of group) done();
    } catch (fault) {
      // Whoever waits behind would learn the same, only later.
      for (const { failed } of [...group, ...queue.waiting.splice(0)]) failed(fault);
    }
    queue.bytes = queue.waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }
  queue.writing = false;
}

const columns = join(
  deliveryColumns.map((name) => identifier({ name }, "name")),
  ", ",
);

async function insert(engines: Engines, rows: readonly Buffer[]): Promise<void> {
  await engines.clickhouse.feed(
    "listen.collect",
    sql`INSERT INTO delivery (${columns}) FORMAT RowBinary`,
    Readable.from(rows, { objectMode: false }),
    {
      timeout_ms,
      signal: AbortSignal.timeout(timeout_ms),
      settings: {
        async_insert: 0,
        // Doubles collapse when parts are merged or read; here it would only cost time.
        optimize_on_insert: 0,
        // The views' tables are synced side by side.
        parallel_view_processing: 1,
      },
    },
  );
}
