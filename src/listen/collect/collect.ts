// Takes what was told: every event goes through the steps below, in order, and what may stay is committed at once.
import { randomUUID } from "node:crypto";
import { ProblemError } from "#contract";
import { type Engines, RowWriter, StorageError } from "#storage";
import { blocked } from "../block/blocked.ts";
import { glimpse } from "../block/glimpse.ts";
import { keepDeadLetters, type RefusedBody } from "../dead-letter/keep.ts";
import { type Sighting, sighted } from "../identify/settle.ts";
import { type LiveItem, published, seenOf } from "../live/bus.ts";
import { planGate } from "../plan/gate.ts";
import { learn } from "../plan/learn.ts";
import type { Source } from "../source/source.ts";
import { touched } from "../touch.ts";
import { commit, type Rows } from "./commit.ts";
import type { Refusal, TrackedEvent, TrackedType, Verdict } from "./event.ts";
import { bodyOf } from "./json.ts";
import { sharedOf, tooLarge } from "./limits.ts";
import { deed, deliveryRow, mention, mentions } from "./row.ts";
import { understand } from "./understand.ts";

/** What the steps know besides the event. Gates are taken once a batch: they are snapshots. */
interface Station {
  readonly source: Source;
  readonly headers: Readonly<Record<string, string>>;
  readonly meta: Omit<Meta, "body">;
  readonly blocked: Awaited<ReturnType<typeof blocked>>;
  readonly plan: Awaited<ReturnType<typeof planGate>>;
}
type Meta = Parameters<typeof understand>[1];

const process_nonce = randomUUID();
let taken = 0;

/** Different for every event that any process takes. */
function nextNonce(): string {
  taken += 1;
  return `${process_nonce}:${taken}`;
}

/** Reads an event out of its JSON. */
const readings: readonly ((raw: unknown, body: string, at: Station) => Verdict | undefined)[] = [
  (raw, body) => tooLarge(raw, body),
  (raw, body, { meta }) => understand(raw, { ...meta, body, nonce: nextNonce() }),
];

/** Says whether an event that could be read may stay, and with what flags. */
const gates: readonly ((event: TrackedEvent, at: Station) => Verdict)[] = [
  (event, { source, blocked: isBlocked }) => {
    const reason = isBlocked(event, source);
    return reason === undefined ? { is: "ok", event } : { is: "drop", reason };
  },
  (event, { source, plan }) => plan(event, source),
];

/** How a batch came. */
export interface Arrival {
  /** When it was received. */
  readonly now: Date;
  /** The type that the address says, which wins over the event's own. */
  readonly path_type?: TrackedType;
  /** What the batch says for all its events: sentAt, context, … */
  readonly batch?: Readonly<Record<string, unknown>>;
  /** Headers of a webhook that its mapping may look at: they are kept with what is refused. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that sent it, for the block list alone; it is not kept. */
  readonly caller?: string;
}

export interface Rejected {
  /** Its place in the batch, from 0. */
  readonly index: number;
  readonly code: string;
  readonly message: string;
}

/** What became of a batch. `dropped` were stopped by the block list; nothing of them is kept. */
export interface Collected {
  readonly accepted: number;
  readonly dropped: number;
  readonly rejected: readonly Rejected[];
}

/**
 * Takes events of Segment's shape. When this returns, those accepted stand durably in the event log, each once however
 * often it is delivered, and those rejected are dead letters.
 * @throws {ProblemError} 429 or 503 when nothing can be taken now: the same may be sent again
 */
export async function collect(
  engines: Engines,
  source: Source,
  input: readonly unknown[],
  arrival: Arrival,
): Promise<Collected> {
  const station = await stationOf(engines, source, arrival);
  // Not awaited here: while the engine writes, thousands of events wait, and what they were parsed into must not.
  return settle(engines, prepare(engines, input, station));
}

async function stationOf(engines: Engines, source: Source, arrival: Arrival): Promise<Station> {
  const { now, path_type } = arrival;
  const batch = sharedOf(arrival.batch ?? {});
  return {
    source,
    headers: arrival.headers ?? {},
    meta: { source, received_at: now, batch, ...(path_type === undefined ? {} : { path_type }) },
    blocked: await blocked(engines, () => now, arrival.caller),
    plan: await planGate(engines),
  };
}

/** An event's own JSON and what the steps said of it. */
interface Judged {
  readonly body: string;
  readonly verdict: Verdict;
  /** As it was understood, before the gates. */
  readonly event: TrackedEvent | undefined;
}

