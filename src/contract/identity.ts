// Who is who: the rules by which identifiers make people, why two are one, and what people decided about it.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Instant } from "./schema.ts";

const Kind = Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" });

/** How values of a kind are made one before they are compared. */
export const Cleaning = Type.Union([
  Type.Literal("exact", { description: "As it is, without spaces around it" }),
  Type.Literal("lower", { description: "In lower case" }),
  Type.Literal("digits", { description: "Its digits alone" }),
  Type.Literal("email", {
    description: "Lower case, without plus-tags, and without dots where the provider ignores them",
  }),
  Type.Literal("phone", { description: "E.164, numbers without a country code being of the default country" }),
]);
export type Cleaning = Static<typeof Cleaning>;

const Limit = Type.Object({
  most: Type.Integer({ minimum: 1, maximum: 100_000 }),
  within_days: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 36_500 })),
});

/** One kind of identifier. Its place in the list is its priority, the strongest first. */
export const IdentifierRule = Type.Object({
  kind: Kind,
  cleaning: Cleaning,
  merges: Type.Boolean({ description: "Whether two who share a value are one person" }),
  limit: Type.Union([Limit, Type.Null()], { description: "How many different values one person may have" }),
});
export type IdentifierRule = Static<typeof IdentifierRule>;

const BlockedPattern = Type.Object({
  kind: Type.Optional(Kind),
  pattern: Type.String({ minLength: 1, maxLength: 200, description: "A regular expression over the whole value" }),
});

/** GET and PUT /api/v1/identity/rules */
export const IdentityRules = Type.Object({
  kinds: Type.Array(IdentifierRule, { minItems: 1, maxItems: 100 }),
  /** Of kinds that are not in the list; they come behind all that are. */
  others: Type.Pick(IdentifierRule, ["cleaning", "merges", "limit"]),
  blocked: Type.Array(BlockedPattern, {
    maxItems: 200,
    description: "Values that tell nobody, besides the usual ones",
  }),
  most_identifiers: Type.Integer({ minimum: 2, maximum: 100_000, description: "Of one person, of all kinds" }),
  most_merges: Type.Integer({ minimum: 1, maximum: 100_000, description: "How many customers may become one" }),
  most_sharing: Type.Integer({
    minimum: 2,
    maximum: 10_000,
    description: "A value that more customers than this share belongs to nobody: a kiosk, a test account",
  }),
});
export type IdentityRules = Static<typeof IdentityRules>;

/** The rules with who changed them when. */
export const IdentityRulesState = Type.Object({
  version: Type.Integer(),
  rules: IdentityRules,
  changed_by: Type.String(),
  changed_at: Type.Union([Instant, Type.Null()]),
});
export type IdentityRulesState = Static<typeof IdentityRulesState>;

/** Why an identifier does not lead to another customer, or a decision was not followed. */
export const RefusalReason = Type.Union([
  Type.Literal("blocked_value"),
  Type.Literal("kind_does_not_merge"),
  Type.Literal("shared_too_widely"),
  Type.Literal("taken_off"),
  Type.Literal("limit"),
  Type.Literal("too_many_identifiers"),
  Type.Literal("too_many_merges"),
  Type.Literal("kept_apart"),
]);
export type RefusalReason = Static<typeof RefusalReason>;

/** An identifier of a customer: under which stamp, in which events, and whether it counts. */
const IdentifierEvidence = Type.Object({
  kind: Type.String(),
  value: Type.String({ description: "As it was told" }),
  clean: Type.String(),
  key: Type.String({ description: "The hash of kind and clean value" }),
  stamps: Type.Array(CustomerId),
  sources: Type.Array(Type.String()),
  first_seen_at: Instant,
  refused: Type.Union([RefusalReason, Type.Null()]),
  /** The kind whose limit it would have broken. */
  limit_of: Type.Union([Type.String(), Type.Null()]),
});

