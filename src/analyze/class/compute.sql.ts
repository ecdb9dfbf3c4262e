// The one statement that judges all customers as of a day and gives what changed since their last word.
import { Type } from "typebox";
import { identifier, join, type Query, query, type Sql, sql, typed } from "#storage";
import type { Days } from "../calendar.ts";
import { beforeEnd, dayOf, isPurchase, movesRevenue, orderKey, within, type ZonedDays } from "../sql.ts";
import { derivedSchemes, judgedSchemes, type Limits, type Scheme, schemeColumn } from "./scheme.ts";

/** As of which day, and the year before it that money is judged over. */
export interface Computation {
  readonly day: string;
  readonly year: ZonedDays;
  /** Complete months of the variation form; null when the data hold none. */
  readonly months: (Days & { readonly count: number }) | null;
}

const year: ZonedDays = { from: "2023-06-02", to: "2024-06-01", time_zone: "UTC" };
const computation: Computation = {
  day: "2024-06-01",
  year,
  months: { from: "2023-06-01", to: "2024-05-31", count: 12 },
};

/** A customer's own gaps are believed from so many on. */
const gaps_min = 4;
/** Nobody is late within a week, however often they come. */
const late_days_min = 7;
/** Where nobody has bought twice, somebody is late after so many days. */
const late_days_unknown = 90;

const gapsOf = (days: Sql) => sql`arrayPopFront(arrayDifference(arrayMap(day -> toInt32(day), arraySort(${days}))))`;

const purchaseDays = (time_zone: string) => sql`groupUniqArrayIf(${dayOf(time_zone)}, ${isPurchase})`;

const LimitsRow = Type.Object({
  customers: Type.Integer(),
  once_share: Type.Number(),
  late_days: Type.Number(),
  ended_at: Type.String(),
});

/**
 * Customers who ever bought, the share who did once, the 90th percentile of all gaps between days of purchase; and the
 * instant at which the day ends.
 */
export const limitsQuery: Query<Computation, typeof LimitsRow> = query({
  name: "analyze.class.limits",
  row: LimitsRow,
  branches: { plain: computation },
  sql: ({ year }) => sql`WITH
figures AS (
  SELECT ${gapsOf(purchaseDays(year.time_zone))} AS gaps, uniqExactIf(${orderKey}, ${isPurchase}) AS orders
  FROM event
  WHERE ${movesRevenue} AND ${beforeEnd(year)} AND customer_id != 0
  GROUP BY customer_id
  HAVING orders > 0
)
SELECT
  count() AS customers,
  if(customers = 0, 0, countIf(orders = 1) / customers) AS once_share,
  greatest(${typed("Float64", late_days_min)}, if(sum(length(gaps)) = 0, ${typed("Float64", late_days_unknown)}, toFloat64(quantileExactArray(0.9)(gaps)))) AS late_days,
  toTimeZone(toDateTime64(addDays(${typed("Date", year.to)}, 1), 3, ${year.time_zone}), 'UTC') AS ended_at
FROM figures`,
});

/** The 90th percentile (nearest rank) of gaps where there are enough of them, else that of all customers. */
const lateAfter = (gaps: Sql, late_days: number) => sql`greatest(
      ${typed("Float64", late_days_min)},
      if(length(${gaps}) < ${gaps_min}, ${typed("Float64", late_days)}, toFloat64(arraySort(${gaps})[toInt64(ceil(0.9 * length(${gaps})))]))
    )`;

