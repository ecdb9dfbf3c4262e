-- analyze.extent: plain
SELECT
    toString(min(toDate(occurred_at, {p0:String}))) AS first_day,
    toString(max(toDate(occurred_at, {p1:String}))) AS last_day,
    count() AS events,
    uniqExactIf(customer_id, customer_id != 0) AS customers
FROM event
