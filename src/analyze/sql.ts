// Fragments that every question of analyze is made of: which events tell of revenue, periods, days, money.
import type { Grain } from "#contract";
import { identifier, type Sql, sql, typed } from "#storage";
import { addDays, type Days } from "./calendar.ts";

/** A period in the zone whose midnights bound its days. */
export interface ZonedDays extends Days {
  readonly time_zone: string;
}

/** The events that move revenue: what was bought, and what was given back (with negative revenue). */
export const movesRevenue = sql`name IN ('Order Completed', 'Order Refunded')`;

/** An order counts as a purchase when it brought money: "Order Completed" with revenue above 0. */
export const isPurchase = sql`(name = 'Order Completed' AND revenue > 0)`;

/** Customers' ids as a list to stand behind IN; bound as numbers, so that the engine looks only where they are. */
export function idList(customer_ids: readonly string[]): Sql {
  return sql`${typed("Array(UInt64)", customer_ids.map(BigInt))}`;
}

export { ofCustomers } from "#storage";

/** An order's id; an event without one stands for an order of its own. */
export const orderKey = sql`if(order_id = '', toString(id), order_id)`;

/** The day of an event in the zone. */
export function dayOf(time_zone: string): Sql {
  return sql`toDate(occurred_at, ${time_zone})`;
}

/** Midnight at which a day begins in the zone. */
function midnight(day: string, time_zone: string): Sql {
  return sql`toDateTime64(${typed("Date", day)}, 3, ${time_zone})`;
}

/** Events before the end of the period's last day. */
export function beforeEnd({ to, time_zone }: ZonedDays): Sql {
  return sql`occurred_at < ${midnight(addDays(to, 1), time_zone)}`;
}

/** Events from the beginning of the period's first day on. */
export function since({ from, time_zone }: ZonedDays): Sql {
  return sql`occurred_at >= ${midnight(from, time_zone)}`;
}

/** Events within the period. */
export function within(period: ZonedDays): Sql {
  return sql`${since(period)} AND ${beforeEnd(period)}`;
}

const grainFunctions = {
  day: "toDate",
  week: "toMonday",
  month: "toStartOfMonth",
  quarter: "toStartOfQuarter",
  year: "toStartOfYear",
} as const satisfies Record<Grain, string>;

/** The first day of the stretch that holds a day. */
export function startOfGrain(grain: Grain, day: Sql): Sql {
  return sql`${identifier(grainFunctions, grain)}(${day})`;
}

const minorFactors = { 0: "1", 1: "10", 2: "100", 3: "1000", 4: "10000" };

/** A Decimal amount in minor units of a currency with so many digits, rounded half away from zero, as Int64. */
export function minor(amount: Sql, digits: number): Sql {
  return sql`toInt64(round(${amount} * ${identifier<string>(minorFactors, String(digits))}))`;
}

/** An amount to be shown per unit (a price, an average) in minor units, as Float64. */
export function minorFloat(amount: Sql, digits: number): Sql {
  return sql`toFloat64(${amount} * ${identifier<string>(minorFactors, String(digits))})`;
}
