-- listen.rights.identifiers: one
WITH
    own AS
    (
        SELECT DISTINCT
            kind,
            value
        FROM identifier_log
        WHERE identifier_log.customer_id IN arrayMap(stamp -> toUInt64(stamp), {p0:Array(String)})
    ),
    others AS
    (
        SELECT DISTINCT value
        FROM identifier_log
        WHERE (value IN (
            SELECT value
            FROM own
        )) AND (identifier_log.customer_id NOT IN arrayMap(stamp -> toUInt64(stamp), {p1:Array(String)}))
    )
SELECT
    toString(kind) AS kind,
    value,
    toUInt8(value IN (
        SELECT value
        FROM others
    )) AS shared
FROM own
ORDER BY
    kind ASC,
    value ASC

-- listen.rights.kept_orders: one
SELECT count() AS orders
FROM event_log
FINAL
WHERE event_log.customer_id = toUInt64({p0:String})

-- listen.rights.people: any
WITH
    found AS
    (
        SELECT DISTINCT customer_id
        FROM identifier_seen
        WHERE has({p0:Array(String)}, value) AND (({p1:String} = '') OR (kind = {p2:String}))
        LIMIT 20
    )
SELECT DISTINCT
    toString(customer_id) AS customer_id,
    toString(kind) AS kind,
    value
FROM identifier_seen
WHERE customer_id IN (
    SELECT customer_id
    FROM found
)
ORDER BY
    customer_id ASC,
    kind ASC,
    value ASC
LIMIT 1000

-- listen.rights.stamps: one
SELECT DISTINCT toString(stamp) AS stamp
FROM
(
    SELECT stamp
    FROM identifier_seen
    WHERE customer_id = toUInt64({p0:String})
    UNION ALL
    SELECT alias.stamp AS stamp
    FROM alias
    FINAL
    WHERE alias.customer_id = toUInt64({p1:String})
    UNION ALL
    SELECT toUInt64({p2:String}) AS stamp
)
ORDER BY stamp ASC

-- listen.rights.tombstone_hashes: plain
SELECT hash
FROM tombstone
FINAL
WHERE NOT lifted

-- listen.rights.tombstone_state: plain
SELECT
    count() AS tombstones,
    toString(max(tombstone.changed_at)) AS changed_at
FROM tombstone

-- listen.rights.values: one
SELECT DISTINCT value
FROM trait_log
WHERE (trait_log.customer_id IN arrayMap(stamp -> toUInt64(stamp), {p0:Array(String)})) AND (value != '')
ORDER BY value ASC
LIMIT 10000
