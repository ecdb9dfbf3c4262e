// A request of the tracking API: its body, its source, its events.
import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { ProblemError } from "#contract";
import type { Engines } from "#storage";
import { keepWhole } from "../dead-letter/whole.ts";
import type { Source } from "../source/source.ts";
import { jsonOf, readBody } from "./body.ts";
import { type Collected, collect } from "./collect.ts";
import type { TrackedType } from "./event.ts";
import { keyOfBody, keyOfHead, keyOfText, sourceFor } from "./key.ts";
import { limits } from "./limits.ts";

/** A request as it came. */
export interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly query: Readonly<Record<string, unknown>>;
  readonly bytes: Readable;
  readonly now: Date;
  /** The caller's address. */
  readonly ip?: string;
}

const callerOf = ({ ip }: Pick<Told, "ip">) => (ip === undefined ? {} : { caller: ip });

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keeps a body that no event can be read out of, and gives what its sender is told. */
async function refuse(engines: Engines, told: Told, text: string, why: { code: string; message: string }, key: string) {
  const source = await sourceFor(engines, key);
  await keep(engines, source, told, text, why);
  return new ProblemError(400, why.code, why.message);
}

async function keep(
  engines: Engines,
  source: Source,
  { now, ip }: Told,
  body: string,
  why: { readonly code: string; readonly message: string },
): Promise<void> {
  await keepWhole(engines, { source: source.slug, body, received_at: now, ...why }, ip);
}

/**
 * Reads a request to the end: the JSON of its body and the source whose key it shows.
 * @throws {ProblemError} 400 bad_json, bad_compression (then its body is a dead letter), 401, 413, 503
 */
async function readTold(engines: Engines, told: Told): Promise<{ source: Source; value: unknown; text: string }> {
  const key = keyOfHead(told.headers, told.query);
  // Whoever has no key need not be read; one in the body is known only afterwards.
  if (key !== "") await sourceFor(engines, key);
  const { text, fault } = await readBody(told.bytes, told.headers);
  if (fault) throw await refuse(engines, told, text, fault, key);
  const json = jsonOf(text);
  if (json === undefined) {
    const why = { code: "bad_json", message: "The body is not JSON" };
    throw await refuse(engines, told, text, why, key || keyOfText(text));
  }
  return { source: await sourceFor(engines, key || keyOfBody(json.value)), value: json.value, text };
}

/**
 * Takes a batch: `{batch: […], sentAt, context}`, or a list of events, or one event alone.
 * @throws {ProblemError} as {@link readTold}, and 400 no_batch, too_many_events; 429
 */
export async function takeBatch(engines: Engines, told: Told): Promise<Collected> {
  const { source, value, text } = await readTold(engines, told);
  const batch = isObject(value) ? value : {};
  const events = Array.isArray(value) ? value : batch.batch;
  if (!Array.isArray(events)) {
    const message = 'A batch is {"batch": [events]}';
    await keep(engines, source, told, text, { code: "no_batch", message });
    throw new ProblemError(400, "no_batch", message, "batch");
  }
  if (events.length > limits.batch_events) {
    const message = `A batch has at most ${limits.batch_events} events; this one has ${events.length}`;
    await keep(engines, source, told, text, { code: "too_many_events", message });
    throw new ProblemError(400, "too_many_events", message, "batch");
  }
  // Not awaited here, so that the body is let go.
  return collect(engines, source, events, { now: told.now, batch, ...callerOf(told) });
}

/** Takes one event of the type that its address says. */
export async function takeEvent(engines: Engines, told: Told, path_type: TrackedType): Promise<Collected> {
  const { source, value } = await readTold(engines, told);
  return collect(engines, source, [value], { now: told.now, path_type, ...callerOf(told) });
}
