// Small schemas that many others are made of.
import { type Static, Type } from "typebox";

/** A day in the workspace's time zone, YYYY-MM-DD. */
export const Day = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "A day in the workspace's time zone",
});

/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ description: "An instant, ISO 8601 in UTC" });

/** Days from `from` to `to`, both included, in the workspace's time zone. Left out: from the first, to the last day with data. */
export const Period = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) });
export type Period = Static<typeof Period>;

export const Grain = Type.Union([
  Type.Literal("day"),
  Type.Literal("week"),
  Type.Literal("month"),
  Type.Literal("quarter"),
  Type.Literal("year"),
]);
export type Grain = Static<typeof Grain>;

/** A number that may be "not defined" (a ratio over nothing). */
export const MaybeNumber = Type.Union([Type.Number(), Type.Null()]);

/** RFC 9457 problem+json, with a stable code and, where one is at fault, the field and the mend. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  field: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;

/** Decimal places of a currency's minor unit by ISO 4217: EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
