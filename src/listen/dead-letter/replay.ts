// Sends letters again, the way they came: what passes is replayed, what fails stays open with its reason of now.
import type { ReplayedLetter } from "#contract";
import type { Engines } from "#storage";
import { type Collected, collect } from "../collect/collect.ts";
import { bodyOf } from "../collect/json.ts";
import { type Source, sources } from "../source/source.ts";
import { mapAgain, mapPayload, withPayload } from "../webhook/map.ts";
import { lettersAfter } from "./dead-letter.sql.ts";
import { letterId } from "./keep.ts";
import { arrivalOf, changeLetters, headersOf, type LetterChange, type LetterRow } from "./read.ts";

type Refusal = Omit<ReplayedLetter, "accepted" | "id">;
type Outcome = { readonly accepted: boolean; readonly change: LetterChange; readonly refusal?: Refusal };

// What one call of the collector takes at most.
const chunk = 1_000;

function refused(code: string, message: string, field = ""): Outcome {
  const refusal = { code, message, field };
  return { accepted: false, change: { state: "open", ...refusal }, refusal };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An event without an id of its own gets one from its letter: a replay that a crash cut short doubles nothing. */
function withId(event: unknown, id: string): unknown {
  if (!isObject(event)) return event;
  const { messageId } = event;
  const own = (typeof messageId === "string" && messageId !== "") || typeof messageId === "number";
  return own ? event : { ...event, messageId: id };
}

/** The events of a letter, and what holds for all of them; or why there are none. */
async function eventsOf(row: LetterRow, source: Source, body: string) {
  const arrival = arrivalOf(row);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (fault) {
    return {
      refusal: refused("bad_json", `It is not JSON: ${fault instanceof Error ? fault.message : String(fault)}`),
    };
  }
  if (arrival !== undefined && source.kind === "webhook" && body === row.body && isObject(value)) {
    return { events: [await mapAgain(source, value, headersOf(row))], arrival };
  }
  if (arrival !== undefined) return { events: [withId(value, `letter:${row.id}`)], arrival };
  if (source.kind === "webhook") {
    const { events, faults } = await mapPayload(source, body, headersOf(row));
    const [fault] = faults;
    if (fault) return { refusal: refused("bad_mapping", fault.message, fault.target) };
    return { events: withPayload(events, value), arrival: {} };
  }
  const list = Array.isArray(value) ? value : isObject(value) && Array.isArray(value.batch) ? value.batch : [value];
  const { batch: _, ...batch } = isObject(value) && Array.isArray(value.batch) ? value : { batch: [] };
  return { events: list.map((event: unknown, at) => withId(event, `letter:${row.id}:${at}`)), arrival: { batch } };
}

/** What is refused again has become a letter of its own, known by its text and its new reason; it has to be open. */
async function reopen(engines: Engines, ids: readonly string[], now: Date): Promise<void> {
  const rows = await lettersAfter(engines.clickhouse, { filter: { ids }, after: "0", limit: ids.length });
  const shut = rows.filter(({ state }) => state !== "open");
  await changeLetters(
    engines,
    shut.map((row) => [row, { state: "open" }] as const),
    now,
  );
}

async function outcomeOf(engines: Engines, row: LetterRow, body: string, now: Date): Promise<Outcome> {
  const source = (await sources.get(engines)).by_slug.get(row.source);
  if (!source) return refused("no_source", "Its source is there no more; make one of this name, or discard the letter");
  const { events, arrival, refusal } = await eventsOf(row, source, body);
  if (refusal) return refusal;
  const received_at = new Date(row.received_at);
  const collected: Collected[] = [];
  const again: { id: string; refusal: Refusal }[] = [];
  for (let at = 0; at < events.length; at += chunk) {
    const some = events.slice(at, at + chunk);
    // The time at which it was received stays: its own times are told from it.
    const result = await collect(engines, source, some, { ...arrival, headers: headersOf(row), now: received_at });
    collected.push(result);
    for (const { index, code, message } of result.rejected) {
      const id = letterId({ source: row.source, code, body: bodyOf(some[index]) });
      again.push({ id, refusal: { code, message, field: "" } });
    }
  }
  if (again.length > 0) {
    await reopen(
      engines,
      again.map(({ id }) => id).filter((id) => id !== row.id),
      now,
    );
  }
  const [first] = again;
  const notes = body === row.body ? {} : { kompas_mended: body };
  if (first?.id === row.id) return { accepted: false, change: { state: "open" }, refusal: first.refusal };
  if (first) {
    const change: LetterChange = { state: "replayed", notes: { ...notes, kompas_became: first.id } };
    return { accepted: false, change, refusal: first.refusal };
  }
  if (events.length > 0 && collected.every(({ accepted }) => accepted === 0)) {
    return { accepted: true, change: { state: "discarded", notes: { ...notes, kompas_reason: "block list" } } };
  }
  return { accepted: true, change: { state: "replayed", notes } };
}

/**
 * Sends one letter again, mended by hand or as it is.
 * @throws {ProblemError} 429 or 503 when nothing can be taken now: the letter stays as it is
 */
export async function replayLetter(engines: Engines, row: LetterRow, body: string, now: Date): Promise<ReplayedLetter> {
  const { accepted, change, refusal } = await outcomeOf(engines, row, body, now);
  // A mended text that fails at once is the editor's to mend further; the letter stays as it came.
  if (accepted || body === row.body || change.state !== "open") await changeLetters(engines, [[row, change]], now);
  return { accepted, id: change.notes?.kompas_became ?? row.id, code: "", message: "", field: "", ...refusal };
}

/** Sends letters again, all at one time: their events go together into the same inserts. */
export async function replayLetters(
  engines: Engines,
  rows: readonly LetterRow[],
  now: Date,
): Promise<{ accepted: number; refused: number }> {
  const outcomes = await Promise.all(
    rows.map(async (row) => ({ row, outcome: await outcomeOf(engines, row, row.body, now) })),
  );
  await changeLetters(
    engines,
    outcomes.map(({ row, outcome }) => [row, outcome.change] as const),
    now,
  );
  const accepted = outcomes.filter(({ outcome }) => outcome.accepted).length;
  return { accepted, refused: rows.length - accepted };
}
