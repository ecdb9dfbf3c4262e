-- analyze.metric.dimensions: plain
WITH
    moved AS
    (
        SELECT
            source,
            channel,
            products.id AS product_ids,
            properties
        FROM event
        WHERE name IN ('Order Completed', 'Order Refunded')
    ),
    named AS
    (
        SELECT
            'property' AS kind,
            toString(pair.1) AS name,
            uniqExactIf(pair.2, (pair.2) != '') AS `values`
        FROM moved
        ARRAY JOIN CAST(properties, 'Array(Tuple(String, String))') AS pair
        GROUP BY name
        UNION ALL
        SELECT
            'trait' AS kind,
            toString(trait.name) AS name,
            uniqExactIf(value, value != '') AS `values`
        FROM trait
        GROUP BY name
        UNION ALL
        SELECT
            'product' AS kind,
            'product' AS name,
            uniqExactArrayIf(product_ids, true) AS `values`
        FROM moved
        UNION ALL
        SELECT
            'source' AS kind,
            'source' AS name,
            uniqExactIf(source, source != '') AS `values`
        FROM moved
        UNION ALL
        SELECT
            'channel' AS kind,
            'channel' AS name,
            uniqExactIf(channel, channel != '') AS `values`
        FROM moved
    )
SELECT
    kind,
    name,
    `values`
FROM named
WHERE `values` > 0
ORDER BY
    kind ASC,
    name ASC

