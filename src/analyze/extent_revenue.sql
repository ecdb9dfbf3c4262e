-- analyze.extent_revenue: plain
SELECT
    toString(min(toDate(occurred_at, {p0:String}))) AS first_day,
    toString(max(toDate(occurred_at, {p1:String}))) AS last_day,
    count() AS events,
    max(event_log.received_at) AS received_at,
    sum(event_log.revenue) AS revenue
FROM event_log
WHERE name IN ('Order Completed', 'Order Refunded')
