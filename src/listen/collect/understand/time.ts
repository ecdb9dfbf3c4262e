// When it happened: four times, of which the client's clock is right only in its differences.
import { isObject, type Json } from "./read.ts";

/** Times of an event, with what is odd about them. */
export interface Times {
  readonly occurred_at: Date;
  readonly original_at: Date | undefined;
  readonly sent_at: Date | undefined;
  readonly flags: readonly string[];
}

const hour_ms = 3_600_000;
const future_ms = 23 * hour_ms;
const past_ms = 366 * 24 * hour_ms;
const earliest_ms = Date.UTC(1990, 0, 1);

const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?([.,]\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
/** What SDKs write: read without taking it apart. */
const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const mail = /^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|Z|[+-]\d{4})$/i;

/** ISO 8601 (UTC when it names no zone), the date of an e-mail, or seconds or milliseconds since 1970. */
export function timeOf(value: unknown): Date | undefined {
  const time = value instanceof Date ? value : new Date(millis(value));
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function millis(value: unknown): number {
  // 10^11 seconds is the year 5138, 10^11 milliseconds is 1973.
  if (typeof value === "number") return Math.abs(value) < 1e11 ? value * 1000 : value;
  if (typeof value !== "string" || value.length > 64) return Number.NaN;
  if (usual.test(value)) return Date.parse(value);
  const text = value.trim();
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return millis(Number(text));
  const [whole, day, minutes = "00:00", seconds = ":00", fraction = "", zone = "Z"] = iso.exec(text) ?? [];
  if (whole === undefined) return mail.test(text) ? Date.parse(text) : Number.NaN;
  return Date.parse(`${day}T${minutes}${seconds}${fraction.replace(",", ".").slice(0, 4)}${zone.toUpperCase()}`);
}

// RudderStack's SDKs (`_metadata` is theirs, untouched by a server) put into originalTimestamp when the call was made,
// and into timestamp when the caller says that it happened. Nobody else's two times lie days apart, either.
function isTold(event: Json, made_at: Date | undefined, told_at: Date | undefined): boolean {
  if (!(made_at && told_at)) return false;
  return isObject(event._metadata) || made_at.getTime() - told_at.getTime() > 24 * hour_ms;
}

/**
 * `occurred = receivedAt - (sent - original)`, so a client's wrong clock moves nothing. What would lie far in the
 * future, or before anybody could have been told of it, happened when we received it.
 */
export function timesOf(event: Json, batch_sent: unknown, received_at: Date): Times {
  const flags: string[] = [];
  const read = (claim: unknown): Date | undefined => {
    if (claim === undefined || claim === null || claim === "") return undefined;
    const time = timeOf(claim);
    if (!time && !flags.includes("bad_time")) flags.push("bad_time");
    return time;
  };
  const [made_at, told_at] = [read(event.originalTimestamp), read(event.timestamp)];
  const original_at = isTold(event, made_at, told_at) ? told_at : (made_at ?? told_at);
  const sent_at = read(event.sentAt) ?? read(batch_sent);
  const received_ms = received_at.getTime();
  const original_ms = original_at?.getTime() ?? received_ms;
  const occurred_ms = sent_at ? received_ms - (sent_at.getTime() - original_ms) : original_ms;
  if (occurred_ms > received_ms + future_ms) flags.push("future");
  if (occurred_ms < received_ms - past_ms) flags.push("past");
  const possible = occurred_ms <= received_ms + future_ms && occurred_ms >= earliest_ms;
  return { occurred_at: possible ? new Date(occurred_ms) : received_at, original_at, sent_at, flags };
}
