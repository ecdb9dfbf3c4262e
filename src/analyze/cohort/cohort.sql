-- analyze.cohort.retention: plain
WITH
    active_months AS
    (
        SELECT
            customer_id,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS month
        FROM event
        WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (occurred_at < toDateTime64({p1:Date}, 3, {p2:String})) AND (customer_id != 0)
        GROUP BY
            customer_id,
            month
    ),
    customers AS
    (
        SELECT
            customer_id,
            min(month) AS cohort,
            groupArray(month) AS months
        FROM active_months
        GROUP BY customer_id
        HAVING cohort >= toDate({p3:String})
    )
SELECT
    toString(cohort) AS cohort,
    dateDiff('month', customers.cohort, arrayJoin(months)) AS age,
    count() AS customers
FROM customers
GROUP BY
    cohort,
    age
ORDER BY
    cohort ASC,
    age ASC
