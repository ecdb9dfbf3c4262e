// Who stays and who leaves, by hand.
import { type Sql, sql } from "#storage";
import { type Asking, atEnd, atStart, stretches } from "./ask.ts";

/** Of who stays. */
export function byStanding({ standing }: Asking) {
  const stood = (value: Sql) =>
    sql`SELECT month, is_total, ${value} AS value FROM (${standing}) AS standing GROUP BY month, is_total`;
  return {
    customer_retention_rate: stood(
      sql`count(*) FILTER (WHERE ${atStart} AND ${atEnd}) / count(*) FILTER (WHERE ${atStart})`,
    ),
    customer_retention_simple: stood(
      sql`count(*) FILTER (WHERE ${atEnd} AND first_on < opens) / count(*) FILTER (WHERE ${atStart})`,
    ),
  };
}

/** Of who is overdue by the own gaps. */
export function byGaps({ say, days }: Asking) {
  const gaps = sql`SELECT customer_id, bought_on, date_diff('day', lag(bought_on) OVER (PARTITION BY customer_id ORDER BY bought_on), bought_on) AS gap, row_number() OVER (PARTITION BY customer_id ORDER BY bought_on) AS place
    FROM (${days}) AS days`;
  const overdue = sql`SELECT month, is_total, count(*) FILTER (WHERE is_due AND date_diff('day', last_on, ends) > allowed) / count(*) FILTER (WHERE is_due) AS value
    FROM (
      SELECT *, CASE WHEN gaps >= 5 THEN own ELSE usual END AS allowed, days_before > 0 AND date_diff('day', before, opens) <= CASE WHEN gaps >= 5 THEN own ELSE usual END AS is_due
      FROM (
        SELECT
          month, is_total, opens, ends, customer_id, max(bought_on) AS last_on, max(bought_on) FILTER (WHERE bought_on < opens) AS before,
          count(*) FILTER (WHERE bought_on < opens) AS days_before,
          count(*) FILTER (WHERE bought_on < opens AND place > 1) AS gaps,
          ${say.ninetieth(sql`gap`, sql`bought_on < opens AND place > 1`)} AS own
        FROM (${gaps}) AS gaps
        CROSS JOIN ${stretches} AS stretches
        WHERE bought_on < ends
        GROUP BY month, is_total, opens, ends, customer_id
      ) AS each_one
      INNER JOIN (
        SELECT opens AS judged_on, ${say.ninetieth(sql`gap`, sql`place > 1`)} AS usual
        FROM (${gaps}) AS gaps
        CROSS JOIN (SELECT DISTINCT opens FROM ${stretches} AS every_stretch) AS starts
        WHERE bought_on < opens
        GROUP BY opens
      ) AS everybody ON opens = judged_on
    ) AS judged
    GROUP BY month, is_total`;

  return {
    churn_overdue: overdue,
  };
}

/** Of subscriptions. */
export function bySubscription({ from, say }: Asking) {
  const mrr = say.number(sql`properties['mrr']`);
  const payments = sql`SELECT
      month, is_total, subscriber, sum(was) AS was, sum(became) AS became
    FROM (
      SELECT
        month, is_total, subscription, max(subscriber) AS subscriber,
        max(CASE WHEN paid_at < opens THEN nth ELSE 0 END) AS nth_before, max(nth) AS nth_after,
        coalesce(${say.argMax(sql`CASE WHEN paid_at < opens THEN mrr ELSE 0 END`, sql`CASE WHEN paid_at < opens THEN nth ELSE 0 END`)}, 0) AS was,
        coalesce(${say.argMax(sql`mrr`, sql`nth`)}, 0) AS became
      FROM (
        SELECT properties['subscription_id'] AS subscription, customer_id AS subscriber, occurred_at AS paid_at, ${mrr} AS mrr,
          row_number() OVER (PARTITION BY properties['subscription_id'] ORDER BY occurred_at) AS nth
        FROM ${from} WHERE name IN ('Subscription Started', 'Subscription Changed')
      ) AS paid
      CROSS JOIN ${stretches} AS stretches
      WHERE paid_at < ends
      GROUP BY month, is_total, subscription
    ) AS subscriptions
    GROUP BY month, is_total, subscriber`;
  const subscribed = (value: Sql) =>
    sql`SELECT month, is_total, ${value} AS value FROM (${payments}) AS payments GROUP BY month, is_total`;

  return {
    churn_logo: subscribed(sql`count(*) FILTER (WHERE was > 0 AND became <= 0) / count(*) FILTER (WHERE was > 0)`),
    churn_revenue: subscribed(sql`sum(CASE WHEN was > became THEN was - became ELSE 0 END) / sum(was)`),
    net_revenue_retention: subscribed(sql`sum(became) FILTER (WHERE was > 0) / sum(was)`),
  };
}
