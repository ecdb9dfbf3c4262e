-- analyze.class.bounds: frequency
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    )
SELECT
    minOrNullIf(net, abc = 'A') AS a_from,
    minOrNullIf(net, abc != 'C') AS b_from,
    minOrNullIf(orders, xyz = 'X') AS x_from,
    minOrNullIf(orders, xyz != 'Z') AS y_from
FROM classified

-- analyze.class.customers: first_page
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    judged AS
    (
        SELECT
            *,
            true AS allowed
        FROM classified
        WHERE has({p8:Array(String)}, abc) AND has({p9:Array(String)}, xyz)
    ),
    numbered AS
    (
        SELECT
            *,
            toInt64(round(net * 100)) AS revenue_minor,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    chosen AS
    (
        SELECT *
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    revenue_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    abc,
    xyz,
    total,
    left_out
FROM chosen
ORDER BY
    revenue_minor DESC,
    chosen.customer_id DESC
LIMIT {p10:Int64}

-- analyze.class.customers: next_page
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    judged AS
    (
        SELECT
            *,
            true AS allowed
        FROM classified
        WHERE has({p8:Array(String)}, abc) AND has({p9:Array(String)}, xyz)
    ),
    numbered AS
    (
        SELECT
            *,
            toInt64(round(net * 100)) AS revenue_minor,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    chosen AS
    (
        SELECT *
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    revenue_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    abc,
    xyz,
    total,
    left_out
FROM chosen
WHERE (revenue_minor, chosen.customer_id) < ({p10:Int64}, toUInt64({p11:String}))
ORDER BY
    revenue_minor DESC,
    chosen.customer_id DESC
LIMIT {p12:Int64}

-- analyze.class.customers: consenting
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    judged AS
    (
        SELECT
            *,
            customer_id IN (
                SELECT arrayJoin((
                        SELECT groupArray(customer_id)
                        FROM consent_allowed(purpose = {p8:String}, channel = {p9:String}, at = {p10:DateTime64(3, 'UTC')})
                    ))
            ) AS allowed
        FROM classified
        WHERE has({p11:Array(String)}, abc) AND has({p12:Array(String)}, xyz)
    ),
    numbered AS
    (
        SELECT
            *,
            toInt64(round(net * 100)) AS revenue_minor,
            countIf(allowed) OVER () AS total,
            countIf(NOT allowed) OVER () AS left_out
        FROM judged
    ),
    chosen AS
    (
        SELECT *
        FROM numbered
        WHERE allowed
    )
SELECT
    toString(customer_id) AS customer_id,
    orders,
    revenue_minor,
    toInt64(round(refunded * 100)) AS refunds_minor,
    first_order_at,
    last_order_at,
    abc,
    xyz,
    total,
    left_out
FROM chosen
ORDER BY
    revenue_minor DESC,
    chosen.customer_id DESC
LIMIT {p13:Int64}

-- analyze.class.file: frequency
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p8:Array(String)}, {p9:Array(UInt8)}, toUInt8(0)) AS rank,
            value
        FROM trait
        WHERE name IN ({p10:Array(String)})
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p11:Array(String)}, {p12:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p13:Int64}, concat(' ', minIf(value, rank = {p14:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(classified.customer_id) AS customer_id,
    ifNull(labels.label, toString(classified.customer_id)) AS customer,
    abc,
    xyz,
    net AS revenue,
    orders,
    refunded AS refunds,
    first_order_at,
    last_order_at
FROM classified
LEFT JOIN labels ON labels.customer_id = classified.customer_id
WHERE has({p15:Array(String)}, abc) AND has({p16:Array(String)}, xyz)
ORDER BY
    net DESC,
    classified.customer_id DESC

-- analyze.class.file: without_names
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    )
SELECT
    toString(classified.customer_id) AS customer_id,
    toString(classified.customer_id) AS customer,
    abc,
    xyz,
    net AS revenue,
    orders,
    refunded AS refunds,
    first_order_at,
    last_order_at
FROM classified
WHERE has({p8:Array(String)}, abc) AND has({p9:Array(String)}, xyz)
ORDER BY
    net DESC,
    classified.customer_id DESC

-- analyze.class.file: consenting
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p8:Array(String)}, {p9:Array(UInt8)}, toUInt8(0)) AS rank,
            value
        FROM trait
        WHERE name IN ({p10:Array(String)})
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p11:Array(String)}, {p12:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p13:Int64}, concat(' ', minIf(value, rank = {p14:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(classified.customer_id) AS customer_id,
    ifNull(labels.label, toString(classified.customer_id)) AS customer,
    abc,
    xyz,
    net AS revenue,
    orders,
    refunded AS refunds,
    first_order_at,
    last_order_at
FROM classified
LEFT JOIN labels ON labels.customer_id = classified.customer_id
WHERE has({p15:Array(String)}, abc) AND has({p16:Array(String)}, xyz) AND (customer_id IN (
    SELECT arrayJoin((
            SELECT groupArray(customer_id)
            FROM consent_allowed(purpose = {p17:String}, channel = {p18:String}, at = {p19:DateTime64(3, 'UTC')})
        ))
))
ORDER BY
    net DESC,
    classified.customer_id DESC

-- analyze.class.matrix: frequency
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(orders <= 0, 'Z', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p6:Decimal(9, 6)}), 'X', (sum(orders) OVER (ORDER BY orders DESC) - sum(orders) OVER (PARTITION BY orders)) < (toDecimal128(sum(orders) OVER (), 4) * {p7:Decimal(9, 6)}), 'Y', 'Z') AS xyz
        FROM buyers
    )
