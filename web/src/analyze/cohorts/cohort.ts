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

/**
 * All cohorts together at one age: of the customers whose cohort has wholly lived that month, the share that bought in
 * it. Null when no cohort has.
 */
export function averageAt(table: CohortTable, age: number): number | null {
  let customers = 0;
  let came = 0;
  for (const cohort of table.months) {
    const cell = cellAt(cohort, age);
    if (cell === undefined || cell.partial) continue;
    customers += cohort.customers;
    came += cell.customers;
  }
  return customers === 0 ? null : came / customers;
}

/**
 * The value that gets the strongest color: the highest share after month 0. Month 0 is nearly always 1 and would leave
 * all others pale.
 */
export function strongest(table: CohortTable): number {
  const shares = table.months.flatMap((cohort) =>
    cohort.cells.filter((cell) => cell.age > 0).map((cell) => cell.share ?? 0),
  );
  const max = Math.max(0, ...shares);
  return max === 0 ? 1 : max;
}
