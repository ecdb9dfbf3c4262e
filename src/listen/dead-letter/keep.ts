// Keeps what could not be accepted: durable, and once however often it is delivered.
import { createHash } from "node:crypto";
import type { Engines } from "#storage";
import { countStop } from "../block/tally.ts";
import type { TrackedType } from "../collect/event.ts";
import { tombstones } from "../rights/tombstone.ts";

/** What was refused, as it came, and why. `field` names what is at fault; `body` is the event's or payload's JSON. */
export interface RefusedBody {
  readonly source: string;
  readonly code: string;
  /** In words, with the mend. */
  readonly message: string;
  readonly field?: string;
  readonly body: string;
  /** Headers of a webhook that its mapping may look at; kept in `raw`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the event came, when the body is one event: without it, the body is what a request brought. */
  readonly arrival?: LetterArrival;
  readonly received_at: Date;
}

/** What an event's own JSON does not say: the type of its address, and what its batch said for all of its events. */
export interface LetterArrival {
  readonly path_type?: TrackedType;
  readonly batch?: Readonly<Record<string, unknown>>;
}

// A batch's context is repeated in each of its letters: a large one is not worth that.
const maxContext = 4_000;

/** The arrival as `raw` holds it. */
function arrivalText({ path_type, batch = {} }: LetterArrival): string {
  const context = JSON.stringify(batch.context)?.length ?? 0;
  const shared = { sentAt: batch.sentAt, ...(context <= maxContext ? { context: batch.context } : {}) };
  return JSON.stringify({ path_type, batch: shared }).toWellFormed();
}

// A client that sends again tells a new time of sending; it is the same letter.
const sentAt = /"sentAt"\s*:\s*"[^"]{0,40}"/g;

/** The letter's id: the same text from the same source refused for the same reason is one letter. */
export function letterId({ source, code, body }: Pick<RefusedBody, "source" | "code" | "body">): string {
  const hash = createHash("sha256").update(`${source}\n${code}\n`).update(body.toWellFormed().replace(sentAt, ""));
  return BigInt(`0x${hash.digest("hex").slice(0, 32)}`).toString();
}

/**
 * The version of a letter that nobody has looked at: before 1970, and falling with time. So of several deliveries the
 * first stands, and whatever a person or a replay does to the letter stands above all deliveries.
 */
export function deliveredVersion(received_at: Date): Date {
  // Counted from 2020, as the engine knows no day before 1900; to the millisecond, or deliveries would tie.
  return new Date(Date.UTC(2020) - received_at.getTime());
}

function rowOf(letter: RefusedBody): object {
  return {
    import_id: 0,
    source: letter.source,
    file: "",
    line: 0,
    id: letterId(letter),
    column: (letter.field ?? "").slice(0, 200).toWellFormed(),
    code: letter.code,
    message: letter.message.toWellFormed(),
    raw: { ...letter.headers, ...(letter.arrival ? { kompas_arrival: arrivalText(letter.arrival) } : {}) },
    body: letter.body.toWellFormed(),
    received_at: letter.received_at,
    state: "open",
    changed_at: deliveredVersion(letter.received_at),
  };
}

interface Waiting {
  readonly rows: readonly object[];
  readonly kept: () => void;
  readonly failed: (fault: unknown) => void;
}

// Letters that come while an insert runs go together into the next one: each insert costs an fsync.
const queues = new WeakMap<Engines, { waiting: Waiting[]; writing: boolean }>();

async function drain(engines: Engines, queue: { waiting: Waiting[]; writing: boolean }): Promise<void> {
  queue.writing = true;
  while (queue.waiting.length > 0) {
    const batch = queue.waiting.splice(0, 200);
    try {
      await engines.clickhouse.insert(
        "dead_letter",
        batch.flatMap(({ rows }) => rows),
      );
      for (const { kept } of batch) kept();
    } catch (fault) {
      for (const { failed } of batch) failed(fault);
    }
  }
  queue.writing = false;
}

/**
 * Keeps refused bodies; they are durable when this returns. Keeping the same again changes nothing. The block list was
 * asked before; here only what names somebody who was erased is dropped, and counted, however unreadable it is.
 * @throws {StorageError} when the engine cannot take them: nothing may then be answered as received
 */
export async function keepDeadLetters(engines: Engines, letters: readonly RefusedBody[]): Promise<void> {
  if (letters.length === 0) return;
  const erased = await tombstones.get(engines);
  const kept = letters.filter(({ body, source, received_at }) => {
    if (!erased.stopsText(body)) return true;
    countStop(engines, source, "erased_person", 0, received_at);
    return false;
  });
  if (kept.length === 0) return;
  const queue = queues.get(engines) ?? { waiting: [], writing: false };
  queues.set(engines, queue);
  const done = new Promise<void>((resolve, failed) =>
    queue.waiting.push({ rows: kept.map(rowOf), kept: resolve, failed }),
  );
  if (!queue.writing) void drain(engines, queue);
  await done;
}