/** Two groups of customers who became one. */
const Merge = Type.Object({
  at: Instant,
  by: Type.Union([Type.Literal("identifier"), Type.Literal("decision")]),
  kind: Type.String({ description: "Of the identifier that both had; empty for a decision" }),
  value: Type.String(),
  /** The customer whose event told the identifier of the other, and that event, if it is known. */
  stamp: CustomerId,
  event_id: Type.Union([Type.String(), Type.Null()]),
  source: Type.String(),
  decision_id: Type.Union([Type.Integer(), Type.Null()]),
  left: Type.Array(CustomerId),
  right: Type.Array(CustomerId),
});

export const IdentityDecision = Type.Object({
  id: Type.Integer(),
  kind: Type.Union([Type.Literal("same"), Type.Literal("apart"), Type.Literal("detach")]),
  left: Type.Array(CustomerId),
  right: Type.Array(CustomerId),
  key: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  note: Type.String(),
  decided_by: Type.String(),
  decided_at: Instant,
  undone_by: Type.Union([Type.String(), Type.Null()]),
  undone_at: Type.Union([Instant, Type.Null()]),
  /** Why it could not be followed, if so. */
  refused: Type.Union([RefusalReason, Type.Null()]),
});
export type IdentityDecision = Static<typeof IdentityDecision>;

/** GET /api/v1/customers/:id/identity: why this is one person. */
export const CustomerIdentity = Type.Object({
  customer_id: CustomerId,
  /** All that were stamped with another customer and are this person, this one's own among them. */
  stamps: Type.Array(
    Type.Object({ stamp: CustomerId, kind: Type.String(), value: Type.String(), first_seen_at: Instant }),
  ),
  identifiers: Type.Array(IdentifierEvidence),
  merges: Type.Array(Merge),
  decisions: Type.Array(IdentityDecision),
});
export type CustomerIdentity = Static<typeof CustomerIdentity>;

/** GET /api/v1/identity?value&kind: everybody who is known by an identifier. */
export const IdentityLookup = Type.Object({ rows: Type.Array(CustomerIdentity) });
export type IdentityLookup = Static<typeof IdentityLookup>;

/** POST /api/v1/identity/decisions */
export const DecisionRequest = Type.Union([
  Type.Object({
    kind: Type.Literal("same"),
    left: Type.Array(CustomerId, { minItems: 1, maxItems: 10_000 }),
    right: Type.Array(CustomerId, { minItems: 1, maxItems: 10_000 }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  Type.Object({
    kind: Type.Literal("apart"),
    left: Type.Array(CustomerId, { minItems: 1, maxItems: 10_000 }),
    right: Type.Array(CustomerId, { minItems: 1, maxItems: 10_000 }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  Type.Object({
    kind: Type.Literal("detach"),
    identifier_kind: Kind,
    value: Type.String({ minLength: 1, maxLength: 500 }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  }),
]);
export type DecisionRequest = Static<typeof DecisionRequest>;

/** One customer of an example: who it is now, or would be. */
const ExamplePerson = Type.Object({ customer_id: CustomerId, label: Type.String() });

/** What a change of the rules does to customers. */
export const IdentityEffect = Type.Object({
  customers_before: Type.Integer({ description: "Customers who take part in any merge now or then" }),
  customers_after: Type.Integer(),
  merged: Type.Integer({ description: "Customers who become part of another" }),
  split: Type.Integer({ description: "Customers who come out of another" }),
  examples: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal("merge"), Type.Literal("split")]),
      people: Type.Array(ExamplePerson),
    }),
  ),
});
export type IdentityEffect = Static<typeof IdentityEffect>;

/** A change of the rules: tried (`applies` false) or applied, as a job. */
export const IdentityChange = Type.Object({
  id: Type.Integer(),
  state: Type.Union([Type.Literal("waiting"), Type.Literal("running"), Type.Literal("done"), Type.Literal("failed")]),
  applies: Type.Boolean(),
  rules: IdentityRules,
  asked_by: Type.String(),
  step: Type.String(),
  share: Type.Number({ minimum: 0, maximum: 1 }),
  result: Type.Union([IdentityEffect, Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()]),
  created_at: Instant,
  ended_at: Type.Union([Instant, Type.Null()]),
});
export type IdentityChange = Static<typeof IdentityChange>;
