// Orders, customers and what they are worth, by hand.
import { type Sql, sql } from "#storage";
import { type Asking, atEnd, atStart, bought, during, known, moved } from "./ask.ts";

/** Of orders, and of customers who bought. */
export function byOrders({ rolled, told, share, firsts, news, perCustomer }: Asking) {
  const ofCustomers = (value: Sql) =>
    sql`SELECT month, is_total, ${value} AS value FROM (${perCustomer}) AS each_one WHERE orders > 0 GROUP BY month, is_total`;
  const tier = (where: Sql) => sql`SELECT month, is_total, ${share(where)} AS value
    FROM (
      SELECT month, is_total, spent / orders AS own, sum(spent) OVER (PARTITION BY month, is_total) / sum(orders) OVER (PARTITION BY month, is_total) AS usual
      FROM (${perCustomer}) AS each_one
      WHERE orders > 0
    ) AS tiers
    GROUP BY month, is_total`;

  return {
    revenue_gross: told(sql`sum(revenue)`, bought),
    revenue_net: told(sql`sum(revenue)`, moved),
    orders: told(sql`count(DISTINCT order_id)`, bought),
    aov: told(sql`sum(revenue) / count(DISTINCT order_id) FILTER (WHERE ${bought})`, moved),
    customers_active: told(sql`count(DISTINCT customer_id)`, sql`${bought} AND ${known}`),
    customers_new: rolled(sql`count(*)`, news),
    customers_returning: sql`SELECT month, is_total, count(*) FILTER (WHERE first_at < CASE WHEN is_total = 1 THEN CAST('2024-01-01' AS DATE) ELSE month END) AS value
      FROM (${perCustomer}) AS active INNER JOIN (${firsts}) AS firsts ON active.customer_id = firsts.customer_id
      WHERE orders > 0 GROUP BY month, is_total`,
    repeat_purchase_rate: ofCustomers(share(sql`orders > 1`)),
    refund_rate: told(
      sql`-CAST(sum(revenue) FILTER (WHERE revenue < 0) AS DOUBLE) / CAST(sum(revenue) FILTER (WHERE ${bought}) AS DOUBLE)`,
      moved,
    ),
    aov_low: tier(sql`own < 0.5 * usual`),
    aov_mid: tier(sql`own >= 0.5 * usual AND own < 1.5 * usual`),
    aov_high: tier(sql`own >= 1.5 * usual`),
  };
}

/** Of what customers are worth, and who comes back. */
export function byValue({ from, say, rolled, share, mean, perCustomer, standing }: Asking) {
  const simple = sql`SELECT month, is_total, max(spent) / max(people) * max(stood) / max(gone) AS value
    FROM (
      SELECT
        CASE WHEN is_total = 1 THEN CAST('2024-01-01' AS DATE) ELSE month END AS month, is_total,
        CAST(sum(spent) AS DOUBLE) AS spent, count(*) FILTER (WHERE orders > 0) AS people, 0 AS stood, 0 AS gone
      FROM (${perCustomer}) AS each_one GROUP BY 1, is_total
      UNION ALL
      SELECT month, is_total, 0, 0, count(*) FILTER (WHERE ${atStart}), count(*) FILTER (WHERE ${atStart} AND NOT (${atEnd}))
      FROM (${standing}) AS standing GROUP BY month, is_total
    ) AS both_sides
    GROUP BY month, is_total`;

  return {
    repeat_rate_cohort: rolled(
      share(sql`has_second AND second_at < first_at + INTERVAL 90 DAY`),
      sql`SELECT ${say.monthOf(sql`first_at`)} AS month, first_at, second_at, has_second
      FROM (
        SELECT customer_id, min(occurred_at) FILTER (WHERE place = 1) AS first_at,
          min(occurred_at) FILTER (WHERE place = 2) AS second_at, count(*) = 2 AS has_second
        FROM (
          SELECT customer_id, occurred_at, row_number() OVER (PARTITION BY customer_id ORDER BY occurred_at) AS place
          FROM ${from} WHERE ${bought} AND ${known}
        ) AS placed
        WHERE place <= 2
        GROUP BY customer_id
      ) AS firsts
      WHERE ${during(sql`first_at`)} AND first_at + INTERVAL 90 DAY <= CAST('2025-01-01' AS DATE)`,
    ),
    ltv: rolled(
      mean(sql`margin`),
      sql`SELECT ${say.monthOf(sql`first_at`)} AS month, margin
      FROM (
        SELECT customer_id, min(occurred_at) FILTER (WHERE ${bought}) AS first_at, count(*) FILTER (WHERE ${bought}) AS orders, CAST(sum(revenue) AS DOUBLE) AS margin
        FROM ${from} WHERE ${moved} AND ${known} GROUP BY customer_id
      ) AS worth
      WHERE orders > 0 AND ${during(sql`first_at`)}`,
    ),
    ltv_simple: simple,
  };
}
