// Understands one event of Segment's shape: who, what and when. A first version: types, identity and times.
import { createHash } from "node:crypto";
import type { Source } from "../source/source.ts";
import { type TrackedType, trackedTypes, type Verdict } from "./event.ts";

/** What is known of an event besides its JSON. */
export interface EventMeta {
  readonly source: Source;
  readonly received_at: Date;
  readonly batch: Readonly<Record<string, unknown>>;
  readonly path_type?: TrackedType;
  readonly body: string;
}

const object = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

function instant(value: unknown): Date | undefined {
  const at = typeof value === "string" || typeof value === "number" ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}

/** What an event says, or why it is none. */
export function understand(raw: unknown, meta: EventMeta): Verdict {
  const event = object(raw);
  const type = trackedTypes.find((each) => each === (meta.path_type ?? event.type));
  if (type === undefined)
    return { is: "dead_letter", code: "bad_type", message: "There is no such type", field: "type" };
  const context = { ...object(meta.batch.context), ...object(event.context) };
  const identifiers = [
    { kind: "user_id", value: text(event.userId) },
    { kind: "anonymous_id", value: text(event.anonymousId) },
  ].filter(({ value }) => value !== "");
  const original_at = instant(event.originalTimestamp ?? event.timestamp);
  const sent_at = instant(event.sentAt ?? meta.batch.sentAt);
  const { received_at } = meta;
  const skew_ms = sent_at === undefined ? 0 : received_at.getTime() - sent_at.getTime();
  const hash = () => createHash("sha256").update(meta.body).digest("hex");
  return {
    is: "ok",
    event: {
      type,
      name: text(type === "track" ? event.event : event.name),
      message_id: text(event.messageId) || `hash-${hash()}`,
      identifiers,
      traits: object(event.traits),
      properties: object(event.properties),
      context,
      group_id: text(event.groupId),
      consents: {},
      occurred_at: original_at === undefined ? received_at : new Date(original_at.getTime() + skew_ms),
      original_at,
      sent_at,
      received_at,
      flags: [],
      body: meta.body,
    },
  };
}
