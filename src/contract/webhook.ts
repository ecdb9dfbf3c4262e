// Webhooks: how a payload of another system becomes events, and how it proves where it comes from.
import { type Static, Type } from "typebox";

const Expression = Type.String({ maxLength: 20_000 });

/**
 * JSONata expressions, one a target, each evaluated on the payload (or on each item that `each` gives), with `$payload`
 * the whole payload and `$headers` the request's headers by their names in small letters. Left out or giving nothing:
 * the target stays empty.
 */
export const WebhookMapping = Type.Object({
  each: Type.Optional(Expression),
  when: Type.Optional(Expression),
  type: Type.Optional(Expression),
  event: Type.Optional(Expression),
  userId: Type.Optional(Expression),
  anonymousId: Type.Optional(Expression),
  groupId: Type.Optional(Expression),
  traits: Type.Optional(Expression),
  properties: Type.Optional(Expression),
  context: Type.Optional(Expression),
  messageId: Type.Optional(Expression),
  timestamp: Type.Optional(Expression),
});
export type WebhookMapping = Static<typeof WebhookMapping>;

/** A place in a request: a header, one part of a header like `t=1,v1=2`, or a field of the JSON body by its path. */
export const Place = Type.Union([
  Type.Object({
    in: Type.Literal("header"),
    name: Type.String({ minLength: 1, maxLength: 100, pattern: "^[A-Za-z0-9-]+$" }),
    part: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  }),
  Type.Object({
    in: Type.Literal("body"),
    path: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 10 }),
  }),
]);
export type Place = Static<typeof Place>;

/** How a payload is signed with the secret that both sides know (HMAC). */
export const Signature = Type.Object({
  algorithm: Type.Union([Type.Literal("sha256"), Type.Literal("sha512"), Type.Literal("sha1")]),
  encoding: Type.Union([Type.Literal("hex"), Type.Literal("base64")]),
  signature: Place,
  /** Stands before the signature itself, e.g. "sha256=". */
  prefix: Type.Optional(Type.String({ maxLength: 20 })),
  /** When it was signed: seconds since 1970 or ISO 8601. */
  timestamp: Type.Optional(Place),
  /** A field that is signed along. */
  token: Type.Optional(Place),
  signed: Type.String({ maxLength: 100, description: "What is signed, of {body}, {timestamp} and {token}" }),
  /** How old a signed timestamp may be. */
  tolerance_s: Type.Integer({ minimum: 1, maximum: 604_800 }),
});
export type Signature = Static<typeof Signature>;

/** What a preview is tried on. */
export const WebhookSample = Type.Object({
  payload: Type.String({ maxLength: 200_000 }),
  headers: Type.Record(Type.String(), Type.String({ maxLength: 2_000 })),
});
export type WebhookSample = Static<typeof WebhookSample>;

/** GET /api/v1/sources/:slug/webhook; the secret itself is never told. */
export const Webhook = Type.Object({
  mapping: WebhookMapping,
  signature: Type.Union([Signature, Type.Null()]),
  has_secret: Type.Boolean(),
  sample: WebhookSample,
  path: Type.String({ description: "Where the other system posts to, below the address of Kompas" }),
  docs_url: Type.Union([Type.String(), Type.Null()]),
});
export type Webhook = Static<typeof Webhook>;

/** PUT /api/v1/sources/:slug/webhook; a secret that is left out stays, null takes it away. */
export const WebhookChange = Type.Object({
  mapping: WebhookMapping,
  signature: Type.Union([Signature, Type.Null()]),
  sample: WebhookSample,
  secret: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()])),
});
export type WebhookChange = Static<typeof WebhookChange>;

/** POST /api/v1/webhooks/preview */
export const WebhookTrial = Type.Object({ mapping: WebhookMapping, sample: WebhookSample });
export type WebhookTrial = Static<typeof WebhookTrial>;

/** What became of one item of a sample: the event as Segment would write it, and what Kompas understands of it. */
export const TrialEvent = Type.Object({
  event: Type.Record(Type.String(), Type.Unknown()),
  understood: Type.Union([
    Type.Object({
      name: Type.String(),
      identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
      occurred_at: Type.String(),
      order_id: Type.String(),
      revenue: Type.Union([Type.String(), Type.Null()]),
      currency: Type.String(),
      flags: Type.Array(Type.String()),
    }),
    Type.Null(),
  ]),
  refusal: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
});
export type TrialEvent = Static<typeof TrialEvent>;

export const WebhookPreview = Type.Object({
  events: Type.Array(TrialEvent),
  skipped: Type.Integer({ description: "Items that `when` left out" }),
  faults: Type.Array(Type.Object({ target: Type.String(), message: Type.String() })),
});
export type WebhookPreview = Static<typeof WebhookPreview>;

/** GET /api/v1/webhooks/presets: ready mappings of known systems. */
export const WebhookPresetHead = Type.Object({ id: Type.String(), name: Type.String(), docs_url: Type.String() });
export type WebhookPresetHead = Static<typeof WebhookPresetHead>;

/** What a webhook's sender is answered. */
export const WebhookAnswer = Type.Object({
  success: Type.Boolean(),
  accepted: Type.Integer(),
  rejected: Type.Integer(),
  skipped: Type.Integer(),
});
export type WebhookAnswer = Static<typeof WebhookAnswer>;
