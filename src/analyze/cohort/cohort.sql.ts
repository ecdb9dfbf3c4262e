// Cohort retention: customers by month of first purchase, and how many of them bought in each month after.

import { Type } from "typebox";
import { query, sql } from "#storage";
import { beforeEnd, dayOf, isPurchase, type ZonedDays } from "../sql.ts";

/** Inputs: cohorts whose month begins within the months of the period, watched until its last day. */
export interface RetentionParams {
  readonly period: ZonedDays;
  readonly first_month: string;
}

/**
 * Distinct customers with a purchase in the month that lies `age` calendar months after that of their first purchase
 * of all time; age 0 is the size of the cohort. Combinations without anybody are absent.
 */
export const retentionQuery = query({
  name: "analyze.cohort.retention",
  row: Type.Object({ cohort: Type.String(), age: Type.Integer(), customers: Type.Integer() }),
  branches: {
    plain: { period: { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" }, first_month: "2024-01-01" },
  },
  sql: ({ period, first_month }: RetentionParams) => sql`WITH
active_months AS (
  SELECT customer_id, toStartOfMonth(${dayOf(period.time_zone)}) AS month
  FROM event
  WHERE ${isPurchase} AND ${beforeEnd(period)} AND customer_id != 0
  GROUP BY customer_id, month
),
customers AS (
  SELECT customer_id, min(month) AS cohort, groupArray(month) AS months
  FROM active_months
  GROUP BY customer_id
  HAVING cohort >= toDate(${first_month})
)
SELECT toString(cohort) AS cohort, dateDiff('month', customers.cohort, arrayJoin(months)) AS age, count() AS customers
FROM customers
GROUP BY cohort, age
ORDER BY cohort, age`,
});
