// The triangle of cohort retention, with the cells that nobody is in and the months that are not whole.
import type { CohortTable, Context } from "#contract";
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
  if (!watched) return { months: [] };
  const { from, to } = watched;
  const first_month = startOf("month", from);
  const rows = await retentionQuery(engines.clickhouse, { period: { ...period, to }, first_month }, { signal });
  const counts = new Map(rows.map(({ cohort, age, customers }) => [`${cohort} ${age}`, customers]));
  const months = starts("month", { from, to });
  const partial = (month: string) => addDays(nextStart("month", month), -1) > to;
  return {
    months: months.map((month, index) => {
      const size = counts.get(`${month} 0`) ?? 0;
      const cells = months.slice(index).map((active, age) => {
        const customers = counts.get(`${month} ${age}`) ?? 0;
        return { age, customers, share: size === 0 ? null : customers / size, partial: partial(active) };
      });
      return { month, customers: size, cells };
    }),
  };
}
