// The questions of the metric registry as a person would write them, one statement each: by month of 2024, and in total.
// Rows are (month, is_total, value); days are UTC's. Nothing is bound, so that DuckDB reads the same text.
import { type Sql, sql } from "#storage";

/** What two engines spell differently. */
export interface Dialect {
  readonly number: (text: Sql) => Sql;
  readonly day: (at: Sql) => Sql;
  readonly monthOf: (at: Sql) => Sql;
  readonly argMax: (value: Sql, by: Sql) => Sql;
  readonly quantile: (value: Sql) => Sql;
  /** The nearest rank at nine tenths: an exact quantile that is one of the values. */
  readonly ninetieth: (value: Sql, where: Sql) => Sql;
}

export const clickhouse: Dialect = {
  number: (text) => sql`toFloat64OrNull(${text})`,
  day: (at) => sql`toDate(${at})`,
  monthOf: (at) => sql`toStartOfMonth(${at})`,
  argMax: (value, by) => sql`argMax(${value}, ${by})`,
  quantile: (value) => sql`quantileExactInclusive(0.5)(${value})`,
  ninetieth: (value, where) =>
    sql`arraySort(groupArrayIf(${value}, ${where}))[toUInt32(ceil(0.9 * countIf(${where})))]`,
};

export const duckdb: Dialect = {
  number: (text) => sql`TRY_CAST(${text} AS DOUBLE)`,
  day: (at) => sql`CAST(${at} AS DATE)`,
  monthOf: (at) => sql`CAST(date_trunc('month', ${at}) AS DATE)`,
  argMax: (value, by) => sql`arg_max(${value}, ${by})`,
  quantile: (value) => sql`quantile_cont(${value}, 0.5)`,
  ninetieth: (value, where) => sql`quantile_disc(${value}, 0.9) FILTER (WHERE ${where})`,
};

/** The log as the engine holds it: the view, or ClickHouse's raw table where doubles are not collapsed. */
export const logs = { event: sql`event`, event_log: sql`event_log` };

const during = (at: Sql) => sql`${at} >= '2024-01-01' AND ${at} < '2025-01-01'`;
const period = during(sql`occurred_at`);
const bought = sql`name = 'Order Completed' AND revenue > 0`;
const moved = sql`name IN ('Order Completed', 'Order Refunded')`;
const known = sql`customer_id <> 0`;
const looked = sql`(type IN ('page', 'screen') OR name IN ('Product Viewed', 'Product Added', 'Cart Viewed', 'Checkout Started'))`;
const looking = (of: Sql) => sql`count(*) FILTER (WHERE ${of}) > 0`;

/** Each month's first day and the day after its last, and the whole year. */
const stretches = sql`(
    SELECT CAST(month AS DATE) AS month, 0 AS is_total, CAST(month AS DATE) AS opens, CAST(month AS DATE) + INTERVAL 1 MONTH AS ends
    FROM (SELECT '2024-01-01' AS month UNION ALL SELECT '2024-02-01' UNION ALL SELECT '2024-03-01' UNION ALL SELECT '2024-04-01'
      UNION ALL SELECT '2024-05-01' UNION ALL SELECT '2024-06-01' UNION ALL SELECT '2024-07-01' UNION ALL SELECT '2024-08-01'
      UNION ALL SELECT '2024-09-01' UNION ALL SELECT '2024-10-01' UNION ALL SELECT '2024-11-01' UNION ALL SELECT '2024-12-01') AS months
    UNION ALL
    SELECT CAST('2024-01-01' AS DATE), 1, CAST('2024-01-01' AS DATE), CAST('2025-01-01' AS DATE)
  )`;

