-- listen.cost.costs: plain
WITH
    spent AS
    (
        SELECT
            source = {p0:String} AS by_hand,
            toStartOfMonth(if(by_hand, toDate(occurred_at, 'UTC'), toDate(occurred_at, {p1:String}))) AS month,
            if(name = 'Ad Spend', 'media', lower(properties['kind'])) AS kind,
            lower(if((properties['ad_channel']) != '', properties['ad_channel'], properties['channel'])) AS channel,
            toDecimal64OrZero(if((properties['cost']) != '', properties['cost'], properties['amount']), 4) AS amount
        FROM event
        WHERE (name IN ('Ad Spend', 'Cost Recorded')) AND (customer_id = 0) AND (occurred_at >= {p2:DateTime64(3, 'UTC')})
    )
SELECT
    toString(month) AS month,
    kind,
    channel,
    toInt64(round(sumIf(amount, by_hand) * {p3:Int64})) AS by_hand_minor,
    toInt64(round(sumIf(amount, NOT by_hand) * {p4:Int64})) AS imported_minor
FROM spent
GROUP BY
    month,
    kind,
    channel
HAVING (by_hand_minor != 0) OR (imported_minor != 0)
ORDER BY
    month DESC,
    kind ASC,
    channel ASC
