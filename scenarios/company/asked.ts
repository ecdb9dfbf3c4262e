// What the stories ask the product's tables for, row by row.
import { Type } from "typebox";
import { query, sql } from "#storage";

/** Who the product thinks has an identifier. */
export const identifiers = query({
  name: "story.company.identifiers",
  row: Type.Object({ kind: Type.String(), value: Type.String(), customer_id: Type.String() }),
  branches: {},
  sql: () => sql`SELECT kind, value, toString(customer_id) AS customer_id FROM identifier`,
});

/** Orders and refunds; customer "0" is nobody. Money in minor units. */
export const orders = query({
  name: "story.company.orders",
  row: Type.Object({
    name: Type.String(),
    order_id: Type.String(),
    customer_id: Type.String(),
    occurred_ms: Type.Integer(),
    revenue_minor: Type.Integer(),
  }),
  branches: {},
  sql: () => sql`SELECT
  name,
  order_id,
  toString(customer_id) AS customer_id,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
  toInt64(round(revenue * 100)) AS revenue_minor
FROM event
WHERE name IN ('Order Completed', 'Order Refunded')`,
});

/** Payments by cart: in which browser, when, for which order, and whether any try of them failed. */
export const payments = query({
  name: "story.company.payments",
  row: Type.Object({ browser: Type.String(), at_ms: Type.Integer(), order_id: Type.String(), failed: Type.Integer() }),
  branches: {},
  sql: () => sql`SELECT
  any(properties['browser']) AS browser,
  toUnixTimestamp64Milli(min(occurred_at)) AS at_ms,
  max(properties['order_id']) AS order_id,
  max(name = 'Payment Failed') AS failed
FROM event
WHERE name IN ('Payment Info Entered', 'Payment Failed') AND source = 'web'
GROUP BY properties['cart_id']`,
});

/** Parcels: days on the way, and when and in which region they were ordered. */
export const parcels = query({
  name: "story.company.parcels",
  row: Type.Object({ region: Type.String(), ordered_ms: Type.Integer(), days: Type.Number() }),
  branches: {},
  sql: () => sql`WITH ordered AS (
  SELECT order_id, min(occurred_at) AS ordered_at
  FROM event
  WHERE name = 'Order Completed'
  GROUP BY order_id
)
SELECT
  properties['region'] AS region,
  toUnixTimestamp64Milli(ordered.ordered_at) AS ordered_ms,
  toFloat64(properties['days']) AS days
FROM event
INNER JOIN ordered ON ordered.order_id = properties['order_id']
WHERE name = 'Order Delivered'`,
});

/** Events with what people wrote and how they scored. */
export const saidAndAsked = query({
  name: "story.company.told",
  row: Type.Object({
    source: Type.String(),
    message_id: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    score: Type.String(),
    text: Type.String(),
    contact_id: Type.String(),
  }),
  branches: {},
  sql: () => sql`SELECT
  source,
  message_id,
  name,
  properties['kind'] AS kind,
  properties['score'] AS score,
  properties['text'] AS text,
  concat(properties['ticket_id'], properties['call_id'], properties['conversation_id']) AS contact_id
FROM event
WHERE name IN ('Survey Responded', 'Ticket Opened', 'Call Ended', 'Live Chat Conversation Started') OR properties['text'] != ''`,
});

/** What was spent on advertising. */
export const spend = query({
  name: "story.company.spend",
  row: Type.Object({ month: Type.String(), channel: Type.String(), minor: Type.Integer() }),
  branches: {},
  sql: () => sql`SELECT
  toString(toStartOfMonth(toDate(occurred_at, 'Europe/Warsaw'))) AS month,
  properties['ad_channel'] AS channel,
  toInt64(round(sum(toDecimal64(properties['cost'], 4)) * 100)) AS minor
FROM event
WHERE name = 'Ad Spend'
GROUP BY month, channel`,
});

/** To whom the campaign was sent, and who was held out. */
export const sent = query({
  name: "story.company.sent",
  row: Type.Object({ user_id: Type.String(), name: Type.String(), segment: Type.String() }),
  branches: {},
  sql: () => sql`SELECT
  arrayFirst(told -> told.kind = 'user_id', identifiers).value AS user_id,
  name,
  properties['segment'] AS segment
FROM event
WHERE source = 'campaign'`,
});

/** Deals with the stage that they came to and the hours that were worked on them. */
export const deals = query({
  name: "story.company.deals",
  row: Type.Object({ deal_id: Type.String(), stage: Type.String(), hours: Type.Number() }),
  branches: {},
  sql: () => sql`SELECT
  properties['deal_id'] AS deal_id,
  argMaxIf(properties['stage'], occurred_at, name = 'Deal Stage Changed') AS stage,
  sumIf(toFloat64OrZero(properties['hours']), name = 'Deal Worked') AS hours
FROM event
WHERE name IN ('Deal Stage Changed', 'Deal Worked')
GROUP BY deal_id`,
});