SELECT
    abc,
    xyz,
    count() AS customers,
    toInt64(round(sum(net) * 100)) AS revenue_minor,
    sum(orders) AS orders
FROM classified
GROUP BY
    abc,
    xyz
ORDER BY
    abc ASC,
    xyz ASC

-- analyze.class.matrix: variation
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    revenue_by_stretch AS
    (
        SELECT
            customer_id,
            toStartOfMonth(toDate(occurred_at, {p4:String})) AS stretch,
            toInt256(sum(revenue) * 10000) AS units
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p5:Date}, 3, {p6:String})) AND (occurred_at < toDateTime64({p7:Date}, 3, {p8:String})) AND (customer_id != 0)
        GROUP BY
            customer_id,
            stretch
    ),
    variation AS
    (
        SELECT
            customer_id,
            sum(units) AS sum_units,
            sum(units * units) AS square_sum
        FROM revenue_by_stretch
        GROUP BY customer_id
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p9:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p10:Decimal(9, 6)}), 'B', 'C') AS abc,
            multiIf(ifNull(sum_units, 0) <= 0, 'Z', ((square_sum * {p11:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p12:Int64})), 'X', ((square_sum * {p13:Int64}) * 1000000) <= ((sum_units * sum_units) * toInt256({p14:Int64})), 'Y', 'Z') AS xyz
        FROM buyers
        LEFT JOIN variation USING (customer_id)
    )
SELECT
    abc,
    xyz,
    count() AS customers,
    toInt64(round(sum(net) * 100)) AS revenue_minor,
    sum(orders) AS orders
FROM classified
GROUP BY
    abc,
    xyz
ORDER BY
    abc ASC,
    xyz ASC

-- analyze.class.matrix: no_complete_stretch
WITH
    buyers AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            greatest(net, 0) AS earned,
            uniqExactIf(if(order_id = '', toString(id), order_id), ((name = 'Order Completed') AND (revenue > 0))) AS orders,
            -sumIf(revenue, NOT ((name = 'Order Completed') AND (revenue > 0))) AS refunded,
            minIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS first_order_at,
            maxIf(occurred_at, ((name = 'Order Completed') AND (revenue > 0))) AS last_order_at
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND (customer_id != 0)
        GROUP BY customer_id
        HAVING orders > 0
    ),
    classified AS
    (
        SELECT
            *,
            multiIf(earned <= 0, 'C', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p4:Decimal(9, 6)}), 'A', (sum(earned) OVER (ORDER BY earned DESC) - sum(earned) OVER (PARTITION BY earned)) < (toDecimal128(sum(earned) OVER (), 4) * {p5:Decimal(9, 6)}), 'B', 'C') AS abc,
            'Z' AS xyz
        FROM buyers
    )
SELECT
    abc,
    xyz,
    count() AS customers,
    toInt64(round(sum(net) * 100)) AS revenue_minor,
    sum(orders) AS orders
FROM classified
GROUP BY
    abc,
    xyz
ORDER BY
    abc ASC,
    xyz ASC
