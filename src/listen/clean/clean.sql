-- listen.clean.orphans: plain
SELECT raw
FROM clean_value
WHERE (kind = {p0:String}) AND (raw NOT IN (
    SELECT value
    FROM identifier_log
    WHERE kind IN ({p1:Array(String)})
)) AND (raw NOT IN (
    SELECT value
    FROM trait_log
    WHERE name IN ({p2:Array(String)})
))
LIMIT 1

-- listen.clean.print: plain
SELECT ifNull(concat(toString((
        SELECT toUnixTimestamp64Milli(max(received_at))
        FROM identifier_log
    )), ' ', toString((
        SELECT max(version)
        FROM alias
    )), ' ', toString((
        SELECT count()
        FROM tombstone
    ))), '') AS print

-- listen.clean.waiting: plain
WITH
    told AS
    (
        SELECT value AS raw
        FROM identifier_log
        WHERE (kind IN ({p0:Array(String)})) AND (value > {p1:String})
        UNION ALL
        SELECT value AS raw
        FROM trait_log
        WHERE (name IN ({p2:Array(String)})) AND (value > {p3:String})
    )
SELECT DISTINCT raw
FROM told
WHERE (length(raw) <= {p4:Int64}) AND isValidUTF8(raw) AND (raw NOT IN (
    SELECT raw
    FROM clean_value
    FINAL
    WHERE (kind = {p5:String}) AND (stand = {p6:String}) AND (raw > {p7:String})
))
ORDER BY raw ASC
LIMIT {p8:Int64}
