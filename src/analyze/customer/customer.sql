-- analyze.customer.facets: plain
WITH
    told AS
    (
        SELECT arrayJoin([('kind', multiIf((name = 'Order Refunded') OR ((name = 'Order Completed') AND (revenue < 0)), 'refund', (name IN ('Order Completed', 'Order Updated', 'Order Cancelled')), 'order', (type IN ('page', 'screen')), 'visit', (type IN ('identify', 'group', 'alias')), 'identity', transform(toString(name), {p0:Array(String)}, {p1:Array(String)}, 'other'))), ('channel', toString(channel)), ('source', toString(source))]) AS pair
        FROM event
        WHERE stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p2:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p3:Array(UInt64)})
        )
    )
SELECT
    pair.1 AS facet,
    pair.2 AS value,
    count() AS events
FROM told
WHERE (pair.2) != ''
GROUP BY pair
ORDER BY
    events DESC,
    value ASC

-- analyze.customer.feelings: plain
SELECT
    toString(event.id) AS id,
    name,
    occurred_at,
    source,
    channel,
    toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])) AS score,
    properties
FROM event
WHERE (name IN ({p0:Array(String)})) AND (stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p1:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p2:Array(UInt64)})
))
ORDER BY
    event.occurred_at DESC,
    event.id DESC
LIMIT 100

-- analyze.customer.figures: all_time
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND true AND (stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p0:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p1:Array(UInt64)})
        ))
    ),
    figures AS
    (
        SELECT
            customer_id,
            uniqExactIf(order_key, purchase AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            -sumIf(revenue, counts AND (NOT purchase)) AS refunded,
            minOrNullIf(occurred_at, purchase) AS first_order_at,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM activity
        GROUP BY customer_id
    )
SELECT
    toString(figures.customer_id) AS customer_id,
    orders,
    net,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at
FROM figures

-- analyze.customer.figures: of_period
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            occurred_at >= toDateTime64({p0:Date}, 3, {p1:String}) AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p4:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p5:Array(UInt64)})
        ))
    ),
    figures AS
    (
        SELECT
            customer_id,
            uniqExactIf(order_key, purchase AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            -sumIf(revenue, counts AND (NOT purchase)) AS refunded,
            minOrNullIf(occurred_at, purchase) AS first_order_at,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM activity
        GROUP BY customer_id
    )
SELECT
    toString(figures.customer_id) AS customer_id,
    orders,
    net,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at
FROM figures

-- analyze.customer.habits: plain
WITH
    happened AS
    (
        SELECT
            occurred_at,
            toString(channel) AS channel,
            toString(toHour(occurred_at, {p0:String})) AS hour,
            toStartOfMonth(toDate(occurred_at, {p1:String})) AS month,
            revenue,
            name IN ('Order Completed', 'Order Refunded') AS moves_revenue,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            if(order_id = '', toString(id), order_id) AS order_key
        FROM event
        WHERE stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p2:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p3:Array(UInt64)})
        )
    )
SELECT
    count() AS events,
    minOrNull(happened.occurred_at) AS first_seen_at,
    maxOrNull(happened.occurred_at) AS last_seen_at,
    sumMap(map(channel, 1)) AS channels,
    sumMap(map(hour, 1)) AS hours,
    arrayMap((month, revenue) -> CAST((toString(month), toInt64(round(revenue * 100))), 'Tuple(month String, revenue_minor Int64)'), mapKeys(sumMapIf(map(month, revenue), moves_revenue) AS revenue_of_month), mapValues(revenue_of_month)) AS revenue_by_month,
    arraySort(arrayMap(gap_ms -> (gap_ms / 86400000), arrayPopFront(arrayDifference(arraySort(mapValues(minMapIf(map(order_key, toUnixTimestamp64Milli(happened.occurred_at)), purchase))))))) AS gaps_days
FROM happened

-- analyze.customer.identifiers: plain
SELECT
    kind,
    value,
    arraySort(groupUniqArray(source)) AS sources,
    toDateTime64(min(seen.first_seen_at), 3, 'UTC') AS first_seen_at,
    toDateTime64(max(seen.received_at), 3, 'UTC') AS last_seen_at
