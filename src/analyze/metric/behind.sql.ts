// Which customers stand behind a metric's value in a period.
import { type Sql, sql } from "#storage";
import { addDays } from "../calendar.ts";
import { within, type ZonedDays } from "../sql.ts";
import { dues } from "./family/standing.sql.ts";
import { subscribers } from "./family/subscription.sql.ts";
import { looks } from "./family/visit.sql.ts";
import type { Frame } from "./frame.ts";
import { defaults } from "./parameter.ts";
import { isSaid, type Said, saidColumns, says } from "./said.ts";

const rest = (period: ZonedDays): Frame => ({
  period,
  slice: { grain: "year" },
  parameters: defaults,
  now: new Date(0),
  digits: 2,
});

const did = (events: Sql, time: Sql) =>
  sql`SELECT customer_id, stamp FROM event WHERE ${events} AND ${time} AND customer_id != 0`;

/** Those who are found by what they did: rows of (customer_id, stamp), some more than once. */
const doing = {
  lead: (period) => did(sql`name = 'Lead Created'`, within(period)),
  deal: (period) =>
    did(sql`name = 'Deal Stage Changed' AND lower(properties['stage']) IN ('won', 'lost')`, within(period)),
  visiting: (period) => did(looks, within(period)),
  subscribed: (period) => sql`SELECT customer_id, customer_id AS stamp
      FROM (${subscribers(rest(period))})
      WHERE is_total AND paid_before > 0 AND customer_id != 0`,
  overdue: (period) =>
    sql`SELECT customer_id, customer_id AS stamp FROM (${dues(rest(period))}) WHERE is_total AND is_overdue`,
} as const satisfies Record<string, (period: ZonedDays) => Sql>;

/** Those who are found by their orders: conditions over columns revenue, purchase, order_key, counts (lies in the period). */
const buying = {
  moved: () => sql`countIf(counts) > 0`,
  bought: () => sql`countIf(purchase AND counts) > 0`,
  new: () => sql`countIf(purchase AND counts) > 0 AND countIf(purchase AND NOT counts) = 0`,
  returning: () => sql`countIf(purchase AND counts) > 0 AND countIf(purchase AND NOT counts) > 0`,
  repeated: () => sql`minIf(order_key, purchase AND counts) < maxIf(order_key, purchase AND counts)`,
  refunded: () => sql`countIf(counts AND revenue < 0) > 0`,
  kept: ({ from, to, time_zone }) => {
    const day = (counts: Sql) => sql`toDate(maxIf(occurred_at, ${counts}), ${time_zone})`;
    const active = (end: string) => addDays(end, -defaults.active_days);
    return sql`countIf(purchase AND NOT counts) > 0 AND ${day(sql`purchase AND NOT counts`)} >= toDate(${active(from)}) AND ${day(sql`purchase`)} >= toDate(${active(addDays(to, 1))})`;
  },
} as const satisfies Record<string, (period: ZonedDays) => Sql>;

type Buying = keyof typeof buying;
type Doing = keyof typeof doing;

/**
 * Which customers stand behind a metric's value in a period: those who moved revenue at all, who bought, bought first
 * then, bought before, bought twice, gave something back, were kept; who did something else; or who said something.
 */
export type Behind = Buying | Doing | Said | Done;

/** Rows (customer_id, stamp) of those who stand behind a custom metric in a period, asked at an instant. */
export type Done = (period: ZonedDays, at: Date) => Sql;

const isBuying = (behind: Exclude<Behind, Done>): behind is Buying => behind in buying;
const isDoing = (behind: Exclude<Behind, Done>): behind is Doing => behind in doing;

/** Over the rows of a customer that move revenue, whether they stand behind; null where other rows tell it. */
export function boughtBehind(behind: Behind, period: ZonedDays): Sql | null {
  return typeof behind !== "function" && isBuying(behind) ? buying[behind](period) : null;
}

/** Rows (customer_id, stamp) of those who stand behind it by something else than orders; null where orders tell it. */
export function doneBehind(behind: Behind, period: ZonedDays, at: Date): Sql | null {
  if (typeof behind === "function") return sql`(${behind(period, at)})`;
  if (isBuying(behind)) return null;
  if (isDoing(behind)) return sql`(${doing[behind](period)})`;
  return sql`(
    SELECT customer_id, stamp
    FROM (SELECT customer_id, stamp, ${saidColumns} FROM event WHERE ${says} AND ${within(period)} AND customer_id != 0)
    WHERE ${isSaid(behind)}
  )`;
}
