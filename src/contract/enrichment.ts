// Enrichment: hooks that make traits of what was told of a person, and tables elsewhere that are joined by identifier.
import { type Static, Type } from "typebox";
import { Location, Mapping } from "./import.ts";
import { Instant } from "./schema.ts";

const TraitName = Type.String({ minLength: 1, maxLength: 100, pattern: "^[A-Za-z][A-Za-z0-9_.]*$" });

/** Something that is told of a person: an identifier of a kind, a trait, or what came with an event (userAgent, ip). */
export const HookTake = Type.Object({
  kind: Type.Union([Type.Literal("identifier"), Type.Literal("trait"), Type.Literal("context")]),
  name: Type.String({ minLength: 1, maxLength: 100 }),
});
export type HookTake = Static<typeof HookTake>;

/** A field that an HTTP hook sends, by its name in the URL or the body. Nothing else of the person leaves. */
export const HookField = Type.Object({
  name: Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }),
  from: HookTake,
  /** Without it nobody is asked about the person. */
  required: Type.Boolean(),
});
export type HookField = Static<typeof HookField>;

const httpShape = {
  name: Type.String({ minLength: 1, maxLength: 100 }),
  method: Type.Union([Type.Literal("GET"), Type.Literal("POST")]),
  /** With {field} in its path or query; a POST also sends the fields as a JSON object. */
  url: Type.String({ minLength: 1, maxLength: 2_000 }),
  fields: Type.Array(HookField, { minItems: 1, maxItems: 20 }),
  /** JSONata on the answer, one a trait. */
  traits: Type.Array(Type.Object({ name: TraitName, expression: Type.String({ minLength: 1, maxLength: 5_000 }) }), {
    minItems: 1,
    maxItems: 50,
  }),
  timeout_ms: Type.Integer({ minimum: 100, maximum: 30_000 }),
  /** How often a call is tried again after the first time. */
  retries: Type.Integer({ minimum: 0, maximum: 5 }),
  calls_per_minute: Type.Integer({ minimum: 1, maximum: 6_000 }),
  /** How long an answer is kept before the same is asked again; an answer of "nothing" by itself. */
  keep_hours: Type.Integer({ minimum: 1, maximum: 8_760 }),
  keep_nothing_hours: Type.Integer({ minimum: 1, maximum: 8_760 }),
  /** Only customers whom this purpose may reach by this channel are asked about; null asks about all. */
  purpose: Type.Union([
    Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }), channel: Type.String({ maxLength: 20 }) }),
    Type.Null(),
  ]),
};

/** An HTTP hook without what is secret. */
export const HttpHook = Type.Object({ ...httpShape, headers: Type.Array(Type.Object({ name: Type.String() })) });
export type HttpHook = Static<typeof HttpHook>;

/** An HTTP hook as it is written. A header's value null keeps the one that is there, as long as the host stays. */
export const HttpHookDraft = Type.Object({
  ...httpShape,
  headers: Type.Array(
    Type.Object({
      name: Type.String({ pattern: "^[A-Za-z0-9-]{1,100}$" }),
      value: Type.Union([Type.String({ maxLength: 4_000, pattern: "^[\\x20-\\x7e]*$" }), Type.Null()]),
    }),
    { maxItems: 20 },
  ),
});
export type HttpHookDraft = Static<typeof HttpHookDraft>;

/** What built-in hooks can be told. */
export const HookSettings = Type.Object({
  /** Of phones without a country code; ISO 3166, "" for none. */
  country: Type.Optional(Type.String({ pattern: "^(?:[A-Z]{2})?$" })),
  /** Whose rules of names are used for gender and salutation. */
  languages: Type.Optional(Type.Array(Type.Union([Type.Literal("ru"), Type.Literal("pl")]), { maxItems: 2 })),
});
export type HookSettings = Static<typeof HookSettings>;

/** What one pass over customers came to. `waiting`: their call failed and is tried again later. */
export const HookPass = Type.Object({
  all: Type.Boolean({ description: "Over everybody, not only over what is new" }),
  looked_at: Type.Integer(),
  found: Type.Integer(),
  nothing: Type.Integer(),
  without_consent: Type.Integer(),
  waiting: Type.Integer(),
});
export type HookPass = Static<typeof HookPass>;

