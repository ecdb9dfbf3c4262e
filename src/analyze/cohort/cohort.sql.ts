// Cohorts: customers by month of first purchase, how many of them bought in each month after, and what they spent.

import { Type } from "typebox";
import { query, sql } from "#storage";
import { beforeEnd, dayOf, isPurchase, minor, movesRevenue, type ZonedDays } from "../sql.ts";

/** Inputs: cohorts whose month begins within the months of the period, watched until its last day. */
export interface RetentionParams {
  readonly period: ZonedDays;
  readonly first_month: string;
  readonly digits: number;
}

/**
 * Distinct customers with a purchase in the month that lies `age` calendar months after that of their first purchase
 * of all time, and their net revenue of that month, of those too who only gave back; age 0 is the size of the cohort.
 * Combinations without anybody are absent.
 */
export const retentionQuery = query({
  name: "analyze.cohort.retention",
  row: Type.Object({
    cohort: Type.String(),
    age: Type.Integer(),
    customers: Type.Integer(),
    revenue_minor: Type.Integer(),
  }),
  branches: {
    plain: { period: { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" }, first_month: "2024-01-01", digits: 2 },
  },
  sql: ({ period, first_month, digits }: RetentionParams) => sql`WITH
active_months AS (
  SELECT customer_id, toStartOfMonth(${dayOf(period.time_zone)}) AS month, countIf(${isPurchase}) > 0 AS bought, sum(revenue) AS net
  FROM event
  WHERE ${movesRevenue} AND ${beforeEnd(period)} AND customer_id != 0
  GROUP BY customer_id, month
),
customers AS (
  SELECT customer_id, minIf(month, bought) AS cohort, groupArray((month, bought, net)) AS months
  FROM active_months
  GROUP BY customer_id
  HAVING countIf(bought) > 0 AND cohort >= toDate(${first_month})
)
SELECT
  toString(cohort) AS cohort,
  greatest(0, dateDiff('month', customers.cohort, active.1)) AS age,
  countIf(active.2) AS customers,
  ${minor(sql`sum(active.3)`, digits)} AS revenue_minor
FROM customers
ARRAY JOIN months AS active
GROUP BY cohort, age
ORDER BY cohort, age`,
});
