-- listen.block.identifiers: plain
SELECT DISTINCT
    toString(kind) AS kind,
    value
FROM identifier
WHERE customer_id = toUInt64({p0:String})
ORDER BY
    kind ASC,
    value ASC
LIMIT 1000
