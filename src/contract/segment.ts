// Segments: customers whom a condition fits, kept true as they act, or a list that somebody made; and what is told of them.
import { type Static, Type } from "typebox";
import { ConsentFilter, CustomerId } from "./customer.ts";
import { Day, Instant, MaybeNumber } from "./schema.ts";

/** Its name in conditions, events and files; made from the first name and never changed. */
export const SegmentId = Type.String({
  pattern: "^[a-z0-9][a-z0-9_]{0,62}$",
  description: "Lower-case letters, digits and _",
});

/** What people wrote beside the data: what these customers want, what keeps them from it, what sets them going. */
export const Needs = Type.Object({
  goal: Type.String({ maxLength: 2_000 }),
  barrier: Type.String({ maxLength: 2_000 }),
  trigger: Type.String({ maxLength: 2_000 }),
});
export type Needs = Static<typeof Needs>;

/** computing: its members are being counted for the first time or anew; live: they are true as of the last event. */
export const SegmentState = Type.Union([Type.Literal("computing"), Type.Literal("live"), Type.Literal("failed")]);
export type SegmentState = Static<typeof SegmentState>;

export const Segment = Type.Object({
  id: SegmentId,
  name: Type.String(),
  description: Type.String(),
  /** A rule has a condition; a list has whom somebody put in. */
  kind: Type.Union([Type.Literal("rule"), Type.Literal("list")]),
  /** A Condition; null for a list. */
  condition: Type.Unknown(),
  needs: Needs,
  state: SegmentState,
  /** Why it failed, in words; null when it did not. */
  error: Type.Union([Type.String(), Type.Null()]),
  /** Members now; null until they were counted. */
  customers: Type.Union([Type.Integer(), Type.Null()]),
  /** Entered and left in the last 24 hours. */
  entered: Type.Integer(),
  left: Type.Integer(),
  evaluated_at: Type.Union([Instant, Type.Null()]),
  created_at: Instant,
  changed_at: Instant,
  changed_by: Type.String(),
});
export type Segment = Static<typeof Segment>;

/** GET /api/v1/segments */
export const Segments = Type.Object({
  /** Everybody there is, so that sizes have a whole. */
  customers: Type.Integer(),
  rows: Type.Array(Segment),
});
export type Segments = Static<typeof Segments>;

const SegmentName = Type.String({ minLength: 1, maxLength: 120 });
const Description = Type.String({ maxLength: 2_000 });

/** POST /api/v1/segments: with a condition a rule, without one a list. */
export const SegmentCreate = Type.Object({
  id: Type.Optional(SegmentId),
  name: SegmentName,
  description: Type.Optional(Description),
  condition: Type.Optional(Type.Unknown({ description: "A Condition; without one the segment is a list" })),
  needs: Type.Optional(Needs),
});
export type SegmentCreate = Static<typeof SegmentCreate>;

/** PATCH /api/v1/segments/:id */
export const SegmentChange = Type.Object({
  name: Type.Optional(SegmentName),
  description: Type.Optional(Description),
  condition: Type.Optional(Type.Unknown({ description: "A Condition" })),
  needs: Type.Optional(Needs),
});
export type SegmentChange = Static<typeof SegmentChange>;

/** POST /api/v1/segments/:id/members, for a list: people by their ids, or by identifiers as they stand in a file. */
export const ListChange = Type.Object({
  change: Type.Union([Type.Literal("add"), Type.Literal("remove"), Type.Literal("replace")]),
  customer_ids: Type.Optional(Type.Array(CustomerId, { maxItems: 100_000 })),
  identifiers: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 320 }), { maxItems: 100_000 })),
});
export type ListChange = Static<typeof ListChange>;
export const ListChanged = Type.Object({
  customers: Type.Integer(),
  /** Identifiers that nobody has, at most a hundred of them. */
  unknown: Type.Array(Type.String()),
  unknown_count: Type.Integer(),
});
export type ListChanged = Static<typeof ListChanged>;

