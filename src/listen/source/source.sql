-- listen.source.last_seen: some
SELECT
    source,
    toUnixTimestamp64Milli(max(received_at)) AS last_ms
FROM event_log
WHERE has({p0:Array(String)}, source)
GROUP BY source
ORDER BY source ASC

-- listen.source.names_in_use: some
SELECT source
FROM
(
    SELECT source
    FROM event_log
    WHERE has({p0:Array(String)}, source)
    LIMIT 1 BY source
    UNION DISTINCT
    SELECT source
    FROM dead_letter
    WHERE has({p1:Array(String)}, source)
    LIMIT 1 BY source
)
ORDER BY source ASC

-- listen.source.pulse: one
WITH
    delivered AS
    (
        SELECT
            intDiv(toUnixTimestamp(minute), {p0:Int64}) * {p1:Int64} AS start_s,
            toInt64(deliveries) AS deliveries,
            toInt64(0) AS rejected
        FROM source_minute
        WHERE (source = {p2:String}) AND (minute >= {p3:DateTime64(3, 'UTC')})
    ),
    refused AS
    (
        SELECT
            intDiv(toUnixTimestamp(min(received_at)), {p4:Int64}) * {p5:Int64} AS start_s,
            toInt64(0) AS deliveries,
            toInt64(1) AS rejected
        FROM dead_letter
        WHERE (import_id = 0) AND (source = {p6:String}) AND (received_at >= {p7:DateTime64(3, 'UTC')})
        GROUP BY id
    ),
    both AS
    (
        SELECT *
        FROM delivered
        UNION ALL
        SELECT *
        FROM refused
    )
SELECT
    start_s,
    sum(deliveries) AS deliveries,
    sum(rejected) AS rejected
FROM both
GROUP BY start_s
ORDER BY start_s ASC

-- listen.source.pulses: now
SELECT
    source,
    sumIf(deliveries, minute > ({p0:DateTime64(3, 'UTC')} - toIntervalHour(1))) AS hour,
    sumIf(deliveries, minute > ({p1:DateTime64(3, 'UTC')} - toIntervalDay(1))) AS day,
    toUnixTimestamp64Milli(max(last_received_at)) AS last_ms
FROM source_minute
GROUP BY source
ORDER BY source ASC

-- listen.source.reasons: one
SELECT
    code,
    uniqExact(id) AS count,
    argMax(message, received_at) AS message
FROM dead_letter
WHERE (import_id = 0) AND (source = {p0:String}) AND (received_at >= {p1:DateTime64(3, 'UTC')})
GROUP BY code
ORDER BY
    count DESC,
    code ASC
LIMIT 20

-- listen.source.refusals: now
SELECT
    source,
    countIf(first_at > ({p0:DateTime64(3, 'UTC')} - toIntervalHour(1))) AS hour,
    count() AS day
FROM
(
    SELECT
        source,
        id,
        min(received_at) AS first_at
    FROM dead_letter
    WHERE (import_id = 0) AND (received_at > ({p1:DateTime64(3, 'UTC')} - toIntervalDay(1)))
    GROUP BY
        source,
        id
)
GROUP BY source
ORDER BY source ASC
