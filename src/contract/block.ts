// The block list: who and what is stopped at the gate, and how much was.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Day, Instant } from "./schema.ts";

const IdentifierKind = Type.String({
  pattern: "^[a-z][a-z0-9_]{0,39}$",
  description: 'user_id, email, …; "any" stops the value whatever it is called',
});

/** What to stop: a person by an identifier or as a customer; a source; an event by its name; a network. */
export const BlockTarget = Type.Union([
  Type.Object({
    kind: Type.Literal("identifier"),
    identifier_kind: IdentifierKind,
    value: Type.String({ minLength: 1, maxLength: 500 }),
    fingerprint_only: Type.Optional(
      Type.Boolean({ description: "Keep a SHA-256 of the value instead of the value: it stops, but nobody reads it" }),
    ),
  }),
  Type.Object({
    kind: Type.Literal("customer"),
    customer_id: CustomerId,
    fingerprint_only: Type.Optional(Type.Boolean()),
  }),
  Type.Object({ kind: Type.Literal("source"), source: Type.String({ minLength: 1, maxLength: 100 }) }),
  Type.Object({
    kind: Type.Literal("event"),
    event_name: Type.String({ minLength: 1, maxLength: 500 }),
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "Only from this source" })),
  }),
  Type.Object({
    kind: Type.Literal("network"),
    network: Type.String({
      maxLength: 60,
      description: "An address or a range: 203.0.113.7, 203.0.113.0/24, 2001:db8::/32",
    }),
  }),
]);
export type BlockTarget = Static<typeof BlockTarget>;
export type BlockKind = BlockTarget["kind"];

/** POST /api/v1/blocks */
export const BlockRequest = Type.Object({
  target: BlockTarget,
  reason: Type.String({ minLength: 1, maxLength: 500, description: "Why, for whoever asks later" }),
  until: Type.Optional(Instant),
});
export type BlockRequest = Static<typeof BlockRequest>;

/** One line of the list. Of an identifier kept as a fingerprint, `value` is null. */
export const Block = Type.Object({
  id: Type.Integer(),
  kind: Type.Union([
    Type.Literal("identifier"),
    Type.Literal("customer"),
    Type.Literal("source"),
    Type.Literal("event"),
    Type.Literal("network"),
  ]),
  identifiers: Type.Array(
    Type.Object({
      kind: Type.String(),
      value: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  customer_id: Type.Union([CustomerId, Type.Null()]),
  source: Type.Union([Type.String(), Type.Null()]),
  event_name: Type.Union([Type.String(), Type.Null()]),
  network: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  added_by: Type.String(),
  added_at: Instant,
  until: Type.Union([Instant, Type.Null()]),
  /** Its time is over: it stops nothing any more. */
  over: Type.Boolean(),
  stopped: Type.Integer({ description: "Events that it stopped so far, doubles included" }),
});
export type Block = Static<typeof Block>;

export const BlockList = Type.Object({ rows: Type.Array(Block) });
export type BlockList = Static<typeof BlockList>;

/** GET /api/v1/blocks/counts: what was stopped, by day in UTC; doubles that a sender delivers again count again. */
export const BlockCount = Type.Object({
  day: Day,
  source: Type.String(),
  reason: Type.String(),
  events: Type.Integer(),
});
export type BlockCount = Static<typeof BlockCount>;

/** POST /api/v1/blocks/find: which lines stop this identifier, also where only its fingerprint is kept. */
export const BlockFind = Type.Object({
  identifier_kind: IdentifierKind,
  value: Type.String({ minLength: 1, maxLength: 500 }),
});
