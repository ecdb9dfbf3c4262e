// How much one event and one batch may be. Everything above is refused, so that nobody can make us hold much.
import type { Refusal } from "./event.ts";

export const limits = {
  /** One event's JSON, in bytes of UTF-8. */
  event_bytes: 32 * 1024,
  /** A whole body, inflated. */
  batch_bytes: 500 * 1024,
  batch_events: 2_500,
  message_id_chars: 100,
  /** Objects and lists within one another. */
  depth: 32,
  /** Names and list entries of one event, however deep. */
  values: 2_000,
} as const;

/** Counts names and entries below a value; -1 when it is too deep, or more than `left`. */
function valuesBelow(value: object, depth: number, left: number): number {
  if (depth > limits.depth) return -1;
  let count = 0;
  for (const each of Array.isArray(value) ? value : Object.values(value)) {
    count += 1;
    if (count > left) return -1;
    if (typeof each !== "object" || each === null) continue;
    const below = valuesBelow(each, depth + 1, left - count);
    if (below < 0) return -1;
    count += below;
  }
  return count;
}

/** Whether an event is within depth and number of values: what is not may be too deep even to be written as JSON. */
export function isShallow(raw: unknown): boolean {
  return typeof raw !== "object" || raw === null || valuesBelow(raw, 1, limits.values) >= 0;
}

/** Whether a text takes more bytes than an event may. */
export function isTooLong(body: string): boolean {
  // A character is one to three bytes: most texts need not be counted.
  if (body.length > limits.event_bytes) return true;
  return body.length * 3 > limits.event_bytes && Buffer.byteLength(body) > limits.event_bytes;
}

/** The refusal of an event that is larger than allowed, or undefined. */
export function tooLarge(raw: unknown, body: string): Refusal | undefined {
  if (!isShallow(raw)) {
    const message = `An event has at most ${limits.values} values, ${limits.depth} levels deep; send less with it`;
    return { is: "dead_letter", code: "too_deep", message };
  }
  if (isTooLong(body)) {
    const message = `An event is at most ${limits.event_bytes / 1024} KB of JSON; this one has ${Math.ceil(Buffer.byteLength(body) / 1024)} KB`;
    return { is: "dead_letter", code: "event_too_large", message };
  }
  return undefined;
}

/** What a batch says for all its events, as far as one of them might say it itself. */
export function sharedOf(batch: Readonly<Record<string, unknown>>): { sentAt?: unknown; context?: unknown } {
  const { sentAt, context } = batch;
  const sent = typeof sentAt === "object" ? {} : { sentAt };
  const isSound = typeof context === "object" && isShallow(context) && !isTooLong(JSON.stringify(context));
  return isSound ? { ...sent, context } : sent;
}
