// Sources: where touchpoints come from, how they fare, and how the payloads of a webhook become events.
import { type Static, Type } from "typebox";
import { Instant } from "./schema.ts";

const MaybeInstant = Type.Union([Instant, Type.Null()]);

/** What sends. A `webhook` is posted to by another system in its own form; all others speak the tracking API. */
export const sourceKinds = [
  "site",
  "app",
  "server",
  "shop",
  "call_center",
  "chat",
  "email",
  "ads",
  "webhook",
  "other",
] as const;
export const SourceKind = Type.Enum([...sourceKinds]);
export type SourceKind = (typeof sourceKinds)[number];

/**
 * How a source fares, in one word: `off` it is switched off, `waiting` nothing ever came, `live` something came in the
 * last ten minutes, `quiet` in the last day, `silent` only before, `refused` all that it sent of late was refused.
 */
export const SourceCondition = Type.Union([
  Type.Literal("off"),
  Type.Literal("waiting"),
  Type.Literal("live"),
  Type.Literal("quiet"),
  Type.Literal("silent"),
  Type.Literal("refused"),
]);
export type SourceCondition = Static<typeof SourceCondition>;

export const SourceState = Type.Object({
  slug: Type.String({ description: "Stands in every event of the source; never changes" }),
  name: Type.String(),
  kind: SourceKind,
  preset: Type.Union([Type.String(), Type.Null()], { description: "The ready mapping that a webhook began with" }),
  enabled: Type.Boolean(),
  created_at: Instant,
  condition: SourceCondition,
  last_seen_at: MaybeInstant,
  deliveries_hour: Type.Integer({ description: "Deliveries of the last hour, doubles included" }),
  deliveries_day: Type.Integer({ description: "Deliveries of the last 24 hours, doubles included" }),
  rejected_day: Type.Integer({ description: "Dead letters of the last 24 hours" }),
});
export type SourceState = Static<typeof SourceState>;

/** A source whose events came out of files. */
export const ImportedSource = Type.Object({
  slug: Type.String(),
  imports: Type.Integer(),
  events: Type.Integer(),
  last_at: MaybeInstant,
});
export type ImportedSource = Static<typeof ImportedSource>;

/** GET /api/v1/sources */
export const SourceList = Type.Object({ rows: Type.Array(SourceState), imported: Type.Array(ImportedSource) });
export type SourceList = Static<typeof SourceList>;

const SourceName = Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" });

/** POST /api/v1/sources */
export const SourceRequest = Type.Object({
  name: SourceName,
  kind: SourceKind,
  preset: Type.Optional(Type.String({ description: "Of a webhook: the id of a ready mapping" })),
});
export type SourceRequest = Static<typeof SourceRequest>;

/** PATCH /api/v1/sources/:slug */
export const SourceChange = Type.Object({ name: Type.Optional(SourceName), enabled: Type.Optional(Type.Boolean()) });
export type SourceChange = Static<typeof SourceChange>;

/** GET /api/v1/sources/:slug/key */
export const SourceKey = Type.Object({
  write_key: Type.String(),
  old_keys: Type.Array(Type.Object({ ends_with: Type.String(), until: Instant }), {
    description: "Keys that were replaced and are still taken",
  }),
});
export type SourceKey = Static<typeof SourceKey>;

/** POST /api/v1/sources/:slug/key: a new key; the old one is taken for so long. */
export const KeyRotation = Type.Object({ grace_hours: Type.Integer({ minimum: 0, maximum: 720 }) });
export type KeyRotation = Static<typeof KeyRotation>;

const Pulse = Type.Object({ start: Instant, deliveries: Type.Integer(), rejected: Type.Integer() });

/** GET /api/v1/sources/:slug/health */
export const SourceHealth = Type.Object({
  condition: SourceCondition,
  last_seen_at: MaybeInstant,
  hour: Type.Array(Pulse, { description: "The last 60 minutes, minute by minute" }),
  day: Type.Array(Pulse, { description: "The last 24 hours, by quarters of an hour" }),
  rejections: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer(), message: Type.String() }), {
    description: "Reasons of the last 24 hours' dead letters, most frequent first",
  }),
  bad_signatures: Type.Object(
    { count: Type.Integer(), last_at: MaybeInstant },
    {
      description: "Calls of a webhook whose signature was wrong in the last 24 hours, to the hour; they are not kept",
    },
  ),
});
export type SourceHealth = Static<typeof SourceHealth>;
