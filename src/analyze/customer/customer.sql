-- analyze.customer.identifiers: plain
SELECT
    kind,
    value,
    arraySort(sources) AS sources,
    toDateTime64(first_seen_at, 3, 'UTC') AS first_seen_at
FROM identifier
WHERE customer_id = toUInt64({p0:String})
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
            concat('trait ', name) AS kind,
            value
        FROM trait
        WHERE (name IN ({p0:Array(String)})) AND (value != '') AND (customer_id IN arrayMap(id -> toUInt64(id), {p1:Array(String)}))
        UNION ALL
        SELECT
            customer_id,
            toString(kind) AS kind,
            value
        FROM identifier
        WHERE customer_id IN arrayMap(id -> toUInt64(id), {p2:Array(String)})
    ),
    labels AS
    (
        SELECT
            customer_id,
            argMin(value, (multiIf(has({p3:Array(String)}, kind), indexOf({p4:Array(String)}, kind), kind = 'anonymous_id', 100, 99), value)) AS label
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
            name,
            revenue,
            id,
            order_id,
            occurred_at,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT DISTINCT
            customer_id,
            '',
            0,
            0,
            '',
            NULL,
            false
        FROM identifier
    ),
    figures AS
    (
        SELECT
            customer_id,
            countIf(counts) AS moves,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            if(orders > 0, greatest(net, 0), 0) AS earned,
            -sumIf(revenue, counts AND (NOT ((name = 'Order Completed') AND (revenue > 0)))) AS refunded,
            minOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at,
            countIf(((name = 'Order Completed') AND (revenue > 0)) AND (NOT counts)) = 0 AS is_new
        FROM activity
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p0:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p1:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p2:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p3:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM figures
    ),
    matched AS
    (
        SELECT
            classified.*,
            toInt64(net * 10000) AS sort_key,
            count() OVER () AS total
        FROM classified
        WHERE true AND true AND true
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    if(orders = 0, NULL, abc) AS abc,
    if(orders = 0, NULL, xyz) AS xyz,
    toString(sort_key) AS sort_value,
    total
FROM matched
ORDER BY
    sort_key DESC,
    matched.customer_id DESC
LIMIT {p4:Int64}

-- analyze.customer.list: next_page
WITH
    activity AS
    (
        SELECT
            customer_id,
            name,
            revenue,
            id,
            order_id,
            occurred_at,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT DISTINCT
            customer_id,
            '',
            0,
            0,
            '',
            NULL,
            false
        FROM identifier
    ),
    figures AS
    (
        SELECT
            customer_id,
            countIf(counts) AS moves,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            if(orders > 0, greatest(net, 0), 0) AS earned,
            -sumIf(revenue, counts AND (NOT ((name = 'Order Completed') AND (revenue > 0)))) AS refunded,
            minOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at,
            countIf(((name = 'Order Completed') AND (revenue > 0)) AND (NOT counts)) = 0 AS is_new
        FROM activity
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p0:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p1:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p2:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p3:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM figures
    ),
    matched AS
    (
        SELECT
            classified.*,
            if(orders = 0, -1000000000000000000., toFloat64(net) / orders) AS sort_key,
            count() OVER () AS total
        FROM classified
        WHERE true AND true AND true
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    if(orders = 0, NULL, abc) AS abc,
    if(orders = 0, NULL, xyz) AS xyz,
    toString(sort_key) AS sort_value,
    total
FROM matched
WHERE (sort_key, matched.customer_id) > ({p4:Float64}, toUInt64({p5:String}))
ORDER BY
    sort_key ASC,
    matched.customer_id ASC
LIMIT {p6:Int64}

-- analyze.customer.list: searched
WITH
    known_names AS
    (
        SELECT
            customer_id,
            concat('trait ', name) AS kind,
            value
        FROM trait
        WHERE (name IN ({p0:Array(String)})) AND (value != '') AND true
        UNION ALL
        SELECT
            customer_id,
            toString(kind) AS kind,
            value
        FROM identifier
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            argMin(value, (multiIf(has({p1:Array(String)}, kind), indexOf({p2:Array(String)}, kind), kind = 'anonymous_id', 100, 99), value)) AS label
        FROM known_names
        GROUP BY customer_id
    ),
    activity AS
    (
        SELECT
            customer_id,
            name,
            revenue,
            id,
            order_id,
            occurred_at,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT DISTINCT
            customer_id,
            '',
            0,
            0,
            '',
            NULL,
            false
        FROM identifier
    ),
    figures AS
    (
        SELECT
            customer_id,
            countIf(counts) AS moves,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            if(orders > 0, greatest(net, 0), 0) AS earned,
            -sumIf(revenue, counts AND (NOT ((name = 'Order Completed') AND (revenue > 0)))) AS refunded,
            minOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at,
            countIf(((name = 'Order Completed') AND (revenue > 0)) AND (NOT counts)) = 0 AS is_new
        FROM activity
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p3:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p5:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM figures
    ),
    matched AS
    (
        SELECT
            classified.*,
            lowerUTF8(ifNull(labels.label, toString(customer_id))) AS sort_key,
            count() OVER () AS total
        FROM classified
        LEFT JOIN labels ON labels.customer_id = classified.customer_id
        WHERE true AND true AND (customer_id IN (
            SELECT customer_id
            FROM known_names
            WHERE positionCaseInsensitiveUTF8(value, {p7:String}) > 0
        ))
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    if(orders = 0, NULL, abc) AS abc,
    if(orders = 0, NULL, xyz) AS xyz,
    toString(sort_key) AS sort_value,
    total
FROM matched
ORDER BY
    sort_key ASC,
    matched.customer_id ASC
LIMIT {p8:Int64}

-- analyze.customer.list: behind_metric
WITH
    activity AS
    (
        SELECT
            *,
            occurred_at >= toDateTime64({p0:Date}, 3, {p1:String}) AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            customer_id,
            countIf(counts) AS moves,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            if(orders > 0, greatest(net, 0), 0) AS earned,
            -sumIf(revenue, counts AND (NOT ((name = 'Order Completed') AND (revenue > 0)))) AS refunded,
            minOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at,
            countIf(((name = 'Order Completed') AND (revenue > 0)) AND (NOT counts)) = 0 AS is_new
        FROM activity
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM figures
    ),
    matched AS
    (
        SELECT
            classified.*,
            ifNull(toUnixTimestamp64Milli(last_order_at), -1) AS sort_key,
            count() OVER () AS total
        FROM classified
        WHERE (orders > 0) AND is_new AND true AND true
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    if(orders = 0, NULL, abc) AS abc,
    if(orders = 0, NULL, xyz) AS xyz,
    toString(sort_key) AS sort_value,
    total
FROM matched
ORDER BY
    sort_key DESC,
    matched.customer_id DESC
LIMIT {p8:Int64}

-- analyze.customer.list: one
WITH
    activity AS
    (
        SELECT
            customer_id,
            name,
            revenue,
            id,
            order_id,
            occurred_at,
            true AS counts
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
        UNION ALL
        SELECT DISTINCT
            customer_id,
            '',
            0,
            0,
            '',
            NULL,
            false
        FROM identifier
    ),
    figures AS
    (
        SELECT
            customer_id,
            countIf(counts) AS moves,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0)) AND counts) AS orders,
            sumIf(revenue, counts) AS net,
            if(orders > 0, greatest(net, 0), 0) AS earned,
            -sumIf(revenue, counts AND (NOT ((name = 'Order Completed') AND (revenue > 0)))) AS refunded,
            minOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxOrNullIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at,
            countIf(((name = 'Order Completed') AND (revenue > 0)) AND (NOT counts)) = 0 AS is_new
        FROM activity
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p0:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p1:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p2:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p3:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM figures
    ),
    matched AS
    (
        SELECT
            classified.*,
            ifNull(toUnixTimestamp64Milli(first_order_at), -1) AS sort_key,
            count() OVER () AS total
        FROM classified
        WHERE true AND (customer_id = toUInt64({p4:String})) AND true
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    if(orders = 0, NULL, toFloat64(net * 100) / orders) AS aov_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    if(orders = 0, NULL, abc) AS abc,
    if(orders = 0, NULL, xyz) AS xyz,
    toString(sort_key) AS sort_value,
    total
FROM matched
ORDER BY
    sort_key DESC,
    matched.customer_id DESC
LIMIT {p5:Int64}

-- analyze.customer.months: plain
SELECT
    toString(toStartOfMonth(toDate(occurred_at, {p0:String}))) AS month,
    toInt64(round(sum(revenue) * 100)) AS revenue_minor
FROM event
WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id = toUInt64({p1:String}))
GROUP BY month
ORDER BY month ASC

-- analyze.customer.timeline: first_page
SELECT
    toString(event.id) AS id,
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
WHERE customer_id = toUInt64({p0:String})
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p1:Int64}

-- analyze.customer.timeline: next_page
SELECT
    toString(event.id) AS id,
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
WHERE (customer_id = toUInt64({p0:String})) AND ((toUnixTimestamp64Milli(occurred_at), event.id) < ({p1:Int64}, toUInt128({p2:String})))
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p3:Int64}

-- analyze.customer.traits: plain
SELECT
    name,
    value,
    source,
    occurred_at
FROM trait
WHERE customer_id = toUInt64({p0:String})
ORDER BY name ASC
