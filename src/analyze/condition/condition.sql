-- analyze.condition.count: everybody
WITH
    facts AS
    (
        SELECT customer_id
        FROM identifier_seen
        WHERE true
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM facts
WHERE (customer_id != 0) AND (1)

-- analyze.condition.count: events
WITH
    facts AS
    (
        SELECT
            customer_id,
            countIf((name = {p0:String}) AND has({p1:Array(String)}, lowerUTF8(toString(channel))) AND (occurred_at <= {p2:DateTime64(3, 'UTC')}) AND (occurred_at >= toDateTime64({p3:Date}, 3, {p4:String})) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String}))) AS fact_0
        FROM event
        WHERE ((name = {p7:String}) AND has({p8:Array(String)}, lowerUTF8(toString(channel))) AND (occurred_at <= {p9:DateTime64(3, 'UTC')}) AND (occurred_at >= toDateTime64({p10:Date}, 3, {p11:String})) AND (occurred_at < toDateTime64({p12:Date}, 3, {p13:String}))) AND (customer_id != 0) AND true
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM facts
WHERE (customer_id != 0) AND (ifNull(fact_0, 0) >= {p14:Float64})

-- analyze.condition.count: sample
WITH
    facts AS
    (
        SELECT
            customer_id,
            max(fact_0) AS fact_0
        FROM
        (
            SELECT
                customer_id,
                anyIf(value, name = {p0:String}) AS fact_0
            FROM
            (
                SELECT
                    customer_id,
                    toString(name) AS name,
                    (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word).2 AS value
                FROM trait_said AS said
                WHERE (name = {p1:String}) AND (said.occurred_at <= {p2:DateTime64(3, 'UTC')}) AND ((stamp < toUInt64({p3:String})) OR (stamp IN (
                    SELECT alias.stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id < toUInt64({p4:String})
                )))
                GROUP BY
                    customer_id,
                    name
                HAVING value != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0
            FROM identifier_seen
            WHERE ((stamp < toUInt64({p5:String})) OR (stamp IN (
                SELECT alias.stamp
                FROM alias
                FINAL
                WHERE alias.customer_id < toUInt64({p6:String})
            )))
            GROUP BY customer_id
        )
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM facts
WHERE (customer_id != 0) AND (customer_id < toUInt64({p7:String})) AND (NOT (has({p8:Array(String)}, lowerUTF8(ifNull(fact_0, '')))))

-- analyze.condition.count: every_kind
WITH
    facts AS
    (
        SELECT
            customer_id,
            max(fact_0) AS fact_0,
            max(fact_1) AS fact_1,
            max(fact_2) AS fact_2,
            max(fact_3) AS fact_3,
            max(fact_4) AS fact_4,
            max(fact_5) AS fact_5,
            max(fact_6) AS fact_6,
            max(fact_7) AS fact_7
        FROM
        (
            SELECT
                customer_id,
                anyIf(value, name = {p0:String}) AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                NULL AS fact_7
            FROM
            (
                SELECT
                    customer_id,
                    toString(name) AS name,
                    (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word).2 AS value
                FROM trait_said AS said
                WHERE (name = {p1:String}) AND (said.occurred_at <= {p2:DateTime64(3, 'UTC')}) AND true
                GROUP BY
                    customer_id,
                    name
                HAVING value != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                countIf((name = {p3:String}) AND has({p4:Array(String)}, lowerUTF8(toString(channel))) AND (occurred_at <= {p5:DateTime64(3, 'UTC')}) AND (occurred_at > {p6:DateTime64(3, 'UTC')})) AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                arrayCount(start -> (start > 0), arrayFold((starts, happened) -> arrayMap((start, before, fits) -> if(fits AND (before > 0) AND (((happened.1) - before) <= {p7:Int64}), greatest(start, before), start), starts, arrayPopBack(arrayPushFront(starts, happened.1)), happened.2), arraySort(groupArrayIf((toUnixTimestamp64Milli(occurred_at), [(name = {p8:String}), (name = {p9:String})]), ((name = {p10:String}) OR (name = {p11:String})) AND (occurred_at <= {p12:DateTime64(3, 'UTC')}) AND (occurred_at > {p13:DateTime64(3, 'UTC')}))), arrayResize(emptyArrayInt64(), {p14:Int64}))) AS fact_7
            FROM event
            WHERE (((name = {p15:String}) AND has({p16:Array(String)}, lowerUTF8(toString(channel))) AND (occurred_at <= {p17:DateTime64(3, 'UTC')}) AND (occurred_at > {p18:DateTime64(3, 'UTC')})) OR (((name = {p19:String}) OR (name = {p20:String})) AND (occurred_at <= {p21:DateTime64(3, 'UTC')}) AND (occurred_at > {p22:DateTime64(3, 'UTC')}))) AND (customer_id != 0) AND true
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                countIf((kind = {p23:String}) AND (occurred_at <= {p24:DateTime64(3, 'UTC')})) AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                NULL AS fact_7
            FROM
            (
                SELECT
                    customer_id,
                    stamp,
                    kind,
                    first_seen_at AS occurred_at
                FROM identifier_seen
            )
            WHERE (kind = {p25:String}) AND true
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                anyIf(toString(class), scheme = {p26:String}) AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                NULL AS fact_7
            FROM
            (
                SELECT
                    customer_id,
                    scheme,
                    argMax(word.class, word.weight) AS class
                FROM class_word AS word
                WHERE (scheme = {p27:String}) AND (word.computed_at <= {p28:DateTime64(3, 'UTC')}) AND true
                GROUP BY
                    customer_id,
                    scheme
                HAVING class != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                countIf(segment_id = {p29:String}) AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                NULL AS fact_7
            FROM
            (
                SELECT
                    customer_id,
                    segment_id
                FROM segment_word
                WHERE (segment_id = {p30:String}) AND (changed_at <= {p31:DateTime64(3, 'UTC')}) AND true
                GROUP BY
                    customer_id,
                    segment_id
                HAVING argMax(inside, (changed_at, own, inside))
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                any(value) AS fact_5,
                NULL AS fact_6,
                NULL AS fact_7
            FROM
            (
                SELECT
                    customer_id,
                    map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics,
                    if((statistics[{p32:String}]) = 0, NULL, (statistics[{p33:String}]) / (statistics[{p34:String}])) AS value
                FROM
                (
                    SELECT
                        customer_id,
                        stamp,
                        occurred_at,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (occurred_at <= {p35:DateTime64(3, 'UTC')}) AND true
                )
                GROUP BY customer_id
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                count() AS fact_6,
                NULL AS fact_7
            FROM consent_allowed(purpose = {p36:String}, channel = {p37:String}, at = {p38:DateTime64(3, 'UTC')})
            WHERE true
            GROUP BY customer_id
        )
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM facts
WHERE (customer_id != 0) AND ((has({p39:Array(String)}, lowerUTF8(ifNull(fact_0, '')))) AND (ifNull(fact_1, 0) >= {p40:Float64}) AND (ifNull(fact_2 > 0, 0)) AND (ifNull(toUInt8(has({p41:Array(String)}, ifNull(fact_3, ''))) > 0, 0)) AND (ifNull(fact_4 > 0, 0)) AND (ifNull(fact_5 > {p42:Float64}, 0)) AND (ifNull(fact_6 > 0, 0)) AND (NOT (ifNull(fact_7 = {p43:Int64}, 0))))

-- analyze.condition.count: some_people
WITH
    facts AS
    (
        SELECT
            customer_id,
            max(fact_0) AS fact_0,
            max(fact_1) AS fact_1,
            max(fact_2) AS fact_2,
            max(fact_3) AS fact_3,
            max(fact_4) AS fact_4,
            max(fact_5) AS fact_5,
            max(fact_6) AS fact_6,
            max(tally_count) AS tally_count
        FROM
        (
            SELECT
                customer_id,
                anyIf(value, name = {p0:String}) AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    toString(name) AS name,
                    (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word).2 AS value
                FROM trait_said AS said
                WHERE (name = {p1:String}) AND (said.occurred_at <= {p2:DateTime64(3, 'UTC')}) AND (stamp IN (
                    SELECT stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id IN ({p3:Array(UInt64)})
                    UNION ALL
                    SELECT arrayJoin({p4:Array(UInt64)})
                ))
                GROUP BY
                    customer_id,
                    name
                HAVING value != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                countIf((kind = {p5:String}) AND (occurred_at <= {p6:DateTime64(3, 'UTC')})) AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    stamp,
                    kind,
                    first_seen_at AS occurred_at
                FROM identifier_seen
            )
            WHERE (kind = {p7:String}) AND (stamp IN (
                SELECT stamp
                FROM alias
                FINAL
                WHERE alias.customer_id IN ({p8:Array(UInt64)})
                UNION ALL
                SELECT arrayJoin({p9:Array(UInt64)})
            ))
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                anyIf(toString(class), scheme = {p10:String}) AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    scheme,
                    argMax(word.class, word.weight) AS class
                FROM class_word AS word
                WHERE (scheme = {p11:String}) AND (word.computed_at <= {p12:DateTime64(3, 'UTC')}) AND (stamp IN (
                    SELECT stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id IN ({p13:Array(UInt64)})
                    UNION ALL
                    SELECT arrayJoin({p14:Array(UInt64)})
                ))
                GROUP BY
                    customer_id,
                    scheme
                HAVING class != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                countIf(segment_id = {p15:String}) AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    segment_id
                FROM segment_word
                WHERE (segment_id = {p16:String}) AND (changed_at <= {p17:DateTime64(3, 'UTC')}) AND (stamp IN (
                    SELECT stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id IN ({p18:Array(UInt64)})
                    UNION ALL
                    SELECT arrayJoin({p19:Array(UInt64)})
                ))
                GROUP BY
                    customer_id,
                    segment_id
                HAVING argMax(inside, (changed_at, own, inside))
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                any(value) AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics,
                    if((statistics[{p20:String}]) = 0, NULL, (statistics[{p21:String}]) / (statistics[{p22:String}])) AS value
                FROM
                (
                    SELECT
                        customer_id,
                        stamp,
                        occurred_at,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (occurred_at <= {p23:DateTime64(3, 'UTC')}) AND (stamp IN (
                        SELECT stamp
                        FROM alias
                        FINAL
                        WHERE alias.customer_id IN ({p24:Array(UInt64)})
                        UNION ALL
                        SELECT arrayJoin({p25:Array(UInt64)})
                    ))
                )
                GROUP BY customer_id
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                count() AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM consent_allowed(purpose = {p26:String}, channel = {p27:String}, at = {p28:DateTime64(3, 'UTC')})
            WHERE has({p29:Array(String)}, toString(customer_id))
            GROUP BY customer_id
            UNION ALL
            WITH
                toDate(occurred_at, {p30:String}) AS day,
                name NOT IN ('Segment Entered', 'Segment Left') AS ordinary,
                [has({p31:Array(String)}, lowerUTF8(toString(channel)))] AS fits,
                [(occurred_at <= {p32:DateTime64(3, 'UTC')}) AND (occurred_at > {p33:DateTime64(3, 'UTC')})] AS inside,
                [multiIf(occurred_at > {p34:DateTime64(3, 'UTC')}, toUnixTimestamp64Milli(occurred_at), occurred_at > {p35:DateTime64(3, 'UTC')}, toUnixTimestamp64Milli(occurred_at) + {p36:Int64}, NULL)] AS changes,
                [] AS numbers
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                arrayCount(start -> (start > 0), arrayFold((starts, happened) -> arrayMap((start, before, fits) -> if(fits AND (before > 0) AND (((happened.1) - before) <= {p37:Int64}), greatest(start, before), start), starts, arrayPopBack(arrayPushFront(starts, happened.1)), happened.2), arraySort(groupArrayIf((toUnixTimestamp64Milli(occurred_at), [(name = {p38:String}), (name = {p39:String})]), ((name = {p40:String}) OR (name = {p41:String})) AND (occurred_at <= {p42:DateTime64(3, 'UTC')}) AND (occurred_at > {p43:DateTime64(3, 'UTC')}))), arrayResize(emptyArrayInt64(), {p44:Int64}))) AS fact_6,
                sumForEach(arrayMap((e, f, w, v) -> toUInt64(if(e = '', ordinary, name = e) AND (fits[f]) AND (inside[w])), {p45:Array(String)}, {p46:Array(UInt16)}, {p47:Array(UInt16)}, {p48:Array(UInt16)})) AS tally_count
            FROM event
            WHERE ((((name = {p49:String}) OR (name = {p50:String})) AND (occurred_at <= {p51:DateTime64(3, 'UTC')}) AND (occurred_at > {p52:DateTime64(3, 'UTC')})) OR (name IN ({p53:Array(String)}))) AND (customer_id != 0) AND (stamp IN (
                SELECT stamp
                FROM alias
                FINAL
                WHERE alias.customer_id IN ({p54:Array(UInt64)})
                UNION ALL
                SELECT arrayJoin({p55:Array(UInt64)})
            ))
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT arrayJoin({p56:Array(UInt64)}) AS customer_id
            )
        )
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM facts
WHERE (customer_id != 0) AND ((has({p57:Array(String)}, lowerUTF8(ifNull(fact_0, '')))) AND ((tally_count[{p58:Int64}]) >= {p59:Float64}) AND (ifNull(fact_1 > 0, 0)) AND (ifNull(toUInt8(has({p60:Array(String)}, ifNull(fact_2, ''))) > 0, 0)) AND (ifNull(fact_3 > 0, 0)) AND (ifNull(fact_4 > {p61:Float64}, 0)) AND (ifNull(fact_5 > 0, 0)) AND (NOT (ifNull(fact_6 = {p62:Int64}, 0))))

-- analyze.condition.events: plain
WITH
    named AS
    (
        SELECT
            name,
            count() AS words
        FROM event_log
        WHERE name != ''
        GROUP BY name
        ORDER BY
            words DESC,
            name ASC
        LIMIT 500
    ),
    described AS
    (
        SELECT
            name,
            arraySort(groupUniqArrayArray(200)(mapKeys(properties))) AS properties
        FROM event_log
        WHERE customer_id < (toUInt64({p0:String}) * if((
            SELECT count()
            FROM event_log
        ) > 2000000, 1, 15))
        GROUP BY name
    )
SELECT
    toString(named.name) AS name,
    arrayMap(key -> toString(key), described.properties) AS properties
FROM named
LEFT JOIN described ON named.name = described.name
ORDER BY
    words DESC,
    named.name ASC

-- analyze.condition.known_values: trait
SELECT
    value,
    uniqExact(customer_id) AS customers
FROM
(
    SELECT
        value,
        customer_id
    FROM trait
    WHERE name = {p0:String}
)
WHERE value != ''
GROUP BY value
ORDER BY
    customers DESC,
    value ASC
LIMIT 50

-- analyze.condition.known_values: property
SELECT
    value,
    uniqExact(customer_id) AS customers
FROM
(
    SELECT
        properties[{p0:String}] AS value,
        customer_id
    FROM event
    WHERE (name = {p1:String}) AND (customer_id != 0)
)
WHERE (value != '') AND (positionCaseInsensitiveUTF8(value, {p2:String}) > 0)
GROUP BY value
ORDER BY
    customers DESC,
    value ASC
LIMIT 50

-- analyze.condition.names: plain
SELECT
    of,
    name
FROM
(
    SELECT
        'trait' AS of,
        toString(name) AS name,
        count() AS words
    FROM trait_log
    GROUP BY name
    UNION ALL
    SELECT
        'identifier' AS of,
        toString(kind) AS name,
        count() AS words
    FROM identifier_log
    GROUP BY kind
)
ORDER BY
    of ASC,
    words DESC,
    name ASC
LIMIT 500 BY of

-- analyze.condition.purposes: plain
SELECT
    toString(target.1) AS purpose,
    arraySort(groupUniqArray(toString(target.2))) AS channels
FROM
(
    SELECT arrayJoin(CAST(targets, 'Array(Tuple(String, String))')) AS target
    FROM consent_mapping
    FINAL
)
GROUP BY purpose
ORDER BY purpose ASC

-- analyze.condition.size: plain
SELECT count() AS words
FROM identifier_log

-- analyze.condition.why: plain
WITH
    facts AS
    (
        SELECT
            customer_id,
            max(fact_0) AS fact_0,
            max(fact_1) AS fact_1,
            max(fact_2) AS fact_2,
            max(fact_3) AS fact_3,
            max(fact_4) AS fact_4,
            max(fact_5) AS fact_5,
            max(fact_6) AS fact_6,
            max(tally_count) AS tally_count
        FROM
        (
            SELECT
                customer_id,
                anyIf(value, name = {p0:String}) AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    toString(name) AS name,
                    (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word).2 AS value
                FROM trait_said AS said
                WHERE (name = {p1:String}) AND (said.occurred_at <= {p2:DateTime64(3, 'UTC')}) AND (stamp IN (
                    SELECT stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id IN ({p3:Array(UInt64)})
                    UNION ALL
                    SELECT arrayJoin({p4:Array(UInt64)})
                ))
                GROUP BY
                    customer_id,
                    name
                HAVING value != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                countIf((kind = {p5:String}) AND (occurred_at <= {p6:DateTime64(3, 'UTC')})) AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    stamp,
                    kind,
                    first_seen_at AS occurred_at
                FROM identifier_seen
            )
            WHERE (kind = {p7:String}) AND (stamp IN (
                SELECT stamp
                FROM alias
                FINAL
                WHERE alias.customer_id IN ({p8:Array(UInt64)})
                UNION ALL
                SELECT arrayJoin({p9:Array(UInt64)})
            ))
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                anyIf(toString(class), scheme = {p10:String}) AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    scheme,
                    argMax(word.class, word.weight) AS class
                FROM class_word AS word
                WHERE (scheme = {p11:String}) AND (word.computed_at <= {p12:DateTime64(3, 'UTC')}) AND (stamp IN (
                    SELECT stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id IN ({p13:Array(UInt64)})
                    UNION ALL
                    SELECT arrayJoin({p14:Array(UInt64)})
                ))
                GROUP BY
                    customer_id,
                    scheme
                HAVING class != ''
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                countIf(segment_id = {p15:String}) AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    segment_id
                FROM segment_word
                WHERE (segment_id = {p16:String}) AND (changed_at <= {p17:DateTime64(3, 'UTC')}) AND (stamp IN (
                    SELECT stamp
                    FROM alias
                    FINAL
                    WHERE alias.customer_id IN ({p18:Array(UInt64)})
                    UNION ALL
                    SELECT arrayJoin({p19:Array(UInt64)})
                ))
                GROUP BY
                    customer_id,
                    segment_id
                HAVING argMax(inside, (changed_at, own, inside))
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                any(value) AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT
                    customer_id,
                    map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics,
                    if((statistics[{p20:String}]) = 0, NULL, (statistics[{p21:String}]) / (statistics[{p22:String}])) AS value
                FROM
                (
                    SELECT
                        customer_id,
                        stamp,
                        occurred_at,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (occurred_at <= {p23:DateTime64(3, 'UTC')}) AND (stamp IN (
                        SELECT stamp
                        FROM alias
                        FINAL
                        WHERE alias.customer_id IN ({p24:Array(UInt64)})
                        UNION ALL
                        SELECT arrayJoin({p25:Array(UInt64)})
                    ))
                )
                GROUP BY customer_id
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                count() AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM consent_allowed(purpose = {p26:String}, channel = {p27:String}, at = {p28:DateTime64(3, 'UTC')})
            WHERE has({p29:Array(String)}, toString(customer_id))
            GROUP BY customer_id
            UNION ALL
            WITH
                toDate(occurred_at, {p30:String}) AS day,
                name NOT IN ('Segment Entered', 'Segment Left') AS ordinary,
                [has({p31:Array(String)}, lowerUTF8(toString(channel)))] AS fits,
                [(occurred_at <= {p32:DateTime64(3, 'UTC')}) AND (occurred_at > {p33:DateTime64(3, 'UTC')})] AS inside,
                [multiIf(occurred_at > {p34:DateTime64(3, 'UTC')}, toUnixTimestamp64Milli(occurred_at), occurred_at > {p35:DateTime64(3, 'UTC')}, toUnixTimestamp64Milli(occurred_at) + {p36:Int64}, NULL)] AS changes,
                [] AS numbers
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                arrayCount(start -> (start > 0), arrayFold((starts, happened) -> arrayMap((start, before, fits) -> if(fits AND (before > 0) AND (((happened.1) - before) <= {p37:Int64}), greatest(start, before), start), starts, arrayPopBack(arrayPushFront(starts, happened.1)), happened.2), arraySort(groupArrayIf((toUnixTimestamp64Milli(occurred_at), [(name = {p38:String}), (name = {p39:String})]), ((name = {p40:String}) OR (name = {p41:String})) AND (occurred_at <= {p42:DateTime64(3, 'UTC')}) AND (occurred_at > {p43:DateTime64(3, 'UTC')}))), arrayResize(emptyArrayInt64(), {p44:Int64}))) AS fact_6,
                sumForEach(arrayMap((e, f, w, v) -> toUInt64(if(e = '', ordinary, name = e) AND (fits[f]) AND (inside[w])), {p45:Array(String)}, {p46:Array(UInt16)}, {p47:Array(UInt16)}, {p48:Array(UInt16)})) AS tally_count
            FROM event
            WHERE ((((name = {p49:String}) OR (name = {p50:String})) AND (occurred_at <= {p51:DateTime64(3, 'UTC')}) AND (occurred_at > {p52:DateTime64(3, 'UTC')})) OR (name IN ({p53:Array(String)}))) AND (customer_id != 0) AND (stamp IN (
                SELECT stamp
                FROM alias
                FINAL
                WHERE alias.customer_id IN ({p54:Array(UInt64)})
                UNION ALL
                SELECT arrayJoin({p55:Array(UInt64)})
            ))
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                NULL AS fact_0,
                NULL AS fact_1,
                NULL AS fact_2,
                NULL AS fact_3,
                NULL AS fact_4,
                NULL AS fact_5,
                NULL AS fact_6,
                [] AS tally_count
            FROM
            (
                SELECT arrayJoin({p56:Array(UInt64)}) AS customer_id
            )
        )
        GROUP BY customer_id
    )
SELECT
    [toUInt8((has({p57:Array(String)}, lowerUTF8(ifNull(fact_0, '')))) AND ((tally_count[{p58:Int64}]) >= {p59:Float64}) AND (ifNull(fact_1 > 0, 0)) AND (ifNull(toUInt8(has({p60:Array(String)}, ifNull(fact_2, ''))) > 0, 0)) AND (ifNull(fact_3 > 0, 0)) AND (ifNull(fact_4 > {p61:Float64}, 0)) AND (ifNull(fact_5 > 0, 0)) AND (NOT (ifNull(fact_6 = {p62:Int64}, 0)))), toUInt8(has({p63:Array(String)}, lowerUTF8(ifNull(fact_0, '')))), toUInt8((tally_count[{p64:Int64}]) >= {p65:Float64}), toUInt8(ifNull(fact_1 > 0, 0)), toUInt8(ifNull(toUInt8(has({p66:Array(String)}, ifNull(fact_2, ''))) > 0, 0)), toUInt8(ifNull(fact_3 > 0, 0)), toUInt8(ifNull(fact_4 > {p67:Float64}, 0)), toUInt8(ifNull(fact_5 > 0, 0)), toUInt8(NOT (ifNull(fact_6 = {p68:Int64}, 0))), toUInt8(ifNull(fact_6 = {p69:Int64}, 0))] AS holds,
    [CAST(NULL, 'Nullable(String)'), CAST(nullIf(fact_0, ''), 'Nullable(String)'), CAST(toString(tally_count[{p70:Int64}]), 'Nullable(String)'), CAST(toString(fact_1), 'Nullable(String)'), CAST(nullIf(fact_2, ''), 'Nullable(String)'), CAST(toString(fact_3), 'Nullable(String)'), CAST(toString(fact_4), 'Nullable(String)'), CAST(if(ifNull(fact_5, 0) > 0, 'granted', 'not granted'), 'Nullable(String)'), CAST(NULL, 'Nullable(String)'), CAST(toString(ifNull(fact_6, 0)), 'Nullable(String)')] AS actual
FROM facts
