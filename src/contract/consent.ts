// Consents: what people may agree to, what they said of it and when, and what holds now.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Instant } from "./schema.ts";

/** The ways in which data about a person or a message to a person leaves. */
export const Channel = Type.Union([
  Type.Literal("email"),
  Type.Literal("sms"),
  Type.Literal("phone"),
  Type.Literal("push"),
  Type.Literal("messenger"),
  Type.Literal("post"),
  Type.Literal("web"),
  Type.Literal("ads"),
]);
export type Channel = Static<typeof Channel>;
export const channels: readonly Channel[] = ["email", "sms", "phone", "push", "messenger", "post", "web", "ads"];

/** Which identifiers are addresses of a channel; of the others the person is the address. */
export const addressKinds: Readonly<Partial<Record<Channel, string>>> = {
  email: "email",
  sms: "phone",
  phone: "phone",
  push: "device_id",
  messenger: "messenger_id",
};

/** The legal ground: only who agreed; everybody who did not object; everybody. */
export const Basis = Type.Union([
  Type.Literal("consent"),
  Type.Literal("legitimate_interest"),
  Type.Literal("contract"),
]);
export type Basis = Static<typeof Basis>;

/** A text in the languages of the product. */
export const Localized = Type.Object({
  en: Type.String({ maxLength: 1_000 }),
  ru: Type.String({ maxLength: 1_000 }),
  pl: Type.String({ maxLength: 1_000 }),
});
export type Localized = Static<typeof Localized>;

export const PurposeId = Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" });

/** What a purpose is; its id is for ever, since the ledger speaks of it. */
export const PurposeRequest = Type.Object({
  names: Localized,
  descriptions: Localized,
  basis: Basis,
  channels: Type.Array(Channel, { minItems: 1, maxItems: channels.length }),
  enabled: Type.Boolean({ description: "A purpose that is off reaches nobody and is asked of nobody" }),
});
export type PurposeRequest = Static<typeof PurposeRequest>;

export const Purpose = Type.Interface([PurposeRequest], { id: PurposeId });
export type Purpose = Static<typeof Purpose>;

/** A purpose by one of its channels, or by all of them (null). */
export const ConsentTarget = Type.Object({ purpose: PurposeId, channel: Type.Union([Channel, Type.Null()]) });
export type ConsentTarget = Static<typeof ConsentTarget>;

/** What a category that a sender speaks of means here. */
export const ConsentCategory = Type.Object({
  category: Type.String({ minLength: 1, maxLength: 100 }),
  targets: Type.Array(ConsentTarget, { maxItems: 50 }),
});
export type ConsentCategory = Static<typeof ConsentCategory>;

/** GET /api/v1/consent: the configuration, and how many customers each cell reaches. */
export const ConsentSettings = Type.Object({
  purposes: Type.Array(Purpose),
  categories: Type.Array(ConsentCategory),
  /** Categories that were said and mean nothing here, the most frequent first. */
  unknown: Type.Array(Type.Object({ category: Type.String(), customers: Type.Integer(), last_at: Instant })),
});
export type ConsentSettings = Static<typeof ConsentSettings>;

const State = Type.Union([Type.Literal("granted"), Type.Literal("withdrawn"), Type.Literal("expired")]);

/** GET /api/v1/consent/coverage */
export const ConsentCoverage = Type.Object({
  customers: Type.Integer({ description: "All customers" }),
  cells: Type.Array(
    Type.Object({
      purpose: Type.String(),
      channel: Type.String(),
      granted: Type.Integer(),
      withdrawn: Type.Integer({ description: "Withdrawn or expired" }),
    }),
  ),
});
export type ConsentCoverage = Static<typeof ConsentCoverage>;

/** GET /api/v1/consent/growth: whose consent held at the end of each month, by purpose, over all of its channels. */
export const ConsentGrowth = Type.Object({
  rows: Type.Array(Type.Object({ month: Type.String(), purpose: Type.String(), granted: Type.Integer() })),
});
export type ConsentGrowth = Static<typeof ConsentGrowth>;

/** What proves a word: all that is known of how it was said. */
export const ConsentProof = Type.Object({
  text_version: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  form_url: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  document: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: "Where the paper or record lies" })),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  ip: Type.Optional(Type.String({ maxLength: 100 })),
  user_agent: Type.Optional(Type.String({ maxLength: 1_000 })),
  double_opt_in: Type.Optional(Type.Union([Type.Literal("pending"), Type.Literal("confirmed")])),
});
export type ConsentProof = Static<typeof ConsentProof>;

/** One word of the ledger. */
export const ConsentEntry = Type.Object({
  /** "" when its category means nothing here. */
  purpose: Type.String(),
  channel: Type.String(),
  category: Type.String(),
  granted: Type.Boolean(),
  /** Repeated by the context of events, from `first_at` on. */
  passing: Type.Boolean(),
  /** The address that it is about ("email anna@example.org"), or "" for the person. */
  address: Type.String(),
  first_at: Instant,
  said_at: Instant,
  expires_at: Type.Union([Instant, Type.Null()]),
  source: Type.String(),
  /** Who of us wrote it down, or "". */
  entered_by: Type.String(),
  proof: ConsentProof,
});
export type ConsentEntry = Static<typeof ConsentEntry>;

/** What holds for a purpose and channel, with the word that decides. Absent: nothing was ever said. */
export const ConsentCell = Type.Object({
  purpose: Type.String(),
  channel: Type.String(),
  state: State,
  said_at: Instant,
  expires_at: Type.Union([Instant, Type.Null()]),
  source: Type.String(),
});
export type ConsentCell = Static<typeof ConsentCell>;

/** GET /api/v1/customers/:id/consents */
export const CustomerConsents = Type.Object({
  purposes: Type.Array(Purpose),
  cells: Type.Array(ConsentCell),
  /** Newest first. */
  history: Type.Array(ConsentEntry),
});
export type CustomerConsents = Static<typeof CustomerConsents>;

/** POST /api/v1/customers/:id/consents: something said by phone, on paper, at a counter; it needs a proof. */
export const ConsentRequest = Type.Object({
  purpose: PurposeId,
  channels: Type.Array(Channel, { minItems: 1, maxItems: channels.length }),
  granted: Type.Boolean(),
  /** When it was said; now when left out. */
  said_at: Type.Optional(Instant),
  expires_at: Type.Optional(Instant),
  /** The address that it is about; the whole person when left out. */
  identifier: Type.Optional(
    Type.Object({ kind: Type.String({ maxLength: 40 }), value: Type.String({ maxLength: 255 }) }),
  ),
  proof: Type.Object({
    text_version: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    form_url: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    document: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
  }),
});
export type ConsentRequest = Static<typeof ConsentRequest>;

/** GET /api/v1/consents?kind&value: by identifier, for a terminal or another system. */
export const ConsentLookup = Type.Object({
  rows: Type.Array(Type.Interface([CustomerConsents], { customer_id: CustomerId })),
});
export type ConsentLookup = Static<typeof ConsentLookup>;

/** POST /api/v1/customers/:id/preference-link */
export const PreferenceLinkRequest = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650, description: "How long it works; 90 when left out" })),
  /** What one click on "unsubscribe" takes back; all of e-mail when left out. */
  purpose: Type.Optional(PurposeId),
  channel: Type.Optional(Channel),
});
export type PreferenceLinkRequest = Static<typeof PreferenceLinkRequest>;

/** The path stands behind the address by which people reach this server. */
export const PreferenceLink = Type.Object({ path: Type.String(), expires_at: Instant });
export type PreferenceLink = Static<typeof PreferenceLink>;
