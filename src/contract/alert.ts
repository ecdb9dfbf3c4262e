// Alerts: rules that watch a metric, and when they fired.
import { type Static, Type } from "typebox";
import { Day, Instant, MaybeNumber } from "./schema.ts";
import { Email } from "./user.ts";

const Id = Type.Integer({ minimum: 1 });

export const AlertGrain = Type.Union([Type.Literal("day"), Type.Literal("week"), Type.Literal("month")]);
export type AlertGrain = Static<typeof AlertGrain>;

/**
 * above, below: the value, with all of its interval where it has one, lies beyond the threshold. change: it differs from
 * the stretch before by more than noise; `worse` only where the change is for the worse.
 */
export const AlertCondition = Type.Union([
  Type.Object({ is: Type.Literal("above"), value: Type.Number() }),
  Type.Object({ is: Type.Literal("below"), value: Type.Number() }),
  Type.Object({ is: Type.Literal("change"), which: Type.Union([Type.Literal("any"), Type.Literal("worse")]) }),
]);
export type AlertCondition = Static<typeof AlertCondition>;

export const AlertDraft = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }),
  metric: Type.String({ minLength: 1, maxLength: 200 }),
  /** One group of a dimension instead of the whole, e.g. channel "web". */
  group: Type.Union([
    Type.Object({ dimension: Type.String({ maxLength: 200 }), key: Type.String({ maxLength: 500 }) }),
    Type.Null(),
  ]),
  grain: AlertGrain,
  condition: AlertCondition,
  emails: Type.Array(Email, { maxItems: 20 }),
  webhook: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()]),
  enabled: Type.Boolean(),
});
export type AlertDraft = Static<typeof AlertDraft>;
export const AlertPatch = Type.Partial(AlertDraft);
export type AlertPatch = Static<typeof AlertPatch>;

/** One stretch in which an alert fired. */
export const Firing = Type.Object({
  stretch: Day,
  value: MaybeNumber,
  fired_at: Instant,
  resolved_at: Type.Union([Instant, Type.Null()]),
});
export type Firing = Static<typeof Firing>;

export const Alert = Type.Interface([AlertDraft], {
  id: Id,
  created_by: Type.String(),
  created_at: Instant,
  checked_at: Type.Union([Instant, Type.Null()]),
  /** The newest first, ten at most. */
  firings: Type.Array(Firing),
});
export type Alert = Static<typeof Alert>;
