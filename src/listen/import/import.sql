-- listen.import.letter_names: one
SELECT mapKeys(raw) AS names
FROM dead_letter
WHERE (import_id = {p0:Int64}) AND notEmpty(raw)
ORDER BY
    file ASC,
    line ASC
LIMIT 1

-- listen.import.letters: one
WITH
    letters AS
    (
        SELECT
            file,
            line,
            argMax(dead_letter.code, received_at) AS code,
            argMax(dead_letter.column, received_at) AS column,
            argMax(raw, received_at) AS cells
        FROM dead_letter
        WHERE import_id = {p0:Int64}
        GROUP BY
            file,
            line
    )
SELECT
    code,
    column,
    count() AS rows,
    CAST(arraySlice(arraySort(groupArray((file, line, cells[column]))), 1, 3), 'Array(Tuple(file String, line UInt64, value String))') AS examples
FROM letters
GROUP BY
    code,
    column
ORDER BY
    rows DESC,
    code ASC,
    column ASC

-- listen.import.made: one
WITH
    events AS
    (
        SELECT
            uniqExact(id) AS events,
            sum(length(products.line)) AS lines
        FROM event_log
        WHERE (source = {p0:String}) AND (import_id = {p1:Int64}) AND (event_log.received_at = {p2:DateTime64(3, 'UTC')})
    ),
    customers AS
    (
        SELECT uniqExact(customer_id) AS customers
        FROM identifier_log
        WHERE (source = {p3:String}) AND (identifier_log.received_at = {p4:DateTime64(3, 'UTC')})
    )
SELECT
    events,
    lines,
    customers
FROM events
CROSS JOIN customers

-- listen.import.moved: one
WITH
    mine AS
    (
        SELECT id
        FROM event_log
        WHERE (event_log.source = {p0:String}) AND (event_log.import_id = {p1:Int64})
    ),
    places AS
    (
        SELECT
            id,
            uniqExact(customer_id, original_at) AS places
        FROM event_log
        WHERE (event_log.source = {p2:String}) AND (id IN (
            SELECT id
            FROM mine
        ))
        GROUP BY id
    )
SELECT countIf(places > 1) AS orders
FROM places

-- listen.import.sample: parquet
SELECT [CAST(toString(c0), 'Nullable(String)'), CAST(replaceRegexpOne(toString(c1), '\\.0+$', ''), 'Nullable(String)')] AS cells
FROM
(
    SELECT
        c0,
        c1
    FROM `null`('c0 Nullable(String), c1 Nullable(DateTime64(3))')
)
LIMIT {p0:Int64}

-- listen.import.tally: order_lines
WITH
    raw AS
    (
        SELECT
            c0,
            c1,
            c2,
            c3,
            c4,
            c5,
            c6,
            file,
            line
        FROM `null`({p0:String})
    ),
    parsed AS
    (
        SELECT
            c0,
            c1,
            c2,
            c3,
            c4,
            c5,
            c6,
            file,
            line,
            c0 AS order_id,
            c1 AS product_id,
            parseDateTime64BestEffortOrNull(c3, 3, 'UTC') AS occurred,
            toDecimal64OrNull(if((position(c2, ',') > 0) AND match(c2, '^-?\\d{1,3}(,\\d{3})+(\\.\\d+)?$'), replaceAll(c2, ',', ''), c2), 3) AS quantity,
            toDecimal64OrNull(if((position(c4, ',') > 0) AND match(c4, '^-?\\d{1,3}(,\\d{3})+(\\.\\d+)?$'), replaceAll(c4, ',', ''), c4), 4) AS price,
            c5 AS t5,
            c6 AS t6
        FROM raw
    ),
    checked AS
    (
        SELECT
            *,
            toUInt8(multiIf(order_id = '', 1, (occurred IS NULL) AND (c3 = ''), 2, occurred IS NULL, 3, toUnixTimestamp64Milli(occurred) < 86400000, 4, occurred > {p1:DateTime64(3, 'UTC')}, 5, (quantity IS NULL) AND (c2 = ''), 6, quantity IS NULL, 7, abs(quantity) > 1000000000, 8, (price IS NULL) AND (c4 = ''), 9, price IS NULL, 10, abs(price) > 1000000000, 11, abs(toFloat64(quantity) * toFloat64(price)) > 1000000000, 12, 0)) AS fault
        FROM parsed
    )
