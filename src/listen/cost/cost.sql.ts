// Costs of winning customers by month, kind and channel.
import { Type } from "typebox";
import { query, sql } from "#storage";
import { costs_source } from "./cost.ts";

/** Those of the months from `from` on, the newest month first; amounts in minor units of a currency of so many digits. */
export const costsOf = query({
  name: "listen.cost.costs",
  row: Type.Object({
    month: Type.String(),
    kind: Type.String(),
    channel: Type.String(),
    by_hand_minor: Type.Integer(),
    imported_minor: Type.Integer(),
  }),
  branches: { plain: { from: new Date(0), time_zone: "UTC", factor: 100 } },
  sql: ({ from, time_zone, factor }: { from: Date; time_zone: string; factor: number }) => sql`WITH
spent AS (
  SELECT
    source = ${costs_source} AS by_hand,
    toStartOfMonth(if(by_hand, toDate(occurred_at, 'UTC'), toDate(occurred_at, ${time_zone}))) AS month,
    if(name = 'Ad Spend', 'media', lower(properties['kind'])) AS kind,
    lower(if(properties['ad_channel'] != '', properties['ad_channel'], properties['channel'])) AS channel,
    toDecimal64OrZero(if(properties['cost'] != '', properties['cost'], properties['amount']), 4) AS amount
  FROM event
  WHERE name IN ('Ad Spend', 'Cost Recorded') AND customer_id = 0 AND occurred_at >= ${from}
)
SELECT
  toString(month) AS month,
  kind,
  channel,
  toInt64(round(sumIf(amount, by_hand) * ${factor})) AS by_hand_minor,
  toInt64(round(sumIf(amount, NOT by_hand) * ${factor})) AS imported_minor
FROM spent
GROUP BY month, kind, channel
HAVING by_hand_minor != 0 OR imported_minor != 0
ORDER BY month DESC, kind, channel`,
});
