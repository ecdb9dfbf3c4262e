// Targets of metrics: what is wanted by the end of a stretch, where it will stand then, and what that means.
import { type Static, Type } from "typebox";
import { Estimate, MetricUnit } from "./metric.ts";
import { Day, Instant, MaybeNumber } from "./schema.ts";

const Id = Type.Integer({ minimum: 1 });

/** The stretch that a target's metric is measured over. */
export const TargetGrain = Type.Union([Type.Literal("month"), Type.Literal("quarter"), Type.Literal("year")]);
export type TargetGrain = Static<typeof TargetGrain>;

/** A value expected at a stretch's end, with its 95 % prediction interval. */
export const Expected = Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() });
export type Expected = Static<typeof Expected>;

/**
 * Why there is no forecast: the metric has too short a history, nothing has happened in the stretch from which it could be
 * told, or the stretch has not begun.
 */
export const NoForecast = Type.Union([
  Type.Literal("history_short"),
  Type.Literal("nothing_yet"),
  Type.Literal("not_begun"),
]);
export type NoForecast = Static<typeof NoForecast>;

/** GET /api/v1/metrics/:id/forecast?grain: a metric in the stretch that holds the last day of the data. */
export const Outlook = Type.Object({
  metric: Type.String(),
  unit: MetricUnit,
  currency: Type.String(),
  period: Type.Object({ from: Day, to: Day }),
  /** The last day that is known: today, or the last day of the data where they end before. */
  as_of: Day,
  /** What it has come to by then. */
  actual: Estimate,
  /** What it will be at the period's end; null for the reason given. */
  forecast: Type.Union([Expected, Type.Null()]),
  reason: Type.Union([NoForecast, Type.Null()]),
  /** Values of the stretches before, the oldest first; null where it was not defined. */
  past: Type.Array(Type.Object({ start: Day, value: MaybeNumber })),
});
export type Outlook = Static<typeof Outlook>;

export const OutlookQuery = Type.Object({ grain: Type.Optional(TargetGrain) });

/**
 * on_track: the whole interval of the forecast meets the target; off: none of it does; at_risk: a part of it.
 */
export const TargetStatus = Type.Union([Type.Literal("on_track"), Type.Literal("at_risk"), Type.Literal("off")]);
export type TargetStatus = Static<typeof TargetStatus>;

export const TargetDraft = Type.Object({
  metric: Type.String({ minLength: 1, maxLength: 200 }),
  value: Type.Number({ description: "In the metric's unit: minor units of money, shares 0 to 1" }),
  grain: TargetGrain,
  /** The last day: the stretch that holds it has to meet the target. Without one every stretch has to. */
  due: Type.Union([Day, Type.Null()]),
  owner_id: Type.Union([Id, Type.Null()]),
  note: Type.String({ maxLength: 1000 }),
});
export type TargetDraft = Static<typeof TargetDraft>;

/** What of a target may be changed; what is left out stays. */
export const TargetPatch = Type.Partial(Type.Omit(TargetDraft, ["metric", "grain", "due"]));
export type TargetPatch = Static<typeof TargetPatch>;

export const MetricTarget = Type.Object({
  id: Id,
  metric: Type.String(),
  /** From the metric: a target of "up" is met from its value up. */
  direction: Type.Union([Type.Literal("up"), Type.Literal("down")]),
  value: Type.Number(),
  grain: TargetGrain,
  due: Type.Union([Day, Type.Null()]),
  owner: Type.Union([Type.Object({ user_id: Id, name: Type.String() }), Type.Null()]),
  note: Type.String(),
  created_by: Type.String(),
  created_at: Instant,
  outlook: Outlook,
  /** Null where there is no forecast. */
  status: Type.Union([TargetStatus, Type.Null()]),
  /** Of the stretches before with a value, how many met it. */
  met: Type.Object({ stretches: Type.Integer(), of: Type.Integer() }),
});
export type MetricTarget = Static<typeof MetricTarget>;
