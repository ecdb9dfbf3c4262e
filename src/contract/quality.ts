// How good the data about customers is: fields, figures with what they are shares of, and examples.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Day, Instant, MaybeNumber } from "./schema.ts";

/** What is cleaned and measured. */
export const QualityField = Type.Union([
  Type.Literal("email"),
  Type.Literal("phone"),
  Type.Literal("name"),
  Type.Literal("birthday"),
  Type.Literal("address"),
  Type.Literal("city"),
  Type.Literal("country"),
  Type.Literal("currency"),
]);
export type QualityField = Static<typeof QualityField>;

/** The fields in the order of the page. */
export const qualityFields = [
  "email",
  "phone",
  "name",
  "birthday",
  "address",
  "city",
  "country",
  "currency",
] as const satisfies readonly QualityField[];

/** Fields by which one person is recognized: only for these is one value on two customers worth a look. */
export const sharedFields: readonly QualityField[] = ["email", "phone"];

/** Counts are customers. A share without anything below it is null: not defined. */
export const QualityFigures = Type.Object({
  /** Customers of the source. */
  customers: Type.Integer(),
  /** Of those, whom the source told the field of. */
  told: Type.Integer(),
  /** Of those, whose value has been cleaned by now. */
  cleaned: Type.Integer(),
  /** Of those, with at least one valid value. */
  valid: Type.Integer(),
  /** With a value to match by; null where the field recognizes nobody. */
  keyed: Type.Union([Type.Integer(), Type.Null()]),
  /** Of those, with a value that means the same as another customer's. */
  shared: Type.Union([Type.Integer(), Type.Null()]),
  /** told / customers */
  completeness: MaybeNumber,
  /** valid / cleaned */
  validity: MaybeNumber,
  /** shared / keyed */
  duplicates: MaybeNumber,
});
export type QualityFigures = Static<typeof QualityFigures>;

export const FieldQuality = Type.Interface([QualityFigures], {
  field: QualityField,
  /** Customers with a value that has the flag, the most first. */
  flags: Type.Array(Type.Object({ flag: Type.String(), customers: Type.Integer() })),
});
export type FieldQuality = Static<typeof FieldQuality>;

/** GET /api/v1/quality */
export const Quality = Type.Object({
  /** Null before the first measuring, or while there are no customers. */
  measured_at: Type.Union([Instant, Type.Null()]),
  /** True while there is data that the figures do not have yet. */
  behind: Type.Boolean(),
  /** The workspace's country of phones, dates and addresses that name none. */
  country: Type.String(),
  /** The first is "": all sources together, where a customer of two counts once. */
  sources: Type.Array(
    Type.Object({ source: Type.String(), customers: Type.Integer(), fields: Type.Array(FieldQuality) }),
  ),
});
export type Quality = Static<typeof Quality>;

/** GET /api/v1/quality/trend: by the month in which customers were first seen. */
export const QualityTrend = Type.Object({
  rows: Type.Array(Type.Interface([QualityFigures], { month: Day })),
});
export type QualityTrend = Static<typeof QualityTrend>;

/** What examples are of: a flag, or one of these. */
export const QualityExampleKind = Type.String({
  pattern: "^[a-z_0-9]{1,40}$",
  description: "missing, invalid, shared, or a flag such as typo",
});

/** One value that stands for many. A caller who may not see personal data gets masks. */
export const QualityExample = Type.Object({
  customer_id: CustomerId,
  /** As it was told; of a missing value an identifier of the customer. */
  raw: Type.String(),
  clean: Type.String(),
  /** What was probably meant, "" when nothing is known. */
  suggestion: Type.String(),
  source: Type.String(),
  flags: Type.Array(Type.String()),
  /** Examples of one group share a value: the group's number, from 1. */
  group: Type.Integer(),
});
export type QualityExample = Static<typeof QualityExample>;
