// What is known of one customer: identifiers, traits, revenue by month, and what happened, newest first.

import { Type } from "typebox";
import { type Query, query, sql } from "#storage";
import { dayOf, minor, minorFloat, movesRevenue, ofCustomers } from "../sql.ts";

interface OneCustomer {
  readonly customer_id: string;
}

const someone: OneCustomer = { customer_id: "1" };

/** Identifiers seen for the customer, the first seen first. */
export const identifiersQuery = query({
  name: "analyze.customer.identifiers",
  row: Type.Object({
    kind: Type.String(),
    value: Type.String(),
    sources: Type.Array(Type.String()),
    first_seen_at: Type.String(),
  }),
  branches: { plain: someone },
  sql: ({ customer_id }) => sql`SELECT
  kind,
  value,
  arraySort(groupUniqArray(toString(source))) AS sources,
  toDateTime64(min(seen.first_seen_at), 3, 'UTC') AS first_seen_at
FROM identifier_seen AS seen
WHERE ${ofCustomers([customer_id])}
GROUP BY kind, value
ORDER BY first_seen_at, kind, value`,
});

/** The newest word on each of the customer's traits. */
export const traitsQuery = query({
  name: "analyze.customer.traits",
  row: Type.Object({ name: Type.String(), value: Type.String(), source: Type.String(), occurred_at: Type.String() }),
  branches: { plain: someone },
  sql: ({ customer_id }) => sql`SELECT
  name,
  argMax(said.value, weight) AS value,
  argMax(said.source, weight) AS source,
  argMax(said.occurred_at, weight) AS occurred_at
FROM trait_said AS said
WHERE ${ofCustomers([customer_id])}
GROUP BY name
HAVING value != ''
ORDER BY name`,
});

interface MonthsParams extends OneCustomer {
  readonly time_zone: string;
  readonly digits: number;
}

const months: MonthsParams = { ...someone, time_zone: "UTC", digits: 2 };

/** Net revenue of the months in which the customer's revenue moved. */
export const monthsQuery = query({
  name: "analyze.customer.months",
  row: Type.Object({ month: Type.String(), revenue_minor: Type.Integer() }),
  branches: { plain: months },
  sql: ({ customer_id, time_zone, digits }) => sql`SELECT
  toString(toStartOfMonth(${dayOf(time_zone)})) AS month,
  ${minor(sql`sum(revenue)`, digits)} AS revenue_minor
FROM event
WHERE ${movesRevenue} AND ${ofCustomers([customer_id])}
GROUP BY month
ORDER BY month`,
});

/** Inputs of one page of a timeline; `after` is where the page before ended. */
export interface TimelineParams extends OneCustomer {
  readonly after: { readonly occurred_ms: number; readonly id: string } | null;
  readonly limit: number;
  readonly digits: number;
}

const TimelineRow = Type.Object({
  id: Type.String(),
  type: Type.String(),
  name: Type.String(),
  occurred_at: Type.String(),
  occurred_ms: Type.Integer(),
  source: Type.String(),
  channel: Type.String(),
  order_id: Type.String(),
  revenue_minor: Type.Integer(),
  products: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      quantity: Type.Number(),
      price_minor: Type.Number(),
      amount_minor: Type.Number(),
    }),
  ),
  properties: Type.Record(Type.String(), Type.String()),
});

const page: TimelineParams = { ...someone, after: null, limit: 50, digits: 2 };
const branches: Readonly<Record<string, TimelineParams>> = {
  first_page: page,
  next_page: { ...page, after: { occurred_ms: 1, id: "1" } },
};

/** Everything that happened to the customer, newest first, orders with their lines as the file had them. */
export const timelineQuery: Query<TimelineParams, typeof TimelineRow> = query({
  name: "analyze.customer.timeline",
  row: TimelineRow,
  branches,
  sql: ({ customer_id, after, limit, digits }) => sql`SELECT
  toString(event.id) AS id,
  type,
  name,
  occurred_at,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
  source,
  channel,
  order_id,
  ${minor(sql`revenue`, digits)} AS revenue_minor,
  CAST(
    arrayMap(
      line -> (
        toString(products.id[line]),
        toString(products.name[line]),
        toFloat64(products.quantity[line]),
        ${minorFloat(sql`products.price[line]`, digits)},
        ${minorFloat(sql`toDecimal128(products.price[line], 4) * products.quantity[line]`, digits)}
      ),
      arraySort(position -> (products.line[position], position), arrayEnumerate(products.id))
    ),
    'Array(Tuple(id String, name String, quantity Float64, price_minor Float64, amount_minor Float64))'
  ) AS products,
  properties
FROM event
WHERE ${ofCustomers([customer_id])}${
    after
      ? sql` AND (toUnixTimestamp64Milli(occurred_at), event.id) < (${after.occurred_ms}, toUInt128(${after.id}))`
      : sql``
  }
ORDER BY occurred_ms DESC, event.id DESC
LIMIT ${limit}`,
});
