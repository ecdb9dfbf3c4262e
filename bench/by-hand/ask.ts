// What the questions written by hand are made of: two dialects, the period, and rows that several of them read.
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

export const during = (at: Sql) => sql`${at} >= '2024-01-01' AND ${at} < '2025-01-01'`;
export const period = during(sql`occurred_at`);
export const bought = sql`name = 'Order Completed' AND revenue > 0`;
export const moved = sql`name IN ('Order Completed', 'Order Refunded')`;
export const known = sql`customer_id <> 0`;
export const looked = sql`(type IN ('page', 'screen') OR name IN ('Product Viewed', 'Product Added', 'Cart Viewed', 'Checkout Started'))`;
export const looking = (of: Sql) => sql`count(*) FILTER (WHERE ${of}) > 0`;

/** Each month's first day and the day after its last, and the whole year. */
export const stretches = sql`(
    SELECT CAST(month AS DATE) AS month, 0 AS is_total, CAST(month AS DATE) AS opens, CAST(month AS DATE) + INTERVAL 1 MONTH AS ends
    FROM (SELECT '2024-01-01' AS month UNION ALL SELECT '2024-02-01' UNION ALL SELECT '2024-03-01' UNION ALL SELECT '2024-04-01'
      UNION ALL SELECT '2024-05-01' UNION ALL SELECT '2024-06-01' UNION ALL SELECT '2024-07-01' UNION ALL SELECT '2024-08-01'
      UNION ALL SELECT '2024-09-01' UNION ALL SELECT '2024-10-01' UNION ALL SELECT '2024-11-01' UNION ALL SELECT '2024-12-01') AS months
    UNION ALL
    SELECT CAST('2024-01-01' AS DATE), 1, CAST('2024-01-01' AS DATE), CAST('2025-01-01' AS DATE)
  )`;

/** Of a customer at a stretch's beginning and end: whether the last order lies within a year. */
export const atStart = sql`(days_before > 0 AND before >= opens - INTERVAL 365 DAY)`;
export const atEnd = sql`last_on >= ends - INTERVAL 365 DAY`;

/** What the questions over a log share. */
export function asking(from: Sql, say: Dialect) {
  const month = sql`${say.monthOf(sql`occurred_at`)} AS month`;
  const rolled = (value: Sql, rows: Sql) =>
    sql`SELECT month, grouping(month) AS is_total, ${value} AS value FROM (${rows}) AS told GROUP BY ROLLUP (month)`;
  const told = (value: Sql, where: Sql) =>
    rolled(value, sql`SELECT *, ${month} FROM ${from} WHERE ${where} AND ${period}`);
  const share = (part: Sql) => sql`count(*) FILTER (WHERE ${part}) / count(*)`;
  const mean = (value: Sql) => sql`avg(${value})`;

  const firsts = sql`SELECT customer_id, min(occurred_at) AS first_at FROM ${from} WHERE ${bought} AND ${known} GROUP BY customer_id`;
  const news = sql`SELECT customer_id, ${say.monthOf(sql`first_at`)} AS month FROM (${firsts}) AS firsts WHERE ${during(sql`first_at`)}`;
  const perCustomer = sql`SELECT
      month, grouping(month) AS is_total, customer_id, count(DISTINCT order_id) FILTER (WHERE ${bought}) AS orders, sum(revenue) AS spent
    FROM (SELECT *, ${month} FROM ${from} WHERE ${moved} AND ${period} AND ${known}) AS told
    GROUP BY GROUPING SETS ((customer_id, month), (customer_id))`;
  const days = sql`SELECT customer_id, ${say.day(sql`occurred_at`)} AS bought_on FROM ${from} WHERE ${bought} AND ${known} GROUP BY customer_id, ${say.day(sql`occurred_at`)}`;
  const standing = sql`SELECT
      month, is_total, opens, ends, customer_id, min(bought_on) AS first_on,
      max(bought_on) FILTER (WHERE bought_on < opens) AS before, count(*) FILTER (WHERE bought_on < opens) AS days_before, max(bought_on) AS last_on
    FROM (${days}) AS days
    CROSS JOIN ${stretches} AS stretches
    WHERE bought_on < ends
    GROUP BY month, is_total, opens, ends, customer_id`;
  return { from, say, month, rolled, told, share, mean, firsts, news, perCustomer, days, standing };
}

export type Asking = ReturnType<typeof asking>;
