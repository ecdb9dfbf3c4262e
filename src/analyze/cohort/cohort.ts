// The triangle of cohort retention, with the cells that nobody is in and the months that are not whole.
import { type CohortTable, type Context, minorDigits } from "#contract";
import type { Engines } from "#storage";
import { addDays, nextStart, overlap, startOf, starts } from "../calendar.ts";
import { resolvePeriod } from "../extent.ts";
import { retentionQuery } from "./cohort.sql.ts";

/**
 * Cohorts whose month lies in the period, watched until its end or that of the data, whichever comes first. A cell is
 * partial when its month is cut by that end; months after it have no cell.
 */
export async function cohortTable(
  context: Context<Engines>,
  asked: { readonly from?: string; readonly to?: string },
): Promise<CohortTable> {
  const { engines, settings, signal } = context;
  const { period, extent } = await resolvePeriod(engines, settings, asked, context.now(), { signal });
  const watched = extent && overlap(extent, period);
  const { currency } = settings;
  if (!watched) return { currency, months: [] };
  const { from, to } = watched;
  const first_month = startOf("month", from);
  const params = { period: { ...period, to }, first_month, digits: minorDigits(currency) };
  const rows = await retentionQuery(engines.clickhouse, params, { signal });
  const known = new Map(rows.map((row) => [`${row.cohort} ${row.age}`, row]));
  const months = starts("month", { from, to });
  const partial = (month: string) => addDays(nextStart("month", month), -1) > to;
  return {
    currency,
    months: months.map((month, index) => {
      const size = known.get(`${month} 0`)?.customers ?? 0;
      let spent_minor = 0;
      const cells = months.slice(index).map((active, age) => {
        const { customers = 0, revenue_minor = 0 } = known.get(`${month} ${age}`) ?? {};
        spent_minor += revenue_minor;
        const share = size === 0 ? null : customers / size;
        const ltv_minor = size === 0 ? null : spent_minor / size;
        return { age, customers, share, revenue_minor, ltv_minor, partial: partial(active) };
      });
      return { month, customers: size, cells };
    }),
  };
}
