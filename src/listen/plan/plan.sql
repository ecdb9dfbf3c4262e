-- listen.plan.flagged: plain
WITH
    flagged AS
    (
        SELECT
            source,
            type,
            if(type = 'track', name, '') AS planned_name,
            arrayJoin(flags) AS flag,
            received_at,
            body
        FROM event
        WHERE (import_id = 0) AND (event.received_at >= {p0:DateTime64(3, 'UTC')}) AND notEmpty(flags)
    ),
    departed AS
    (
        SELECT
            *,
            extract(flag, '^plan:([a-z_]+)') AS kind,
            substring(flag, length(kind) + 7) AS property
        FROM flagged
        WHERE startsWith(flag, 'plan:')
    )
SELECT
    source,
    type,
    planned_name,
    kind,
    property,
    count() AS events,
    max(departed.received_at) AS last_at,
    argMax(body, departed.received_at) AS example
FROM departed
GROUP BY
    source,
    type,
    planned_name,
    kind,
    property
ORDER BY
    events DESC,
    source ASC,
    type ASC,
    planned_name ASC,
    kind ASC,
    property ASC
LIMIT 500

-- listen.plan.refused: plain
WITH
    refused AS
    (
        SELECT
            source,
            JSONExtractString(body, 'type') AS type,
            if(type = 'track', JSONExtractString(body, 'event'), '') AS planned_name,
            substring(code, 6) AS kind,
            replaceRegexpOne(toString(column), '^(event$|properties\\.|traits\\.)', '') AS property,
            received_at,
            body
        FROM dead_letter
        FINAL
        WHERE (import_id = 0) AND startsWith(code, 'plan_') AND (state = 'open') AND (dead_letter.received_at >= {p0:DateTime64(3, 'UTC')})
    )
SELECT
    source,
    type,
    planned_name,
    kind,
    property,
    count() AS events,
    max(refused.received_at) AS last_at,
    argMax(body, refused.received_at) AS example
FROM refused
GROUP BY
    source,
    type,
    planned_name,
    kind,
    property
ORDER BY
    events DESC,
    source ASC,
    type ASC,
    planned_name ASC,
    kind ASC,
    property ASC
LIMIT 500

-- listen.plan.volume: plain
WITH
    recent AS
    (
        SELECT
            source,
            type,
            if(type = 'track', name, '') AS planned_name,
            29 - dateDiff('day', toDate(occurred_at, {p0:String}), toDate({p1:DateTime64(3, 'UTC')}, {p2:String})) AS day
        FROM event
        WHERE (import_id = 0) AND (occurred_at >= {p3:DateTime64(3, 'UTC')})
    )
SELECT
    source,
    type,
    planned_name,
    countResample(0, 30, 1)(day) AS days
FROM recent
WHERE (day >= 0) AND (day <= 29)
GROUP BY
    source,
    type,
    planned_name
ORDER BY
    source ASC,
    type ASC,
    planned_name ASC
LIMIT 20000
