-- listen.enrich.allowed: plain
WITH
    asked AS
    (
        SELECT
            stamp,
            any(customer_id) AS person
        FROM identifier_seen
        WHERE stamp IN ({p0:Array(UInt64)})
        GROUP BY stamp
    )
SELECT toString(asked.stamp) AS stamp
FROM asked
WHERE person IN (
    SELECT arrayJoin((
            SELECT groupArray(customer_id)
            FROM consent_allowed(purpose = {p1:String}, channel = {p2:String}, at = {p3:DateTime64(3, 'UTC')})
        ))
)

-- listen.enrich.contexts: plain
WITH
    carried AS
    (
        SELECT
            customer_id AS stamp,
            occurred_at,
            name,
            properties[name] AS value
        FROM event_log
        ARRAY JOIN {p0:Array(String)} AS name
        WHERE (customer_id IN ({p1:Array(UInt64)})) AND (import_id = 0) AND (value != '')
    )
SELECT
    toString(carried.stamp) AS stamp,
    name,
    argMax(carried.value, (carried.occurred_at, carried.value)) AS value,
    max(carried.occurred_at) AS at
FROM carried
GROUP BY
    carried.stamp,
    name

-- listen.enrich.enriched: plain
WITH
    standing AS
    (
        SELECT
            customer_id,
            name,
            source,
            argMax(said.value, said.occurred_at) AS last
        FROM trait_said AS said
        WHERE startsWith(source, 'enrich:')
        GROUP BY
            customer_id,
            name,
            source
    )
SELECT
    source,
    uniqExact(customer_id) AS customers
FROM standing
WHERE last != ''
GROUP BY source

-- listen.enrich.identifiers: plain
WITH
    seen AS
    (
        SELECT
            stamp,
            kind,
            value,
            min(first_seen_at) AS first_at
        FROM identifier_seen
        WHERE (stamp IN ({p0:Array(UInt64)})) AND (kind IN ({p1:Array(String)}))
        GROUP BY
            stamp,
            kind,
            value
    )
SELECT
    toString(seen.stamp) AS stamp,
    kind AS name,
    argMax(value, (first_at, value)) AS value,
    max(first_at) AS at
FROM seen
GROUP BY
    seen.stamp,
    kind

-- listen.enrich.news: plain
SELECT sum(deliveries) AS deliveries
FROM source_minute
WHERE minute >= toStartOfMinute({p0:DateTime64(3, 'UTC')})

-- listen.enrich.outlook: plain
WITH
    raw AS
    (
        SELECT
            c0,
            c1,
            file,
            line
        FROM `null`('c0 String, c1 String, file String, line UInt64')
    ),
    parsed AS
    (
        SELECT
            c0,
            c1,
            file,
            line,
            c0 AS t0,
            c1 AS t1
        FROM raw
    ),
    checked AS
    (
        SELECT
            *,
            toUInt8(multiIf(concat('', t0) = '', 1, 0)) AS fault
        FROM parsed
    ),
    rows_read AS
    (
        SELECT
            lower(trimBoth(t0)) AS joined_by,
            {p0:DateTime64(3, 'UTC')} AS said_at,
            [({p1:String}, trimBoth(t1))] AS said
        FROM checked
        WHERE fault = 0
    ),
    told AS
    (
        SELECT
            joined_by,
            max(said_at) AS at,
            argMax(said, (said_at, said)) AS traits
        FROM rows_read
        GROUP BY joined_by
    ),
    matched AS
    (
        SELECT DISTINCT
            customer_id AS stamp,
            value
        FROM identifier_log
        WHERE (kind = {p2:String}) AND (value IN (
            SELECT joined_by
            FROM told
        ))
    ),
    wanted AS
    (
        SELECT
            matched.stamp AS stamp,
            pair.1 AS name,
            argMax(pair.2, (told.at, pair.2)) AS value,
            max(told.at) AS at
        FROM matched
        INNER JOIN told ON told.joined_by = matched.value
        ARRAY JOIN told.traits AS pair
        WHERE (pair.2) != ''
        GROUP BY
            stamp,
            name
    ),
    standing AS
    (
        SELECT
            said.stamp AS stamp,
            name,
            argMax(said.value, (said.occurred_at, said.value)) AS value,
            max(said.occurred_at) AS at
        FROM trait_said AS said
        WHERE source = {p3:String}
        GROUP BY
            stamp,
            name
    ),
    changed AS
    (
        SELECT
            if(wanted.name != '', wanted.stamp, standing.stamp) AS stamp,
            if(wanted.name != '', wanted.name, standing.name) AS name,
            wanted.value AS value,
            greatest(if(wanted.name != '', wanted.at, {p4:DateTime64(3, 'UTC')}), if(standing.name != '', addMilliseconds(standing.at, 1), toDateTime64(0, 3, 'UTC'))) AS at
        FROM wanted
        FULL OUTER JOIN standing ON (standing.stamp = wanted.stamp) AND (standing.name = wanted.name)
        WHERE wanted.value != standing.value
    )
SELECT
    ifNull((
        SELECT countIf(fault = 0)
        FROM checked
    ), 0) AS rows,
    ifNull((
        SELECT countIf(fault > 0)
        FROM checked
    ), 0) AS refused,
    ifNull((
        SELECT uniqExact(stamp)
        FROM matched
    ), 0) AS customers,
    countIf(value != '') AS traits_told,
    countIf(value = '') AS traits_taken_away
FROM changed

-- listen.enrich.present: plain
SELECT
    toString(said.stamp) AS stamp,
    name,
    argMax(said.value, (said.occurred_at, said.value)) AS value,
    max(said.occurred_at) AS at
FROM trait_said AS said
WHERE (stamp IN ({p0:Array(UInt64)})) AND (source = {p1:String})
GROUP BY
    said.stamp,
    name

-- listen.enrich.touched: new
SELECT toString(customer_id) AS stamp
FROM identifier_log
WHERE (customer_id > toUInt64({p0:String})) AND (kind IN ({p1:Array(String)})) AND (((received_at >= {p2:DateTime64(3, 'UTC')}) AND (received_at <= {p3:DateTime64(3, 'UTC')})) OR has({p4:Array(Int64)}, toUnixTimestamp64Milli(received_at)))
GROUP BY customer_id
ORDER BY customer_id ASC
LIMIT {p5:Int64}

-- listen.enrich.touched: all
SELECT toString(customer_id) AS stamp
FROM identifier_log
WHERE customer_id > toUInt64({p0:String})
GROUP BY customer_id
ORDER BY customer_id ASC
LIMIT {p1:Int64}

-- listen.enrich.traits: plain
SELECT
    toString(said.stamp) AS stamp,
    name,
    argMax(said.value, (said.occurred_at, said.value)) AS value,
    max(said.occurred_at) AS at
FROM trait_said AS said
WHERE (stamp IN ({p0:Array(UInt64)})) AND (name IN ({p1:Array(String)})) AND (NOT startsWith(source, 'enrich:'))
GROUP BY
    said.stamp,
    name
HAVING value != ''