/** GET /api/v1/segments/:id/customers and customers.csv */
export const MembersQuery = Type.Interface([ConsentFilter], {
  cursor: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type MembersQuery = Static<typeof MembersQuery>;

/** GET /api/v1/segments/:id/history?from&to: by day of the workspace's calendar; size at the day's end. */
export const SegmentHistory = Type.Object({
  days: Type.Array(Type.Object({ day: Day, customers: Type.Integer(), entered: Type.Integer(), left: Type.Integer() })),
});
export type SegmentHistory = Static<typeof SegmentHistory>;

/** A value that members have more or less often than all other customers. */
export const Distinction = Type.Object({
  /** What is told: a trait, a class, an event that somebody did, the channel most used, the hour most active. */
  about: Type.Union([
    Type.Literal("trait"),
    Type.Literal("class"),
    Type.Literal("event"),
    Type.Literal("channel"),
    Type.Literal("hour"),
  ]),
  name: Type.String(),
  value: Type.String(),
  members: Type.Integer(),
  share: Type.Number(),
  others_share: Type.Number(),
  /** share / others_share with its 95 % interval; null where no other has it. */
  lift: MaybeNumber,
  low: MaybeNumber,
  high: MaybeNumber,
});
export type Distinction = Static<typeof Distinction>;

/** GET /api/v1/segments/:id/portrait: what distinguishes members, the most distinct first. */
export const SegmentPortrait = Type.Object({
  customers: Type.Integer(),
  others: Type.Integer(),
  distinctions: Type.Array(Distinction),
  /** Events of members by channel, and by hour of the day in the workspace's zone. */
  channels: Type.Array(Type.Object({ channel: Type.String(), events: Type.Integer(), customers: Type.Integer() })),
  hours: Type.Array(Type.Object({ hour: Type.Integer(), events: Type.Integer() })),
  metrics: Type.Array(
    Type.Object({ metric: Type.String(), members: MaybeNumber, others: MaybeNumber, unit: Type.String() }),
  ),
  currency: Type.String(),
});
export type SegmentPortrait = Static<typeof SegmentPortrait>;

/** GET /api/v1/segments/overlap?ids=a,b,c: how many belong to exactly these and to no other of those asked for. */
export const SegmentOverlap = Type.Object({
  ids: Type.Array(SegmentId),
  rows: Type.Array(Type.Object({ members_of: Type.Array(SegmentId), customers: Type.Integer() })),
});
export type SegmentOverlap = Static<typeof SegmentOverlap>;

/** GET /api/v1/customers/:id/segments: where the customer belongs and belonged, the newest first. */
export const Memberships = Type.Object({
  rows: Type.Array(
    Type.Object({
      segment: SegmentId,
      name: Type.String(),
      inside: Type.Boolean(),
      since: Instant,
      until: Type.Union([Instant, Type.Null()]),
    }),
  ),
});
export type Memberships = Static<typeof Memberships>;

/** A place that is told of who enters and leaves: POST, signed as webhooks of Kompas are, tried again until taken. */
export const SegmentHook = Type.Object({
  id: Type.Integer(),
  segment: SegmentId,
  url: Type.String(),
  active: Type.Boolean(),
  /** Changes that wait to be sent. */
  waiting: Type.Integer(),
  delivered_at: Type.Union([Instant, Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()]),
});
export type SegmentHook = Static<typeof SegmentHook>;

/** POST /api/v1/segments/:id/hooks */
export const SegmentHookDraft = Type.Object({ url: Type.String({ minLength: 1, maxLength: 2_000 }) });
export type SegmentHookDraft = Static<typeof SegmentHookDraft>;

/** A new hook with what its calls are signed with, which is told this once. */
export const SegmentHookMade = Type.Interface([SegmentHook], { secret: Type.String() });
export type SegmentHookMade = Static<typeof SegmentHookMade>;

/** The body of a call to a hook: who entered and left, in the order in which it happened. A call may come twice. */
export interface SegmentCall {
  readonly segment: string;
  readonly changes: readonly {
    readonly customer_id: string;
    readonly inside: boolean;
    readonly changed_at: string;
  }[];
}