FROM identifier_seen AS seen
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
GROUP BY
    kind,
    value
ORDER BY
    first_seen_at ASC,
    kind ASC,
    value ASC

-- analyze.customer.labels: plain
WITH
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p0:Array(String)}, {p1:Array(UInt8)}, toUInt8(0)) AS rank,
            (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1]).2 AS value
        FROM trait_said AS said
        WHERE (name IN ({p2:Array(String)})) AND (stamp IN (
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
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p5:Array(String)}, {p6:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p7:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p8:Array(UInt64)})
        )
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p9:Int64}, concat(' ', minIf(value, rank = {p10:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(customer_id) AS customer_id,
    label,
    label_rank
FROM labels

-- analyze.customer.list: first_page
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p0:Int64}

-- analyze.customer.list: next_page
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            if(uniqExactIf(order_key, purchase AND counts) = 0, -1000000000000000000., toFloat64(sumIf(revenue, counts)) / uniqExactIf(order_key, purchase AND counts)) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
WHERE (sort_key, counted.customer_id) > ({p0:Float64}, toUInt64({p1:String}))
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p2:Int64}

-- analyze.customer.list: searched
WITH
    found AS
    (
        SELECT
            customer_id,
            multiIf((found = {p0:String}) OR (found = {p1:String}), 0, startsWith(found, {p2:String}), 1, 2) AS rank
        FROM customer_text
        WHERE ((found LIKE {p3:String}) OR (found LIKE {p4:String})) AND ((found LIKE {p5:String}) OR (found LIKE {p6:String}))
        UNION ALL
        SELECT
            customer_id,
            2 AS rank
        FROM customer_text
        WHERE (kind IN ({p7:Array(String)})) AND (((found LIKE {p8:String}) OR (found LIKE {p9:String})) OR ((found LIKE {p10:String}) OR (found LIKE {p11:String})))
        GROUP BY customer_id
        HAVING (countIf(((found LIKE {p12:String}) OR (found LIKE {p13:String}))) > 0) AND (countIf(((found LIKE {p14:String}) OR (found LIKE {p15:String}))) > 0)
    ),
    chosen AS
    (
        SELECT
            customer_id,
            min(found.rank) AS rank
        FROM found
        GROUP BY customer_id
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p16:Array(String)}, {p17:Array(UInt8)}, toUInt8(0)) AS rank,
            (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1]).2 AS value
        FROM trait_said AS said
        WHERE (name IN ({p18:Array(String)})) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        ))
        GROUP BY
            customer_id,
            name
        HAVING value != ''
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p19:Array(String)}, {p20:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        )
    ),
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts,
            toUInt8(127) AS rank,
            '' AS value
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        ))
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts,
            rank,
            value
        FROM known_names
    ),
    matched AS
    (
        SELECT
            customer_id,
            lowerUTF8(ifNull(nullIf(trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p21:Int64}, concat(' ', minIf(value, rank = {p22:Int64})), ''))), ''), toString(customer_id))) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p23:Int64}

-- analyze.customer.list: best_match
WITH
    found AS
    (
        SELECT
            customer_id,
            multiIf((found = {p0:String}) OR (found = {p1:String}), 0, startsWith(found, {p2:String}), 1, 2) AS rank
        FROM customer_text
        WHERE ((found LIKE {p3:String}) OR (found LIKE {p4:String}))
    ),
    chosen AS
    (
        SELECT
            customer_id,
            min(found.rank) AS rank
        FROM found
        GROUP BY customer_id
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(min(rank)) AS sort_key
        FROM chosen
        GROUP BY customer_id
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p5:Int64}

-- analyze.customer.list: whole_identifier
WITH
    found AS
    (
        SELECT DISTINCT
            customer_id,
            toUInt8(0) AS rank
        FROM customer_text
        WHERE found IN ({p0:Array(String)})
    ),
    chosen AS
    (
        SELECT
            customer_id,
            min(found.rank) AS rank
        FROM found
        GROUP BY customer_id
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(min(rank)) AS sort_key
        FROM chosen
        GROUP BY customer_id
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p1:Int64}

