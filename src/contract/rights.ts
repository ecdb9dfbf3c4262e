// People's rights over their data: requests for a copy and for an erasure, and what became of them.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Day, Instant } from "./schema.ts";

export const RightsKind = Type.Union([Type.Literal("access"), Type.Literal("erasure")]);
export type RightsKind = Static<typeof RightsKind>;

/** What becomes of a person's orders: nobody's, so that past revenue stays what it was, or gone with all else. */
export const ErasurePolicy = Type.Union([Type.Literal("anonymize"), Type.Literal("delete")]);
export type ErasurePolicy = Static<typeof ErasurePolicy>;

export const RightsState = Type.Union([
  Type.Literal("open"),
  Type.Literal("waiting"),
  Type.Literal("running"),
  Type.Literal("done"),
  Type.Literal("failed"),
  Type.Literal("refused"),
]);
export type RightsState = Static<typeof RightsState>;

export const ReportLanguage = Type.Union([Type.Literal("en"), Type.Literal("ru"), Type.Literal("pl")]);
export type ReportLanguage = Static<typeof ReportLanguage>;

/** One request. `person` is how the person was named, null as soon as that is erased. */
export const RightsRequest = Type.Object({
  id: Type.Integer(),
  kind: RightsKind,
  state: RightsState,
  person: Type.Union([Type.String(), Type.Null()]),
  customer_id: Type.Union([CustomerId, Type.Null()]),
  policy: Type.Union([ErasurePolicy, Type.Null()]),
  language: ReportLanguage,
  asked_by: Type.String(),
  received_at: Instant,
  /** A month after it came, by article 12(3) of the GDPR; we count 30 days. */
  due_at: Instant,
  overdue: Type.Boolean(),
  run_by: Type.Union([Type.String(), Type.Null()]),
  step: Type.String(),
  done: Type.Integer(),
  total: Type.Integer(),
  /** Until when the copy can be downloaded; null when there is none (any more). */
  expires_at: Type.Union([Instant, Type.Null()]),
  has_certificate: Type.Boolean(),
  error: Type.Union([Type.String(), Type.Null()]),
  created_at: Instant,
  ended_at: Type.Union([Instant, Type.Null()]),
});
export type RightsRequest = Static<typeof RightsRequest>;

export const RightsList = Type.Object({ rows: Type.Array(RightsRequest), policy: ErasurePolicy });
export type RightsList = Static<typeof RightsList>;

const Identifier = Type.Object({
  kind: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" })),
  value: Type.String({ minLength: 1, maxLength: 500 }),
});

/** POST /api/v1/privacy/find */
export const PersonFind = Identifier;

/** Who fits an identifier, and what was already asked by it. */
export const PersonFound = Type.Object({
  people: Type.Array(
    Type.Object({
      customer_id: CustomerId,
      identifiers: Type.Array(Type.Object({ kind: Type.String(), value: Type.String() })),
    }),
  ),
  /** Requests that were made by this identifier, the newest first. */
  requests: Type.Array(Type.Integer()),
  /** It is an erased person's: nothing that comes by it is taken. */
  erased: Type.Boolean(),
});
export type PersonFound = Static<typeof PersonFound>;

/** POST /api/v1/privacy/requests. Without a customer it is about whoever has the identifier, if only one has. */
export const RightsAsk = Type.Object({
  kind: RightsKind,
  identifier: Identifier,
  customer_id: Type.Optional(CustomerId),
  /** When the person asked; today when left out. */
  received_on: Type.Optional(Day),
  policy: Type.Optional(ErasurePolicy),
  language: Type.Optional(ReportLanguage),
});
export type RightsAsk = Static<typeof RightsAsk>;

/** What was done in one table. */
export const CertificateTable = Type.Object({
  engine: Type.String(),
  table: Type.String(),
  action: Type.String(),
  /** Rows of the person, and rows of others that named them, doubles that had not collapsed included. */
  own: Type.Integer(),
  named: Type.Integer(),
  /** Rows found when all was read once more. */
  left: Type.Integer(),
});

/** What an erasure did. It names nobody: of identifiers only keyed fingerprints stand in it. */
export const Certificate = Type.Object({
  request: Type.Integer(),
  policy: ErasurePolicy,
  asked_by: Type.String(),
  run_by: Type.String(),
  received_at: Instant,
  started_at: Instant,
  ended_at: Instant,
  identifiers: Type.Array(Type.Object({ kind: Type.String(), fingerprint: Type.String() })),
  /** Identifiers that another person has too: they stay that person's. */
  shared: Type.Array(Type.Object({ kind: Type.String(), fingerprint: Type.String() })),
  records: Type.Integer(),
  tombstones: Type.Integer(),
  orders_kept: Type.Integer(),
  files: Type.Object({ exports: Type.Integer(), uploads: Type.Integer(), logs: Type.Integer() }),
  tables: Type.Array(CertificateTable),
  /** What no erasure reaches at once, by name; docs/privacy.md says until when. */
  remains: Type.Array(Type.String()),
  /** SHA-256 of all of the above as JSON, and its HMAC with the workspace's key. */
  sha256: Type.String(),
  signature: Type.String(),
});
export type Certificate = Static<typeof Certificate>;
