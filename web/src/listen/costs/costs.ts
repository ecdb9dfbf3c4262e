// Months and amounts of the page of costs.
import type { CostKind } from "#contract";
import { major } from "../../ui/format.ts";

export const kinds = [
  "media",
  "agency",
  "pay",
  "tools",
  "content",
  "first_order_discount",
  "onboarding",
] as const satisfies readonly CostKind[];

/** The first days of the last `count` months in UTC, the present one first. */
export function lastMonths(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString().slice(0, 10),
  );
}

/** Minor units of an amount as it was typed; 0 for nothing. */
export function minorOf(typed: string | number, currency: string): number {
  const amount = Number(typed);
  return Number.isFinite(amount) ? Math.max(0, Math.round(amount / major(1, currency))) : 0;
}
