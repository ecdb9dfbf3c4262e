// What winning customers costs, and who is won, by hand.
import { type Sql, sql } from "#storage";
import { type Asking, bought, during, known, looked, looking, moved, period } from "./ask.ts";

/** Of what winning customers costs. */
export function byCost({ from, say, month, rolled, news }: Asking) {
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

  return {
    acquisition_cost: rolled(sql`sum(cost)`, spends),
    cac: perNew,
    cac_paid: perNew,
    roas,
  };
}

/** Of visits. */
export function byVisit({ from, say, month, rolled, share }: Asking) {
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

  return {
    conversion_visitors: converted(visitor, sql`length(identifiers) > 0`),
    conversion_sessions: sessions,
    conversion_customers: converted(sql`customer_id`, known),
  };
}

/** Of leads and deals. */
export function bySale({ from, say, rolled, share }: Asking) {
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

  return {
    lead_conversion_rate: leads,
    win_rate: deals,
  };
}
