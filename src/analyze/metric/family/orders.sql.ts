// Orders and refunds, and the customers who bought: what moved revenue in a period.
import { type Sql, sql } from "#storage";
import { beforeEnd, dayOf, isPurchase, minor, movesRevenue, orderKey, startOfGrain, within } from "../../sql.ts";
import { dimensionSql } from "../dimension.ts";
import { type Frame, slotOf } from "../frame.ts";
import { attributed, spendChannel } from "../touch.ts";
import { spends } from "./cost.sql.ts";
import { type Family, markFamily, rowFamily } from "./family.ts";

/** Rows that move revenue at a time. */
export function moves({ slice, parameters }: Frame, time: Sql): Sql {
  const { from, key, amount, rows } = dimensionSql("dimension" in slice ? slice.dimension : null, parameters);
  return sql`SELECT
    customer_id,
    ${orderKey} AS order_key,
    ${isPurchase} AS purchase,
    if(purchase, ${amount}, 0) AS gross,
    if(purchase, 0, -${amount}) AS refunded,
    properties['margin'] AS told_margin,
    revenue AS whole_revenue,
    occurred_at,
    ${key} AS key
  FROM ${from}
  WHERE ${movesRevenue} AND ${time} AND ${rows}`;
}

const inPeriod = (frame: Frame) => moves(frame, within(frame.period));
const byGross = (frame: Frame) => sql`SELECT key, gross AS weight FROM (${inPeriod(frame)})`;

/** Over orders and refunds. */
export const orders = {
  ...rowFamily(
    {
      events: () => sql`count()`,
      purchases: () => sql`countIf(purchase)`,
      orders: () => sql`uniqExactIf(order_key, purchase)`,
      gross: (digits) => minor(sql`sum(gross)`, digits),
      refunded: (digits) => minor(sql`sum(refunded)`, digits),
      net: (digits) => minor(sql`sum(gross - refunded)`, digits),
      net_known: (digits) => minor(sql`sumIf(gross - refunded, customer_id != 0)`, digits),
      // Sums of squared distances from the mean, in squares of major units: the stable form, not a sum of squares.
      gross_m2: () => sql`count() * varPopStable(toFloat64(gross))`,
      refunded_m2: () => sql`count() * varPopStable(toFloat64(refunded))`,
    },
    inPeriod,
  ),
  weights: byGross,
};

/** Over what was bought by advertising: orders and refunds whose channel of marketing had costs of media. */
export const advertised = {
  ...rowFamily(
    {
      advertised_net: (digits) => minor(sql`sum(gross - refunded)`, digits),
      advertised_orders: () => sql`uniqExactIf(order_key, purchase)`,
    },
    (frame) => sql`SELECT *
    FROM (${inPeriod(frame)})
    WHERE order_key IN (
      SELECT touched_order
      FROM (${attributed(frame.parameters)})
      WHERE touch IN (SELECT ${spendChannel} FROM event WHERE ${spends("media")})
    )`,
  ),
  weights: byGross,
};

// A customer is new where the first purchase of all time stands, so history before the period is read too. Two
// orders are told from one by their least and greatest keys, which costs no set of keys per customer.
function buyers(frame: Frame): Sql {
  const { period, slice } = frame;
  const { time_zone } = period;
  const firstSlot = "grain" in slice ? sql`${startOfGrain(slice.grain, sql`first_day`)} = slot` : sql`true`;
  return sql`SELECT
    arrayJoin(arrayPushBack(slots, whole)) AS mark,
    mark.1 AS slot,
    mark.2 AS is_total,
    mark.3 AS repeated,
    first_day >= toDate(${period.from}) AND (is_total OR ${firstSlot}) AS is_new
  FROM (
    SELECT
      customer_id,
      min(first_day) AS first_day,
      groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
      (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
    FROM (
      SELECT
        customer_id,
        in_period,
        if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
        min(${dayOf(time_zone)}) AS first_day,
        min(order_key) AS least_order,
        max(order_key) AS greatest_order
      FROM (
        SELECT *, ${dayOf(time_zone)} >= toDate(${period.from}) AS in_period, ${slotOf(frame)} AS slot
        FROM (${moves(frame, beforeEnd(period))})
        WHERE purchase AND customer_id != 0
      )
      GROUP BY customer_id, in_period, slot
    )
    GROUP BY customer_id
    HAVING notEmpty(slots)
  )`;
}

/** Over the customers who bought in the period. */
export const customers: Family<"customers" | "new" | "returning" | "repeaters"> = markFamily(
  {
    customers: () => sql`count()`,
    new: () => sql`countIf(is_new)`,
    returning: () => sql`countIf(NOT is_new)`,
    repeaters: () => sql`countIf(repeated)`,
  },
  buyers,
  byGross,
);
