// The one question behind every number of the metric registry: statistics by stretch of time or by group, and in total.

import { Type } from "typebox";
import type { Grain } from "#contract";
import { join, type Query, query, type Sql, sql } from "#storage";
import { beforeEnd, dayOf, isPurchase, movesRevenue, orderKey, startOfGrain, within, type ZonedDays } from "../sql.ts";
import { type Dimension, dimensionSql, plainDimensionSql } from "./dimension.ts";
import { saidColumns, says } from "./said.ts";
import { needs, type Statistic, statisticMap } from "./statistic.ts";

/** Inputs: a period, how to slice it, which statistics to count, the currency's digits. */
export interface ValuesParams {
  readonly period: ZonedDays;
  readonly slice: { readonly grain: Grain } | { readonly dimension: Dimension };
  readonly statistics: readonly Statistic[];
  readonly digits: number;
}

const ValuesRow = Type.Object({
  /** A stretch's first day or a group's key; empty text on the total's row. */
  slot: Type.String(),
  is_total: Type.Integer(),
  statistics: Type.Record(Type.String(), Type.Number()),
});

/** Groups shown by name; the rest stands together under this key. */
export const otherKey = "…other";
const groupsShown = 12;

/** Rows that move revenue, as every later step reads them. */
function moves({ slice }: ValuesParams, time: Sql): Sql {
  const { from, key, amount, rows } = dimensionSql("dimension" in slice ? slice.dimension : null);
  return sql`SELECT
    customer_id,
    ${orderKey} AS order_key,
    ${isPurchase} AS purchase,
    if(purchase, ${amount}, 0) AS gross,
    if(purchase, 0, -${amount}) AS refunded,
    occurred_at,
    ${key} AS key
  FROM ${from}
  WHERE ${movesRevenue} AND ${time} AND ${rows}`;
}

function slotOf({ slice, period }: ValuesParams): Sql {
  return "grain" in slice
    ? startOfGrain(slice.grain, dayOf(period.time_zone))
    : sql`if(key IN (SELECT key FROM biggest), key, ${otherKey})`;
}

/** What customers said in the period, as the steps below read it. */
function tells({ period, slice }: ValuesParams): Sql {
  const { from, key } = plainDimensionSql("dimension" in slice ? slice.dimension : null);
  return sql`SELECT ${saidColumns}, occurred_at, ${key} AS key
  FROM ${from}
  WHERE ${says} AND ${within(period)}`;
}

/** The groups with the most gross revenue; where no statistic is of orders, those that said the most. */
function biggest(params: ValuesParams): Sql {
  if ("grain" in params.slice) return sql``;
  const chosen = new Set<string>(params.statistics);
  if (!needs("events", chosen) && !needs("customers", chosen))
    return sql`biggest AS (
  SELECT key
  FROM (${tells(params)})
  GROUP BY key
  ORDER BY count() DESC, key
  LIMIT ${groupsShown}
),
`;
  return sql`biggest AS (
  SELECT key
  FROM (${moves(params, within(params.period))})
  GROUP BY key
  ORDER BY sum(gross) DESC, key
  LIMIT ${groupsShown}
),
`;
}

function eventSteps(params: ValuesParams): Sql {
  const chosen = new Set<string>(params.statistics);
  return sql`moved AS (
  SELECT *, ${slotOf(params)} AS slot
  FROM (${moves(params, within(params.period))})
),
event_slots AS (
  SELECT slot, grouping(slot) = 1 AS is_total, ${statisticMap("events", chosen, params.digits)} AS statistics
  FROM moved
  GROUP BY slot WITH ROLLUP
),
of_events AS (
  SELECT if(is_total, '', toString(slot)) AS slot, is_total, statistics
  FROM event_slots
)`;
}

function saidSteps(params: ValuesParams): Sql {
  return sql`told AS (
  SELECT *, ${slotOf(params)} AS slot
  FROM (${tells(params)})
),
said_slots AS (
  SELECT slot, grouping(slot) = 1 AS is_total, ${statisticMap("said", new Set<string>(params.statistics), params.digits)} AS statistics
  FROM told
  GROUP BY slot WITH ROLLUP
),
of_said AS (
  SELECT if(is_total, '', toString(slot)) AS slot, is_total, statistics
  FROM said_slots
)`;
}

