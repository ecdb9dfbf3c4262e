-- analyze.cohort.retention: plain
WITH
    active_months AS
    (
        SELECT
            customer_id,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS month,
            countIf(((name = 'Order Completed') AND (revenue > 0))) > 0 AS bought,
            sum(revenue) AS net
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p1:Date}, 3, {p2:String})) AND (customer_id != 0)
        GROUP BY
            customer_id,
            month
    ),
    customers AS
    (
        SELECT
            customer_id,
            minIf(month, bought) AS cohort,
            groupArray((month, bought, net)) AS months
        FROM active_months
        GROUP BY customer_id
        HAVING (countIf(bought) > 0) AND (cohort >= toDate({p3:String}))
    )
SELECT
    toString(cohort) AS cohort,
    greatest(0, dateDiff('month', customers.cohort, active.1)) AS age,
    countIf(active.2) AS customers,
    toInt64(round(sum(active.3) * 100)) AS revenue_minor
FROM customers
ARRAY JOIN months AS active
GROUP BY
    cohort,
    age
ORDER BY
    cohort ASC,
    age ASC
