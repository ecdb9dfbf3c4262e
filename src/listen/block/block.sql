-- listen.block.identifiers: plain
SELECT DISTINCT
    toString(kind) AS kind,
    value
FROM identifier_seen
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
ORDER BY
    kind ASC,
    value ASC
LIMIT 1000
