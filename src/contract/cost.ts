// What winning customers costs, entered by hand: an amount a month, kind and channel.
import { type Static, Type } from "typebox";
import { Day } from "./schema.ts";

export const CostKind = Type.Union([
  Type.Literal("media"),
  Type.Literal("agency"),
  Type.Literal("pay"),
  Type.Literal("tools"),
  Type.Literal("content"),
  Type.Literal("first_order_discount"),
  Type.Literal("onboarding"),
]);
export type CostKind = Static<typeof CostKind>;

/** Which cost it is: the first day of its month, what it was for, and the channel of marketing; "" for all of them. */
const costKey = {
  month: Day,
  kind: CostKind,
  channel: Type.String({
    maxLength: 60,
    pattern: "^[^\\u0000-\\u001f]*$",
    description: "e.g. paid_search; may be empty",
  }),
} as const;

/** PUT and DELETE /api/v1/costs: in minor units of the workspace's currency. */
export const CostKey = Type.Object(costKey);
export type CostKey = Static<typeof CostKey>;
export const CostEntry = Type.Object({
  ...costKey,
  amount_minor: Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 }),
});
export type CostEntry = Static<typeof CostEntry>;

/** GET /api/v1/costs: what was entered here, and what came in as events otherwise (imported, or from an advertising source). */
export const Cost = Type.Object({
  month: Day,
  kind: Type.String(),
  channel: Type.String(),
  by_hand_minor: Type.Integer(),
  imported_minor: Type.Integer(),
});
export type Cost = Static<typeof Cost>;
