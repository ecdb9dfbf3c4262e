-- listen.trait.said: plain
WITH
    by_source AS
    (
        SELECT
            customer_id,
            name,
            source,
            minIf(value, value != '') AS least,
            maxIf(value, value != '') AS greatest,
            max(said.occurred_at) AS last_at
        FROM trait_said AS said
        WHERE customer_id != 0
        GROUP BY
            customer_id,
            name,
            source
    ),
    by_customer AS
    (
        SELECT
            customer_id,
            name,
            minIf(least, least != '') != max(greatest) AS disputed,
            max(by_source.last_at) AS last_at,
            groupArray(toString(source)) AS sources
        FROM by_source
        GROUP BY
            customer_id,
            name
    ),
    counted AS
    (
        SELECT
            name,
            count() AS customers,
            countIf(by_customer.disputed) AS disputed,
            max(by_customer.last_at) AS last_at,
            sumMap(sources, arrayMap(_ -> toUInt64(1), sources)) AS sources
        FROM by_customer
        GROUP BY name
    )
SELECT
    toString(counted.name) AS name,
    customers,
    disputed,
    last_at,
    CAST(arraySort(pair -> (-toInt64(pair.2), pair.1), arrayZip(sources.1, sources.2)), 'Array(Tuple(source String, customers UInt64))') AS sources
FROM counted
ORDER BY
    customers DESC,
    name ASC

-- listen.trait.try: newest
WITH
    chosen AS
    (
        SELECT
            customer_id,
            name,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray(((toInt64(-if(startsWith(source, 'enrich:'), 1000000, 0)), toUnixTimestamp64Milli(occurred_at), value, toString(source)), said.value, toString(said.source), said.occurred_at))))[1] AS new_word
        FROM trait_said AS said
        WHERE (customer_id != 0) AND (name = {p0:String})
        GROUP BY
            customer_id,
            name
        HAVING (word.2) != (new_word.2)
    )
SELECT
    ifNull((
        SELECT uniqExact(customer_id)
        FROM chosen
    ), 0) AS customers,
    toString(chosen.customer_id) AS customer_id,
    toString(name) AS name,
    word.2 AS value,
    word.3 AS source,
    new_word.2 AS new_value,
    new_word.3 AS new_source
FROM chosen
ORDER BY
    chosen.customer_id ASC,
    name ASC
LIMIT {p1:Int64}

-- listen.trait.try: oldest
WITH
    chosen AS
    (
        SELECT
            customer_id,
            name,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray(((toInt64(-if(startsWith(source, 'enrich:'), 1000000, 0)), -toUnixTimestamp64Milli(occurred_at), value, toString(source)), said.value, toString(said.source), said.occurred_at))))[1] AS new_word
        FROM trait_said AS said
        WHERE (customer_id != 0) AND (name = {p0:String})
        GROUP BY
            customer_id,
            name
        HAVING (word.2) != (new_word.2)
    )
SELECT
    ifNull((
        SELECT uniqExact(customer_id)
        FROM chosen
    ), 0) AS customers,
    toString(chosen.customer_id) AS customer_id,
    toString(name) AS name,
    word.2 AS value,
    word.3 AS source,
    new_word.2 AS new_value,
    new_word.3 AS new_source
FROM chosen
ORDER BY
    chosen.customer_id ASC,
    name ASC
LIMIT {p1:Int64}

-- listen.trait.try: source
WITH
    chosen AS
    (
        SELECT
            customer_id,
            name,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray(((-toInt64(indexOf(arrayPushBack({p0:Array(String)}, toString(source)), toString(source)) + if(startsWith(source, 'enrich:') AND (NOT has({p1:Array(String)}, toString(source))), 1000000, 0)), toUnixTimestamp64Milli(occurred_at), value, toString(source)), said.value, toString(said.source), said.occurred_at))))[1] AS new_word
        FROM trait_said AS said
        WHERE (customer_id != 0) AND (name = {p2:String})
        GROUP BY
            customer_id,
            name
        HAVING (word.2) != (new_word.2)
    )
SELECT
    ifNull((
        SELECT uniqExact(customer_id)
        FROM chosen
    ), 0) AS customers,
    toString(chosen.customer_id) AS customer_id,
    toString(name) AS name,
    word.2 AS value,
    word.3 AS source,
    new_word.2 AS new_value,
    new_word.3 AS new_source
FROM chosen
ORDER BY
    chosen.customer_id ASC,
    name ASC
LIMIT {p3:Int64}

-- listen.trait.try: complete_by_default
WITH
    chosen AS
    (
        SELECT
            customer_id,
            name,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word,
            arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray(((toInt64(lengthUTF8(trimBoth(value))) - if(startsWith(source, 'enrich:'), 1000000, 0), toUnixTimestamp64Milli(occurred_at), value, toString(source)), said.value, toString(said.source), said.occurred_at))))[1] AS new_word
        FROM trait_said AS said
        WHERE (customer_id != 0) AND (name NOT IN ({p0:Array(String)}))
        GROUP BY
            customer_id,
            name
        HAVING (word.2) != (new_word.2)
    )
SELECT
    ifNull((
        SELECT uniqExact(customer_id)
        FROM chosen
    ), 0) AS customers,
    toString(chosen.customer_id) AS customer_id,
    toString(name) AS name,
    word.2 AS value,
    word.3 AS source,
    new_word.2 AS new_value,
    new_word.3 AS new_source
FROM chosen
ORDER BY
    chosen.customer_id ASC,
    name ASC
LIMIT {p1:Int64}
