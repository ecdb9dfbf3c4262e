// Traits of customers: what was said of whom by which source, and which word stands.
import { type Static, Type } from "typebox";
import { CustomerId } from "./customer.ts";
import { Instant } from "./schema.ts";

/**
 * Which of several words on a trait stands: the newest, the oldest, that of the source that is trusted most (of one
 * source the newest), or the most complete (the longest; of equals the newest). An empty word takes away all that was
 * said before it, whatever the policy.
 */
export const TraitPolicyName = Type.Union([
  Type.Literal("newest"),
  Type.Literal("oldest"),
  Type.Literal("source"),
  Type.Literal("complete"),
]);
export type TraitPolicyName = Static<typeof TraitPolicyName>;

export const TraitPolicy = Type.Object({
  policy: TraitPolicyName,
  /** For policy `source`: the most trusted first; all others follow. */
  sources: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50, uniqueItems: true }),
});
export type TraitPolicy = Static<typeof TraitPolicy>;

/** GET /api/v1/traits: every trait that anybody has, with its rule. */
export const Traits = Type.Object({
  /** For all names without a rule of their own. */
  standard: TraitPolicy,
  rows: Type.Array(
    Type.Object({
      name: Type.String(),
      /** Customers of whom something was said. */
      customers: Type.Integer(),
      /** Of those, who got different values from different words. */
      disputed: Type.Integer(),
      sources: Type.Array(Type.Object({ source: Type.String(), customers: Type.Integer() })),
      last_at: Instant,
      /** Null: the standard. */
      own: Type.Union([TraitPolicy, Type.Null()]),
    }),
  ),
});
export type Traits = Static<typeof Traits>;

/** POST /api/v1/traits/preview: what a rule would change; `name` "" is the standard, for all names without their own. */
export const TraitPreviewRequest = Type.Interface([TraitPolicy], { name: Type.String({ maxLength: 255 }) });
export type TraitPreviewRequest = Static<typeof TraitPreviewRequest>;

export const TraitPreview = Type.Object({
  /** Customers who would show another value. */
  customers: Type.Integer(),
  examples: Type.Array(
    Type.Object({
      customer_id: CustomerId,
      name: Type.String(),
      value: Type.String(),
      source: Type.String(),
      new_value: Type.String(),
      new_source: Type.String(),
    }),
  ),
});
export type TraitPreview = Static<typeof TraitPreview>;
