// Events as they come in: what a watcher is shown, and how much of it.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Instant } from "./schema.ts";

const MaybeText = Type.Union([Type.String(), Type.Null()]);
const MaybeInstant = Type.Union([Instant, Type.Null()]);

export const LiveOutcome = Type.Union([Type.Literal("accepted"), Type.Literal("refused"), Type.Literal("dropped")]);
export type LiveOutcome = Static<typeof LiveOutcome>;

/** What a watcher wants to see; what is left out narrows nothing. */
export const LiveFilter = Type.Object({
  source: Type.Optional(Type.String({ maxLength: 100, description: "Slug of the source" })),
  type: Type.Optional(Type.String({ maxLength: 20, description: "track, identify, page, …" })),
  name: Type.Optional(Type.String({ maxLength: 200, description: "A part of the event's name" })),
  who: Type.Optional(Type.String({ maxLength: 200, description: "A part of any identifier, or a customer's id" })),
  outcome: Type.Optional(LiveOutcome),
});
export type LiveFilter = Static<typeof LiveFilter>;

/** One message "live" of the stream. Of what was dropped nothing is kept, so nothing of it is shown either. */
export const LiveEvent = Type.Object({
  outcome: LiveOutcome,
  source: Type.String(),
  source_name: Type.String(),
  type: Type.String(),
  name: Type.String(),
  message_id: MaybeText,
  customer_id: Type.Union([CustomerId, Type.Null()]),
  /** Strongest first: the first one names the customer. */
  identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
  group_id: Type.String(),
  occurred_at: MaybeInstant,
  original_at: MaybeInstant,
  sent_at: MaybeInstant,
  received_at: Instant,
  flags: Type.Array(Type.String()),
  consents: Type.Record(Type.String(), Type.Boolean()),
  /** Its own JSON, as it came; null when it was dropped, or came by another process and was too long to be passed on. */
  body: MaybeText,
  /** Why it was refused or dropped. */
  reason: Type.Union([Type.Object({ code: Type.String(), message: Type.String(), field: MaybeText }), Type.Null()]),
});
export type LiveEvent = Static<typeof LiveEvent>;

/** How many came, by what became of them. */
export const LiveCounts = Type.Object({
  accepted: Type.Integer(),
  refused: Type.Integer(),
  dropped: Type.Integer(),
});
export type LiveCounts = Static<typeof LiveCounts>;

/** Message "hello", the first of the stream: the last minute, second by second, oldest first. */
export const LiveHello = Type.Object({
  shown_max: Type.Integer({ description: "The most that is shown in a second" }),
  seconds: Type.Array(LiveCounts),
});
export type LiveHello = Static<typeof LiveHello>;

/** Message "rate", once a second: all that came, how many fit the filter, how many of those were shown. */
export const LiveRate = Type.Object({ counts: LiveCounts, matched: Type.Integer(), shown: Type.Integer() });
export type LiveRate = Static<typeof LiveRate>;
