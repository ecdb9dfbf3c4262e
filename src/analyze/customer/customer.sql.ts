// What is known of one customer: identifiers, traits, habits, revenue by month, gaps between orders, what they said.

import { Type } from "typebox";
import { query, sql, standingWord } from "#storage";
import { dayOf, idList, isPurchase, minor, movesRevenue, ofCustomers, orderKey } from "../sql.ts";

interface OneCustomer {
  readonly customer_id: string;
}

const someone: OneCustomer = { customer_id: "1" };

/**
 * Which people ids stand for now: their own unless they were merged. A question of its own: a shard that is asked part of
 * another has no database in which it would look for the dictionary.
 */
export const personQuery = query({
  name: "analyze.customer.person",
  row: Type.Object({ customer_id: Type.String() }),
  branches: { plain: { customer_ids: ["1"] } },
  sql: ({ customer_ids }: { readonly customer_ids: readonly string[] }) => sql`SELECT DISTINCT
  toString(dictGetOrDefault('alias_of', 'customer_id', id, id)) AS customer_id
FROM (SELECT arrayJoin(${idList(customer_ids)}) AS id)`,
});

/** Identifiers seen for the customer, the first seen first. */
export const identifiersQuery = query({
  name: "analyze.customer.identifiers",
  row: Type.Object({
    kind: Type.String(),
    value: Type.String(),
    sources: Type.Array(Type.String()),
    first_seen_at: Type.String(),
    last_seen_at: Type.String(),
  }),
  branches: { plain: someone },
  sql: ({ customer_id }) => sql`SELECT
  kind,
  value,
  arraySort(groupUniqArray(source)) AS sources,
  toDateTime64(min(seen.first_seen_at), 3, 'UTC') AS first_seen_at,
  toDateTime64(max(seen.received_at), 3, 'UTC') AS last_seen_at
FROM identifier_seen AS seen
WHERE ${ofCustomers([customer_id])}
GROUP BY kind, value
ORDER BY first_seen_at, kind, value`,
});

/** The word that stands on each of the customer's traits. */
export const traitsQuery = query({
  name: "analyze.customer.traits",
  row: Type.Object({ name: Type.String(), value: Type.String(), source: Type.String(), occurred_at: Type.String() }),
  branches: { plain: someone },
  sql: ({ customer_id }) => sql`SELECT
  name,
  (${standingWord()} AS word).2 AS value,
  word.3 AS source,
  word.4 AS occurred_at
FROM trait_said AS said
WHERE ${ofCustomers([customer_id])}
GROUP BY name
HAVING value != ''
ORDER BY name`,
});

const MaybeText = Type.Union([Type.String(), Type.Null()]);

interface HabitsParams extends OneCustomer {
  readonly time_zone: string;
  readonly digits: number;
}

/**
 * From when to when something happened, how often by channel and by hour, net revenue of the months in which it moved,
 * and days between one order and the next in ascending order. One row, out of one look at the customer's events.
 */
export const habitsQuery = query({
  name: "analyze.customer.habits",
  row: Type.Object({
    events: Type.Integer(),
    first_seen_at: MaybeText,
    last_seen_at: MaybeText,
    channels: Type.Record(Type.String(), Type.Integer()),
    hours: Type.Record(Type.String(), Type.Integer()),
    revenue_by_month: Type.Array(Type.Object({ month: Type.String(), revenue_minor: Type.Integer() })),
    gaps_days: Type.Array(Type.Number()),
  }),
  branches: { plain: { ...someone, time_zone: "UTC", digits: 2 } },
  sql: ({ customer_id, time_zone, digits }: HabitsParams) => sql`WITH
happened AS (
  SELECT
    occurred_at,
    toString(channel) AS channel,
    toString(toHour(occurred_at, ${time_zone})) AS hour,
    toStartOfMonth(${dayOf(time_zone)}) AS month,
    revenue,
    ${movesRevenue} AS moves_revenue,
    ${isPurchase} AS purchase,
    ${orderKey} AS order_key
  FROM event
  WHERE ${ofCustomers([customer_id])}
)
SELECT
  count() AS events,
  minOrNull(happened.occurred_at) AS first_seen_at,
  maxOrNull(happened.occurred_at) AS last_seen_at,
  sumMap(map(channel, 1)) AS channels,
  sumMap(map(hour, 1)) AS hours,
  arrayMap(
    (month, revenue) -> CAST((toString(month), ${minor(sql`revenue`, digits)}), 'Tuple(month String, revenue_minor Int64)'),
    mapKeys(sumMapIf(map(month, revenue), moves_revenue) AS revenue_of_month),
    mapValues(revenue_of_month)
  ) AS revenue_by_month,
  arraySort(
    arrayMap(
      gap_ms -> gap_ms / 86400000,
      arrayPopFront(
        arrayDifference(
          arraySort(mapValues(minMapIf(map(order_key, toUnixTimestamp64Milli(happened.occurred_at)), purchase)))
        )
      )
    )
  ) AS gaps_days
FROM happened`,
});

const told = [
  "Survey Responded",
  "Review Posted",
  "Product Reviewed",
  "Ticket Opened",
  "Ticket Replied",
  "Ticket Resolved",
  "Call Ended",
];

/** What the customer said of us, the newest first, at most a hundred. */
export const feelingsQuery = query({
  name: "analyze.customer.feelings",
  row: Type.Object({
    id: Type.String(),
    name: Type.String(),
    occurred_at: Type.String(),
    source: Type.String(),
    channel: Type.String(),
    score: Type.Union([Type.Number(), Type.Null()]),
    properties: Type.Record(Type.String(), Type.String()),
  }),
  branches: { plain: someone },
  sql: ({ customer_id }) => sql`SELECT
  toString(event.id) AS id,
  name,
  occurred_at,
  source,
  channel,
  toFloat64OrNull(if(properties['score'] != '', properties['score'], properties['rating'])) AS score,
  properties
FROM event
WHERE name IN ${told} AND ${ofCustomers([customer_id])}
ORDER BY event.occurred_at DESC, event.id DESC
LIMIT 100`,
});
