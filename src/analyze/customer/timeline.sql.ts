// What happened to a customer, newest first, narrowed by kind, channel, source and text; and what it can be narrowed to.
import { Type } from "typebox";
import { TimelineKind, timelineKinds } from "#contract";
import { type Query, query, type Sql, sql } from "#storage";
import { minor, minorFloat, ofCustomers } from "../sql.ts";

// What each kind of entry is, by the event's name; what is no name of these is told apart by its type.
const names: Readonly<Partial<Record<TimelineKind, readonly string[]>>> = {
  product:
    `Products Searched,Product List Viewed,Product List Filtered,Product Clicked,Product Viewed,Product Added,Product
 Removed,Cart Viewed,Checkout Started,Checkout Step Viewed,Checkout Step Completed,Payment Info Entered,Coupon Entered,Coupon
 Applied,Coupon Denied,Coupon Removed,Product Added to Wishlist,Product Removed from Wishlist,Wishlist Product Added to
 Cart,Product Shared,Cart Shared`
      .replaceAll("\n", "")
      .split(","),
  message:
    `Email Delivered,Email Opened,Email Link Clicked,Email Bounced,Email Marked as Spam,Push Notification Received,Push
 Notification Tapped,Push Notification Bounced,Message Sent,Message Delivered,Message Opened,Message Clicked,Message
 Bounced,Message Replied,Message Unsubscribed,Message Marked as Spam,Live Chat Conversation Started,Live Chat Conversation
 Ended,Live Chat Message Sent,Live Chat Message Received`
      .replaceAll("\n", "")
      .split(","),
  survey: ["Survey Responded"],
  review: ["Review Posted", "Product Reviewed"],
  ticket: ["Ticket Opened", "Ticket Replied", "Ticket Resolved"],
  call: ["Call Ended"],
  consent: ["Consent Updated", "Unsubscribed"],
  visit: ["Store Visited", "Application Opened", "Deep Link Opened"],
  identity: [
    "Signed Up",
    "Signed In",
    "Signed Out",
    "Account Created",
    "Account Deleted",
    "Group Joined",
    "Group Left",
  ],
};

const listed = Object.entries(names).flatMap(([kind, of]) => of.map((name) => [name, kind] as const));

/** What an event is about, as text. */
const kindOf = sql`multiIf(
    name = 'Order Refunded' OR (name = 'Order Completed' AND revenue < 0), 'refund',
    name IN ('Order Completed', 'Order Updated', 'Order Cancelled'), 'order',
    type IN ('page', 'screen'), 'visit',
    type IN ('identify', 'group', 'alias'), 'identity',
    transform(toString(name), ${listed.map(([name]) => name)}, ${listed.map(([, kind]) => kind)}, 'other')
  )`;

/** Whether a text names a kind. */
export function isKind(text: string): boolean {
  return timelineKinds.some((kind) => kind === text);
}

/** Inputs of one page; `after` is where the page before ended. */
export interface TimelineParams {
  readonly customer_id: string;
  readonly kinds: readonly string[] | null;
  readonly channel: string | null;
  readonly source: string | null;
  readonly search: string | null;
  /** Whether the search looks into properties, too. */
  readonly whole: boolean;
  readonly after: { readonly occurred_ms: number; readonly id: string } | null;
  readonly limit: number;
  readonly digits: number;
}

const TimelineRow = Type.Object({
  id: Type.String(),
  kind: TimelineKind,
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

const page: TimelineParams = {
  customer_id: "1",
  kinds: null,
  channel: null,
  source: null,
  search: null,
  whole: true,
  after: null,
  limit: 50,
  digits: 2,
};
const branches: Readonly<Record<string, TimelineParams>> = {
  first_page: page,
  next_page: { ...page, after: { occurred_ms: 1, id: "1" } },
  narrowed: { ...page, kinds: ["order", "refund"], channel: "web", source: "shop", search: "tea" },
  masked: { ...page, search: "tea", whole: false },
};

function narrowing({ kinds, channel, source, search, whole, after }: TimelineParams): Sql {
  const holds = (text: Sql) => sql`positionCaseInsensitiveUTF8(${text}, ${search ?? ""}) > 0`;
  const listedTexts = (texts: Sql) => sql`arrayExists(text -> ${holds(sql`text`)}, ${texts})`;
  const open = sql`${holds(sql`toString(name)`)} OR ${holds(sql`order_id`)} OR ${listedTexts(sql`arrayMap(text -> toString(text), arrayConcat(products.name, products.id))`)}`;
  const anywhere = whole ? sql`${open} OR ${listedTexts(sql`mapValues(properties)`)}` : open;
  return sql`${kinds === null ? sql`` : sql` AND has(${kinds}, ${kindOf})`}${channel === null ? sql`` : sql` AND channel = ${channel}`}${
    source === null ? sql`` : sql` AND source = ${source}`
  }${search === null ? sql`` : sql` AND (${anywhere})`}${
    after
      ? sql` AND (toUnixTimestamp64Milli(occurred_at), event.id) < (${after.occurred_ms}, toUInt128(${after.id}))`
      : sql``
  }`;
}

/** Everything that happened to the customer, newest first, orders with their lines as the file had them. */
export const timelineQuery: Query<TimelineParams, typeof TimelineRow> = query({
  name: "analyze.customer.timeline",
  row: TimelineRow,
  branches,
  sql: (params) => sql`SELECT
  toString(event.id) AS id,
  ${kindOf} AS kind,
  type,
  name,
  occurred_at,
  toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
  source,
  channel,
  order_id,
  ${minor(sql`revenue`, params.digits)} AS revenue_minor,
  CAST(
    arrayMap(
      line -> (
        toString(products.id[line]),
        toString(products.name[line]),
        toFloat64(products.quantity[line]),
        ${minorFloat(sql`products.price[line]`, params.digits)},
        ${minorFloat(sql`toDecimal128(products.price[line], 4) * products.quantity[line]`, params.digits)}
      ),
      arraySort(position -> (products.line[position], position), arrayEnumerate(products.id))
    ),
    'Array(Tuple(id String, name String, quantity Float64, price_minor Float64, amount_minor Float64))'
  ) AS products,
  properties
FROM event
WHERE ${ofCustomers([params.customer_id])}${narrowing(params)}
ORDER BY occurred_ms DESC, event.id DESC
LIMIT ${params.limit}`,
});

/** How many events of each kind, channel and source the customer has. */
export const facetsQuery = query({
  name: "analyze.customer.facets",
  row: Type.Object({ facet: Type.String(), value: Type.String(), events: Type.Integer() }),
  branches: { plain: { customer_id: "1" } },
  sql: ({ customer_id }: { readonly customer_id: string }) => sql`WITH
told AS (
  SELECT arrayJoin([('kind', ${kindOf}), ('channel', toString(channel)), ('source', toString(source))]) AS pair
  FROM event
  WHERE ${ofCustomers([customer_id])}
)
SELECT pair.1 AS facet, pair.2 AS value, count() AS events
FROM told
WHERE pair.2 != ''
GROUP BY pair
ORDER BY events DESC, value`,
});