/** Statements by metric, over a log and in a dialect. */
export function byHand(from: Sql, say: Dialect): Readonly<Record<string, Sql>> {
  const month = sql`${say.monthOf(sql`occurred_at`)} AS month`;
  const rolled = (value: Sql, rows: Sql) =>
    sql`SELECT month, grouping(month) AS is_total, ${value} AS value FROM (${rows}) AS told GROUP BY ROLLUP (month)`;
  const told = (value: Sql, where: Sql) =>
    rolled(value, sql`SELECT *, ${month} FROM ${from} WHERE ${where} AND ${period}`);
  const share = (part: Sql) => sql`count(*) FILTER (WHERE ${part}) / count(*)`;
  const mean = (value: Sql) => sql`avg(${value})`;

  const score = say.number(sql`properties['score']`);
  const survey = (kind: Sql) => sql`name = 'Survey Responded' AND properties['kind'] = ${kind}`;
  const balance = sql`100.0 * (count(*) FILTER (WHERE ${score} >= 9) - count(*) FILTER (WHERE ${score} <= 6)) / count(*)`;
  const contact = sql`name IN ('Ticket Opened', 'Call Ended', 'Live Chat Conversation Started')`;

  const firsts = sql`SELECT customer_id, min(occurred_at) AS first_at FROM ${from} WHERE ${bought} AND ${known} GROUP BY customer_id`;
  const news = sql`SELECT customer_id, ${say.monthOf(sql`first_at`)} AS month FROM (${firsts}) AS firsts WHERE ${during(sql`first_at`)}`;
  const perCustomer = sql`SELECT
      month, grouping(month) AS is_total, customer_id, count(DISTINCT order_id) FILTER (WHERE ${bought}) AS orders, sum(revenue) AS spent
    FROM (SELECT *, ${month} FROM ${from} WHERE ${moved} AND ${period} AND ${known}) AS told
    GROUP BY GROUPING SETS ((customer_id, month), (customer_id))`;
  const ofCustomers = (value: Sql) =>
    sql`SELECT month, is_total, ${value} AS value FROM (${perCustomer}) AS each_one WHERE orders > 0 GROUP BY month, is_total`;
  const tier = (where: Sql) => sql`SELECT month, is_total, ${share(where)} AS value
    FROM (
      SELECT month, is_total, spent / orders AS own, sum(spent) OVER (PARTITION BY month, is_total) / sum(orders) OVER (PARTITION BY month, is_total) AS usual
      FROM (${perCustomer}) AS each_one
      WHERE orders > 0
    ) AS tiers
    GROUP BY month, is_total`;

  const tickets = sql`SELECT ${say.monthOf(sql`opened`)} AS month, date_diff('second', opened, replied) AS reply, date_diff('second', opened, resolved) AS resolution, replies, solutions, reopenings
    FROM (
      SELECT
        properties['ticket_id'] AS ticket,
        min(occurred_at) FILTER (WHERE name = 'Ticket Opened') AS opened,
        count(*) FILTER (WHERE name = 'Ticket Opened') AS openings,
        count(*) FILTER (WHERE name = 'Ticket Replied' AND properties['author'] <> 'customer') AS replies,
        min(occurred_at) FILTER (WHERE name = 'Ticket Replied' AND properties['author'] <> 'customer') AS replied,
        count(*) FILTER (WHERE name = 'Ticket Resolved') AS solutions,
        max(occurred_at) FILTER (WHERE name = 'Ticket Resolved') AS resolved,
        count(*) FILTER (WHERE name = 'Ticket Reopened') AS reopenings
      FROM ${from}
      WHERE name IN ('Ticket Opened', 'Ticket Replied', 'Ticket Resolved', 'Ticket Reopened') AND occurred_at >= '2024-01-01'
      GROUP BY properties['ticket_id']
    ) AS tickets
    WHERE openings > 0 AND ${during(sql`opened`)}`;

  const cost = sql`CAST(${say.number(sql`properties['cost']`)} AS DOUBLE)`;
  const spends = sql`SELECT ${month}, ${cost} AS cost FROM ${from} WHERE name = 'Ad Spend' AND ${period}`;
  const perNew = sql`SELECT month, is_total, max(cost) / max(people) AS value
    FROM (
      SELECT month, grouping(month) AS is_total, sum(cost) AS cost, 0 AS people FROM (${spends}) AS spent GROUP BY ROLLUP (month)
      UNION ALL
      SELECT month, grouping(month) AS is_total, 0 AS cost, count(*) AS people FROM (${news}) AS news GROUP BY ROLLUP (month)
    ) AS both_sides
    GROUP BY month, is_total`;
  const tag = sql`CASE properties['utm_medium'] WHEN 'cpc' THEN 'paid_search' ELSE properties['utm_medium'] END`;
  const attributed = sql`SELECT order_id
    FROM (SELECT order_id, customer_id, occurred_at FROM ${from} WHERE ${bought} AND ${known}) AS made
    ASOF JOIN (
      SELECT customer_id, occurred_at AS came_at, ${tag} AS tag FROM ${from} WHERE properties['utm_medium'] <> '' AND ${known}
    ) AS visits ON made.customer_id = visits.customer_id AND made.occurred_at >= visits.came_at
    WHERE came_at >= occurred_at - INTERVAL 30 DAY AND tag IN (SELECT properties['channel'] FROM ${from} WHERE name = 'Ad Spend')`;
  const roas = sql`SELECT month, is_total, max(revenue) / max(cost) AS value
    FROM (
      SELECT month, grouping(month) AS is_total, sum(cost) AS cost, 0 AS revenue FROM (${spends}) AS spent GROUP BY ROLLUP (month)
      UNION ALL
      SELECT month, grouping(month) AS is_total, 0 AS cost, CAST(sum(revenue) AS DOUBLE) AS revenue
      FROM (SELECT ${month}, revenue FROM ${from} WHERE ${moved} AND ${period} AND order_id IN (${attributed})) AS sold
      GROUP BY ROLLUP (month)
    ) AS both_sides
    GROUP BY month, is_total`;

  const visitor = sql`identifiers[1].value`;
  const converted = (
    who: Sql,
    where: Sql,
  ) => sql`SELECT month, is_total, count(*) FILTER (WHERE has_looked AND has_ordered) / count(*) FILTER (WHERE has_looked) AS value
    FROM (
      SELECT who, month, grouping(month) AS is_total, ${looking(looked)} AS has_looked, ${looking(bought)} AS has_ordered
      FROM (SELECT ${who} AS who, type, name, revenue, ${month} FROM ${from} WHERE (${looked} OR (${bought})) AND ${period} AND ${where}) AS told
      GROUP BY GROUPING SETS ((who, month), (who))
    ) AS each_one
    GROUP BY month, is_total`;
  const sessions = rolled(
    share(sql`has_ordered`),
    sql`SELECT ${say.monthOf(sql`began`)} AS month, has_ordered
    FROM (
      SELECT who, session, min(occurred_at) AS began, ${looking(looked)} AS has_looked, ${looking(bought)} AS has_ordered
      FROM (
        SELECT *, sum(begins) OVER (PARTITION BY who ORDER BY occurred_at, id ROWS UNBOUNDED PRECEDING) AS session
        FROM (
          SELECT
            *,
            CASE WHEN occurred_at <= lag(occurred_at) OVER (PARTITION BY who ORDER BY occurred_at, id) + INTERVAL 30 MINUTE THEN 0 ELSE 1 END AS begins
          FROM (
            SELECT id, ${visitor} AS who, type, name, revenue, occurred_at FROM ${from}
            WHERE (${looked} OR (${bought})) AND occurred_at >= '2023-12-31' AND occurred_at < '2025-01-02'
          ) AS seen
        ) AS marked
      ) AS numbered
      GROUP BY who, session
    ) AS sessions
    WHERE has_looked AND ${during(sql`began`)}`,
  );

  const leads = rolled(
    share(sql`won_at >= came_at AND won_at < came_at + INTERVAL 90 DAY`),
    sql`SELECT ${say.monthOf(sql`came_at`)} AS month, came_at, won_at
    FROM (SELECT properties['lead_id'] AS lead, min(occurred_at) AS came_at FROM ${from} WHERE name = 'Lead Created' GROUP BY properties['lead_id']) AS leads
    LEFT JOIN (
      SELECT properties['lead_id'] AS deal_lead, min(occurred_at) AS won_at FROM ${from}
      WHERE name = 'Deal Stage Changed' AND properties['stage'] = 'won' GROUP BY properties['lead_id']
    ) AS won ON lead = deal_lead
    WHERE ${during(sql`came_at`)} AND came_at + INTERVAL 90 DAY <= CAST('2025-01-01' AS DATE)`,
  );
  const deals = rolled(
    share(sql`stage = 'won'`),
    sql`SELECT ${say.monthOf(sql`closed_at`)} AS month, stage
    FROM (
      SELECT properties['deal_id'] AS deal, max(occurred_at) AS closed_at, ${say.argMax(sql`properties['stage']`, sql`occurred_at`)} AS stage
      FROM ${from} WHERE name = 'Deal Stage Changed' GROUP BY properties['deal_id']
    ) AS deals
    WHERE stage IN ('won', 'lost') AND ${during(sql`closed_at`)}`,
  );

  const days = sql`SELECT customer_id, ${say.day(sql`occurred_at`)} AS bought_on FROM ${from} WHERE ${bought} AND ${known} GROUP BY customer_id, ${say.day(sql`occurred_at`)}`;
  const standing = sql`SELECT
      month, is_total, opens, ends, customer_id, min(bought_on) AS first_on,
      max(bought_on) FILTER (WHERE bought_on < opens) AS before, count(*) FILTER (WHERE bought_on < opens) AS days_before, max(bought_on) AS last_on
    FROM (${days}) AS days
    CROSS JOIN ${stretches} AS stretches
    WHERE bought_on < ends
    GROUP BY month, is_total, opens, ends, customer_id`;
  const atStart = sql`(days_before > 0 AND before >= opens - INTERVAL 365 DAY)`;
  const atEnd = sql`last_on >= ends - INTERVAL 365 DAY`;
  const stood = (value: Sql) =>
    sql`SELECT month, is_total, ${value} AS value FROM (${standing}) AS standing GROUP BY month, is_total`;
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
    customer_retention_rate: stood(
      sql`count(*) FILTER (WHERE ${atStart} AND ${atEnd}) / count(*) FILTER (WHERE ${atStart})`,
    ),
    customer_retention_simple: stood(
      sql`count(*) FILTER (WHERE ${atEnd} AND first_on < opens) / count(*) FILTER (WHERE ${atStart})`,
    ),
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
    churn_overdue: overdue,
    churn_logo: subscribed(sql`count(*) FILTER (WHERE was > 0 AND became <= 0) / count(*) FILTER (WHERE was > 0)`),
    churn_revenue: subscribed(sql`sum(CASE WHEN was > became THEN was - became ELSE 0 END) / sum(was)`),
    net_revenue_retention: subscribed(sql`sum(became) FILTER (WHERE was > 0) / sum(was)`),
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
    aov_low: tier(sql`own < 0.5 * usual`),
    aov_mid: tier(sql`own >= 0.5 * usual AND own < 1.5 * usual`),
    aov_high: tier(sql`own >= 1.5 * usual`),
    nps: told(balance, survey(sql`'nps'`)),
    enps: told(balance, survey(sql`'enps'`)),
    csat: told(share(sql`${score} >= 4`), survey(sql`'csat'`)),
    csat_mean: told(mean(score), survey(sql`'csat'`)),
    ces: told(mean(score), sql`${survey(sql`'ces'`)} AND properties['scale'] = '7'`),
    effort: told(mean(score), sql`${survey(sql`'ces'`)} AND properties['scale'] = '5'`),
    rating: told(mean(say.number(sql`properties['rating']`)), sql`name = 'Review Posted'`),
    reviews: told(sql`count(*)`, sql`name = 'Review Posted'`),
    tickets: told(sql`count(*)`, sql`name = 'Ticket Opened'`),
    contact_rate: told(
      sql`count(*) FILTER (WHERE ${contact}) / count(DISTINCT order_id) FILTER (WHERE ${bought})`,
      sql`(${contact} OR (${bought}))`,
    ),
    first_response_time: rolled(sql`avg(reply) FILTER (WHERE replies > 0)`, tickets),
    first_response_median: rolled(
      say.quantile(sql`reply`),
      sql`SELECT * FROM (${tickets}) AS all_tickets WHERE replies > 0`,
    ),
    resolution_time: rolled(sql`avg(resolution) FILTER (WHERE solutions > 0)`, tickets),
    ticket_reopened_rate: rolled(
      sql`count(*) FILTER (WHERE solutions > 0 AND reopenings > 0) / count(*) FILTER (WHERE solutions > 0)`,
      tickets,
    ),
    acquisition_cost: rolled(sql`sum(cost)`, spends),
    cac: perNew,
    cac_paid: perNew,
    roas,
    conversion_visitors: converted(visitor, sql`length(identifiers) > 0`),
    conversion_sessions: sessions,
    conversion_customers: converted(sql`customer_id`, known),
    lead_conversion_rate: leads,
    win_rate: deals,
  };
}
