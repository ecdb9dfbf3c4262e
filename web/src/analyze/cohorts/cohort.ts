// Figures of the cohort table that the page adds to the server's. Pure.
import type { CohortTable } from "#contract";

export type Cohort = CohortTable["months"][number];
export type CohortCell = Cohort["cells"][number];

/** The greatest age that any cohort has reached; -1 without cohorts. */
export function lastAge(table: CohortTable): number {
  return Math.max(-1, ...table.months.flatMap((cohort) => cohort.cells.map((cell) => cell.age)));
}

/** The cell of an age, undefined where the data ends before it. */
export function cellAt(cohort: Cohort, age: number): CohortCell | undefined {
  return cohort.cells.find((cell) => cell.age === age);
}

/** What the cells show: who came back as a share or a number, what they spent, what each has spent until then. */
export const views = ["percent", "counts", "revenue", "ltv"] as const;
export type Shown = (typeof views)[number];

/** What colors a cell: counts, too, by the share that they are, so that cohorts of all sizes compare. */
export function heatOf(cell: CohortCell, shown: Shown): number | null {
  if (shown === "revenue") return cell.revenue_minor;
  return shown === "ltv" ? cell.ltv_minor : cell.share;
}

/**
 * All cohorts together at one age: of the customers whose cohort has wholly lived that month, the share that bought in it,
 * or what each has spent until then. Null when no cohort has.
 */
export function averageAt(table: CohortTable, age: number, shown: "percent" | "ltv" = "percent"): number | null {
  let customers = 0;
  let sum = 0;
  for (const cohort of table.months) {
    const cell = cellAt(cohort, age);
    if (cell === undefined || cell.partial) continue;
    customers += cohort.customers;
    sum += shown === "percent" ? cell.customers : (cell.ltv_minor ?? 0) * cohort.customers;
  }
  return customers === 0 ? null : sum / customers;
}

/**
 * The value that gets the strongest color: the highest after month 0. Month 0 is nearly always the highest of all and
 * would leave all others pale; not so where values add up.
 */
export function strongest(table: CohortTable, shown: Shown = "percent"): number {
  const values = table.months.flatMap((cohort) =>
    cohort.cells.filter((cell) => cell.age > 0 || shown === "ltv").map((cell) => heatOf(cell, shown) ?? 0),
  );
  const max = Math.max(0, ...values);
  return max === 0 ? 1 : max;
}
