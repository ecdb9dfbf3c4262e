// Subscriptions: what is paid each month when a stretch of time begins and when it ends.
import { type Sql, sql } from "#storage";
import { beforeEnd, minor } from "../../sql.ts";
import { dayNumber, type Frame, keyed, stretched } from "../frame.ts";
import { type Family, markFamily } from "./family.ts";

const events = sql`name IN ('Subscription Started', 'Subscription Renewed', 'Subscription Changed', 'Subscription Cancelled')`;
const told = sql`properties['mrr']`;

// What each subscription pays from a day on; the key of a subscription is that of its first event. One that says nothing
// of the amount (a renewal) leaves it as it is, a cancellation ends it.
function subscriptions(frame: Frame): Sql {
  const { from, key } = keyed(frame);
  return sql`SELECT
      argMin(payer, at) AS subscriber,
      max(known_id) AS customer_id,
      argMin(each_key, at) AS key,
      arrayMap(paid -> (paid.2, paid.3), arraySort(groupArray((at, day, mrr)))) AS payments
    FROM (
      SELECT
        occurred_at AS at,
        customer_id AS known_id,
        ${dayNumber(frame)} AS day,
        if(name = 'Subscription Cancelled', toDecimal64(0, 4), toDecimal64OrZero(${told}, 4)) AS mrr,
        multiIf(customer_id != 0, toString(customer_id), group_id != '', group_id, properties['subscription_id'] != '', properties['subscription_id'], toString(id)) AS payer,
        if(properties['subscription_id'] = '', payer, properties['subscription_id']) AS subscription,
        ${key} AS each_key
      FROM ${from}
      WHERE ${events} AND (name = 'Subscription Cancelled' OR ${told} != '') AND ${beforeEnd(frame.period)}
    )
    GROUP BY subscription`;
}

const paidBefore = (day: Sql) => sql`arraySum(one -> arrayLast(paid -> paid.1 < ${day}, one).2, all_payments)`;

/** Each subscriber for each stretch or group with what they pay a month at its beginning and at its end. */
export function subscribers(frame: Frame): Sql {
  return sql`SELECT customer_id, slot, is_total, ${paidBefore(sql`opens`)} AS paid_before, ${paidBefore(sql`ends`)} AS paid_after
  FROM (${stretched(
    frame,
    sql`subscriber`,
    subscriptions(frame),
    sql`max(customer_id) AS customer_id, groupArray(payments) AS all_payments`,
  )})`;
}

/** Over subscribers at both ends of a stretch. */
export const subscription: Family<"subscribers" | "subscribers_lost" | "mrr" | "mrr_lost" | "mrr_kept"> = markFamily(
  {
    subscribers: () => sql`countIf(paid_before > 0)`,
    subscribers_lost: () => sql`countIf(paid_before > 0 AND paid_after <= 0)`,
    mrr: (digits) => minor(sql`sum(paid_before)`, digits),
    mrr_lost: (digits) => minor(sql`sum(greatest(paid_before - paid_after, toDecimal64(0, 4)))`, digits),
    mrr_kept: (digits) => minor(sql`sumIf(paid_after, paid_before > 0)`, digits),
  },
  subscribers,
  (frame) => sql`SELECT key, 1 AS weight FROM (${subscriptions(frame)})`,
);