// A customer is new where the first purchase of all time stands, so history before the period is read too. Two
// orders are told from one by their least and greatest keys, which costs no set of keys per customer.
function customerSteps(params: ValuesParams): Sql {
  const { period, slice } = params;
  const { time_zone } = period;
  const firstSlot = "grain" in slice ? sql`${startOfGrain(slice.grain, sql`first_day`)} = slot` : sql`true`;
  return sql`bought AS (
  SELECT *, ${dayOf(time_zone)} >= toDate(${period.from}) AS in_period, ${slotOf(params)} AS slot
  FROM (${moves(params, beforeEnd(period))})
  WHERE purchase AND customer_id != 0
),
customer_slots AS (
  SELECT
    customer_id,
    in_period,
    if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
    min(${dayOf(time_zone)}) AS first_day,
    min(order_key) AS least_order,
    max(order_key) AS greatest_order
  FROM bought
  GROUP BY customer_id, in_period, slot
),
customers AS (
  SELECT
    customer_id,
    min(first_day) AS first_day,
    groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
    (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
  FROM customer_slots
  GROUP BY customer_id
  HAVING notEmpty(slots)
),
customer_marks AS (
  SELECT
    arrayJoin(arrayPushBack(slots, whole)) AS mark,
    mark.1 AS slot,
    mark.2 AS is_total,
    mark.3 AS repeated,
    first_day >= toDate(${period.from}) AND (is_total OR ${firstSlot}) AS is_new
  FROM customers
),
of_customers AS (
  SELECT if(is_total, '', toString(slot)) AS slot, is_total, ${statisticMap("customers", new Set<string>(params.statistics), params.digits)} AS statistics
  FROM customer_marks
  GROUP BY slot, is_total
)`;
}

const all: readonly Statistic[] = ["orders", "gross", "refunded", "net", "customers", "new", "returning", "repeaters"];
const spread: readonly Statistic[] = ["events", "purchases", "gross_m2", "refunded_m2"];
const said: readonly Statistic[] = ["nps_answers", "nps_balance", "csat_satisfied", "ces_m2", "review_sum", "contacts"];
const year: ZonedDays = { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" };

const branches: Readonly<Record<string, ValuesParams>> = {
  summary: { period: year, slice: { grain: "month" }, statistics: [...all, ...spread], digits: 2 },
  revenue: { period: year, slice: { grain: "day" }, statistics: ["net", "orders"], digits: 2 },
  customers: { period: year, slice: { grain: "week" }, statistics: ["new", "customers"], digits: 2 },
  property: { period: year, slice: { dimension: { kind: "property", name: "country" } }, statistics: all, digits: 2 },
  trait: { period: year, slice: { dimension: { kind: "trait", name: "country" } }, statistics: all, digits: 2 },
  product: { period: year, slice: { dimension: { kind: "product" } }, statistics: all, digits: 2 },
  source: { period: year, slice: { dimension: { kind: "source" } }, statistics: ["gross"], digits: 2 },
  said: { period: year, slice: { grain: "month" }, statistics: said, digits: 2 },
  said_by_trait: { period: year, slice: { dimension: { kind: "trait", name: "city" } }, statistics: said, digits: 2 },
  said_per_order: {
    period: year,
    slice: { dimension: { kind: "product" } },
    statistics: ["contacts", "orders"],
    digits: 2,
  },
  channel: { period: year, slice: { dimension: { kind: "channel" } }, statistics: ["gross"], digits: 2 },
};

/**
 * Statistics of each stretch or group of a period, and of the whole. The whole is counted for itself: distinct
 * customers of a year are not the sum of its months. At least one statistic must be asked for.
 */
export const valuesQuery: Query<ValuesParams, typeof ValuesRow> = query({
  name: "analyze.metric.values",
  row: ValuesRow,
  branches,
  sql: (params) => {
    const chosen = new Set<string>(params.statistics);
    const families = [
      { needed: needs("events", chosen), steps: eventSteps, rows: sql`SELECT * FROM of_events` },
      { needed: needs("customers", chosen), steps: customerSteps, rows: sql`SELECT * FROM of_customers` },
      { needed: needs("said", chosen), steps: saidSteps, rows: sql`SELECT * FROM of_said` },
    ].filter(({ needed }) => needed);
    const steps = families.map((family) => family.steps(params));
    const rows = families.map((family) => family.rows);
    return sql`WITH
${biggest(params)}${join(steps, ",\n")}
${join(rows, "\nUNION ALL\n")}`;
  },
});
