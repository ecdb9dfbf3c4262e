// A payload of another system becomes events as the tracking API takes them.
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { WebhookMapping } from "#contract";
import { bodyOf } from "../collect/json.ts";
import { isShallow, isTooLong } from "../collect/limits.ts";
import type { Source } from "../source/source.ts";
import { type Evaluated, evaluate } from "./evaluate.ts";
import { webhookSettings } from "./settings.ts";

const id_most = 100;
/** An id that is the hash of its payload begins so. */
const made_id = "webhook:";

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Ids that come out alike whenever the payload comes again: its own where the mapping gives one, else its hash. Two
 * events of one payload never share one.
 */
function withIds(events: Evaluated["events"], payload: string): Evaluated["events"] {
  const times = new Map<string, number>();
  return events.map((event) => {
    const { messageId } = event;
    const own = (typeof messageId === "string" && messageId !== "") || typeof messageId === "number";
    const wanted = own ? String(messageId) : `${made_id}${digest(payload)}`;
    const id = wanted.length > id_most - 6 ? digest(wanted) : wanted;
    const time = (times.get(id) ?? 0) + 1;
    times.set(id, time);
    return { type: "track", ...event, messageId: time === 1 ? id : `${id}:${time}` };
  });
}

/** What a mapping makes of a payload (JSON). @throws {ProblemError} 503 busy */
export async function applyMapping(
  mapping: WebhookMapping,
  payload: string,
  headers: Readonly<Record<string, string>>,
): Promise<Evaluated> {
  try {
    JSON.parse(payload);
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault);
    return { events: [], skipped: 0, faults: [{ target: "payload", message: `It is not JSON: ${message}` }] };
  }
  const result = await evaluate({ mapping, payload, headers });
  return { ...result, events: withIds(result.events, payload) };
}

/**
 * What the mapping of a webhook source makes of a payload, as it came in or as it lies among the dead letters.
 * `headers` are those kept with it, by their names in small letters.
 * @throws {ProblemError} 503 busy
 */
export function mapPayload(
  source: Source,
  payload: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Evaluated> {
  return applyMapping(webhookSettings(source.settings).mapping, payload, headers);
}

/**
 * The events with the payload that they were made of, as far as an event may be so large. A payload may be a thousand
 * events: then each keeps its own part alone, which its mapping has made.
 */
export function withPayload(events: Evaluated["events"], payload: unknown): Evaluated["events"] {
  if (events.length !== 1) return events;
  return events.map((event) => {
    const whole = { ...event, payload };
    return isShallow(whole) && !isTooLong(bodyOf(whole)) ? whole : event;
  });
}

/**
 * An event that was refused, made anew of the payload that it keeps by the mapping of now; under its id of then unless
 * the mapping gives one. As it is where it keeps none, or where the mapping makes something else than one event of it.
 */
export async function mapAgain(
  source: Source,
  event: Evaluated["events"][number],
  headers: Readonly<Record<string, string>>,
): Promise<Evaluated["events"][number]> {
  const { payload, messageId } = event;
  if (payload === undefined) return event;
  const { events, faults } = await mapPayload(source, JSON.stringify(payload), headers);
  const [first] = withPayload(events, payload);
  if (events.length !== 1 || faults.length > 0 || first === undefined) return event;
  const own = typeof first.messageId === "string" && !first.messageId.startsWith(made_id);
  return own || messageId === undefined ? first : { ...first, messageId };
}

/** Headers that may matter to a mapping: the system's own ones, without what proves or connects. */
export function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith("x-") &&
      !/^x-(forwarded|real-ip|request-id)|signature|hmac|token|secret|auth/.test(name) &&
      typeof value === "string"
        ? [[name, value.slice(0, 500)]]
        : [],
    ),
  );
}
