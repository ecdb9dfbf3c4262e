// The computations of classes that were made: when, as of which day, by which limits.
import { Type } from "typebox";
import { type Query, query, sql } from "#storage";

const RunRow = Type.Object({
  computed_at: Type.String(),
  day: Type.String(),
  customers: Type.Integer(),
  late_days: Type.Number(),
  once_share: Type.Number(),
  fixed_frequency: Type.Boolean(),
  /** The first day with revenue that was known then. */
  first_day: Type.String(),
  /** Made afterwards, for a day that had gone by. */
  history: Type.Boolean(),
  changed: Type.Integer(),
});

/** All computations, the newest first. */
export const runsQuery: Query<{ readonly limit: number }, typeof RunRow> = query({
  name: "analyze.class.runs",
  row: RunRow,
  branches: { plain: { limit: 1_000 } },
  sql: ({ limit }) => sql`SELECT
  class_run.computed_at AS computed_at,
  toString(class_run.day) AS day,
  toInt64(limits['customers']) AS customers,
  limits['late_days'] AS late_days,
  limits['once_share'] AS once_share,
  toBool(limits['fixed_frequency'] = 1) AS fixed_frequency,
  toString(toDate(toUInt16(limits['first_day']))) AS first_day,
  toBool(limits['history'] = 1) AS history,
  class_run.changed AS changed
FROM class_run FINAL
ORDER BY class_run.computed_at DESC
LIMIT ${limit}`,
});