const MaybeInstant = Type.Union([Instant, Type.Null()]);
const Fault = Type.Object({ code: Type.String(), message: Type.String(), at: Instant });

export const EnrichmentHook = Type.Object({
  id: Type.String(),
  kind: Type.Union([Type.Literal("built_in"), Type.Literal("http")]),
  enabled: Type.Boolean(),
  takes: Type.Array(HookTake),
  gives: Type.Array(Type.String()),
  settings: HookSettings,
  http: Type.Union([HttpHook, Type.Null()]),
  /** False for a hook that lacks its database file. */
  ready: Type.Boolean(),
  /** Customers who have a trait of it. */
  customers: Type.Integer(),
  running: Type.Union([HookPass, Type.Null()]),
  last_pass: Type.Union([HookPass, Type.Null()]),
  last_run_at: MaybeInstant,
  fault: Type.Union([Fault, Type.Null()]),
  /** After too many failed calls: nobody is asked before this instant. */
  paused_until: MaybeInstant,
});
export type EnrichmentHook = Static<typeof EnrichmentHook>;

/** POST /api/v1/enrichment/hooks/:id/try and /api/v1/enrichment/try: values by field, `take` keys for built-in hooks. */
export const HookTrial = Type.Object({
  values: Type.Record(Type.String({ maxLength: 150 }), Type.String({ maxLength: 2_000 }), { maxProperties: 20 }),
});
export type HookTrial = Static<typeof HookTrial>;

export const HookTrialAnswer = Type.Object({
  traits: Type.Record(Type.String(), Type.String()),
  /** HTTP hooks: what was answered, shortened; null when nothing was asked. */
  answer: Type.Union([Type.Object({ status: Type.Integer(), body: Type.String() }), Type.Null()]),
  faults: Type.Array(Type.Object({ trait: Type.String(), message: Type.String() })),
});
export type HookTrialAnswer = Static<typeof HookTrialAnswer>;

const attachedShape = {
  /** Stands in the source of its traits, attached:<name>, and never changes. */
  name: Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }),
  location: Location,
  /** Rows are customers; one column is the identifier that joins, the others traits. */
  mapping: Mapping,
  every_minutes: Type.Integer({ minimum: 5, maximum: 44_640 }),
};

export const AttachedTableDraft = Type.Object({ ...attachedShape, enabled: Type.Boolean() });
export type AttachedTableDraft = Static<typeof AttachedTableDraft>;

/** What one reading of an attached table came to. */
export const AttachedResult = Type.Object({
  rows: Type.Integer(),
  /** Rows that cannot be read: no identifier, a bad date. */
  refused: Type.Integer(),
  /** Customers who have one of its identifiers. */
  customers: Type.Integer(),
  traits_told: Type.Integer(),
  traits_taken_away: Type.Integer(),
  ms: Type.Integer(),
});
export type AttachedResult = Static<typeof AttachedResult>;

export const AttachedTable = Type.Object({
  ...attachedShape,
  id: Type.Integer(),
  enabled: Type.Boolean(),
  running: Type.Boolean(),
  last_run_at: MaybeInstant,
  next_run_at: MaybeInstant,
  result: Type.Union([AttachedResult, Type.Null()]),
  fault: Type.Union([Fault, Type.Null()]),
});
export type AttachedTable = Static<typeof AttachedTable>;

/** Hosts that HTTP hooks may call: api.example.com, or *.example.com for all below it. */
export const EnrichmentHosts = Type.Object({
  hosts: Type.Array(Type.String({ pattern: "^(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::\\d{1,5})?$" }), {
    maxItems: 200,
  }),
});
export type EnrichmentHosts = Static<typeof EnrichmentHosts>;

/** GET /api/v1/enrichment */
export const Enrichment = Type.Object({
  hooks: Type.Array(EnrichmentHook),
  tables: Type.Array(AttachedTable),
  hosts: Type.Array(Type.String()),
});
export type Enrichment = Static<typeof Enrichment>;
