// The questions of the metric registry as a person would write them, one statement each: by month, and in total.
import { identifier, type Sql, sql } from "#storage";

const sources = { event: "event", event_log: "event_log" };

/** Each metric's statement over the view or over the raw table. Days are UTC's; the period is two years. */
export function byHand(source: keyof typeof sources): Readonly<Record<string, Sql>> {
  const from = identifier(sources, source);
  const month = sql`toStartOfMonth(toDate(occurred_at, 'UTC')) AS month`;
  const period = sql`occurred_at >= '2023-01-01' AND occurred_at < '2024-12-31'`;
  const bought = sql`name = 'Order Completed' AND revenue > 0`;
  const moved = sql`name IN ('Order Completed', 'Order Refunded')`;
  const byMonth = sql`GROUP BY month WITH ROLLUP`;
  const perCustomer = sql`FROM (
    SELECT customer_id, ${month}, uniqExact(order_id) AS orders FROM ${from} WHERE ${bought} AND ${period} AND customer_id != 0
    GROUP BY GROUPING SETS ((customer_id, month), (customer_id))
  )`;
  const firsts = sql`(SELECT customer_id, min(occurred_at) AS first_at FROM ${from} WHERE ${bought} AND customer_id != 0 GROUP BY customer_id)`;
  const score = sql`toFloat64OrNull(properties['score'])`;
  const rating = sql`toFloat64OrNull(properties['rating'])`;
  const survey = (kind: Sql) => sql`name = 'Survey Responded' AND properties['kind'] = ${kind}`;
  const reviewed = sql`name = 'Review Posted'`;
  const contact = sql`name IN ('Ticket Opened', 'Call Ended', 'Live Chat Conversation Started')`;
  const told = (value: Sql, where: Sql) =>
    sql`SELECT ${month}, ${value} FROM ${from} WHERE ${where} AND ${period} ${byMonth}`;
  return {
    nps: told(sql`100 * (countIf(${score} >= 9) - countIf(${score} <= 6)) / count()`, survey(sql`'nps'`)),
    csat: told(sql`countIf(${score} >= 4) / count()`, survey(sql`'csat'`)),
    csat_mean: told(sql`avg(${score}), stddevSamp(${score})`, survey(sql`'csat'`)),
    ces: told(sql`avg(${score}), stddevSamp(${score})`, survey(sql`'ces'`)),
    effort: told(sql`avg(${score}), stddevSamp(${score})`, sql`${survey(sql`'ces'`)} AND properties['scale'] = '5'`),
    rating: told(sql`avg(${rating}), stddevSamp(${rating})`, reviewed),
    reviews: told(sql`count()`, reviewed),
    tickets: told(sql`count()`, sql`name = 'Ticket Opened'`),
    contact_rate: told(sql`countIf(${contact}) / uniqExactIf(order_id, ${bought})`, sql`(${contact} OR ${bought})`),
    revenue_gross: sql`SELECT ${month}, sum(revenue) FROM ${from} WHERE ${bought} AND ${period} ${byMonth}`,
    revenue_net: sql`SELECT ${month}, sum(revenue) FROM ${from} WHERE ${moved} AND ${period} ${byMonth}`,
    orders: sql`SELECT ${month}, uniqExact(order_id) FROM ${from} WHERE ${bought} AND ${period} ${byMonth}`,
    aov: sql`SELECT ${month}, sum(revenue) / uniqExactIf(order_id, ${bought}) FROM ${from} WHERE ${moved} AND ${period} ${byMonth}`,
    customers_active: sql`SELECT ${month}, uniqExact(customer_id) FROM ${from} WHERE ${bought} AND ${period} AND customer_id != 0 ${byMonth}`,
    customers_new: sql`SELECT toStartOfMonth(toDate(first_at, 'UTC')) AS month, count() FROM ${firsts} WHERE first_at >= '2023-01-01' AND first_at < '2024-12-31' ${byMonth}`,
    customers_returning: sql`SELECT month, uniqExact(customer_id) FROM (
    SELECT customer_id, ${month} FROM ${from} WHERE ${bought} AND ${period} AND customer_id != 0 GROUP BY customer_id, month
  ) AS active INNER JOIN ${firsts} AS firsts USING (customer_id) WHERE toStartOfMonth(toDate(first_at, 'UTC')) < month GROUP BY month`,
    repeat_purchase_rate: sql`SELECT month, countIf(orders > 1) / count() ${perCustomer} GROUP BY month`,
    refund_rate: sql`SELECT ${month}, -sumIf(revenue, NOT (${bought})) / sumIf(revenue, ${bought}) FROM ${from} WHERE ${moved} AND ${period} ${byMonth}`,
  };
}