SELECT
    fault,
    count() AS rows,
    CAST(groupArrayIf(3)((file, line, if(fault = 0, '', [c0, c3, c3, c3, c3, c2, c2, c2, c4, c4, c4, c4][fault])), fault > 0), 'Array(Tuple(file String, line UInt64, value String))') AS examples
FROM checked
GROUP BY fault
ORDER BY fault ASC

-- listen.import.totals: order_lines
WITH
    raw AS
    (
        SELECT
            c0,
            c1,
            c2,
            c3,
            c4,
            c5,
            c6,
            file,
            line
        FROM `null`({p0:String})
    ),
    parsed AS
    (
        SELECT
            c0,
            c1,
            c2,
            c3,
            c4,
            c5,
            c6,
            file,
            line,
            c0 AS order_id,
            c1 AS product_id,
            parseDateTime64BestEffortOrNull(c3, 3, 'UTC') AS occurred,
            toDecimal64OrNull(if((position(c2, ',') > 0) AND match(c2, '^-?\\d{1,3}(,\\d{3})+(\\.\\d+)?$'), replaceAll(c2, ',', ''), c2), 3) AS quantity,
            toDecimal64OrNull(if((position(c4, ',') > 0) AND match(c4, '^-?\\d{1,3}(,\\d{3})+(\\.\\d+)?$'), replaceAll(c4, ',', ''), c4), 4) AS price,
            c5 AS t5,
            c6 AS t6
        FROM raw
    ),
    checked AS
    (
        SELECT
            *,
            toUInt8(multiIf(order_id = '', 1, (occurred IS NULL) AND (c3 = ''), 2, occurred IS NULL, 3, toUnixTimestamp64Milli(occurred) < 86400000, 4, occurred > {p1:DateTime64(3, 'UTC')}, 5, (quantity IS NULL) AND (c2 = ''), 6, quantity IS NULL, 7, abs(quantity) > 1000000000, 8, (price IS NULL) AND (c4 = ''), 9, price IS NULL, 10, abs(price) > 1000000000, 11, abs(toFloat64(quantity) * toFloat64(price)) > 1000000000, 12, 0)) AS fault
        FROM parsed
    ),
    taken AS
    (
        SELECT
            *,
            multiIf(NOT ((lower(trimBoth(if(endsWith(t5, '.0') AND match(t5, '^\\d+\\.0$'), substring(t5, 1, length(t5) - 2), trimBoth(t5)), {p2:String})) IN ({p3:Array(String)})) OR (trimBoth(lower(trimBoth(if(endsWith(t5, '.0') AND match(t5, '^\\d+\\.0$'), substring(t5, 1, length(t5) - 2), trimBoth(t5)), {p4:String})), '0-') = '')), sipHash64({p5:String}, if(endsWith(t5, '.0') AND match(t5, '^\\d+\\.0$'), substring(t5, 1, length(t5) - 2), trimBoth(t5))), toUInt64(0)) AS customer_id
        FROM checked
        WHERE fault = 0
    )
SELECT
    uniqExact(sipHash64(order_id)) AS orders,
    uniqExactIf(customer_id, customer_id != 0) AS customers,
    countIf(customer_id = 0) AS without_customer,
    toInt64(round(sum(if((((assumeNotNull(quantity) < 0) OR (assumeNotNull(price) < 0)) OR match(order_id, {p6:String})) AND ((assumeNotNull(quantity) * assumeNotNull(price)) > 0), -(assumeNotNull(quantity) * assumeNotNull(price)), assumeNotNull(quantity) * assumeNotNull(price))) * 100)) AS revenue_minor,
    minOrNull(occurred) AS first_at,
    maxOrNull(occurred) AS last_at
FROM taken