-- analyze.metric.values: summary
WITH
    moved AS
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('events', toFloat64(count()), 'purchases', toFloat64(countIf(purchase)), 'orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'refunded', toFloat64(toInt64(round(sum(refunded) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100))), 'gross_m2', toFloat64(count() * varPopStable(toFloat64(gross))), 'refunded_m2', toFloat64(count() * varPopStable(toFloat64(refunded)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    ),
    bought AS
    (
        SELECT
            *,
            toDate(occurred_at, {p5:String}) >= toDate({p6:String}) AS in_period,
            toStartOfMonth(toDate(occurred_at, {p7:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND 1
        )
        WHERE purchase AND (customer_id != 0)
    ),
    customer_slots AS
    (
        SELECT
            customer_id,
            in_period,
            if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
            min(toDate(occurred_at, {p10:String})) AS first_day,
            min(order_key) AS least_order,
            max(order_key) AS greatest_order
        FROM bought
        GROUP BY
            customer_id,
            in_period,
            slot
    ),
    customers AS
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM customer_slots
        GROUP BY customer_id
        HAVING notEmpty(slots)
    ),
    customer_marks AS
    (
        SELECT
            arrayJoin(arrayPushBack(slots, whole)) AS mark,
            mark.1 AS slot,
            mark.2 AS is_total,
            mark.3 AS repeated,
            (first_day >= toDate({p11:String})) AND (is_total OR (toStartOfMonth(first_day) = slot)) AS is_new
        FROM customers
    ),
    of_customers AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'returning', toFloat64(countIf(NOT is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
        FROM customer_marks
        GROUP BY
            slot,
            is_total
    )
SELECT *
FROM of_events
UNION ALL
SELECT *
FROM of_customers

-- analyze.metric.values: revenue
WITH
    moved AS
    (
        SELECT
            *,
            toDate(toDate(occurred_at, {p0:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    )
SELECT *
FROM of_events

-- analyze.metric.values: customers
WITH
    bought AS
    (
        SELECT
            *,
            toDate(occurred_at, {p0:String}) >= toDate({p1:String}) AS in_period,
            toMonday(toDate(occurred_at, {p2:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
        )
        WHERE purchase AND (customer_id != 0)
    ),
    customer_slots AS
    (
        SELECT
            customer_id,
            in_period,
            if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
            min(toDate(occurred_at, {p5:String})) AS first_day,
            min(order_key) AS least_order,
            max(order_key) AS greatest_order
        FROM bought
        GROUP BY
            customer_id,
            in_period,
            slot
    ),
    customers AS
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM customer_slots
        GROUP BY customer_id
        HAVING notEmpty(slots)
    ),
    customer_marks AS
    (
        SELECT
            arrayJoin(arrayPushBack(slots, whole)) AS mark,
            mark.1 AS slot,
            mark.2 AS is_total,
            mark.3 AS repeated,
            (first_day >= toDate({p6:String})) AND (is_total OR (toMonday(first_day) = slot)) AS is_new
        FROM customers
    ),
    of_customers AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new))) AS statistics
        FROM customer_marks
        GROUP BY
            slot,
            is_total
    )
SELECT *
FROM of_customers

-- analyze.metric.values: property
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                properties[{p0:String}] AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
        )
        GROUP BY key
        ORDER BY
            sum(gross) DESC,
            key ASC
        LIMIT {p5:Int64}
    ),
    moved AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p6:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                properties[{p7:String}] AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p8:Date}, 3, {p9:String})) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'refunded', toFloat64(toInt64(round(sum(refunded) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    ),
    bought AS
    (
        SELECT
            *,
            toDate(occurred_at, {p12:String}) >= toDate({p13:String}) AS in_period,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p14:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                properties[{p15:String}] AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p16:Date}, 3, {p17:String})) AND 1
        )
        WHERE purchase AND (customer_id != 0)
    ),
    customer_slots AS
    (
        SELECT
            customer_id,
            in_period,
            if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
            min(toDate(occurred_at, {p18:String})) AS first_day,
            min(order_key) AS least_order,
            max(order_key) AS greatest_order
        FROM bought
        GROUP BY
            customer_id,
            in_period,
            slot
    ),
    customers AS
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM customer_slots
        GROUP BY customer_id
        HAVING notEmpty(slots)
    ),
    customer_marks AS
    (
        SELECT
            arrayJoin(arrayPushBack(slots, whole)) AS mark,
            mark.1 AS slot,
            mark.2 AS is_total,
            mark.3 AS repeated,
            (first_day >= toDate({p19:String})) AND (is_total OR true) AS is_new
        FROM customers
    ),
    of_customers AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'returning', toFloat64(countIf(NOT is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
        FROM customer_marks
        GROUP BY
            slot,
            is_total
    )
SELECT *
FROM of_events
UNION ALL
SELECT *
FROM of_customers

-- analyze.metric.values: trait
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p0:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
        )
        GROUP BY key
        ORDER BY
            sum(gross) DESC,
            key ASC
        LIMIT {p5:Int64}
    ),
    moved AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p6:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p7:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p8:Date}, 3, {p9:String})) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'refunded', toFloat64(toInt64(round(sum(refunded) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    ),
    bought AS
    (
        SELECT
            *,
            toDate(occurred_at, {p12:String}) >= toDate({p13:String}) AS in_period,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p14:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p15:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p16:Date}, 3, {p17:String})) AND 1
        )
        WHERE purchase AND (customer_id != 0)
    ),
    customer_slots AS
    (
        SELECT
            customer_id,
            in_period,
            if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
            min(toDate(occurred_at, {p18:String})) AS first_day,
            min(order_key) AS least_order,
            max(order_key) AS greatest_order
        FROM bought
        GROUP BY
            customer_id,
            in_period,
            slot
    ),
    customers AS
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM customer_slots
        GROUP BY customer_id
        HAVING notEmpty(slots)
    ),
    customer_marks AS
    (
        SELECT
            arrayJoin(arrayPushBack(slots, whole)) AS mark,
            mark.1 AS slot,
            mark.2 AS is_total,
            mark.3 AS repeated,
            (first_day >= toDate({p19:String})) AND (is_total OR true) AS is_new
        FROM customers
    ),
    of_customers AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'returning', toFloat64(countIf(NOT is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
        FROM customer_marks
        GROUP BY
            slot,
            is_total
    )
SELECT *
FROM of_events
UNION ALL
SELECT *
FROM of_customers

-- analyze.metric.values: product
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, line_amount, 0) AS gross,
                if(purchase, 0, -line_amount) AS refunded,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND ((product != '') OR (line_amount != 0))
        )
        GROUP BY key
        ORDER BY
            sum(gross) DESC,
            key ASC
        LIMIT {p4:Int64}
    ),
    moved AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p5:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, line_amount, 0) AS gross,
                if(purchase, 0, -line_amount) AS refunded,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND ((product != '') OR (line_amount != 0))
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'refunded', toFloat64(toInt64(round(sum(refunded) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    ),
    bought AS
    (
        SELECT
            *,
            toDate(occurred_at, {p10:String}) >= toDate({p11:String}) AS in_period,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p12:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, line_amount, 0) AS gross,
                if(purchase, 0, -line_amount) AS refunded,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p13:Date}, 3, {p14:String})) AND ((product != '') OR (line_amount != 0))
        )
        WHERE purchase AND (customer_id != 0)
    ),
    customer_slots AS
    (
        SELECT
            customer_id,
            in_period,
            if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
            min(toDate(occurred_at, {p15:String})) AS first_day,
            min(order_key) AS least_order,
            max(order_key) AS greatest_order
        FROM bought
        GROUP BY
            customer_id,
            in_period,
            slot
    ),
    customers AS
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM customer_slots
        GROUP BY customer_id
        HAVING notEmpty(slots)
    ),
    customer_marks AS
    (
        SELECT
            arrayJoin(arrayPushBack(slots, whole)) AS mark,
            mark.1 AS slot,
            mark.2 AS is_total,
            mark.3 AS repeated,
            (first_day >= toDate({p16:String})) AND (is_total OR true) AS is_new
        FROM customers
    ),
    of_customers AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'returning', toFloat64(countIf(NOT is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
        FROM customer_marks
        GROUP BY
            slot,
            is_total
    )
SELECT *
FROM of_events
UNION ALL
SELECT *
FROM of_customers

-- analyze.metric.values: source
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                toString(source) AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND 1
        )
        GROUP BY key
        ORDER BY
            sum(gross) DESC,
            key ASC
        LIMIT {p4:Int64}
    ),
    moved AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p5:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                toString(source) AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND 1
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('gross', toFloat64(toInt64(round(sum(gross) * 100)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    )
SELECT *
FROM of_events

-- analyze.metric.values: said
WITH
    told AS
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS slot
        FROM
        (
            SELECT
                lower(properties['kind']) AS kind,
                toUInt8OrZero(properties['scale']) AS scale,
                if(scale = 0, 5, scale) AS csat_scale,
                ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p1:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p2:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p3:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p4:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p5:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p6:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                name = 'Ticket Opened' AS is_ticket,
                ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String}))
        )
    ),
    said_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('nps_answers', toFloat64(countIf(is_nps)), 'nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6))))), 'csat_satisfied', toFloat64(countIf(is_satisfied)), 'ces_m2', toFloat64(ifNotFinite(countIf(is_ces) * varPopStableIf(score, is_ces), 0)), 'review_sum', toFloat64(sumIf(score, is_review)), 'contacts', toFloat64(countIf(is_contact))) AS statistics
        FROM told
        GROUP BY slot
            WITH ROLLUP
    ),
    of_said AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM said_slots
    )
