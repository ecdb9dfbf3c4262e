// What became of one thing that was sent to us: as the collector tells it, as a filter sees it, as people are shown it.
import type { LiveEvent, LiveFilter, Masker } from "#contract";
import type { TrackedEvent } from "../collect/event.ts";
import { sipHash64 } from "../collect/understand/sip.ts";
import type { Source } from "../source/source.ts";

/** What of an event people are shown; the rest is in its body. */
export type SeenEvent = Omit<TrackedEvent, "traits" | "properties" | "context">;

/** An event without what it was parsed into, which is most of what it holds in memory. */
export function seenOf(event: TrackedEvent): SeenEvent {
  // Field by field: a copy by spreading costs more than all the rest of it.
  return {
    type: event.type,
    name: event.name,
    message_id: event.message_id,
    identifiers: event.identifiers,
    group_id: event.group_id,
    consents: event.consents,
    flags: event.flags,
    body: event.body,
    occurred_at: event.occurred_at,
    original_at: event.original_at,
    sent_at: event.sent_at,
    received_at: event.received_at,
  };
}

/** An event that stands in the log. */
export interface AcceptedItem {
  readonly is: "accepted";
  readonly source: Source;
  readonly event: SeenEvent;
}

/** What became a dead letter, as it came. `event` is given when it could be read as one. */
export interface RefusedItem {
  readonly is: "refused";
  readonly source: Source;
  readonly received_at: Date;
  readonly body: string;
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly event?: SeenEvent;
}

/** What was stopped at the gate: nothing of it is kept, so it says no more than this. */
export interface DroppedItem {
  readonly is: "dropped";
  readonly source: Source;
  readonly received_at: Date;
  readonly reason: string;
  readonly type: string;
  readonly name: string;
}

export type LiveItem = AcceptedItem | RefusedItem | DroppedItem;

/** What a filter looks at. */
type Facts = Pick<LiveEvent, "outcome" | "source" | "type" | "name"> & Pick<TrackedEvent, "identifiers">;

function factsOf(item: LiveItem): Facts {
  const event = item.is === "dropped" ? undefined : item.event;
  return {
    outcome: item.is,
    source: item.source.slug,
    type: event?.type ?? (item.is === "dropped" ? item.type : ""),
    name: event?.name ?? (item.is === "dropped" ? item.name : ""),
    identifiers: event?.identifiers ?? [],
  };
}

/** The customer's id: the same hash as in the event log. */
function customerOf(item: LiveItem): string | null {
  const [strongest] = item.is === "accepted" ? item.event.identifiers : [];
  return strongest === undefined ? null : String(sipHash64(strongest.kind, strongest.value));
}

/** A filter as a function. Text is found in any case, anywhere. */
export function matcher(filter: LiveFilter): (item: LiveItem) => boolean {
  const { source, type, outcome } = filter;
  const name = filter.name?.trim().toLowerCase() || undefined;
  const who = filter.who?.trim().toLowerCase() || undefined;
  if (source === undefined && type === undefined && outcome === undefined && name === undefined && who === undefined)
    return () => true;
  return (item) => {
    const facts = factsOf(item);
    return (
      (source === undefined || facts.source === source) &&
      (type === undefined || facts.type === type) &&
      (outcome === undefined || facts.outcome === outcome) &&
      (name === undefined || facts.name.toLowerCase().includes(name)) &&
      (who === undefined ||
        (/^\d{6,20}$/.test(who) && customerOf(item) === who) ||
        facts.identifiers.some(({ value }) => value.toLowerCase().includes(who)))
    );
  };
}

const iso = (at: Date | undefined) => at?.toISOString() ?? null;

/** An item as people are shown it. */
export function shown(item: LiveItem): LiveEvent {
  const event = item.is === "dropped" ? undefined : item.event;
  const { outcome, source, type, name } = factsOf(item);
  return {
    outcome,
    source,
    source_name: item.source.name,
    type,
    name,
    message_id: event?.message_id ?? null,
    customer_id: customerOf(item),
    identifiers: event?.identifiers.map(({ kind, value }) => ({ kind, value })) ?? [],
    group_id: event?.group_id ?? "",
    occurred_at: iso(event?.occurred_at),
    original_at: iso(event?.original_at),
    sent_at: iso(event?.sent_at),
    received_at: (item.is === "accepted" ? item.event : item).received_at.toISOString(),
    flags: [...(event?.flags ?? [])],
    consents: { ...event?.consents },
    body: item.is === "dropped" ? null : item.is === "accepted" ? item.event.body : item.body,
    reason:
      item.is === "accepted"
        ? null
        : item.is === "dropped"
          ? { code: item.reason, message: "", field: null }
          : { code: item.code, message: item.message, field: item.field ?? null },
  };
}

/** The same with masks where they stand for this reader: of its JSON, which may hold anything, nothing is left. */
export function maskedEvent(event: LiveEvent, mask: Masker): LiveEvent {
  const { identifiers, group_id, body, reason } = event;
  return {
    ...event,
    identifiers: identifiers.map(({ kind, value }) => ({ kind, value: mask.identifier(kind, value) })),
    group_id: mask.text(group_id),
    body: body === null ? null : mask.text(body),
    reason: reason && { ...reason, message: mask.text(reason.message) },
  };
}
