// What customers are worth: their margin from the first order on, and how large their orders are.
import { type Sql, sql, typed } from "#storage";
import { within } from "../../sql.ts";
import { type Frame, slotOf } from "../frame.ts";
import { type Family, markFamily, rowFamily } from "./family.ts";
import { moves } from "./orders.sql.ts";

/** Margin of a row: what the order tells of its own, by the row's part of it, else a share of revenue. */
function margin({ parameters }: Frame): Sql {
  const told = sql`toFloat64OrZero(told_margin) / toFloat64(whole_revenue)`;
  return sql`toFloat64(gross - refunded) * multiIf(
          told_margin = '' OR whole_revenue = 0, ${typed("Float64", parameters.margin_share)},
          purchase, ${told},
          abs(${told})
        )`;
}

// Each customer stands on the day and under the key of the first order. Everything that came after is read, whenever
// it was: a cohort's value grows.
function cohort(frame: Frame): Sql {
  const { age_days, maturity_days } = frame.parameters;
  const first = sql`arrayMin(purchases)`;
  const counted = age_days === null ? sql`true` : sql`move.1 < addDays(occurred_at, ${age_days})`;
  const aged = age_days === null ? sql`true` : sql`addDays(occurred_at, ${age_days}) <= ${frame.now}`;
  return sql`SELECT
    customer_id,
    occurred_at,
    key,
    ${aged} AS is_aged,
    addDays(occurred_at, ${maturity_days}) <= ${frame.now} AS is_mature,
    is_mature AND arrayExists(one -> one.2 != first.2 AND one.1 < addDays(occurred_at, ${maturity_days}), purchases) AS came_back,
    arraySum(move -> if(${counted}, move.2, 0.0), moved) AS margin
  FROM (
    SELECT
      customer_id,
      groupArrayIf((at, order_key, each_key), purchase) AS purchases,
      groupArray((at, each_margin)) AS moved,
      ${first} AS first,
      first.1 AS occurred_at,
      first.3 AS key
    FROM (
      SELECT customer_id, occurred_at AS at, order_key, purchase, key AS each_key, ${margin(frame)} AS each_margin
      FROM (${moves(frame, sql`true`)})
      WHERE customer_id != 0
    )
    GROUP BY customer_id
    HAVING notEmpty(purchases)
  )
  WHERE ${within(frame.period)}`;
}

const scaled = (digits: number) => sql`margin * ${10 ** digits}`;

/** Over customers on the day of their first order. */
export const value = rowFamily(
  {
    aged: () => sql`countIf(is_aged)`,
    margin: (digits) => sql`sumIf(${scaled(digits)}, is_aged)`,
    margin_m2: (digits) => sql`ifNotFinite(countIf(is_aged) * varPopStableIf(${scaled(digits)}, is_aged), 0)`,
    mature: () => sql`countIf(is_mature)`,
    came_back: () => sql`countIf(came_back)`,
  },
  cohort,
);

// A tier is relative to the average order of everybody in the same time: groups are held to one measure.
function tiers(frame: Frame): Sql {
  const average =
    "grain" in frame.slice
      ? sql`sum(spent) OVER (PARTITION BY slot, is_total) / sum(made) OVER (PARTITION BY slot, is_total)`
      : sql`sumIf(spent, is_total) OVER () / sumIf(made, is_total) OVER ()`;
  return sql`SELECT slot, is_total, spent / made AS own, ${average} AS usual
  FROM (
    SELECT customer_id, slot, grouping(slot) = 1 AS is_total, toFloat64(sum(gross - refunded)) AS spent, uniqExactIf(order_key, purchase) AS made
    FROM (
      SELECT *, ${slotOf(frame)} AS slot
      FROM (${moves(frame, within(frame.period))})
      WHERE customer_id != 0
    )
    GROUP BY GROUPING SETS ((customer_id, slot), (customer_id))
    HAVING made > 0
  )`;
}

/** Over customers by the size of their orders. */
export const tier: Family<"tiered" | "tier_low" | "tier_mid" | "tier_high"> = markFamily(
  {
    tiered: () => sql`count()`,
    tier_low: () => sql`countIf(own < 0.5 * usual)`,
    tier_mid: () => sql`countIf(own >= 0.5 * usual AND own < 1.5 * usual)`,
    tier_high: () => sql`countIf(own >= 1.5 * usual)`,
  },
  tiers,
  (frame) => sql`SELECT key, gross AS weight FROM (${moves(frame, within(frame.period))})`,
);