SELECT *
FROM of_said

-- analyze.metric.values: said_by_trait
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                lower(properties['kind']) AS kind,
                toUInt8OrZero(properties['scale']) AS scale,
                if(scale = 0, 5, scale) AS csat_scale,
                ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p0:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p1:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p2:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p3:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p4:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p5:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                name = 'Ticket Opened' AS is_ticket,
                ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p6:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String}))
        )
        GROUP BY key
        ORDER BY
            count() DESC,
            key ASC
        LIMIT {p11:Int64}
    ),
    told AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p12:String}) AS slot
        FROM
        (
            SELECT
                lower(properties['kind']) AS kind,
                toUInt8OrZero(properties['scale']) AS scale,
                if(scale = 0, 5, scale) AS csat_scale,
                ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p13:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p14:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p15:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p16:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p17:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p18:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                name = 'Ticket Opened' AS is_ticket,
                ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p19:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p20:Date}, 3, {p21:String})) AND (occurred_at < toDateTime64({p22:Date}, 3, {p23:String}))
        )
    ),
    said_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('nps_answers', toFloat64(countIf(is_nps)), 'nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6))))), 'csat_satisfied', toFloat64(countIf(is_satisfied)), 'ces_m2', toFloat64(ifNotFinite(countIf(is_ces) * varPopStableIf(score, is_ces), 0)), 'review_sum', toFloat64(sumIf(score, is_review)), 'contacts', toFloat64(countIf(is_contact))) AS statistics
        FROM told
        GROUP BY slot
            WITH ROLLUP
    ),
    of_said AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM said_slots
    )
SELECT *
FROM of_said

-- analyze.metric.values: said_per_order
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, line_amount, 0) AS gross,
                if(purchase, 0, -line_amount) AS refunded,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND ((product != '') OR (line_amount != 0))
        )
        GROUP BY key
        ORDER BY
            sum(gross) DESC,
            key ASC
        LIMIT {p4:Int64}
    ),
    moved AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p5:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, line_amount, 0) AS gross,
                if(purchase, 0, -line_amount) AS refunded,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND ((product != '') OR (line_amount != 0))
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('orders', toFloat64(uniqExactIf(order_key, purchase))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    ),
    told AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p10:String}) AS slot
        FROM
        (
            SELECT
                lower(properties['kind']) AS kind,
                toUInt8OrZero(properties['scale']) AS scale,
                if(scale = 0, 5, scale) AS csat_scale,
                ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p11:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p12:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p13:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p14:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p15:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p16:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                name = 'Ticket Opened' AS is_ticket,
                ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                properties[{p17:String}] AS key
            FROM event
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p18:Date}, 3, {p19:String})) AND (occurred_at < toDateTime64({p20:Date}, 3, {p21:String}))
        )
    ),
    said_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('contacts', toFloat64(countIf(is_contact))) AS statistics
        FROM told
        GROUP BY slot
            WITH ROLLUP
    ),
    of_said AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM said_slots
    )
SELECT *
FROM of_events
UNION ALL
SELECT *
FROM of_said

-- analyze.metric.values: channel
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                toString(channel) AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND 1
        )
        GROUP BY key
        ORDER BY
            sum(gross) DESC,
            key ASC
        LIMIT {p4:Int64}
    ),
    moved AS
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p5:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                occurred_at,
                toString(channel) AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND 1
        )
    ),
    event_slots AS
    (
        SELECT
            slot,
            grouping(slot) = 1 AS is_total,
            map('gross', toFloat64(toInt64(round(sum(gross) * 100)))) AS statistics
        FROM moved
        GROUP BY slot
            WITH ROLLUP
    ),
    of_events AS
    (
        SELECT
            if(is_total, '', toString(slot)) AS slot,
            is_total,
            statistics
        FROM event_slots
    )
SELECT *
FROM of_events
