-- listen.identify.aliases: plain
SELECT
    toString(alias.stamp) AS stamp,
    toString(argMax(alias.customer_id, version)) AS customer_id
FROM alias
WHERE alias.stamp IN ({p0:Array(UInt64)})
GROUP BY alias.stamp
HAVING customer_id != stamp

-- listen.identify.crowded: plain
SELECT toString(identity_key.key) AS key
FROM identity_key
GROUP BY identity_key.key
HAVING uniqExact(stamp) > {p0:Int64}

-- listen.identify.holders: plain
SELECT DISTINCT toString(identity_key.stamp) AS stamp
FROM identity_key
WHERE key IN ({p0:Array(UInt64)})
ORDER BY stamp ASC
LIMIT 1000

-- listen.identify.links: plain
SELECT
    toString(customer_id) AS stamp,
    toString(kind) AS kind,
    value,
    toUnixTimestamp64Milli(min(first_seen_at)) AS first_seen_ms
FROM identifier_log
WHERE customer_id IN ({p0:Array(UInt64)})
GROUP BY
    customer_id,
    kind,
    value

-- listen.identify.model.columns: all
WITH
    told AS
    (
        SELECT
            customer_id,
            toString(name) AS called,
            value
        FROM trait
        WHERE (customer_id != 0) AND (NOT startsWith(source, 'enrich:'))
        UNION ALL
        SELECT
            customer_id,
            toString(kind) AS called,
            value
        FROM identifier
        WHERE customer_id != 0
    )
SELECT
    called AS name,
    uniqExact(customer_id) AS customers,
    groupArraySample(200, 1)(value) AS sample
FROM told
WHERE NOT has({p0:Array(String)}, called)
GROUP BY called
HAVING customers > 1
ORDER BY
    customers DESC,
    called ASC
LIMIT {p1:Int64}

-- listen.identify.review.record: two
WITH
    told AS
    (
        SELECT
            'trait' AS what,
            toString(name) AS called,
            (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1]).2 AS newest
        FROM trait_said AS said
        WHERE (stamp IN ({p0:Array(UInt64)})) AND (NOT startsWith(said.source, 'enrich:'))
        GROUP BY called
        HAVING newest != ''
        UNION ALL
        SELECT DISTINCT
            'identifier' AS what,
            toString(kind) AS called,
            value AS newest
        FROM identifier_seen
        WHERE stamp IN ({p1:Array(UInt64)})
    )
SELECT
    CAST(what, 'Enum8(\'trait\' = 0, \'identifier\' = 1)') AS kind,
    called AS name,
    newest AS value
FROM told
ORDER BY
    kind ASC,
    name ASC,
    value ASC
LIMIT {p2:Int64}

-- listen.identify.sharing: plain
WITH
    pairs AS
    (
        SELECT DISTINCT
            key,
            stamp
        FROM identity_key
        WHERE key IN ({p0:Array(UInt64)})
    )
SELECT
    toString(pairs.key) AS key,
    toUInt32(count()) AS count,
    if(count <= {p1:Int64}, groupArray(20000)(toString(stamp)), []) AS stamps
FROM pairs
GROUP BY pairs.key
HAVING count > 1

-- listen.identify.sources: plain
SELECT
    toString(customer_id) AS stamp,
    toString(kind) AS kind,
    value,
    arraySort(groupUniqArray(toString(source))) AS sources
FROM identifier_log
WHERE customer_id IN ({p0:Array(UInt64)})
GROUP BY
    customer_id,
    kind,
    value

-- listen.identify.stamps: plain
SELECT
    toString(alias.stamp) AS stamp,
    toString(alias.customer_id) AS customer_id
FROM alias
FINAL
WHERE (alias.customer_id IN ({p0:Array(UInt64)})) AND (alias.stamp != alias.customer_id)

-- listen.identify.telling_event: plain
SELECT
    toString(event.id) AS id,
    toString(event.source) AS source
FROM event
WHERE (stamp = {p0:UInt64}) AND arrayExists(one -> ((one.kind = {p1:String}) AND (one.value = {p2:String})), identifiers)
ORDER BY
    occurred_at ASC,
    event.id ASC
LIMIT 1
