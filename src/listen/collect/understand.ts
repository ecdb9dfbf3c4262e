// What an event means: anything that was sent becomes an event of ours, or the reason why it cannot.
import type { Source } from "../source/source.ts";
import { type Identifier, type Refusal, type TrackedType, trackedTypes, type Verdict } from "./event.ts";
import { consentsOf } from "./understand/consent.ts";
import { definitionOf } from "./understand/events.ts";
import { identifiersOf } from "./understand/identity.ts";
import { isObject, type Json, objectOf, textOf } from "./understand/read.ts";
import { sipHash128 } from "./understand/sip.ts";
import { timesOf } from "./understand/time.ts";

/** What came with an event, besides the event. */
export interface Meta {
  readonly source: Source;
  readonly received_at: Date;
  /** The batch around it, or nothing of one. */
  readonly batch: { readonly sentAt?: unknown; readonly context?: unknown; readonly [other: string]: unknown };
  /** The type that the route's path names; it wins over the event's own. */
  readonly path_type?: TrackedType | undefined;
  /** The event's own JSON, as it came. */
  readonly body: string;
  /** Different for every delivery: tells equal events apart that have neither an id nor a time. */
  readonly nonce?: string;
}

function refused(code: string, message: string, field?: string): Refusal {
  return { is: "dead_letter", code, message, ...(field === undefined ? {} : { field }) };
}

const longestMessageId = 100;
const longestName = 255;

/** What an event says, or why it cannot be taken. Never throws, whatever was sent. */
export function understand(raw: unknown, meta: Meta): Verdict {
  if (!isObject(raw)) return refused("not_an_object", "An event is a JSON object");
  const type = meta.path_type ?? trackedTypes.find((known) => known === raw.type);
  if (!type) return refused("unknown_type", `The type must be one of ${trackedTypes.join(", ")}`, "type");
  const context = contextOf(raw, meta);
  const event: Json = { ...raw, context };
  const given_id = textOf(raw.messageId, longestMessageId + 1);
  if (given_id.length > longestMessageId)
    return refused("bad_message_id", `A messageId has at most ${longestMessageId} characters`, "messageId");
  const about = peopleOf(type, event);
  const { identifiers, absurd } = identifiersOf(event, about.known);
  const refusal = missing(type, event, identifiers);
  if (refusal) return refusal;
  const { flags, ...times } = timesOf(event, meta.batch.sentAt, meta.received_at);
  const { name, long } = nameOf(type, event);
  return {
    is: "ok",
    event: {
      type,
      name,
      message_id: given_id === "" ? madeId(meta, times.original_at !== undefined) : given_id,
      identifiers,
      traits: about.traits,
      properties: about.properties,
      context,
      group_id: groupOf(event, name, about.properties),
      consents: consentsOf(context, name, about.properties),
      ...times,
      received_at: meta.received_at,
      flags: [...flags, ...(absurd ? ["bad_identifier"] : []), ...(long ? ["long_name"] : [])],
      body: meta.body.toWellFormed(),
    },
  };
}

// A batch may say once what holds for all its events.
function contextOf(raw: Json, { batch }: Meta): Json {
  const [shared, own] = [objectOf(batch.context), objectOf(raw.context)];
  return Object.keys(shared).length === 0 ? own : { ...shared, ...own };
}

// Without an id of its own an event is known by its text: the same text with the same time is the same event. Where
// not even a time was claimed, each delivery is an event of its own.
function madeId({ body, received_at, nonce = "" }: Meta, timed: boolean): string {
  return timed ? `body:${sipHash128(body)}` : `body:${sipHash128(`${body}\n${received_at.getTime()}:${nonce}`)}`;
}

interface People {
  /** What is said of the person, for identifiers. */
  readonly known: Json;
  /** What is to be remembered of the person. */
  readonly traits: Json;
  readonly properties: Json;
}

// Traits are told by identify. With other calls context.traits repeats what the client once heard, which may be old:
// it says who the person is, and overwrites nothing. The traits of a group describe the group.
function peopleOf(type: TrackedType, event: Json): People {
  const cached = objectOf(objectOf(event.context).traits);
  const own = objectOf(event.traits);
  if (type === "group") return { known: cached, traits: {}, properties: own };
  const known = { ...cached, ...own };
  const properties = objectOf(event.properties);
  if (type === "identify") return { known, traits: known, properties };
  const category = textOf(event.category);
  const named = category !== "" && (type === "page" || type === "screen") && properties.category === undefined;
  return { known, traits: {}, properties: named ? { ...properties, category } : properties };
}

// What tells of joining or leaving a group may name it among its properties; elsewhere `group_id` means anything.
function groupOf(event: Json, name: string, properties: Json): string {
  const named = definitionOf(name)?.properties.includes("group_id") ? (properties.groupId ?? properties.group_id) : "";
  return textOf(event.groupId) || textOf(named) || textOf(objectOf(event.context).groupId);
}

function missing(type: TrackedType, event: Json, identifiers: readonly Identifier[]): Refusal | undefined {
  if (!identifiers.some(({ kind }) => kind !== "previous_id"))
    return refused(
      "missing_identity",
      "Neither userId nor anonymousId nor another identifier says who it was",
      "userId",
    );
  if (type === "track" && textOf(event.event) === "")
    return refused("missing_event", "A track call names its event", "event");
  if (type === "group" && textOf(event.groupId) === "")
    return refused("missing_group_id", "A group call names its group", "groupId");
  if (type === "alias" && identifiers.length < 2)
    return refused("missing_previous_id", "An alias call names the former identifier", "previousId");
  return undefined;
}

function nameOf(type: TrackedType, event: Json): { name: string; long: boolean } {
  if (type !== "track" && type !== "page" && type !== "screen") return { name: "", long: false };
  const properties = objectOf(event.properties);
  const given = type === "track" ? event.event : textOf(event.name) === "" ? properties.name : event.name;
  const name = textOf(given, longestName + 1);
  const known = type === "track" ? definitionOf(name)?.name : undefined;
  return { name: known ?? name.slice(0, longestName).toWellFormed(), long: name.length > longestName };
}
