-- analyze.extent_days: plain
SELECT
    toString(min(toDate(occurred_at, {p0:String}))) AS first_day,
    toString(max(toDate(occurred_at, {p1:String}))) AS last_day,
    count() AS events
FROM event_log