/** Steps up to `ranked`: one row a customer who ever bought, with the figures and places that schemes judge by. */
export function rankedSteps({ year, months }: Computation, late_days: number): Sql {
  // One sum a month, as the engine cannot put a resampled sum aside on the disk.
  const month = sql`dateDiff('month', ${typed("Date", months?.from ?? year.from)}, ${dayOf(year.time_zone)})`;
  const sums = Array.from(
    { length: months?.count ?? 0 },
    (_, index) => sql`sumIf(toInt64(revenue * 10000), ${month} = ${index})`,
  );
  const units = months ? sql`[${join(sums, ", ")}]` : sql`CAST([], 'Array(Int64)')`;
  return sql`figures AS (
  SELECT
    customer_id,
    ${gapsOf(purchaseDays(year.time_zone))} AS gaps,
    dateDiff('day', maxIf(${dayOf(year.time_zone)}, ${isPurchase}), ${typed("Date", year.to)}) AS recency_days,
    uniqExactIf(${orderKey}, ${isPurchase}) AS orders,
    sum(revenue) AS net,
    uniqExactIf(${orderKey}, ${isPurchase} AND ${within(year)}) AS orders_year,
    sumIf(revenue, ${within(year)}) AS net_year,
    ${units} AS units
  FROM event
  WHERE ${movesRevenue} AND ${beforeEnd(year)} AND customer_id != 0
  GROUP BY customer_id
  HAVING orders > 0
),
known_figures AS (
  SELECT
    *,
    toInt256(arraySum(units)) AS sum_units,
    arraySum(each -> toInt256(each) * each, units) AS square_sum,
    if(orders_year > 0, greatest(net_year, 0), 0) AS earned_year,
    if(orders_year > 0, toFloat64(net_year) / orders_year, 0.0) AS aov,
    ${lateAfter(sql`gaps`, late_days)} AS late_days,
    ${lateAfter(sql`arrayPopBack(gaps)`, late_days)} AS late_days_before
  FROM figures
),
ranked AS (
  SELECT
    *,
    (rank() OVER (ORDER BY recency_days) - 1) / count() OVER () AS more_recent,
    (rank() OVER (ORDER BY orders) - 1) / count() OVER () AS less_frequent,
    (rank() OVER (ORDER BY net) - 1) / count() OVER () AS less_money,
    (rank() OVER (PARTITION BY orders_year > 0 ORDER BY aov) - 1) / count() OVER (PARTITION BY orders_year > 0) AS less_aov,
    sum(earned_year) OVER (ORDER BY earned_year DESC) - sum(earned_year) OVER (PARTITION BY earned_year) AS earned_more,
    toDecimal128(sum(earned_year) OVER (), 4) AS earned_whole
  FROM known_figures
)`;
}

const nearColumns = Object.fromEntries(judgedSchemes.map(({ id }) => [id, `near_${id}`]));
const nearColumn = ({ id }: Scheme) => identifier<string>(nearColumns, id);
const wasColumns = Object.fromEntries([...judgedSchemes, ...derivedSchemes].map(({ id }) => [id, `was_${id}`]));
const wasColumn = ({ id }: Pick<Scheme, "id">) => identifier<string>(wasColumns, id);

/** Inputs of a computation, with what was learned from all before. */
export interface ChangesParams extends Computation {
  readonly limits: Limits;
  /** When they are told: words of later are not heard. */
  readonly at: Date;
}

const limits: Limits = { late_days: 60, fixed_frequency: false, months: 12 };
const changes: ChangesParams = { ...computation, limits, at: new Date(0) };
const ChangesRow = Type.Object({ customer_id: Type.String(), scheme: Type.String(), class: Type.String() });

/** One row for each customer and scheme whose class is another than the last word says, with the new one; '' is none. */
export const changesQuery: Query<ChangesParams, typeof ChangesRow> = query({
  name: "analyze.class.changes",
  row: ChangesRow,
  branches: {
    plain: changes,
    once_bought: { ...changes, months: null, limits: { ...limits, fixed_frequency: true, months: 0 } },
  },
  sql: (params) => {
    const all = [...judgedSchemes, ...derivedSchemes];
    const near = (scheme: Scheme) =>
      sql`[${join(
        [-1, 0, 1].map((shift) => scheme.judge(shift, params.limits)),
        ", ",
      )}] AS ${nearColumn(scheme)}`;
    const was = (scheme: Pick<Scheme, "id">) =>
      sql`anyIf(toString(class), scheme = ${scheme.id}) AS ${wasColumn(scheme)}`;
    const kept = (scheme: Scheme) =>
      sql`if(has(${nearColumn(scheme)}, ${wasColumn(scheme)}), ifNull(${wasColumn(scheme)}, ''), ${nearColumn(scheme)}[2]) AS ${schemeColumn(scheme)}`;
    const derived = (scheme: (typeof derivedSchemes)[number]) => sql`${scheme.derive} AS ${schemeColumn(scheme)}`;
    const said = (scheme: Pick<Scheme, "id">) =>
      sql`(${scheme.id}, ${schemeColumn(scheme)}, ifNull(${wasColumn(scheme)}, ''))`;
    return sql`WITH
${rankedSteps(params, params.limits.late_days)},
judged AS (
  SELECT
    customer_id,
    ${join(judgedSchemes.map(near), ",\n")}
  FROM ranked
),
known AS (
  SELECT
    customer_id,
    ${join(all.map(was), ",\n")}
  FROM customer_class_at(at = ${params.at})
  GROUP BY customer_id
),
kept AS (
  SELECT
    customer_id,
    ${join(all.map(wasColumn), ", ")},
    ${join(judgedSchemes.map(kept), ",\n")}
  FROM judged
  FULL JOIN known USING (customer_id)
),
derived AS (
  SELECT *, ${join(derivedSchemes.map(derived), ", ")}
  FROM kept
)
SELECT toString(ifNull(derived.customer_id, 0)) AS customer_id, said.1 AS scheme, said.2 AS class
FROM derived
ARRAY JOIN [${join(all.map(said), ", ")}] AS said
WHERE said.2 != said.3`;
  },
});
