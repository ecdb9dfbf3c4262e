// A tracked event as a row of `delivery`. A first version.
import { createHash } from "node:crypto";
import type { Source } from "../source/source.ts";
import type { TrackedEvent } from "./event.ts";

/** A row as JSONEachRow takes it. */
export type DeliveryRow = Readonly<Record<string, unknown>>;

const hash = (text: string, chars: number) =>
  BigInt(`0x${createHash("sha256").update(text).digest("hex").slice(0, chars)}`).toString();

/** The row of an event; ids are decimal text. */
export function deliveryRow(event: TrackedEvent, source: Source): DeliveryRow {
  const [who] = event.identifiers;
  return {
    id: hash(`${source.slug}\n${event.message_id}`, 32),
    source: source.slug,
    message_id: event.message_id,
    type: event.type,
    name: event.name,
    customer_id: who === undefined ? "0" : hash(`${who.kind}\n${who.value}`, 16),
    occurred_at: event.occurred_at,
    original_at: event.original_at ?? new Date(0),
    sent_at: event.sent_at ?? new Date(0),
    received_at: event.received_at,
    version: -event.received_at.getTime(),
    group_id: event.group_id,
    identifiers: event.identifiers.map(({ kind, value }) => [kind, value]),
    flags: event.flags,
    body: event.body,
    import_id: 0,
  };
}