-- analyze.customer.list: managed
WITH
    chosen AS
    (
        SELECT
            customer_id,
            toUInt8(0) AS rank
        FROM
        (
            SELECT arrayJoin({p0:Array(UInt64)}) AS customer_id
        )
    ),
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        ))
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        )
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p1:Int64}

-- analyze.customer.list: members
WITH
    chosen AS
    (
        SELECT
            customer_id,
            toUInt8(0) AS rank
        FROM
        (
            SELECT customer_id
            FROM segment_member
            WHERE segment_member.segment_id = {p0:String}
        )
    ),
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        ))
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        )
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p1:Int64}

-- analyze.customer.list: members_managed
WITH
    chosen AS
    (
        SELECT
            customer_id,
            toUInt8(0) AS rank
        FROM
        (
            SELECT arrayJoin({p0:Array(UInt64)}) AS customer_id
        )
        WHERE (customer_id IN ({p1:Array(UInt64)})) AND (customer_id IN (
            SELECT customer_id
            FROM segment_member
            WHERE segment_member.segment_id = {p2:String}
        ))
    ),
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        ))
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE stamp IN (
            SELECT alias.stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN (
                SELECT customer_id
                FROM chosen
            )
            UNION ALL
            SELECT customer_id
            FROM chosen
        )
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p3:Int64}

-- analyze.customer.list: members_searched
WITH
    found AS
    (
        SELECT
            customer_id,
            multiIf((found = {p0:String}) OR (found = {p1:String}), 0, startsWith(found, {p2:String}), 1, 2) AS rank
        FROM customer_text
        WHERE ((found LIKE {p3:String}) OR (found LIKE {p4:String}))
    ),
    chosen AS
    (
        SELECT
            customer_id,
            min(found.rank) AS rank
        FROM found
        WHERE customer_id IN (
            SELECT customer_id
            FROM segment_member
            WHERE segment_member.segment_id = {p5:String}
        )
        GROUP BY customer_id
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(min(rank)) AS sort_key
        FROM chosen
        GROUP BY customer_id
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p6:Int64}

-- analyze.customer.list: classed
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
        WHERE customer_id IN (
            SELECT customer_id
            FROM customer_class
            WHERE (scheme = {p0:String}) AND has({p1:Array(String)}, class)
        )
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p2:Int64}

-- analyze.customer.list: consenting
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            customer_id IN (
                SELECT arrayJoin((
                        SELECT groupArray(customer_id)
                        FROM consent_allowed(purpose = {p0:String}, channel = {p1:String}, at = {p2:DateTime64(3, 'UTC')})
                    ))
            ) AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p3:Int64}

