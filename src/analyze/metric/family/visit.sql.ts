// Visits of the web shop and the app, and which of them ended with an order.
import { type Sql, sql } from "#storage";
import { addDays } from "../../calendar.ts";
import { isPurchase, within } from "../../sql.ts";
import { type Frame, keyed, slotOf } from "../frame.ts";
import { type Family, markFamily, rowFamily } from "./family.ts";

/** Inactivity that ends a session. */
const pause_minutes = 30;

/** What somebody does who looks around. */
export const looks = sql`(type IN ('page', 'screen') OR name IN (
      'Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched',
      'Product Added', 'Cart Viewed', 'Checkout Started'
    ))`;

/** The browser or the app that an event came from; empty where it names none. */
const visitor = sql`arrayFirst(one -> one.kind IN ('anonymous_id', 'device_id'), identifiers).value`;

// Looks, and orders made in a browser or an app.
function visits(frame: Frame, time: Sql): Sql {
  const { from, key } = keyed(frame);
  return sql`SELECT ${visitor} AS visitor, customer_id, ${isPurchase} AS is_order, occurred_at, ${key} AS key
  FROM ${from}
  WHERE (${looks} OR ${isPurchase}) AND ${time}`;
}

const inPeriod = (frame: Frame) => visits(frame, within(frame.period));
const weights = (frame: Frame) => sql`SELECT key, 1 AS weight FROM (${inPeriod(frame)}) WHERE NOT is_order`;

/** Each of `who` once in each slot and once in the whole: whether they looked around, and whether they ordered. */
function once(frame: Frame, who: Sql, known: Sql): Sql {
  return sql`SELECT ${who}, slot, grouping(slot) = 1 AS is_total, max(NOT is_order) AS has_looked, max(is_order) AS has_ordered
  FROM (SELECT *, ${slotOf(frame)} AS slot FROM (${inPeriod(frame)}) WHERE ${known})
  GROUP BY GROUPING SETS ((${who}, slot), (${who}))`;
}

const counted = { looked: sql`countIf(has_looked)`, ordered: sql`countIf(has_looked AND has_ordered)` };

/** Over browsers and apps. */
export const visitors: Family<"visitors" | "visitors_converted"> = markFamily(
  { visitors: () => counted.looked, visitors_converted: () => counted.ordered },
  (frame) => once(frame, sql`visitor`, sql`visitor != ''`),
  weights,
);

/** Over people. */
export const visiting: Family<"visiting" | "visiting_converted"> = markFamily(
  { visiting: () => counted.looked, visiting_converted: () => counted.ordered },
  (frame) => once(frame, sql`customer_id`, sql`customer_id != 0`),
  weights,
);

// A day on both sides is read, so that a session which begins before midnight is one, and no stretch begins a new one.
function sessions(frame: Frame): Sql {
  const { period } = frame;
  const around = within({ ...period, from: addDays(period.from, -1), to: addDays(period.to, 1) });
  return sql`SELECT visitor, session, min(at) AS occurred_at, argMin(each_key, at) AS key, max(is_order) AS has_ordered
  FROM (
    SELECT *, sum(begins) OVER (PARTITION BY visitor ORDER BY at, is_order ROWS UNBOUNDED PRECEDING) AS session
    FROM (
      SELECT *, row_number() OVER earlier = 1 OR at > addMinutes(lagInFrame(at) OVER earlier, ${pause_minutes}) AS begins
      FROM (SELECT visitor, is_order, occurred_at AS at, key AS each_key FROM (${visits(frame, around)}) WHERE visitor != '')
      WINDOW earlier AS (PARTITION BY visitor ORDER BY at, is_order ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )
  )
  GROUP BY visitor, session
  HAVING max(NOT is_order) AND ${within(period)}`;
}

/** Over sessions, where each begins. */
export const session = rowFamily(
  { sessions: () => sql`count()`, sessions_converted: () => sql`countIf(has_ordered)` },
  sessions,
);
