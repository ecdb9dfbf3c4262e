-- listen.identify.review.records: two
WITH
    told AS
    (
        SELECT
            customer_id,
            'trait' AS what,
            toString(name) AS called,
            value
        FROM trait
        WHERE customer_id IN ({p0:Array(UInt64)})
        UNION ALL
        SELECT
            customer_id,
            'identifier' AS what,
            toString(kind) AS called,
            value
        FROM identifier
        WHERE customer_id IN ({p1:Array(UInt64)})
    )
SELECT
    toString(customer_id) AS customer_id,
    CAST(what, 'Enum8(\'trait\' = 0, \'identifier\' = 1)') AS kind,
    called AS name,
    value
FROM told
ORDER BY
    customer_id ASC,
    kind ASC,
    name ASC,
    value ASC
LIMIT {p2:Int64}