-- analyze.customer.list: behind_score
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            occurred_at >= toDateTime64({p0:Date}, 3, {p1:String}) AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM
        (
            SELECT
                customer_id,
                stamp
            FROM
            (
                SELECT
                    customer_id,
                    stamp,
                    lower(properties['kind']) AS kind,
                    toUInt8OrZero(properties['scale']) AS scale,
                    if(scale = 0, 5, scale) AS csat_scale,
                    ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                    (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p4:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                    (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p5:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                    (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p6:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                    (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p7:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                    (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p8:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                    (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p9:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                    name = 'Ticket Opened' AS is_ticket,
                    ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                    (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p10:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                    is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied
                FROM event
                WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p11:Date}, 3, {p12:String})) AND (occurred_at < toDateTime64({p13:Date}, 3, {p14:String})) AND (customer_id != 0)
            )
            WHERE is_nps
        )
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(sumIf(revenue, counts) * 10000) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING customer_id IN (
            SELECT customer_id
            FROM
            (
                SELECT
                    customer_id,
                    stamp
                FROM
                (
                    SELECT
                        customer_id,
                        stamp,
                        lower(properties['kind']) AS kind,
                        toUInt8OrZero(properties['scale']) AS scale,
                        if(scale = 0, 5, scale) AS csat_scale,
                        ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                        (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p15:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                        (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p16:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                        (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p17:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                        (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p18:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                        (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p19:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                        (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p20:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                        name = 'Ticket Opened' AS is_ticket,
                        ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                        (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p21:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                        is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied
                    FROM event
                    WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p22:Date}, 3, {p23:String})) AND (occurred_at < toDateTime64({p24:Date}, 3, {p25:String})) AND (customer_id != 0)
                )
                WHERE is_nps
            )
        )
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p26:Int64}

-- analyze.customer.list: behind_metric
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            occurred_at >= toDateTime64({p0:Date}, 3, {p1:String}) AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0) AND true
    ),
    matched AS
    (
        SELECT
            customer_id,
            ifNull(toUnixTimestamp64Milli(maxOrNullIf(occurred_at, purchase)), -1) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING (countIf(purchase AND counts) > 0) AND (countIf(purchase AND (NOT counts)) = 0)
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p4:Int64}

-- analyze.customer.list: by_orders
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            toInt64(uniqExactIf(order_key, purchase AND counts)) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p0:Int64}

-- analyze.customer.list: by_first_order
WITH
    activity AS
    (
        SELECT
            customer_id,
            revenue,
            occurred_at,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND true
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
        WHERE true
    ),
    matched AS
    (
        SELECT
            customer_id,
            ifNull(toUnixTimestamp64Milli(minOrNullIf(occurred_at, purchase)), -1) AS sort_key
        FROM activity
        GROUP BY customer_id
        HAVING true
    ),
    judged AS
    (
        SELECT
            customer_id,
            sort_key,
            true AS allowed
        FROM matched
    ),
    numbered AS
    (
        SELECT
            customer_id,
            sort_key,
            allowed,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            total,
            left_out
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total,
    left_out
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p0:Int64}

-- analyze.customer.person: plain
SELECT DISTINCT toString(dictGetOrDefault('alias_of', 'customer_id', id, id)) AS customer_id
FROM
(
    SELECT arrayJoin({p0:Array(UInt64)}) AS id
)

-- analyze.customer.timeline: first_page
SELECT
    toString(event.id) AS id,
    multiIf((name = 'Order Refunded') OR ((name = 'Order Completed') AND (revenue < 0)), 'refund', (name IN ('Order Completed', 'Order Updated', 'Order Cancelled')), 'order', (type IN ('page', 'screen')), 'visit', (type IN ('identify', 'group', 'alias')), 'identity', transform(toString(name), {p0:Array(String)}, {p1:Array(String)}, 'other')) AS kind,
    type,
    name,
    occurred_at,
    toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
    source,
    channel,
    order_id,
    toInt64(round(revenue * 100)) AS revenue_minor,
    CAST(arrayMap(line -> (toString(products.id[line]), toString(products.name[line]), toFloat64(products.quantity[line]), toFloat64((products.price[line]) * 100), toFloat64((toDecimal128(products.price[line], 4) * (products.quantity[line])) * 100)), arraySort(position -> (products.line[position], position), arrayEnumerate(products.id))), 'Array(Tuple(id String, name String, quantity Float64, price_minor Float64, amount_minor Float64))') AS products,
    properties
FROM event
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p2:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p3:Array(UInt64)})
)
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p4:Int64}

-- analyze.customer.timeline: next_page
SELECT
    toString(event.id) AS id,
    multiIf((name = 'Order Refunded') OR ((name = 'Order Completed') AND (revenue < 0)), 'refund', (name IN ('Order Completed', 'Order Updated', 'Order Cancelled')), 'order', (type IN ('page', 'screen')), 'visit', (type IN ('identify', 'group', 'alias')), 'identity', transform(toString(name), {p0:Array(String)}, {p1:Array(String)}, 'other')) AS kind,
    type,
    name,
    occurred_at,
    toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
    source,
    channel,
    order_id,
    toInt64(round(revenue * 100)) AS revenue_minor,
    CAST(arrayMap(line -> (toString(products.id[line]), toString(products.name[line]), toFloat64(products.quantity[line]), toFloat64((products.price[line]) * 100), toFloat64((toDecimal128(products.price[line], 4) * (products.quantity[line])) * 100)), arraySort(position -> (products.line[position], position), arrayEnumerate(products.id))), 'Array(Tuple(id String, name String, quantity Float64, price_minor Float64, amount_minor Float64))') AS products,
    properties