/** All that is to be done with a batch, and what to answer when it is done. */
interface Prepared {
  /** Of what may stay. */
  readonly rows: Rows;
  readonly letters: readonly RefusedBody[];
  /** What may tell who is who. */
  readonly sightings: readonly Sighting[];
  /** For those who watch. */
  readonly items: readonly LiveItem[];
  readonly answer: Collected;
}

// Used from a batch's first event to its last without a pause, so that one of each is enough.
const deeds = new RowWriter();
const mentioned = new RowWriter();

function prepare(engines: Engines, input: readonly unknown[], station: Station): Prepared {
  const { source, meta } = station;
  // Nothing of a batch that failed midway goes with this one.
  deeds.take();
  mentioned.take();
  let count = 0;
  let dropped = 0;
  const known: TrackedEvent[] = [];
  const rejected: Rejected[] = [];
  const letters: RefusedBody[] = [];
  const sightings: Sighting[] = [];
  const items = input.map((raw, index): LiveItem => {
    const judged = judge(raw, bodyOf(raw), station);
    const { verdict, event } = judged;
    if (verdict.is === "ok") {
      const row = deliveryRow(verdict.event, source);
      deed.write(deeds, row);
      if (mentions(row)) mention.write(mentioned, row);
      count += 1;
      const seen_ms = (verdict.event.original_at ?? meta.received_at).getTime();
      if (row.identifiers.length > 0) sightings.push({ stamp: row.customer_id, identifiers: row.identifiers, seen_ms });
    } else if (verdict.is === "drop") dropped += 1;
    else {
      rejected.push({ index, code: verdict.code, message: verdict.message });
      letters.push(letterOf(judged, verdict, station));
    }
    if (event !== undefined && verdict.is !== "drop") known.push(event);
    return itemOf(judged, source, meta.received_at);
  });
  // The plan learns from all that could be read and may be kept, whether or not it can be written now.
  learn(engines, known, source);
  const rows = { count, deeds: deeds.take(), mentions: mentioned.take() };
  return { rows, letters, sightings, items, answer: { accepted: count, dropped, rejected } };
}

/** Makes durable what may stay and what is refused, and tells those who watch. */
async function settle(engines: Engines, { rows, letters, sightings, items, answer }: Prepared): Promise<Collected> {
  try {
    await Promise.all([commit(engines, rows), keepDeadLetters(engines, letters)]);
  } catch (fault) {
    if (!(fault instanceof StorageError)) throw fault;
    throw new ProblemError(503, fault.code, "It cannot be written now; send it again", undefined, 5);
  }
  touched(
    engines,
    sightings.map(({ stamp }) => stamp),
  );
  sighted(engines, sightings);
  published(engines, items);
  return answer;
}

function letterOf({ body }: Judged, verdict: Refusal, { source, headers, meta }: Station): RefusedBody {
  const { received_at, batch, path_type } = meta;
  const { is: _, ...reason } = verdict;
  const arrival = { batch, ...(path_type === undefined ? {} : { path_type }) };
  return { source: source.slug, body, headers, received_at, arrival, ...reason };
}

function itemOf({ body, verdict, event }: Judged, source: Source, received_at: Date): LiveItem {
  if (verdict.is === "ok") return { is: "accepted", source, event: seenOf(verdict.event) };
  if (verdict.is === "drop")
    return {
      is: "dropped",
      source,
      received_at,
      reason: verdict.reason,
      type: event?.type ?? "",
      name: event?.name ?? "",
    };
  const { is: _, ...reason } = verdict;
  return {
    is: "refused",
    source,
    received_at,
    body,
    ...reason,
    ...(event === undefined ? {} : { event: seenOf(event) }),
  };
}

function judge(raw: unknown, body: string, station: Station): Judged {
  let verdict: Verdict | undefined;
  for (const read of readings) verdict ??= read(raw, body, station);
  verdict ??= { is: "dead_letter", code: "not_understood", message: "This is no event" };
  if (verdict.is !== "ok") {
    // Of somebody who is stopped no dead letter stays either.
    const reason = station.blocked(glimpse(raw), station.source);
    return { body, verdict: reason === undefined ? verdict : { is: "drop", reason }, event: undefined };
  }
  const { event } = verdict;
  for (const gate of gates) {
    if (verdict.is === "ok") verdict = gate(verdict.event, station);
  }
  return { body, verdict, event };
}
