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

-- analyze.customer.identifiers: plain
SELECT
    kind,
    value,
    arraySort(groupUniqArray(toString(source))) AS sources,
    toDateTime64(min(seen.first_seen_at), 3, 'UTC') AS first_seen_at
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
            toUInt8(indexOf({p0:Array(String)}, toString(name))) AS rank,
            argMax(said.value, weight) AS value
        FROM trait_said AS said
        WHERE (name IN ({p1:Array(String)})) AND (stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p2:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p3:Array(UInt64)})
        ))
        GROUP BY
            customer_id,
            name
        HAVING value != ''
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p4:Array(String)}, {p5:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p6:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p7:Array(UInt64)})
        )
    ),
    labels AS
    (
        SELECT
            customer_id,
            substring(min(concat(char(rank), value)), 2) AS label
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(customer_id) AS customer_id,
    label
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
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
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
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            count() OVER () AS total
        FROM matched
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total
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
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
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
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            count() OVER () AS total
        FROM matched
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total
FROM counted
WHERE (sort_key, counted.customer_id) > ({p0:Float64}, toUInt64({p1:String}))
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p2:Int64}

-- analyze.customer.list: searched
WITH
    known_names AS
    (
        SELECT
            customer_id,
            toUInt8(indexOf({p0:Array(String)}, toString(name))) AS rank,
            argMax(said.value, weight) AS value
        FROM trait_said AS said
        WHERE (name IN ({p1:Array(String)})) AND true
        GROUP BY
            customer_id,
            name
        HAVING value != ''
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p2:Array(String)}, {p3:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
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
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
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
            lowerUTF8(ifNull(nullIf(substring(min(concat(char(rank), value)), 2), ''), toString(customer_id))) AS sort_key
        FROM activity
        WHERE customer_id IN (
            SELECT customer_id
            FROM known_names
            WHERE positionCaseInsensitiveUTF8(value, {p4:String}) > 0
        )
        GROUP BY customer_id
        HAVING true
    ),
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            count() OVER () AS total
        FROM matched
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total
FROM counted
ORDER BY
    sort_key ASC,
    counted.customer_id ASC
LIMIT {p5:Int64}

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
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
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
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            count() OVER () AS total
        FROM matched
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total
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
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
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
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            count() OVER () AS total
        FROM matched
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total
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
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT
            customer_id,
            0 AS revenue,
            NULL AS occurred_at,
            '' AS order_key,
            false AS purchase,
            false AS counts
        FROM identifier_seen
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
    counted AS
    (
        SELECT
            customer_id,
            sort_key,
            count() OVER () AS total
        FROM matched
    )
SELECT
    toString(counted.customer_id) AS customer_id,
    toString(sort_key) AS sort_value,
    total
FROM counted
ORDER BY
    sort_key DESC,
    counted.customer_id DESC
LIMIT {p0:Int64}

-- analyze.customer.months: plain
SELECT
    toString(toStartOfMonth(toDate(occurred_at, {p0:String}))) AS month,
    toInt64(round(sum(revenue) * 100)) AS revenue_minor
FROM event
WHERE (name IN ('Order Completed', 'Order Refunded')) AND (stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p1:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p2:Array(UInt64)})
))
GROUP BY month
ORDER BY month ASC

-- analyze.customer.timeline: first_page
SELECT
    toString(event.id) AS id,
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
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p2:Int64}

-- analyze.customer.timeline: next_page
SELECT
    toString(event.id) AS id,
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
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)) AND ((toUnixTimestamp64Milli(occurred_at), event.id) < ({p2:Int64}, toUInt128({p3:String})))
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p4:Int64}

-- analyze.customer.traits: plain
SELECT
    name,
    argMax(said.value, weight) AS value,
    argMax(said.source, weight) AS source,
    argMax(said.occurred_at, weight) AS occurred_at
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