FROM event
WHERE (stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p2:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p3:Array(UInt64)})
)) AND ((toUnixTimestamp64Milli(occurred_at), event.id) < ({p4:Int64}, toUInt128({p5:String})))
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p6:Int64}

-- analyze.customer.timeline: narrowed
SELECT
    toString(event.id) AS id,
    multiIf((name = 'Order Refunded') OR ((name = 'Order Completed') AND (revenue < 0)), 'refund', (name IN ('Order Completed', 'Order Updated', 'Order Cancelled')), 'order', (type IN ('page', 'screen')), 'visit', (type IN ('identify', 'group', 'alias')), 'identity', transform(toString(name), {p0:Array(String)}, {p1:Array(String)}, 'other')) AS kind,
    type,
    name,
    occurred_at,
    toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
    source,
    channel,
    order_id,
    toInt64(round(revenue * 100)) AS revenue_minor,
    CAST(arrayMap(line -> (toString(products.id[line]), toString(products.name[line]), toFloat64(products.quantity[line]), toFloat64((products.price[line]) * 100), toFloat64((toDecimal128(products.price[line], 4) * (products.quantity[line])) * 100)), arraySort(position -> (products.line[position], position), arrayEnumerate(products.id))), 'Array(Tuple(id String, name String, quantity Float64, price_minor Float64, amount_minor Float64))') AS products,
    properties
FROM event
WHERE (stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p2:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p3:Array(UInt64)})
)) AND has({p4:Array(String)}, multiIf((name = 'Order Refunded') OR ((name = 'Order Completed') AND (revenue < 0)), 'refund', (name IN ('Order Completed', 'Order Updated', 'Order Cancelled')), 'order', (type IN ('page', 'screen')), 'visit', (type IN ('identify', 'group', 'alias')), 'identity', transform(toString(name), {p5:Array(String)}, {p6:Array(String)}, 'other'))) AND (channel = {p7:String}) AND (source = {p8:String}) AND ((positionCaseInsensitiveUTF8(toString(name), {p9:String}) > 0) OR (positionCaseInsensitiveUTF8(order_id, {p10:String}) > 0) OR arrayExists(text -> (positionCaseInsensitiveUTF8(text, {p11:String}) > 0), arrayMap(text -> toString(text), arrayConcat(products.name, products.id))) OR arrayExists(text -> (positionCaseInsensitiveUTF8(text, {p12:String}) > 0), mapValues(properties)))
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p13:Int64}

-- analyze.customer.timeline: masked
SELECT
    toString(event.id) AS id,
    multiIf((name = 'Order Refunded') OR ((name = 'Order Completed') AND (revenue < 0)), 'refund', (name IN ('Order Completed', 'Order Updated', 'Order Cancelled')), 'order', (type IN ('page', 'screen')), 'visit', (type IN ('identify', 'group', 'alias')), 'identity', transform(toString(name), {p0:Array(String)}, {p1:Array(String)}, 'other')) AS kind,
    type,
    name,
    occurred_at,
    toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
    source,
    channel,
    order_id,
    toInt64(round(revenue * 100)) AS revenue_minor,
    CAST(arrayMap(line -> (toString(products.id[line]), toString(products.name[line]), toFloat64(products.quantity[line]), toFloat64((products.price[line]) * 100), toFloat64((toDecimal128(products.price[line], 4) * (products.quantity[line])) * 100)), arraySort(position -> (products.line[position], position), arrayEnumerate(products.id))), 'Array(Tuple(id String, name String, quantity Float64, price_minor Float64, amount_minor Float64))') AS products,
    properties
FROM event
WHERE (stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p2:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p3:Array(UInt64)})
)) AND ((positionCaseInsensitiveUTF8(toString(name), {p4:String}) > 0) OR (positionCaseInsensitiveUTF8(order_id, {p5:String}) > 0) OR arrayExists(text -> (positionCaseInsensitiveUTF8(text, {p6:String}) > 0), arrayMap(text -> toString(text), arrayConcat(products.name, products.id))))
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p7:Int64}

-- analyze.customer.traits: plain
SELECT
    name,
    (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word).2 AS value,
    word.3 AS source,
    word.4 AS occurred_at
FROM trait_said AS said
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
GROUP BY name
HAVING value != ''
ORDER BY name ASC
