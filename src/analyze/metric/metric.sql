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
        UNION ALL
        SELECT
            'touch' AS kind,
            'touch' AS name,
            uniqExactIf(touch, touch != '') AS `values`
        FROM
        (
            SELECT
                touched_order,
                multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
            FROM
            (
                SELECT
                    customer_id AS buyer_id,
                    touched_order,
                    ordered_at,
                    place,
                    addDays(ordered_at, -{p0:Int64}) AS since
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS touched_order,
                        min(occurred_at) AS ordered_at,
                        any(toString(channel)) AS place
                    FROM event
                    WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                    GROUP BY
                        customer_id,
                        touched_order
                )
            ) AS made
            ASOF LEFT JOIN
            (
                SELECT
                    customer_id AS comer_id,
                    occurred_at AS came_at,
                    came_by
                FROM
                (
                    SELECT
                        customer_id,
                        occurred_at,
                        multiIf((lower(if((properties[{p1:String}]) != '', properties[{p2:String}], properties[{p3:String}])) IN ({p4:Array(String)})) AND (lower(if((properties[{p5:String}]) != '', properties[{p6:String}], properties[{p7:String}])) IN ({p8:Array(String)})), 'paid_social', (lower(if((properties[{p9:String}]) != '', properties[{p10:String}], properties[{p11:String}])) IN ({p12:Array(String)})), 'paid_search', (lower(if((properties[{p13:String}]) != '', properties[{p14:String}], properties[{p15:String}])) IN ({p16:Array(String)})), 'paid_social', (lower(if((properties[{p17:String}]) != '', properties[{p18:String}], properties[{p19:String}])) IN ({p20:Array(String)})), 'email_partner', lower(if((properties[{p21:String}]) != '', properties[{p22:String}], properties[{p23:String}])) != '', lower(if((properties[{p24:String}]) != '', properties[{p25:String}], properties[{p26:String}])), lower(if((properties[{p27:String}]) != '', properties[{p28:String}], properties[{p29:String}]))) AS came_by
                    FROM event
                    WHERE customer_id != 0
                )
                WHERE came_by != ''
            ) AS visits ON (buyer_id = comer_id) AND (ordered_at >= came_at)
        )
        UNION ALL
        SELECT
            'survey' AS kind,
            'survey' AS name,
            uniqExactIf(properties['survey_id'], (properties['survey_id']) != '') AS `values`
        FROM event
        WHERE event.name = 'Survey Responded'
        UNION ALL
        SELECT
            'class' AS kind,
            toString(scheme) AS name,
            uniqExact(class) AS `values`
        FROM customer_class
        GROUP BY name
        UNION ALL
        SELECT
            'segment' AS kind,
            toString(segment_id) AS name,
            toUInt64(2) AS `values`
        FROM segment_log
        GROUP BY name
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
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100))), 'net_known', toFloat64(toInt64(round(sumIf(gross - refunded, customer_id != 0) * 100))), 'gross_m2', toFloat64(count() * varPopStable(toFloat64(gross)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p5:String})) AND (is_total OR (toStartOfMonth(first_day) = slot)) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p6:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p7:String}) >= toDate({p8:String}) AS in_period,
                    toStartOfMonth(toDate(occurred_at, {p9:String})) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        '' AS key
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6))))), 'enps_answers', toFloat64(countIf(is_enps)), 'csat_satisfied', toFloat64(countIf(is_satisfied)), 'ces_m2', toFloat64(ifNotFinite(countIf(is_ces) * varPopStableIf(score, is_ces), 0)), 'review_sum', toFloat64(sumIf(score, is_review)), 'contacts', toFloat64(countIf(is_contact))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p12:String})) AS slot
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
                (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p19:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p20:Date}, 3, {p21:String})) AND (occurred_at < toDateTime64({p22:Date}, 3, {p23:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('replied', toFloat64(countIf(is_replied)), 'reply_m2', toFloat64(ifNotFinite(countIf(is_replied) * varPopStableIf(toFloat64(reply_ms), is_replied), 0)), 'reply_median', toFloat64(ifNotFinite(quantileExactInclusiveIf(0.5)(reply_ms, is_replied), 0)), 'resolution_sum', toFloat64(sumIf(resolution_ms, is_resolved)), 'reopened', toFloat64(countIf(is_reopened))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p24:String})) AS slot
        FROM
        (
            SELECT
                occurred_at,
                key,
                if(replies > 0, greatest(0, toUnixTimestamp64Milli(replied_at) - toUnixTimestamp64Milli(occurred_at)), 0) AS reply_ms,
                replies > 0 AS is_replied,
                if(solutions > 0, greatest(0, toUnixTimestamp64Milli(resolved_at) - toUnixTimestamp64Milli(occurred_at)), 0) AS resolution_ms,
                solutions > 0 AS is_resolved,
                is_resolved AND (reopenings > 0) AS is_reopened
            FROM
            (
                SELECT
                    ticket,
                    minIf(at, name = 'Ticket Opened') AS occurred_at,
                    argMinIf(each_key, at, name = 'Ticket Opened') AS key,
                    countIf((name = 'Ticket Replied') AND (author != 'customer')) AS replies,
                    minIf(at, (name = 'Ticket Replied') AND (author != 'customer')) AS replied_at,
                    countIf(name = 'Ticket Resolved') AS solutions,
                    maxIf(at, name = 'Ticket Resolved') AS resolved_at,
                    countIf(name = 'Ticket Reopened') AS reopenings
                FROM
                (
                    SELECT
                        name,
                        occurred_at AS at,
                        lower(properties['author']) AS author,
                        if((properties['ticket_id']) = '', toString(id), properties['ticket_id']) AS ticket,
                        '' AS each_key
                    FROM event
                    WHERE (name IN ('Ticket Opened', 'Ticket Replied', 'Ticket Resolved', 'Ticket Reopened')) AND (occurred_at >= toDateTime64({p25:Date}, 3, {p26:String}))
                )
                GROUP BY ticket
                HAVING countIf(name = 'Ticket Opened') > 0
            )
            WHERE (occurred_at >= toDateTime64({p27:Date}, 3, {p28:String})) AND (occurred_at < toDateTime64({p29:Date}, 3, {p30:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('leads', toFloat64(count()), 'leads_won', toFloat64(countIf(is_won))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p31:String})) AS slot
        FROM
        (
            SELECT
                lead,
                min(created_at) AS occurred_at,
                any(lead_key) AS key,
                max(arrayExists(at -> ((at >= created_at) AND (at < addDays(created_at, {p32:Int64}))), won)) AS is_won
            FROM
            (
                SELECT
                    lead,
                    min(at) AS created_at,
                    argMin(each_key, at) AS lead_key,
                    arrayJoin(arrayFilter(link -> ((link.2) != ''), [('lead', any(lead_id)), ('account', any(account)), ('', lead)])) AS link
                FROM
                (
                    SELECT
                        occurred_at AS at,
                        properties['lead_id'] AS lead_id,
                        group_id AS account,
                        multiIf(lead_id != '', lead_id, account != '', account, toString(id)) AS lead,
                        '' AS each_key
                    FROM event
                    WHERE name = 'Lead Created'
                )
                GROUP BY lead
            ) AS came
            LEFT JOIN
            (
                SELECT
                    if(lead_id != '', ('lead', lead_id), ('account', account)) AS won_link,
                    groupArray(at) AS won
                FROM
                (
                    SELECT
                        properties['lead_id'] AS lead_id,
                        group_id AS account,
                        occurred_at AS at
                    FROM event
                    WHERE (name = 'Deal Stage Changed') AND (lower(properties['stage']) = 'won')
                )
                GROUP BY won_link
            ) AS sold ON link = won_link
            GROUP BY lead
            HAVING (occurred_at >= toDateTime64({p33:Date}, 3, {p34:String})) AND (occurred_at < toDateTime64({p35:Date}, 3, {p36:String})) AND (addDays(occurred_at, {p37:Int64}) <= {p38:DateTime64(3, 'UTC')})
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('deals_closed', toFloat64(count()), 'deals_won', toFloat64(countIf(last_stage = 'won'))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p39:String})) AS slot
        FROM
        (
            SELECT
                deal,
                max(at) AS occurred_at,
                argMax(stage, at) AS last_stage,
                argMax(each_key, at) AS key
            FROM
            (
                SELECT
                    occurred_at AS at,
                    lower(properties['stage']) AS stage,
                    if((properties['deal_id']) = '', toString(id), properties['deal_id']) AS deal,
                    '' AS each_key
                FROM event
                WHERE name = 'Deal Stage Changed'
            )
            GROUP BY deal
            HAVING (last_stage IN ('won', 'lost')) AND (occurred_at >= toDateTime64({p40:Date}, 3, {p41:String})) AND (occurred_at < toDateTime64({p42:Date}, 3, {p43:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: customers
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p0:String})) AND (is_total OR (toMonday(first_day) = slot)) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p1:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p2:String}) >= toDate({p3:String}) AS in_period,
                    toMonday(toDate(occurred_at, {p4:String})) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        '' AS key
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: property
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    properties[{p0:String}] AS key
                FROM event
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p5:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100))), 'net_known', toFloat64(toInt64(round(sumIf(gross - refunded, customer_id != 0) * 100))), 'gross_m2', toFloat64(count() * varPopStable(toFloat64(gross)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                properties[{p7:String}] AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p8:Date}, 3, {p9:String})) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p12:String})) AND (is_total OR true) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p13:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p14:String}) >= toDate({p15:String}) AS in_period,
                    if((key IN (
                        SELECT key
                        FROM biggest
                    )), key, {p16:String}) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        properties[{p17:String}] AS key
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p18:Date}, 3, {p19:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: trait
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
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
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p5:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100))), 'net_known', toFloat64(toInt64(round(sumIf(gross - refunded, customer_id != 0) * 100))), 'gross_m2', toFloat64(count() * varPopStable(toFloat64(gross)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
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
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p12:String})) AND (is_total OR true) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p13:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p14:String}) >= toDate({p15:String}) AS in_period,
                    if((key IN (
                        SELECT key
                        FROM biggest
                    )), key, {p16:String}) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        ifNull(held, '') AS key
                    FROM event
                    LEFT JOIN
                    (
                        SELECT
                            customer_id AS holder_id,
                            value AS held
                        FROM trait
                        WHERE name = {p17:String}
                    ) AS held ON customer_id = holder_id
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p18:Date}, 3, {p19:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: product
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, line_amount, 0) AS gross,
                    if(purchase, 0, -line_amount) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    product AS key
                FROM event
                ARRAY JOIN
                    arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                    arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND ((product != '') OR (line_amount != 0))
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p4:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100))), 'net_known', toFloat64(toInt64(round(sumIf(gross - refunded, customer_id != 0) * 100))), 'gross_m2', toFloat64(count() * varPopStable(toFloat64(gross)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND ((product != '') OR (line_amount != 0))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count()), 'new', toFloat64(countIf(is_new)), 'repeaters', toFloat64(countIf(repeated))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p10:String})) AND (is_total OR true) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p11:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
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
                        if(purchase, line_amount, 0) AS gross,
                        if(purchase, 0, -line_amount) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        product AS key
                    FROM event
                    ARRAY JOIN
                        arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                        arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p15:Date}, 3, {p16:String})) AND ((product != '') OR (line_amount != 0))
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: segment
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    if(ifNull(held, '') = '', 'out', 'in') AS key
                FROM event
                LEFT JOIN
                (
                    SELECT
                        customer_id AS holder_id,
                        'in' AS held
                    FROM segment_member
                    WHERE segment_id = {p0:String}
                ) AS held ON customer_id = holder_id
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p5:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                if(ifNull(held, '') = '', 'out', 'in') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    'in' AS held
                FROM segment_member
                WHERE segment_id = {p7:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p8:Date}, 3, {p9:String})) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count())) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p12:String})) AND (is_total OR true) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p13:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p14:String}) >= toDate({p15:String}) AS in_period,
                    if((key IN (
                        SELECT key
                        FROM biggest
                    )), key, {p16:String}) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        if(ifNull(held, '') = '', 'out', 'in') AS key
                    FROM event
                    LEFT JOIN
                    (
                        SELECT
                            customer_id AS holder_id,
                            'in' AS held
                        FROM segment_member
                        WHERE segment_id = {p17:String}
                    ) AS held ON customer_id = holder_id
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p18:Date}, 3, {p19:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: class
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    ifNull(held, '') AS key
                FROM event
                LEFT JOIN
                (
                    SELECT
                        customer_id AS holder_id,
                        toString(class) AS held
                    FROM customer_class
                    WHERE scheme = {p0:String}
                ) AS held ON customer_id = holder_id
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p5:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    toString(class) AS held
                FROM customer_class
                WHERE scheme = {p7:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p8:Date}, 3, {p9:String})) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6)))))) AS statistics
    FROM
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
                (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p19:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    toString(class) AS held
                FROM customer_class
                WHERE scheme = {p20:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p21:Date}, 3, {p22:String})) AND (occurred_at < toDateTime64({p23:Date}, 3, {p24:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: source
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    toString(source) AS key
                FROM event
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p4:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('gross', toFloat64(toInt64(round(sum(gross) * 100)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                toString(source) AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: survey
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
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
                    (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p6:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                    is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                    occurred_at,
                    properties['survey_id'] AS key
                FROM event
                WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String}))
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p11:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('nps_answers', toFloat64(countIf(is_nps)), 'nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6)))))) AS statistics
    FROM
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
                (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p19:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                properties['survey_id'] AS key
            FROM event
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p20:Date}, 3, {p21:String})) AND (occurred_at < toDateTime64({p22:Date}, 3, {p23:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: channel
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    toString(channel) AS key
                FROM event
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p4:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('gross', toFloat64(toInt64(round(sum(gross) * 100)))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                toString(channel) AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: named_groups
WITH
    biggest AS
    (
        SELECT arrayJoin({p0:Array(String)}) AS key
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('gross', toFloat64(toInt64(round(sum(gross) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p1:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                properties[{p2:String}] AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p3:Date}, 3, {p4:String})) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: said_by_trait
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
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
                    (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p6:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
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
                    WHERE name = {p7:String}
                ) AS held ON customer_id = holder_id
                WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p8:Date}, 3, {p9:String})) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String}))
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p12:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6))))), 'enps_answers', toFloat64(countIf(is_enps)), 'csat_satisfied', toFloat64(countIf(is_satisfied)), 'ces_m2', toFloat64(ifNotFinite(countIf(is_ces) * varPopStableIf(score, is_ces), 0)), 'review_sum', toFloat64(sumIf(score, is_review)), 'contacts', toFloat64(countIf(is_contact))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p13:String}) AS slot
        FROM
        (
            SELECT
                lower(properties['kind']) AS kind,
                toUInt8OrZero(properties['scale']) AS scale,
                if(scale = 0, 5, scale) AS csat_scale,
                ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p14:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p15:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p16:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p17:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p18:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p19:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                name = 'Ticket Opened' AS is_ticket,
                ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p20:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
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
                WHERE name = {p21:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p22:Date}, 3, {p23:String})) AND (occurred_at < toDateTime64({p24:Date}, 3, {p25:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: said_per_order
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, line_amount, 0) AS gross,
                    if(purchase, 0, -line_amount) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    product AS key
                FROM event
                ARRAY JOIN
                    arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                    arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p0:Date}, 3, {p1:String})) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND ((product != '') OR (line_amount != 0))
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p4:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('orders', toFloat64(uniqExactIf(order_key, purchase))) AS statistics
    FROM
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
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                product AS key
            FROM event
            ARRAY JOIN
                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String})) AND ((product != '') OR (line_amount != 0))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('contacts', toFloat64(countIf(is_contact))) AS statistics
    FROM
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
                (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p17:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                properties[{p18:String}] AS key
            FROM event
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p19:Date}, 3, {p20:String})) AND (occurred_at < toDateTime64({p21:Date}, 3, {p22:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: tickets_by_property
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
            FROM
            (
                SELECT
                    occurred_at,
                    key,
                    if(replies > 0, greatest(0, toUnixTimestamp64Milli(replied_at) - toUnixTimestamp64Milli(occurred_at)), 0) AS reply_ms,
                    replies > 0 AS is_replied,
                    if(solutions > 0, greatest(0, toUnixTimestamp64Milli(resolved_at) - toUnixTimestamp64Milli(occurred_at)), 0) AS resolution_ms,
                    solutions > 0 AS is_resolved,
                    is_resolved AND (reopenings > 0) AS is_reopened
                FROM
                (
                    SELECT
                        ticket,
                        minIf(at, name = 'Ticket Opened') AS occurred_at,
                        argMinIf(each_key, at, name = 'Ticket Opened') AS key,
                        countIf((name = 'Ticket Replied') AND (author != 'customer')) AS replies,
                        minIf(at, (name = 'Ticket Replied') AND (author != 'customer')) AS replied_at,
                        countIf(name = 'Ticket Resolved') AS solutions,
                        maxIf(at, name = 'Ticket Resolved') AS resolved_at,
                        countIf(name = 'Ticket Reopened') AS reopenings
                    FROM
                    (
                        SELECT
                            name,
                            occurred_at AS at,
                            lower(properties['author']) AS author,
                            if((properties['ticket_id']) = '', toString(id), properties['ticket_id']) AS ticket,
                            properties[{p0:String}] AS each_key
                        FROM event
                        WHERE (name IN ('Ticket Opened', 'Ticket Replied', 'Ticket Resolved', 'Ticket Reopened')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String}))
                    )
                    GROUP BY ticket
                    HAVING countIf(name = 'Ticket Opened') > 0
                )
                WHERE (occurred_at >= toDateTime64({p3:Date}, 3, {p4:String})) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String}))
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p7:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('replied', toFloat64(countIf(is_replied)), 'reply_m2', toFloat64(ifNotFinite(countIf(is_replied) * varPopStableIf(toFloat64(reply_ms), is_replied), 0)), 'reply_median', toFloat64(ifNotFinite(quantileExactInclusiveIf(0.5)(reply_ms, is_replied), 0)), 'resolution_sum', toFloat64(sumIf(resolution_ms, is_resolved)), 'reopened', toFloat64(countIf(is_reopened))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p8:String}) AS slot
        FROM
        (
            SELECT
                occurred_at,
                key,
                if(replies > 0, greatest(0, toUnixTimestamp64Milli(replied_at) - toUnixTimestamp64Milli(occurred_at)), 0) AS reply_ms,
                replies > 0 AS is_replied,
                if(solutions > 0, greatest(0, toUnixTimestamp64Milli(resolved_at) - toUnixTimestamp64Milli(occurred_at)), 0) AS resolution_ms,
                solutions > 0 AS is_resolved,
                is_resolved AND (reopenings > 0) AS is_reopened
            FROM
            (
                SELECT
                    ticket,
                    minIf(at, name = 'Ticket Opened') AS occurred_at,
                    argMinIf(each_key, at, name = 'Ticket Opened') AS key,
                    countIf((name = 'Ticket Replied') AND (author != 'customer')) AS replies,
                    minIf(at, (name = 'Ticket Replied') AND (author != 'customer')) AS replied_at,
                    countIf(name = 'Ticket Resolved') AS solutions,
                    maxIf(at, name = 'Ticket Resolved') AS resolved_at,
                    countIf(name = 'Ticket Reopened') AS reopenings
                FROM
                (
                    SELECT
                        name,
                        occurred_at AS at,
                        lower(properties['author']) AS author,
                        if((properties['ticket_id']) = '', toString(id), properties['ticket_id']) AS ticket,
                        properties[{p9:String}] AS each_key
                    FROM event
                    WHERE (name IN ('Ticket Opened', 'Ticket Replied', 'Ticket Resolved', 'Ticket Reopened')) AND (occurred_at >= toDateTime64({p10:Date}, 3, {p11:String}))
                )
                GROUP BY ticket
                HAVING countIf(name = 'Ticket Opened') > 0
            )
            WHERE (occurred_at >= toDateTime64({p12:Date}, 3, {p13:String})) AND (occurred_at < toDateTime64({p14:Date}, 3, {p15:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: sales_by_property
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
            FROM
            (
                SELECT
                    lead,
                    min(created_at) AS occurred_at,
                    any(lead_key) AS key,
                    max(arrayExists(at -> ((at >= created_at) AND (at < addDays(created_at, {p0:Int64}))), won)) AS is_won
                FROM
                (
                    SELECT
                        lead,
                        min(at) AS created_at,
                        argMin(each_key, at) AS lead_key,
                        arrayJoin(arrayFilter(link -> ((link.2) != ''), [('lead', any(lead_id)), ('account', any(account)), ('', lead)])) AS link
                    FROM
                    (
                        SELECT
                            occurred_at AS at,
                            properties['lead_id'] AS lead_id,
                            group_id AS account,
                            multiIf(lead_id != '', lead_id, account != '', account, toString(id)) AS lead,
                            properties[{p1:String}] AS each_key
                        FROM event
                        WHERE name = 'Lead Created'
                    )
                    GROUP BY lead
                ) AS came
                LEFT JOIN
                (
                    SELECT
                        if(lead_id != '', ('lead', lead_id), ('account', account)) AS won_link,
                        groupArray(at) AS won
                    FROM
                    (
                        SELECT
                            properties['lead_id'] AS lead_id,
                            group_id AS account,
                            occurred_at AS at
                        FROM event
                        WHERE (name = 'Deal Stage Changed') AND (lower(properties['stage']) = 'won')
                    )
                    GROUP BY won_link
                ) AS sold ON link = won_link
                GROUP BY lead
                HAVING (occurred_at >= toDateTime64({p2:Date}, 3, {p3:String})) AND (occurred_at < toDateTime64({p4:Date}, 3, {p5:String})) AND (addDays(occurred_at, {p6:Int64}) <= {p7:DateTime64(3, 'UTC')})
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p8:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('leads', toFloat64(count()), 'leads_won', toFloat64(countIf(is_won))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p9:String}) AS slot
        FROM
        (
            SELECT
                lead,
                min(created_at) AS occurred_at,
                any(lead_key) AS key,
                max(arrayExists(at -> ((at >= created_at) AND (at < addDays(created_at, {p10:Int64}))), won)) AS is_won
            FROM
            (
                SELECT
                    lead,
                    min(at) AS created_at,
                    argMin(each_key, at) AS lead_key,
                    arrayJoin(arrayFilter(link -> ((link.2) != ''), [('lead', any(lead_id)), ('account', any(account)), ('', lead)])) AS link
                FROM
                (
                    SELECT
                        occurred_at AS at,
                        properties['lead_id'] AS lead_id,
                        group_id AS account,
                        multiIf(lead_id != '', lead_id, account != '', account, toString(id)) AS lead,
                        properties[{p11:String}] AS each_key
                    FROM event
                    WHERE name = 'Lead Created'
                )
                GROUP BY lead
            ) AS came
            LEFT JOIN
            (
                SELECT
                    if(lead_id != '', ('lead', lead_id), ('account', account)) AS won_link,
                    groupArray(at) AS won
                FROM
                (
                    SELECT
                        properties['lead_id'] AS lead_id,
                        group_id AS account,
                        occurred_at AS at
                    FROM event
                    WHERE (name = 'Deal Stage Changed') AND (lower(properties['stage']) = 'won')
                )
                GROUP BY won_link
            ) AS sold ON link = won_link
            GROUP BY lead
            HAVING (occurred_at >= toDateTime64({p12:Date}, 3, {p13:String})) AND (occurred_at < toDateTime64({p14:Date}, 3, {p15:String})) AND (addDays(occurred_at, {p16:Int64}) <= {p17:DateTime64(3, 'UTC')})
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('deals_closed', toFloat64(count()), 'deals_won', toFloat64(countIf(last_stage = 'won'))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p18:String}) AS slot
        FROM
        (
            SELECT
                deal,
                max(at) AS occurred_at,
                argMax(stage, at) AS last_stage,
                argMax(each_key, at) AS key
            FROM
            (
                SELECT
                    occurred_at AS at,
                    lower(properties['stage']) AS stage,
                    if((properties['deal_id']) = '', toString(id), properties['deal_id']) AS deal,
                    properties[{p19:String}] AS each_key
                FROM event
                WHERE name = 'Deal Stage Changed'
            )
            GROUP BY deal
            HAVING (last_stage IN ('won', 'lost')) AND (occurred_at >= toDateTime64({p20:Date}, 3, {p21:String})) AND (occurred_at < toDateTime64({p22:Date}, 3, {p23:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: standing
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('standing_start', toFloat64(countIf(at_start)), 'standing_kept', toFloat64(countIf(at_start AND at_end)), 'standing_end_less_new', toFloat64(countIf(at_end AND (NOT is_new)))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        (last_before > 0) AND (last_before >= (opens - {p0:Int64})) AS at_start,
        (last > 0) AND (last >= (ends - {p1:Int64})) AS at_end,
        (days[1]) >= opens AS is_new
    FROM
    (
        SELECT
            customer_id,
            slot,
            is_total,
            opens,
            ends,
            days,
            arrayFilter(day -> (day < opens), days) AS before,
            arrayMax(arrayPushBack(before, 0)) AS last_before,
            arrayMax(arrayPushBack(arrayFilter(day -> (day < ends), days), 0)) AS last
        FROM
        (
            SELECT
                *,
                stretch.1 AS slot,
                (stretch.1) = '' AS is_total,
                stretch.2 AS opens,
                stretch.3 AS ends
            FROM
            (
                SELECT
                    customer_id,
                    arraySort(groupUniqArray(day)) AS days
                FROM
                (
                    SELECT
                        customer_id,
                        toInt32(toDate(occurred_at, {p2:String})) AS day,
                        key
                    FROM
                    (
                        SELECT
                            customer_id,
                            if(order_id = '', toString(id), order_id) AS order_key,
                            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                            if(purchase, revenue, 0) AS gross,
                            if(purchase, 0, -revenue) AS refunded,
                            properties['margin'] AS told_margin,
                            revenue AS whole_revenue,
                            occurred_at,
                            '' AS key
                        FROM event
                        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
                    )
                    WHERE purchase AND (customer_id != 0)
                )
                GROUP BY customer_id
            )
            ARRAY JOIN arrayZip({p5:Array(String)}, {p6:Array(Int32)}, {p7:Array(Int32)}) AS stretch
        )
        WHERE (days[1]) < ends
    )
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('due', toFloat64(countIf(is_due)), 'overdue', toFloat64(countIf(is_overdue))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        if(length(before) > {p8:Int64}, arraySort(arrayPopFront(arrayDifference(before)))[toUInt32(ceil(0.9 * (length(before) - 1)))], usual) AS allowed,
        (allowed > 0) AND (last_before > 0) AND ((opens - last_before) <= allowed) AS is_due,
        is_due AND ((ends - last) > allowed) AS is_overdue
    FROM
    (
        SELECT
            customer_id,
            slot,
            is_total,
            opens,
            ends,
            days,
            arrayFilter(day -> (day < opens), days) AS before,
            arrayMax(arrayPushBack(before, 0)) AS last_before,
            arrayMax(arrayPushBack(arrayFilter(day -> (day < ends), days), 0)) AS last
        FROM
        (
            SELECT
                *,
                stretch.1 AS slot,
                (stretch.1) = '' AS is_total,
                stretch.2 AS opens,
                stretch.3 AS ends
            FROM
            (
                SELECT
                    customer_id,
                    arraySort(groupUniqArray(day)) AS days
                FROM
                (
                    SELECT
                        customer_id,
                        toInt32(toDate(occurred_at, {p9:String})) AS day,
                        key
                    FROM
                    (
                        SELECT
                            customer_id,
                            if(order_id = '', toString(id), order_id) AS order_key,
                            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                            if(purchase, revenue, 0) AS gross,
                            if(purchase, 0, -revenue) AS refunded,
                            properties['margin'] AS told_margin,
                            revenue AS whole_revenue,
                            occurred_at,
                            '' AS key
                        FROM event
                        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
                    )
                    WHERE purchase AND (customer_id != 0)
                )
                GROUP BY customer_id
            )
            ARRAY JOIN arrayZip({p12:Array(String)}, {p13:Array(Int32)}, {p14:Array(Int32)}) AS stretch
        )
        WHERE (days[1]) < ends
    ) AS stood
    LEFT JOIN
    (
        SELECT
            opens AS judged_at,
            quantileExactWeightedIf(0.9)(gap, gaps, closed < opens) AS usual
        FROM
        (
            SELECT
                gap,
                closed,
                gaps,
                stretch.2 AS opens
            FROM
            (
                SELECT
                    arrayJoin(arrayPopFront(arrayZip(arrayDifference(days), days))) AS pair,
                    pair.1 AS gap,
                    pair.2 AS closed,
                    count() AS gaps
                FROM
                (
                    SELECT arraySort(groupUniqArray(day)) AS days
                    FROM
                    (
                        SELECT
                            customer_id,
                            toInt32(toDate(occurred_at, {p15:String})) AS day,
                            key
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS order_key,
                                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                                if(purchase, revenue, 0) AS gross,
                                if(purchase, 0, -revenue) AS refunded,
                                properties['margin'] AS told_margin,
                                revenue AS whole_revenue,
                                occurred_at,
                                '' AS key
                            FROM event
                            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p16:Date}, 3, {p17:String})) AND 1
                        )
                        WHERE purchase AND (customer_id != 0)
                    )
                    GROUP BY customer_id
                )
                GROUP BY pair
            )
            ARRAY JOIN arrayZip({p18:Array(String)}, {p19:Array(Int32)}, {p20:Array(Int32)}) AS stretch
        )
        GROUP BY opens
    ) AS limits ON opens = judged_at
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: standing_by_property
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
            FROM
            (
                SELECT
                    customer_id,
                    toInt32(toDate(occurred_at, {p0:String})) AS day,
                    key
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        properties[{p1:String}] AS key
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p4:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('standing_start', toFloat64(countIf(at_start)), 'standing_kept', toFloat64(countIf(at_start AND at_end)), 'standing_end_less_new', toFloat64(countIf(at_end AND (NOT is_new)))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        (last_before > 0) AND (last_before >= (opens - {p5:Int64})) AS at_start,
        (last > 0) AND (last >= (ends - {p6:Int64})) AS at_end,
        (days[1]) >= opens AS is_new
    FROM
    (
        SELECT
            customer_id,
            slot,
            is_total,
            opens,
            ends,
            days,
            arrayFilter(day -> (day < opens), days) AS before,
            arrayMax(arrayPushBack(before, 0)) AS last_before,
            arrayMax(arrayPushBack(arrayFilter(day -> (day < ends), days), 0)) AS last
        FROM
        (
            SELECT
                *,
                stretch.2 AS opens,
                stretch.3 AS ends
            FROM
            (
                SELECT
                    customer_id,
                    arraySort(groupUniqArray(day)) AS days,
                    slot,
                    grouping(slot) = 1 AS is_total
                FROM
                (
                    SELECT
                        *,
                        if((key IN (
                            SELECT key
                            FROM biggest
                        )), key, {p7:String}) AS slot
                    FROM
                    (
                        SELECT
                            customer_id,
                            toInt32(toDate(occurred_at, {p8:String})) AS day,
                            key
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS order_key,
                                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                                if(purchase, revenue, 0) AS gross,
                                if(purchase, 0, -revenue) AS refunded,
                                properties['margin'] AS told_margin,
                                revenue AS whole_revenue,
                                occurred_at,
                                properties[{p9:String}] AS key
                            FROM event
                            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p10:Date}, 3, {p11:String})) AND 1
                        )
                        WHERE purchase AND (customer_id != 0)
                    )
                )
                GROUP BY
                    GROUPING SETS (
                        (customer_id),
                        (customer_id, slot))
            )
            ARRAY JOIN arrayZip({p12:Array(String)}, {p13:Array(Int32)}, {p14:Array(Int32)}) AS stretch
        )
        WHERE (days[1]) < ends
    )
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('due', toFloat64(countIf(is_due)), 'overdue', toFloat64(countIf(is_overdue))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        if(length(before) > {p15:Int64}, arraySort(arrayPopFront(arrayDifference(before)))[toUInt32(ceil(0.9 * (length(before) - 1)))], usual) AS allowed,
        (allowed > 0) AND (last_before > 0) AND ((opens - last_before) <= allowed) AS is_due,
        is_due AND ((ends - last) > allowed) AS is_overdue
    FROM
    (
        SELECT
            customer_id,
            slot,
            is_total,
            opens,
            ends,
            days,
            arrayFilter(day -> (day < opens), days) AS before,
            arrayMax(arrayPushBack(before, 0)) AS last_before,
            arrayMax(arrayPushBack(arrayFilter(day -> (day < ends), days), 0)) AS last
        FROM
        (
            SELECT
                *,
                stretch.2 AS opens,
                stretch.3 AS ends
            FROM
            (
                SELECT
                    customer_id,
                    arraySort(groupUniqArray(day)) AS days,
                    slot,
                    grouping(slot) = 1 AS is_total
                FROM
                (
                    SELECT
                        *,
                        if((key IN (
                            SELECT key
                            FROM biggest
                        )), key, {p16:String}) AS slot
                    FROM
                    (
                        SELECT
                            customer_id,
                            toInt32(toDate(occurred_at, {p17:String})) AS day,
                            key
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS order_key,
                                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                                if(purchase, revenue, 0) AS gross,
                                if(purchase, 0, -revenue) AS refunded,
                                properties['margin'] AS told_margin,
                                revenue AS whole_revenue,
                                occurred_at,
                                properties[{p18:String}] AS key
                            FROM event
                            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p19:Date}, 3, {p20:String})) AND 1
                        )
                        WHERE purchase AND (customer_id != 0)
                    )
                )
                GROUP BY
                    GROUPING SETS (
                        (customer_id),
                        (customer_id, slot))
            )
            ARRAY JOIN arrayZip({p21:Array(String)}, {p22:Array(Int32)}, {p23:Array(Int32)}) AS stretch
        )
        WHERE (days[1]) < ends
    ) AS stood
    LEFT JOIN
    (
        SELECT
            opens AS judged_at,
            quantileExactWeightedIf(0.9)(gap, gaps, closed < opens) AS usual
        FROM
        (
            SELECT
                gap,
                closed,
                gaps,
                stretch.2 AS opens
            FROM
            (
                SELECT
                    arrayJoin(arrayPopFront(arrayZip(arrayDifference(days), days))) AS pair,
                    pair.1 AS gap,
                    pair.2 AS closed,
                    count() AS gaps
                FROM
                (
                    SELECT arraySort(groupUniqArray(day)) AS days
                    FROM
                    (
                        SELECT
                            customer_id,
                            toInt32(toDate(occurred_at, {p24:String})) AS day,
                            key
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS order_key,
                                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                                if(purchase, revenue, 0) AS gross,
                                if(purchase, 0, -revenue) AS refunded,
                                properties['margin'] AS told_margin,
                                revenue AS whole_revenue,
                                occurred_at,
                                '' AS key
                            FROM event
                            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p25:Date}, 3, {p26:String})) AND 1
                        )
                        WHERE purchase AND (customer_id != 0)
                    )
                    GROUP BY customer_id
                )
                GROUP BY pair
            )
            ARRAY JOIN arrayZip({p27:Array(String)}, {p28:Array(Int32)}, {p29:Array(Int32)}) AS stretch
        )
        GROUP BY opens
    ) AS limits ON opens = judged_at
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: subscriptions
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('subscribers', toFloat64(countIf(paid_before > 0)), 'subscribers_lost', toFloat64(countIf((paid_before > 0) AND (paid_after <= 0))), 'mrr', toFloat64(toInt64(round(sum(paid_before) * 100))), 'mrr_lost', toFloat64(toInt64(round(sum(greatest(paid_before - paid_after, toDecimal64(0, 4))) * 100))), 'mrr_kept', toFloat64(toInt64(round(sumIf(paid_after, paid_before > 0) * 100)))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        arraySum(one -> ((arrayLast(paid -> ((paid.1) < opens), one)).2), all_payments) AS paid_before,
        arraySum(one -> ((arrayLast(paid -> ((paid.1) < ends), one)).2), all_payments) AS paid_after
    FROM
    (
        SELECT
            *,
            stretch.1 AS slot,
            (stretch.1) = '' AS is_total,
            stretch.2 AS opens,
            stretch.3 AS ends
        FROM
        (
            SELECT
                subscriber,
                max(customer_id) AS customer_id,
                groupArray(payments) AS all_payments
            FROM
            (
                SELECT
                    argMin(payer, at) AS subscriber,
                    max(known_id) AS customer_id,
                    argMin(each_key, at) AS key,
                    arrayMap(paid -> (paid.2, paid.3), arraySort(groupArray((at, day, mrr)))) AS payments
                FROM
                (
                    SELECT
                        occurred_at AS at,
                        customer_id AS known_id,
                        toInt32(toDate(occurred_at, {p0:String})) AS day,
                        if(name = 'Subscription Cancelled', toDecimal64(0, 4), toDecimal64OrZero(properties['mrr'], 4)) AS mrr,
                        multiIf(customer_id != 0, toString(customer_id), group_id != '', group_id, (properties['subscription_id']) != '', properties['subscription_id'], toString(id)) AS payer,
                        if((properties['subscription_id']) = '', payer, properties['subscription_id']) AS subscription,
                        '' AS each_key
                    FROM event
                    WHERE (name IN ('Subscription Started', 'Subscription Renewed', 'Subscription Changed', 'Subscription Cancelled')) AND ((name = 'Subscription Cancelled') OR ((properties['mrr']) != '')) AND (occurred_at < toDateTime64({p1:Date}, 3, {p2:String}))
                )
                GROUP BY subscription
            )
            GROUP BY subscriber
        )
        ARRAY JOIN arrayZip({p3:Array(String)}, {p4:Array(Int32)}, {p5:Array(Int32)}) AS stretch
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: subscriptions_by_trait
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
            FROM
            (
                SELECT
                    argMin(payer, at) AS subscriber,
                    max(known_id) AS customer_id,
                    argMin(each_key, at) AS key,
                    arrayMap(paid -> (paid.2, paid.3), arraySort(groupArray((at, day, mrr)))) AS payments
                FROM
                (
                    SELECT
                        occurred_at AS at,
                        customer_id AS known_id,
                        toInt32(toDate(occurred_at, {p0:String})) AS day,
                        if(name = 'Subscription Cancelled', toDecimal64(0, 4), toDecimal64OrZero(properties['mrr'], 4)) AS mrr,
                        multiIf(customer_id != 0, toString(customer_id), group_id != '', group_id, (properties['subscription_id']) != '', properties['subscription_id'], toString(id)) AS payer,
                        if((properties['subscription_id']) = '', payer, properties['subscription_id']) AS subscription,
                        ifNull(held, '') AS each_key
                    FROM event
                    LEFT JOIN
                    (
                        SELECT
                            customer_id AS holder_id,
                            value AS held
                        FROM trait
                        WHERE name = {p1:String}
                    ) AS held ON customer_id = holder_id
                    WHERE (name IN ('Subscription Started', 'Subscription Renewed', 'Subscription Changed', 'Subscription Cancelled')) AND ((name = 'Subscription Cancelled') OR ((properties['mrr']) != '')) AND (occurred_at < toDateTime64({p2:Date}, 3, {p3:String}))
                )
                GROUP BY subscription
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p4:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('subscribers', toFloat64(countIf(paid_before > 0)), 'subscribers_lost', toFloat64(countIf((paid_before > 0) AND (paid_after <= 0))), 'mrr', toFloat64(toInt64(round(sum(paid_before) * 100))), 'mrr_lost', toFloat64(toInt64(round(sum(greatest(paid_before - paid_after, toDecimal64(0, 4))) * 100))), 'mrr_kept', toFloat64(toInt64(round(sumIf(paid_after, paid_before > 0) * 100)))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        arraySum(one -> ((arrayLast(paid -> ((paid.1) < opens), one)).2), all_payments) AS paid_before,
        arraySum(one -> ((arrayLast(paid -> ((paid.1) < ends), one)).2), all_payments) AS paid_after
    FROM
    (
        SELECT
            *,
            stretch.2 AS opens,
            stretch.3 AS ends
        FROM
        (
            SELECT
                subscriber,
                max(customer_id) AS customer_id,
                groupArray(payments) AS all_payments,
                slot,
                grouping(slot) = 1 AS is_total
            FROM
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
                        argMin(payer, at) AS subscriber,
                        max(known_id) AS customer_id,
                        argMin(each_key, at) AS key,
                        arrayMap(paid -> (paid.2, paid.3), arraySort(groupArray((at, day, mrr)))) AS payments
                    FROM
                    (
                        SELECT
                            occurred_at AS at,
                            customer_id AS known_id,
                            toInt32(toDate(occurred_at, {p6:String})) AS day,
                            if(name = 'Subscription Cancelled', toDecimal64(0, 4), toDecimal64OrZero(properties['mrr'], 4)) AS mrr,
                            multiIf(customer_id != 0, toString(customer_id), group_id != '', group_id, (properties['subscription_id']) != '', properties['subscription_id'], toString(id)) AS payer,
                            if((properties['subscription_id']) = '', payer, properties['subscription_id']) AS subscription,
                            ifNull(held, '') AS each_key
                        FROM event
                        LEFT JOIN
                        (
                            SELECT
                                customer_id AS holder_id,
                                value AS held
                            FROM trait
                            WHERE name = {p7:String}
                        ) AS held ON customer_id = holder_id
                        WHERE (name IN ('Subscription Started', 'Subscription Renewed', 'Subscription Changed', 'Subscription Cancelled')) AND ((name = 'Subscription Cancelled') OR ((properties['mrr']) != '')) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String}))
                    )
                    GROUP BY subscription
                )
            )
            GROUP BY
                GROUPING SETS (
                    (subscriber),
                    (subscriber, slot))
        )
        ARRAY JOIN arrayZip({p10:Array(String)}, {p11:Array(Int32)}, {p12:Array(Int32)}) AS stretch
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: spend
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('cost', toFloat64(toInt64(round(sum(amount) * 100))), 'cost_media', toFloat64(toInt64(round(sumIf(amount, is_media) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS slot
        FROM
        (
            SELECT
                toDecimal64OrZero(if((properties['cost']) != '', properties['cost'], properties['amount']), 4) AS amount,
                if(name = 'Ad Spend', 'media', lower(properties['kind'])) = 'media' AS is_media,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Ad Spend', 'Cost Recorded')) AND (if(name = 'Ad Spend', 'media', lower(properties['kind'])) IN ({p1:Array(String)})) AND (occurred_at >= toDateTime64({p2:Date}, 3, {p3:String})) AND (occurred_at < toDateTime64({p4:Date}, 3, {p5:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('advertised_net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p6:String})) AS slot
        FROM
        (
            SELECT *
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    '' AS key
                FROM event
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String})) AND 1
            )
            WHERE order_key IN (
                SELECT touched_order
                FROM
                (
                    SELECT
                        touched_order,
                        multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
                    FROM
                    (
                        SELECT
                            customer_id AS buyer_id,
                            touched_order,
                            ordered_at,
                            place,
                            addDays(ordered_at, -{p11:Int64}) AS since
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS touched_order,
                                min(occurred_at) AS ordered_at,
                                any(toString(channel)) AS place
                            FROM event
                            WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                            GROUP BY
                                customer_id,
                                touched_order
                        )
                    ) AS made
                    ASOF LEFT JOIN
                    (
                        SELECT
                            customer_id AS comer_id,
                            occurred_at AS came_at,
                            came_by
                        FROM
                        (
                            SELECT
                                customer_id,
                                occurred_at,
                                multiIf((lower(if((properties[{p12:String}]) != '', properties[{p13:String}], properties[{p14:String}])) IN ({p15:Array(String)})) AND (lower(if((properties[{p16:String}]) != '', properties[{p17:String}], properties[{p18:String}])) IN ({p19:Array(String)})), 'paid_social', (lower(if((properties[{p20:String}]) != '', properties[{p21:String}], properties[{p22:String}])) IN ({p23:Array(String)})), 'paid_search', (lower(if((properties[{p24:String}]) != '', properties[{p25:String}], properties[{p26:String}])) IN ({p27:Array(String)})), 'paid_social', (lower(if((properties[{p28:String}]) != '', properties[{p29:String}], properties[{p30:String}])) IN ({p31:Array(String)})), 'email_partner', lower(if((properties[{p32:String}]) != '', properties[{p33:String}], properties[{p34:String}])) != '', lower(if((properties[{p35:String}]) != '', properties[{p36:String}], properties[{p37:String}])), lower(if((properties[{p38:String}]) != '', properties[{p39:String}], properties[{p40:String}]))) AS came_by
                            FROM event
                            WHERE customer_id != 0
                        )
                        WHERE came_by != ''
                    ) AS visits ON (buyer_id = comer_id) AND (ordered_at >= came_at)
                )
                WHERE touch IN (
                    SELECT lower(if((properties['ad_channel']) != '', properties['ad_channel'], properties['channel']))
                    FROM event
                    WHERE (name IN ('Ad Spend', 'Cost Recorded')) AND (if(name = 'Ad Spend', 'media', lower(properties['kind'])) = 'media')
                )
            )
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: spend_by_touch
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    ifNull(touch, '') AS key
                FROM event
                LEFT JOIN
                (
                    SELECT
                        touched_order,
                        multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
                    FROM
                    (
                        SELECT
                            customer_id AS buyer_id,
                            touched_order,
                            ordered_at,
                            place,
                            addDays(ordered_at, -{p0:Int64}) AS since
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS touched_order,
                                min(occurred_at) AS ordered_at,
                                any(toString(channel)) AS place
                            FROM event
                            WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                            GROUP BY
                                customer_id,
                                touched_order
                        )
                    ) AS made
                    ASOF LEFT JOIN
                    (
                        SELECT
                            customer_id AS comer_id,
                            occurred_at AS came_at,
                            came_by
                        FROM
                        (
                            SELECT
                                customer_id,
                                occurred_at,
                                multiIf((lower(if((properties[{p1:String}]) != '', properties[{p2:String}], properties[{p3:String}])) IN ({p4:Array(String)})) AND (lower(if((properties[{p5:String}]) != '', properties[{p6:String}], properties[{p7:String}])) IN ({p8:Array(String)})), 'paid_social', (lower(if((properties[{p9:String}]) != '', properties[{p10:String}], properties[{p11:String}])) IN ({p12:Array(String)})), 'paid_search', (lower(if((properties[{p13:String}]) != '', properties[{p14:String}], properties[{p15:String}])) IN ({p16:Array(String)})), 'paid_social', (lower(if((properties[{p17:String}]) != '', properties[{p18:String}], properties[{p19:String}])) IN ({p20:Array(String)})), 'email_partner', lower(if((properties[{p21:String}]) != '', properties[{p22:String}], properties[{p23:String}])) != '', lower(if((properties[{p24:String}]) != '', properties[{p25:String}], properties[{p26:String}])), lower(if((properties[{p27:String}]) != '', properties[{p28:String}], properties[{p29:String}]))) AS came_by
                            FROM event
                            WHERE customer_id != 0
                        )
                        WHERE came_by != ''
                    ) AS visits ON (buyer_id = comer_id) AND (ordered_at >= came_at)
                ) AS attributed ON if(order_id = '', toString(id), order_id) = touched_order
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p30:Date}, 3, {p31:String})) AND (occurred_at < toDateTime64({p32:Date}, 3, {p33:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p34:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('new', toFloat64(countIf(is_new))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p35:String})) AND (is_total OR true) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p36:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p37:String}) >= toDate({p38:String}) AS in_period,
                    if((key IN (
                        SELECT key
                        FROM biggest
                    )), key, {p39:String}) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        ifNull(touch, '') AS key
                    FROM event
                    LEFT JOIN
                    (
                        SELECT
                            touched_order,
                            multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
                        FROM
                        (
                            SELECT
                                customer_id AS buyer_id,
                                touched_order,
                                ordered_at,
                                place,
                                addDays(ordered_at, -{p40:Int64}) AS since
                            FROM
                            (
                                SELECT
                                    customer_id,
                                    if(order_id = '', toString(id), order_id) AS touched_order,
                                    min(occurred_at) AS ordered_at,
                                    any(toString(channel)) AS place
                                FROM event
                                WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                                GROUP BY
                                    customer_id,
                                    touched_order
                            )
                        ) AS made
                        ASOF LEFT JOIN
                        (
                            SELECT
                                customer_id AS comer_id,
                                occurred_at AS came_at,
                                came_by
                            FROM
                            (
                                SELECT
                                    customer_id,
                                    occurred_at,
                                    multiIf((lower(if((properties[{p41:String}]) != '', properties[{p42:String}], properties[{p43:String}])) IN ({p44:Array(String)})) AND (lower(if((properties[{p45:String}]) != '', properties[{p46:String}], properties[{p47:String}])) IN ({p48:Array(String)})), 'paid_social', (lower(if((properties[{p49:String}]) != '', properties[{p50:String}], properties[{p51:String}])) IN ({p52:Array(String)})), 'paid_search', (lower(if((properties[{p53:String}]) != '', properties[{p54:String}], properties[{p55:String}])) IN ({p56:Array(String)})), 'paid_social', (lower(if((properties[{p57:String}]) != '', properties[{p58:String}], properties[{p59:String}])) IN ({p60:Array(String)})), 'email_partner', lower(if((properties[{p61:String}]) != '', properties[{p62:String}], properties[{p63:String}])) != '', lower(if((properties[{p64:String}]) != '', properties[{p65:String}], properties[{p66:String}])), lower(if((properties[{p67:String}]) != '', properties[{p68:String}], properties[{p69:String}]))) AS came_by
                                FROM event
                                WHERE customer_id != 0
                            )
                            WHERE came_by != ''
                        ) AS visits ON (buyer_id = comer_id) AND (ordered_at >= came_at)
                    ) AS attributed ON if(order_id = '', toString(id), order_id) = touched_order
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p70:Date}, 3, {p71:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('cost', toFloat64(toInt64(round(sum(amount) * 100))), 'cost_media', toFloat64(toInt64(round(sumIf(amount, is_media) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p72:String}) AS slot
        FROM
        (
            SELECT
                toDecimal64OrZero(if((properties['cost']) != '', properties['cost'], properties['amount']), 4) AS amount,
                if(name = 'Ad Spend', 'media', lower(properties['kind'])) = 'media' AS is_media,
                occurred_at,
                lower(if((properties['ad_channel']) != '', properties['ad_channel'], properties['channel'])) AS key
            FROM event
            WHERE (name IN ('Ad Spend', 'Cost Recorded')) AND (if(name = 'Ad Spend', 'media', lower(properties['kind'])) IN ({p73:Array(String)})) AND (occurred_at >= toDateTime64({p74:Date}, 3, {p75:String})) AND (occurred_at < toDateTime64({p76:Date}, 3, {p77:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('advertised_net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p78:String}) AS slot
        FROM
        (
            SELECT *
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    ifNull(touch, '') AS key
                FROM event
                LEFT JOIN
                (
                    SELECT
                        touched_order,
                        multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
                    FROM
                    (
                        SELECT
                            customer_id AS buyer_id,
                            touched_order,
                            ordered_at,
                            place,
                            addDays(ordered_at, -{p79:Int64}) AS since
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS touched_order,
                                min(occurred_at) AS ordered_at,
                                any(toString(channel)) AS place
                            FROM event
                            WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                            GROUP BY
                                customer_id,
                                touched_order
                        )
                    ) AS made
                    ASOF LEFT JOIN
                    (
                        SELECT
                            customer_id AS comer_id,
                            occurred_at AS came_at,
                            came_by
                        FROM
                        (
                            SELECT
                                customer_id,
                                occurred_at,
                                multiIf((lower(if((properties[{p80:String}]) != '', properties[{p81:String}], properties[{p82:String}])) IN ({p83:Array(String)})) AND (lower(if((properties[{p84:String}]) != '', properties[{p85:String}], properties[{p86:String}])) IN ({p87:Array(String)})), 'paid_social', (lower(if((properties[{p88:String}]) != '', properties[{p89:String}], properties[{p90:String}])) IN ({p91:Array(String)})), 'paid_search', (lower(if((properties[{p92:String}]) != '', properties[{p93:String}], properties[{p94:String}])) IN ({p95:Array(String)})), 'paid_social', (lower(if((properties[{p96:String}]) != '', properties[{p97:String}], properties[{p98:String}])) IN ({p99:Array(String)})), 'email_partner', lower(if((properties[{p100:String}]) != '', properties[{p101:String}], properties[{p102:String}])) != '', lower(if((properties[{p103:String}]) != '', properties[{p104:String}], properties[{p105:String}])), lower(if((properties[{p106:String}]) != '', properties[{p107:String}], properties[{p108:String}]))) AS came_by
                            FROM event
                            WHERE customer_id != 0
                        )
                        WHERE came_by != ''
                    ) AS visits ON (buyer_id = comer_id) AND (ordered_at >= came_at)
                ) AS attributed ON if(order_id = '', toString(id), order_id) = touched_order
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p109:Date}, 3, {p110:String})) AND (occurred_at < toDateTime64({p111:Date}, 3, {p112:String})) AND 1
            )
            WHERE order_key IN (
                SELECT touched_order
                FROM
                (
                    SELECT
                        touched_order,
                        multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
                    FROM
                    (
                        SELECT
                            customer_id AS buyer_id,
                            touched_order,
                            ordered_at,
                            place,
                            addDays(ordered_at, -{p113:Int64}) AS since
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS touched_order,
                                min(occurred_at) AS ordered_at,
                                any(toString(channel)) AS place
                            FROM event
                            WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                            GROUP BY
                                customer_id,
                                touched_order
                        )
                    ) AS made
                    ASOF LEFT JOIN
                    (
                        SELECT
                            customer_id AS comer_id,
                            occurred_at AS came_at,
                            came_by
                        FROM
                        (
                            SELECT
                                customer_id,
                                occurred_at,
                                multiIf((lower(if((properties[{p114:String}]) != '', properties[{p115:String}], properties[{p116:String}])) IN ({p117:Array(String)})) AND (lower(if((properties[{p118:String}]) != '', properties[{p119:String}], properties[{p120:String}])) IN ({p121:Array(String)})), 'paid_social', (lower(if((properties[{p122:String}]) != '', properties[{p123:String}], properties[{p124:String}])) IN ({p125:Array(String)})), 'paid_search', (lower(if((properties[{p126:String}]) != '', properties[{p127:String}], properties[{p128:String}])) IN ({p129:Array(String)})), 'paid_social', (lower(if((properties[{p130:String}]) != '', properties[{p131:String}], properties[{p132:String}])) IN ({p133:Array(String)})), 'email_partner', lower(if((properties[{p134:String}]) != '', properties[{p135:String}], properties[{p136:String}])) != '', lower(if((properties[{p137:String}]) != '', properties[{p138:String}], properties[{p139:String}])), lower(if((properties[{p140:String}]) != '', properties[{p141:String}], properties[{p142:String}]))) AS came_by
                            FROM event
                            WHERE customer_id != 0
                        )
                        WHERE came_by != ''
                    ) AS visits ON (buyer_id = comer_id) AND (ordered_at >= came_at)
                )
                WHERE touch IN (
                    SELECT lower(if((properties['ad_channel']) != '', properties['ad_channel'], properties['channel']))
                    FROM event
                    WHERE (name IN ('Ad Spend', 'Cost Recorded')) AND (if(name = 'Ad Spend', 'media', lower(properties['kind'])) = 'media')
                )
            )
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: worth
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('margin', toFloat64(sumIf(margin * {p0:Int64}, is_aged)), 'margin_m2', toFloat64(ifNotFinite(countIf(is_aged) * varPopStableIf(margin * {p1:Int64}, is_aged), 0)), 'came_back', toFloat64(countIf(came_back))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p2:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                occurred_at,
                key,
                true AS is_aged,
                addDays(occurred_at, {p3:Int64}) <= {p4:DateTime64(3, 'UTC')} AS is_mature,
                is_mature AND arrayExists(one -> (((one.2) != (first.2)) AND ((one.1) < addDays(occurred_at, {p5:Int64}))), purchases) AS came_back,
                arraySum(move -> if(true, move.2, 0.), moved) AS margin
            FROM
            (
                SELECT
                    customer_id,
                    groupArrayIf((at, order_key, each_key), purchase) AS purchases,
                    groupArray((at, each_margin)) AS moved,
                    arrayMin(purchases) AS first,
                    first.1 AS occurred_at,
                    first.3 AS key
                FROM
                (
                    SELECT
                        customer_id,
                        occurred_at AS at,
                        order_key,
                        purchase,
                        key AS each_key,
                        toFloat64(gross - refunded) * multiIf((told_margin = '') OR (whole_revenue = 0), {p6:Float64}, purchase, toFloat64OrZero(told_margin) / toFloat64(whole_revenue), abs(toFloat64OrZero(told_margin) / toFloat64(whole_revenue))) AS each_margin
                    FROM
                    (
                        SELECT
                            customer_id,
                            if(order_id = '', toString(id), order_id) AS order_key,
                            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                            if(purchase, revenue, 0) AS gross,
                            if(purchase, 0, -revenue) AS refunded,
                            properties['margin'] AS told_margin,
                            revenue AS whole_revenue,
                            occurred_at,
                            '' AS key
                        FROM event
                        WHERE (name IN ('Order Completed', 'Order Refunded')) AND true AND 1
                    )
                    WHERE customer_id != 0
                )
                GROUP BY customer_id
                HAVING notEmpty(purchases)
            )
            WHERE (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('tier_low', toFloat64(countIf(own < (0.5 * usual))), 'tier_high', toFloat64(countIf(own >= (1.5 * usual)))) AS statistics
FROM
(
    SELECT
        slot,
        is_total,
        spent / made AS own,
        sum(spent) OVER (PARTITION BY slot, is_total) / sum(made) OVER (PARTITION BY slot, is_total) AS usual
    FROM
    (
        SELECT
            customer_id,
            slot,
            grouping(slot) = 1 AS is_total,
            toFloat64(sum(gross - refunded)) AS spent,
            uniqExactIf(order_key, purchase) AS made
        FROM
        (
            SELECT
                *,
                toStartOfMonth(toDate(occurred_at, {p11:String})) AS slot
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    '' AS key
                FROM event
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p12:Date}, 3, {p13:String})) AND (occurred_at < toDateTime64({p14:Date}, 3, {p15:String})) AND 1
            )
            WHERE customer_id != 0
        )
        GROUP BY
            GROUPING SETS (
                (customer_id, slot),
                (customer_id))
        HAVING made > 0
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: worth_by_product
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
            FROM
            (
                SELECT
                    customer_id,
                    occurred_at,
                    key,
                    true AS is_aged,
                    addDays(occurred_at, {p0:Int64}) <= {p1:DateTime64(3, 'UTC')} AS is_mature,
                    is_mature AND arrayExists(one -> (((one.2) != (first.2)) AND ((one.1) < addDays(occurred_at, {p2:Int64}))), purchases) AS came_back,
                    arraySum(move -> if(true, move.2, 0.), moved) AS margin
                FROM
                (
                    SELECT
                        customer_id,
                        groupArrayIf((at, order_key, each_key), purchase) AS purchases,
                        groupArray((at, each_margin)) AS moved,
                        arrayMin(purchases) AS first,
                        first.1 AS occurred_at,
                        first.3 AS key
                    FROM
                    (
                        SELECT
                            customer_id,
                            occurred_at AS at,
                            order_key,
                            purchase,
                            key AS each_key,
                            toFloat64(gross - refunded) * multiIf((told_margin = '') OR (whole_revenue = 0), {p3:Float64}, purchase, toFloat64OrZero(told_margin) / toFloat64(whole_revenue), abs(toFloat64OrZero(told_margin) / toFloat64(whole_revenue))) AS each_margin
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS order_key,
                                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                                if(purchase, line_amount, 0) AS gross,
                                if(purchase, 0, -line_amount) AS refunded,
                                properties['margin'] AS told_margin,
                                revenue AS whole_revenue,
                                occurred_at,
                                product AS key
                            FROM event
                            ARRAY JOIN
                                arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                                arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
                            WHERE (name IN ('Order Completed', 'Order Refunded')) AND true AND ((product != '') OR (line_amount != 0))
                        )
                        WHERE customer_id != 0
                    )
                    GROUP BY customer_id
                    HAVING notEmpty(purchases)
                )
                WHERE (occurred_at >= toDateTime64({p4:Date}, 3, {p5:String})) AND (occurred_at < toDateTime64({p6:Date}, 3, {p7:String}))
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p8:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('margin', toFloat64(sumIf(margin * {p9:Int64}, is_aged)), 'margin_m2', toFloat64(ifNotFinite(countIf(is_aged) * varPopStableIf(margin * {p10:Int64}, is_aged), 0)), 'came_back', toFloat64(countIf(came_back))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p11:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                occurred_at,
                key,
                true AS is_aged,
                addDays(occurred_at, {p12:Int64}) <= {p13:DateTime64(3, 'UTC')} AS is_mature,
                is_mature AND arrayExists(one -> (((one.2) != (first.2)) AND ((one.1) < addDays(occurred_at, {p14:Int64}))), purchases) AS came_back,
                arraySum(move -> if(true, move.2, 0.), moved) AS margin
            FROM
            (
                SELECT
                    customer_id,
                    groupArrayIf((at, order_key, each_key), purchase) AS purchases,
                    groupArray((at, each_margin)) AS moved,
                    arrayMin(purchases) AS first,
                    first.1 AS occurred_at,
                    first.3 AS key
                FROM
                (
                    SELECT
                        customer_id,
                        occurred_at AS at,
                        order_key,
                        purchase,
                        key AS each_key,
                        toFloat64(gross - refunded) * multiIf((told_margin = '') OR (whole_revenue = 0), {p15:Float64}, purchase, toFloat64OrZero(told_margin) / toFloat64(whole_revenue), abs(toFloat64OrZero(told_margin) / toFloat64(whole_revenue))) AS each_margin
                    FROM
                    (
                        SELECT
                            customer_id,
                            if(order_id = '', toString(id), order_id) AS order_key,
                            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                            if(purchase, line_amount, 0) AS gross,
                            if(purchase, 0, -line_amount) AS refunded,
                            properties['margin'] AS told_margin,
                            revenue AS whole_revenue,
                            occurred_at,
                            product AS key
                        FROM event
                        ARRAY JOIN
                            arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                            arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
                        WHERE (name IN ('Order Completed', 'Order Refunded')) AND true AND ((product != '') OR (line_amount != 0))
                    )
                    WHERE customer_id != 0
                )
                GROUP BY customer_id
                HAVING notEmpty(purchases)
            )
            WHERE (occurred_at >= toDateTime64({p16:Date}, 3, {p17:String})) AND (occurred_at < toDateTime64({p18:Date}, 3, {p19:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('tier_low', toFloat64(countIf(own < (0.5 * usual))), 'tier_high', toFloat64(countIf(own >= (1.5 * usual)))) AS statistics
FROM
(
    SELECT
        slot,
        is_total,
        spent / made AS own,
        sumIf(spent, is_total) OVER () / sumIf(made, is_total) OVER () AS usual
    FROM
    (
        SELECT
            customer_id,
            slot,
            grouping(slot) = 1 AS is_total,
            toFloat64(sum(gross - refunded)) AS spent,
            uniqExactIf(order_key, purchase) AS made
        FROM
        (
            SELECT
                *,
                if((key IN (
                    SELECT key
                    FROM biggest
                )), key, {p20:String}) AS slot
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, line_amount, 0) AS gross,
                    if(purchase, 0, -line_amount) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    product AS key
                FROM event
                ARRAY JOIN
                    arrayPushBack(arrayMap(id -> toString(id), products.id), '') AS product,
                    arrayConcat(arrayMap((price, quantity) -> round(toDecimal128(price, 4) * quantity, 4), products.price, products.quantity) AS amounts, [round(toDecimal128(revenue, 7) - arraySum(amounts), 4)]) AS line_amount
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p21:Date}, 3, {p22:String})) AND (occurred_at < toDateTime64({p23:Date}, 3, {p24:String})) AND ((product != '') OR (line_amount != 0))
            )
            WHERE customer_id != 0
        )
        GROUP BY
            GROUPING SETS (
                (customer_id, slot),
                (customer_id))
        HAVING made > 0
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: visits
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('visitors', toFloat64(countIf(has_looked))) AS statistics
FROM
(
    SELECT
        visitor,
        slot,
        grouping(slot) = 1 AS is_total,
        max(NOT is_order) AS has_looked,
        max(is_order) AS has_ordered
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS slot
        FROM
        (
            SELECT
                tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                customer_id,
                ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                occurred_at,
                '' AS key
            FROM event
            WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String}))
        )
        WHERE visitor != ''
    )
    GROUP BY
        GROUPING SETS (
            (visitor, slot),
            (visitor))
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('visiting_converted', toFloat64(countIf(has_looked AND has_ordered))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        grouping(slot) = 1 AS is_total,
        max(NOT is_order) AS has_looked,
        max(is_order) AS has_ordered
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p5:String})) AS slot
        FROM
        (
            SELECT
                tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                customer_id,
                ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                occurred_at,
                '' AS key
            FROM event
            WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p6:Date}, 3, {p7:String})) AND (occurred_at < toDateTime64({p8:Date}, 3, {p9:String}))
        )
        WHERE customer_id != 0
    )
    GROUP BY
        GROUPING SETS (
            (customer_id, slot),
            (customer_id))
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('sessions', toFloat64(count()), 'sessions_converted', toFloat64(countIf(has_ordered))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p10:String})) AS slot
        FROM
        (
            SELECT
                visitor,
                session,
                min(at) AS occurred_at,
                argMin(each_key, at) AS key,
                max(is_order) AS has_ordered
            FROM
            (
                SELECT
                    *,
                    sum(begins) OVER (PARTITION BY visitor ORDER BY at ASC, is_order ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session
                FROM
                (
                    SELECT
                        *,
                        (row_number() OVER earlier = 1) OR (at > addMinutes(lagInFrame(at) OVER earlier, {p11:Int64})) AS begins
                    FROM
                    (
                        SELECT
                            visitor,
                            is_order,
                            occurred_at AS at,
                            key AS each_key
                        FROM
                        (
                            SELECT
                                tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                                customer_id,
                                ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                                occurred_at,
                                '' AS key
                            FROM event
                            WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p12:Date}, 3, {p13:String})) AND (occurred_at < toDateTime64({p14:Date}, 3, {p15:String}))
                        )
                        WHERE visitor != ''
                    )
                    WINDOW earlier AS (PARTITION BY visitor ORDER BY at ASC, is_order ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
                )
            )
            GROUP BY
                visitor,
                session
            HAVING max(NOT is_order) AND (occurred_at >= toDateTime64({p16:Date}, 3, {p17:String})) AND (occurred_at < toDateTime64({p18:Date}, 3, {p19:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: visits_by_touch
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                1 AS weight
            FROM
            (
                SELECT
                    tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                    customer_id,
                    ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                    occurred_at,
                    multiIf((lower(if((properties[{p0:String}]) != '', properties[{p1:String}], properties[{p2:String}])) IN ({p3:Array(String)})) AND (lower(if((properties[{p4:String}]) != '', properties[{p5:String}], properties[{p6:String}])) IN ({p7:Array(String)})), 'paid_social', (lower(if((properties[{p8:String}]) != '', properties[{p9:String}], properties[{p10:String}])) IN ({p11:Array(String)})), 'paid_search', (lower(if((properties[{p12:String}]) != '', properties[{p13:String}], properties[{p14:String}])) IN ({p15:Array(String)})), 'paid_social', (lower(if((properties[{p16:String}]) != '', properties[{p17:String}], properties[{p18:String}])) IN ({p19:Array(String)})), 'email_partner', lower(if((properties[{p20:String}]) != '', properties[{p21:String}], properties[{p22:String}])) != '', lower(if((properties[{p23:String}]) != '', properties[{p24:String}], properties[{p25:String}])), lower(if((properties[{p26:String}]) != '', properties[{p27:String}], properties[{p28:String}]))) AS key
                FROM event
                WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p29:Date}, 3, {p30:String})) AND (occurred_at < toDateTime64({p31:Date}, 3, {p32:String}))
            )
            WHERE NOT is_order
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p33:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('visitors', toFloat64(countIf(has_looked))) AS statistics
FROM
(
    SELECT
        visitor,
        slot,
        grouping(slot) = 1 AS is_total,
        max(NOT is_order) AS has_looked,
        max(is_order) AS has_ordered
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p34:String}) AS slot
        FROM
        (
            SELECT
                tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                customer_id,
                ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                occurred_at,
                multiIf((lower(if((properties[{p35:String}]) != '', properties[{p36:String}], properties[{p37:String}])) IN ({p38:Array(String)})) AND (lower(if((properties[{p39:String}]) != '', properties[{p40:String}], properties[{p41:String}])) IN ({p42:Array(String)})), 'paid_social', (lower(if((properties[{p43:String}]) != '', properties[{p44:String}], properties[{p45:String}])) IN ({p46:Array(String)})), 'paid_search', (lower(if((properties[{p47:String}]) != '', properties[{p48:String}], properties[{p49:String}])) IN ({p50:Array(String)})), 'paid_social', (lower(if((properties[{p51:String}]) != '', properties[{p52:String}], properties[{p53:String}])) IN ({p54:Array(String)})), 'email_partner', lower(if((properties[{p55:String}]) != '', properties[{p56:String}], properties[{p57:String}])) != '', lower(if((properties[{p58:String}]) != '', properties[{p59:String}], properties[{p60:String}])), lower(if((properties[{p61:String}]) != '', properties[{p62:String}], properties[{p63:String}]))) AS key
            FROM event
            WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p64:Date}, 3, {p65:String})) AND (occurred_at < toDateTime64({p66:Date}, 3, {p67:String}))
        )
        WHERE visitor != ''
    )
    GROUP BY
        GROUPING SETS (
            (visitor, slot),
            (visitor))
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('visiting_converted', toFloat64(countIf(has_looked AND has_ordered))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        grouping(slot) = 1 AS is_total,
        max(NOT is_order) AS has_looked,
        max(is_order) AS has_ordered
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p68:String}) AS slot
        FROM
        (
            SELECT
                tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                customer_id,
                ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                occurred_at,
                multiIf((lower(if((properties[{p69:String}]) != '', properties[{p70:String}], properties[{p71:String}])) IN ({p72:Array(String)})) AND (lower(if((properties[{p73:String}]) != '', properties[{p74:String}], properties[{p75:String}])) IN ({p76:Array(String)})), 'paid_social', (lower(if((properties[{p77:String}]) != '', properties[{p78:String}], properties[{p79:String}])) IN ({p80:Array(String)})), 'paid_search', (lower(if((properties[{p81:String}]) != '', properties[{p82:String}], properties[{p83:String}])) IN ({p84:Array(String)})), 'paid_social', (lower(if((properties[{p85:String}]) != '', properties[{p86:String}], properties[{p87:String}])) IN ({p88:Array(String)})), 'email_partner', lower(if((properties[{p89:String}]) != '', properties[{p90:String}], properties[{p91:String}])) != '', lower(if((properties[{p92:String}]) != '', properties[{p93:String}], properties[{p94:String}])), lower(if((properties[{p95:String}]) != '', properties[{p96:String}], properties[{p97:String}]))) AS key
            FROM event
            WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p98:Date}, 3, {p99:String})) AND (occurred_at < toDateTime64({p100:Date}, 3, {p101:String}))
        )
        WHERE customer_id != 0
    )
    GROUP BY
        GROUPING SETS (
            (customer_id, slot),
            (customer_id))
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('sessions', toFloat64(count()), 'sessions_converted', toFloat64(countIf(has_ordered))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p102:String}) AS slot
        FROM
        (
            SELECT
                visitor,
                session,
                min(at) AS occurred_at,
                argMin(each_key, at) AS key,
                max(is_order) AS has_ordered
            FROM
            (
                SELECT
                    *,
                    sum(begins) OVER (PARTITION BY visitor ORDER BY at ASC, is_order ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS session
                FROM
                (
                    SELECT
                        *,
                        (row_number() OVER earlier = 1) OR (at > addMinutes(lagInFrame(at) OVER earlier, {p103:Int64})) AS begins
                    FROM
                    (
                        SELECT
                            visitor,
                            is_order,
                            occurred_at AS at,
                            key AS each_key
                        FROM
                        (
                            SELECT
                                tupleElement(arrayFirst(one -> (one.kind IN ('anonymous_id', 'device_id')), identifiers), 'value') AS visitor,
                                customer_id,
                                ((name = 'Order Completed') AND (revenue > 0)) AS is_order,
                                occurred_at,
                                multiIf((lower(if((properties[{p104:String}]) != '', properties[{p105:String}], properties[{p106:String}])) IN ({p107:Array(String)})) AND (lower(if((properties[{p108:String}]) != '', properties[{p109:String}], properties[{p110:String}])) IN ({p111:Array(String)})), 'paid_social', (lower(if((properties[{p112:String}]) != '', properties[{p113:String}], properties[{p114:String}])) IN ({p115:Array(String)})), 'paid_search', (lower(if((properties[{p116:String}]) != '', properties[{p117:String}], properties[{p118:String}])) IN ({p119:Array(String)})), 'paid_social', (lower(if((properties[{p120:String}]) != '', properties[{p121:String}], properties[{p122:String}])) IN ({p123:Array(String)})), 'email_partner', lower(if((properties[{p124:String}]) != '', properties[{p125:String}], properties[{p126:String}])) != '', lower(if((properties[{p127:String}]) != '', properties[{p128:String}], properties[{p129:String}])), lower(if((properties[{p130:String}]) != '', properties[{p131:String}], properties[{p132:String}]))) AS key
                            FROM event
                            WHERE (((type IN ('page', 'screen')) OR (name IN ('Page Viewed', 'Screen Viewed', 'Application Opened', 'Product Viewed', 'Product List Viewed', 'Products Searched', 'Product Added', 'Cart Viewed', 'Checkout Started'))) OR ((name = 'Order Completed') AND (revenue > 0))) AND (occurred_at >= toDateTime64({p133:Date}, 3, {p134:String})) AND (occurred_at < toDateTime64({p135:Date}, 3, {p136:String}))
                        )
                        WHERE visitor != ''
                    )
                    WINDOW earlier AS (PARTITION BY visitor ORDER BY at ASC, is_order ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
                )
            )
            GROUP BY
                visitor,
                session
            HAVING max(NOT is_order) AND (occurred_at >= toDateTime64({p137:Date}, 3, {p138:String})) AND (occurred_at < toDateTime64({p139:Date}, 3, {p140:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: custom_rate
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map({p0:String}, toFloat64(countIf(did)), {p1:String}, toFloat64(count()), {p2:String}, toFloat64(count()), {p3:String}, toFloat64(0)) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(arrayMap(slot -> (slot, 0, has(slots_above, slot)), slots_below), (defaultValueOfArgumentType(slots_below[1]), 1, notEmpty(slots_above)))) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS did
    FROM
    (
        SELECT
            customer_id,
            groupUniqArrayIf(slot, is_above) AS slots_above,
            groupUniqArrayIf(slot, is_below) AS slots_below
        FROM
        (
            SELECT
                *,
                toStartOfMonth(toDate(occurred_at, {p4:String})) AS slot
            FROM
            (
                SELECT
                    customer_id,
                    occurred_at,
                    ((name = {p5:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_above,
                    0 AS number_above,
                    ((name = {p6:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_below,
                    0 AS number_below,
                    '' AS key
                FROM event
                WHERE (is_above OR is_below) AND (occurred_at >= toDateTime64({p7:Date}, 3, {p8:String})) AND (occurred_at < toDateTime64({p9:Date}, 3, {p10:String})) AND true
            )
        )
        WHERE customer_id != 0
        GROUP BY customer_id
        HAVING notEmpty(slots_below)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: custom_rate_by_property
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                toFloat64(1) AS weight
            FROM
            (
                SELECT
                    customer_id,
                    occurred_at,
                    ((name = {p0:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_above,
                    0 AS number_above,
                    ((name = {p1:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_below,
                    0 AS number_below,
                    properties[{p2:String}] AS key
                FROM event
                WHERE (is_above OR is_below) AND (occurred_at >= toDateTime64({p3:Date}, 3, {p4:String})) AND (occurred_at < toDateTime64({p5:Date}, 3, {p6:String})) AND true
            )
            WHERE is_below
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p7:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map({p8:String}, toFloat64(countIf(did)), {p9:String}, toFloat64(count()), {p10:String}, toFloat64(count()), {p11:String}, toFloat64(0)) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(arrayMap(slot -> (slot, 0, notEmpty(slots_above)), slots_below), (defaultValueOfArgumentType(slots_below[1]), 1, notEmpty(slots_above)))) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS did
    FROM
    (
        SELECT
            customer_id,
            groupUniqArrayIf(slot, is_above) AS slots_above,
            groupUniqArrayIf(slot, is_below) AS slots_below
        FROM
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
                    customer_id,
                    occurred_at,
                    ((name = {p13:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_above,
                    0 AS number_above,
                    ((name = {p14:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_below,
                    0 AS number_below,
                    properties[{p15:String}] AS key
                FROM event
                WHERE (is_above OR is_below) AND (occurred_at >= toDateTime64({p16:Date}, 3, {p17:String})) AND (occurred_at < toDateTime64({p18:Date}, 3, {p19:String})) AND true
            )
        )
        WHERE customer_id != 0
        GROUP BY customer_id
        HAVING notEmpty(slots_below)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: custom_mean
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map({p0:String}, toFloat64(toInt64(round(sumIf(ifNull(number_above, 0), is_above) * 100))), {p1:String}, toFloat64(countIf(is_above AND isNotNull(number_above))), {p2:String}, toFloat64(countIf(is_above AND isNotNull(number_above))), {p3:String}, toFloat64(ifNotFinite(countIf(is_above AND isNotNull(number_above)) * varPopStableIf(toFloat64(ifNull(toFloat64(number_above * 100), 0)), is_above AND isNotNull(number_above)), 0))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p4:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                occurred_at,
                ((name = {p5:String}) AND has({p6:Array(String)}, lowerUTF8(properties[{p7:String}])) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_above,
                toDecimal128OrNull(properties[{p8:String}], 4) AS number_above,
                '' AS key
            FROM event
            WHERE is_above AND (occurred_at >= toDateTime64({p9:Date}, 3, {p10:String})) AND (occurred_at < toDateTime64({p11:Date}, 3, {p12:String})) AND (customer_id IN (
                SELECT customer_id
                FROM segment_member
                WHERE segment_member.segment_id = {p13:String}
            ))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: custom_ratio_by_trait
WITH
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                toFloat64(ifNull(number_above, 0)) AS weight
            FROM
            (
                SELECT
                    customer_id,
                    occurred_at,
                    ((name = {p0:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_above,
                    toNullable(revenue) AS number_above,
                    ((name = {p1:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_below,
                    if(isFinite(toFloat64OrNull(properties[{p2:String}]) AS told), told, NULL) AS number_below,
                    ifNull(held, '') AS key
                FROM event
                LEFT JOIN
                (
                    SELECT
                        customer_id AS holder_id,
                        value AS held
                    FROM trait
                    WHERE name = {p3:String}
                ) AS held ON customer_id = holder_id
                WHERE (is_above OR is_below) AND (occurred_at >= toDateTime64({p4:Date}, 3, {p5:String})) AND (occurred_at < toDateTime64({p6:Date}, 3, {p7:String})) AND true
            )
            WHERE is_above
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p8:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map({p9:String}, toFloat64(sumIf(ifNull(number_above, 0), is_above)), {p10:String}, toFloat64(countIf(is_below AND isNotNull(number_below))), {p11:String}, toFloat64(sumIf(ifNull(number_below, 0), is_below)), {p12:String}, toFloat64(0)) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p13:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                occurred_at,
                ((name = {p14:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_above,
                toNullable(revenue) AS number_above,
                ((name = {p15:String}) AND (NOT ((name = 'Survey Responded') AND (lower(properties['kind']) = 'enps')))) AS is_below,
                if(isFinite(toFloat64OrNull(properties[{p16:String}]) AS told), told, NULL) AS number_below,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p17:String}
            ) AS held ON customer_id = holder_id
            WHERE (is_above OR is_below) AND (occurred_at >= toDateTime64({p18:Date}, 3, {p19:String})) AND (occurred_at < toDateTime64({p20:Date}, 3, {p21:String})) AND true
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: within
WITH
    event AS
    (
        SELECT *
        FROM event
        WHERE customer_id IN (
            SELECT customer_id
            FROM segment_member
            WHERE segment_member.segment_id = {p0:String}
        )
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p1:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p2:Date}, 3, {p3:String})) AND (occurred_at < toDateTime64({p4:Date}, 3, {p5:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('new', toFloat64(countIf(is_new))) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p6:String})) AND (is_total OR (toStartOfMonth(first_day) = slot)) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p7:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p8:String}) >= toDate({p9:String}) AS in_period,
                    toStartOfMonth(toDate(occurred_at, {p10:String})) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        '' AS key
                    FROM event
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p11:Date}, 3, {p12:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6)))))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p13:String})) AS slot
        FROM
        (
            SELECT
                lower(properties['kind']) AS kind,
                toUInt8OrZero(properties['scale']) AS scale,
                if(scale = 0, 5, scale) AS csat_scale,
                ifNull(toFloat64OrNull(if((properties['score']) != '', properties['score'], properties['rating'])), -1) AS score,
                (name = 'Survey Responded') AND (kind = 'nps') AND (score >= {p14:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_nps,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale IN (2, 3, 5, 7, 10)) AND (score >= {p15:Int64}) AND (score <= csat_scale) AND (score = floor(score)) AS is_csat,
                (name = 'Survey Responded') AND (kind = 'csat') AND (csat_scale = 5) AND (score >= {p16:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_csat_5,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale IN (0, 7)) AND (score >= {p17:Int64}) AND (score <= 7) AND (score = floor(score)) AS is_ces,
                (name = 'Survey Responded') AND (kind = 'ces') AND (scale = 5) AND (score >= {p18:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_effort,
                (name IN ('Review Posted', 'Product Reviewed')) AND (score >= {p19:Int64}) AND (score <= 5) AND (score = floor(score)) AS is_review,
                name = 'Ticket Opened' AS is_ticket,
                ((name IN ('Ticket Opened', 'Live Chat Conversation Started')) OR ((name = 'Call Ended') AND ((properties['direction']) != 'out') AND ((properties['outcome']) != 'ordered'))) AS is_contact,
                (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p20:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
                is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied,
                occurred_at,
                '' AS key
            FROM event
            WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (occurred_at >= toDateTime64({p21:Date}, 3, {p22:String})) AND (occurred_at < toDateTime64({p23:Date}, 3, {p24:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)

-- analyze.metric.values: within_by_trait
WITH
    event AS
    (
        SELECT *
        FROM event
        WHERE customer_id IN (
            SELECT customer_id
            FROM segment_member
            WHERE segment_member.segment_id = {p0:String}
        )
    ),
    biggest AS
    (
        SELECT key
        FROM
        (
            SELECT
                key,
                gross AS weight
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    ifNull(held, '') AS key
                FROM event
                LEFT JOIN
                (
                    SELECT
                        customer_id AS holder_id,
                        value AS held
                    FROM trait
                    WHERE name = {p1:String}
                ) AS held ON customer_id = holder_id
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p2:Date}, 3, {p3:String})) AND (occurred_at < toDateTime64({p4:Date}, 3, {p5:String})) AND 1
            )
        )
        GROUP BY key
        ORDER BY
            sum(weight) DESC,
            key ASC
        LIMIT {p6:Int64}
    )
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            if((key IN (
                SELECT key
                FROM biggest
            )), key, {p7:String}) AS slot
        FROM
        (
            SELECT
                customer_id,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                if(purchase, revenue, 0) AS gross,
                if(purchase, 0, -revenue) AS refunded,
                properties['margin'] AS told_margin,
                revenue AS whole_revenue,
                occurred_at,
                ifNull(held, '') AS key
            FROM event
            LEFT JOIN
            (
                SELECT
                    customer_id AS holder_id,
                    value AS held
                FROM trait
                WHERE name = {p8:String}
            ) AS held ON customer_id = holder_id
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p9:Date}, 3, {p10:String})) AND (occurred_at < toDateTime64({p11:Date}, 3, {p12:String})) AND 1
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('customers', toFloat64(count())) AS statistics
FROM
(
    SELECT
        arrayJoin(arrayPushBack(slots, whole)) AS mark,
        mark.1 AS slot,
        mark.2 AS is_total,
        mark.3 AS repeated,
        (first_day >= toDate({p13:String})) AND (is_total OR true) AS is_new
    FROM
    (
        SELECT
            customer_id,
            min(first_day) AS first_day,
            groupArrayIf((slot, 0, least_order < greatest_order), in_period) AS slots,
            (defaultValueOfArgumentType(any(slot)), 1, minIf(least_order, in_period) < maxIf(greatest_order, in_period)) AS whole
        FROM
        (
            SELECT
                customer_id,
                in_period,
                if(in_period, slot, defaultValueOfArgumentType(slot)) AS slot,
                min(toDate(occurred_at, {p14:String})) AS first_day,
                min(order_key) AS least_order,
                max(order_key) AS greatest_order
            FROM
            (
                SELECT
                    *,
                    toDate(occurred_at, {p15:String}) >= toDate({p16:String}) AS in_period,
                    if((key IN (
                        SELECT key
                        FROM biggest
                    )), key, {p17:String}) AS slot
                FROM
                (
                    SELECT
                        customer_id,
                        if(order_id = '', toString(id), order_id) AS order_key,
                        ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                        if(purchase, revenue, 0) AS gross,
                        if(purchase, 0, -revenue) AS refunded,
                        properties['margin'] AS told_margin,
                        revenue AS whole_revenue,
                        occurred_at,
                        ifNull(held, '') AS key
                    FROM event
                    LEFT JOIN
                    (
                        SELECT
                            customer_id AS holder_id,
                            value AS held
                        FROM trait
                        WHERE name = {p18:String}
                    ) AS held ON customer_id = holder_id
                    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p19:Date}, 3, {p20:String})) AND 1
                )
                WHERE purchase AND (customer_id != 0)
            )
            GROUP BY
                customer_id,
                in_period,
                slot
        )
        GROUP BY customer_id
        HAVING notEmpty(slots)
    )
)
GROUP BY
    slot,
    is_total

-- analyze.metric.values: parameters
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('advertised_net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p0:String})) AS slot
        FROM
        (
            SELECT *
            FROM
            (
                SELECT
                    customer_id,
                    if(order_id = '', toString(id), order_id) AS order_key,
                    ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                    if(purchase, revenue, 0) AS gross,
                    if(purchase, 0, -revenue) AS refunded,
                    properties['margin'] AS told_margin,
                    revenue AS whole_revenue,
                    occurred_at,
                    '' AS key
                FROM event
                WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at >= toDateTime64({p1:Date}, 3, {p2:String})) AND (occurred_at < toDateTime64({p3:Date}, 3, {p4:String})) AND 1
            )
            WHERE order_key IN (
                SELECT touched_order
                FROM
                (
                    SELECT
                        touched_order,
                        multiIf((came_by != '') AND (came_at >= since) AND (came_at <= ordered_at), came_by, place = 'marketplace', place, '') AS touch
                    FROM
                    (
                        SELECT
                            customer_id AS buyer_id,
                            touched_order,
                            ordered_at,
                            place,
                            addDays(ordered_at, -{p5:Int64}) AS since
                        FROM
                        (
                            SELECT
                                customer_id,
                                if(order_id = '', toString(id), order_id) AS touched_order,
                                min(occurred_at) AS ordered_at,
                                any(toString(channel)) AS place
                            FROM event
                            WHERE ((name = 'Order Completed') AND (revenue > 0)) AND (customer_id != 0)
                            GROUP BY
                                customer_id,
                                touched_order
                        )
                    ) AS made
                    ASOF LEFT JOIN
                    (
                        SELECT
                            customer_id AS comer_id,
                            occurred_at AS came_at,
                            came_by
                        FROM
                        (
                            SELECT
                                customer_id,
                                occurred_at,
                                multiIf((lower(if((properties[{p6:String}]) != '', properties[{p7:String}], properties[{p8:String}])) IN ({p9:Array(String)})) AND (lower(if((properties[{p10:String}]) != '', properties[{p11:String}], properties[{p12:String}])) IN ({p13:Array(String)})), 'paid_social', (lower(if((properties[{p14:String}]) != '', properties[{p15:String}], properties[{p16:String}])) IN ({p17:Array(String)})), 'paid_search', (lower(if((properties[{p18:String}]) != '', properties[{p19:String}], properties[{p20:String}])) IN ({p21:Array(String)})), 'paid_social', (lower(if((properties[{p22:String}]) != '', properties[{p23:String}], properties[{p24:String}])) IN ({p25:Array(String)})), 'email_partner', lower(if((properties[{p26:String}]) != '', properties[{p27:String}], properties[{p28:String}])) != '', lower(if((properties[{p29:String}]) != '', properties[{p30:String}], properties[{p31:String}])), lower(if((properties[{p32:String}]) != '', properties[{p33:String}], properties[{p34:String}]))) AS came_by
                            FROM event
                            WHERE customer_id != 0
                        )
                        WHERE came_by != ''
                    ) AS visits ON (buyer_id = comer_id) AND (since <= came_at)
                )
                WHERE touch IN (
                    SELECT lower(if((properties['ad_channel']) != '', properties['ad_channel'], properties['channel']))
                    FROM event
                    WHERE (name IN ('Ad Spend', 'Cost Recorded')) AND (if(name = 'Ad Spend', 'media', lower(properties['kind'])) = 'media')
                )
            )
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    map('overdue', toFloat64(countIf(is_overdue))) AS statistics
FROM
(
    SELECT
        customer_id,
        slot,
        is_total,
        {p35:Int64} AS allowed,
        (allowed > 0) AND (last_before > 0) AND ((opens - last_before) <= allowed) AS is_due,
        is_due AND ((ends - last) > allowed) AS is_overdue
    FROM
    (
        SELECT
            customer_id,
            slot,
            is_total,
            opens,
            ends,
            days,
            arrayFilter(day -> (day < opens), days) AS before,
            arrayMax(arrayPushBack(before, 0)) AS last_before,
            arrayMax(arrayPushBack(arrayFilter(day -> (day < ends), days), 0)) AS last
        FROM
        (
            SELECT
                *,
                stretch.1 AS slot,
                (stretch.1) = '' AS is_total,
                stretch.2 AS opens,
                stretch.3 AS ends
            FROM
            (
                SELECT
                    customer_id,
                    arraySort(groupUniqArray(day)) AS days
                FROM
                (
                    SELECT
                        customer_id,
                        toInt32(toDate(occurred_at, {p36:String})) AS day,
                        key
                    FROM
                    (
                        SELECT
                            customer_id,
                            if(order_id = '', toString(id), order_id) AS order_key,
                            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                            if(purchase, revenue, 0) AS gross,
                            if(purchase, 0, -revenue) AS refunded,
                            properties['margin'] AS told_margin,
                            revenue AS whole_revenue,
                            occurred_at,
                            '' AS key
                        FROM event
                        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (occurred_at < toDateTime64({p37:Date}, 3, {p38:String})) AND 1
                    )
                    WHERE purchase AND (customer_id != 0)
                )
                GROUP BY customer_id
            )
            ARRAY JOIN arrayZip({p39:Array(String)}, {p40:Array(Int32)}, {p41:Array(Int32)}) AS stretch
        )
        WHERE (days[1]) < ends
    )
)
GROUP BY
    slot,
    is_total
UNION ALL
SELECT
    if(is_total, '', toString(slot)) AS slot,
    is_total,
    statistics
FROM
(
    SELECT
        slot,
        grouping(slot) = 1 AS is_total,
        map('margin', toFloat64(sumIf(margin * {p42:Int64}, is_aged))) AS statistics
    FROM
    (
        SELECT
            *,
            toStartOfMonth(toDate(occurred_at, {p43:String})) AS slot
        FROM
        (
            SELECT
                customer_id,
                occurred_at,
                key,
                addDays(occurred_at, {p44:Int64}) <= {p45:DateTime64(3, 'UTC')} AS is_aged,
                addDays(occurred_at, {p46:Int64}) <= {p47:DateTime64(3, 'UTC')} AS is_mature,
                is_mature AND arrayExists(one -> (((one.2) != (first.2)) AND ((one.1) < addDays(occurred_at, {p48:Int64}))), purchases) AS came_back,
                arraySum(move -> if((move.1) < addDays(occurred_at, {p49:Int64}), move.2, 0.), moved) AS margin
            FROM
            (
                SELECT
                    customer_id,
                    groupArrayIf((at, order_key, each_key), purchase) AS purchases,
                    groupArray((at, each_margin)) AS moved,
                    arrayMin(purchases) AS first,
                    first.1 AS occurred_at,
                    first.3 AS key
                FROM
                (
                    SELECT
                        customer_id,
                        occurred_at AS at,
                        order_key,
                        purchase,
                        key AS each_key,
                        toFloat64(gross - refunded) * multiIf((told_margin = '') OR (whole_revenue = 0), {p50:Float64}, purchase, toFloat64OrZero(told_margin) / toFloat64(whole_revenue), abs(toFloat64OrZero(told_margin) / toFloat64(whole_revenue))) AS each_margin
                    FROM
                    (
                        SELECT
                            customer_id,
                            if(order_id = '', toString(id), order_id) AS order_key,
                            ((name = 'Order Completed') AND (revenue > 0)) AS purchase,
                            if(purchase, revenue, 0) AS gross,
                            if(purchase, 0, -revenue) AS refunded,
                            properties['margin'] AS told_margin,
                            revenue AS whole_revenue,
                            occurred_at,
                            '' AS key
                        FROM event
                        WHERE (name IN ('Order Completed', 'Order Refunded')) AND true AND 1
                    )
                    WHERE customer_id != 0
                )
                GROUP BY customer_id
                HAVING notEmpty(purchases)
            )
            WHERE (occurred_at >= toDateTime64({p51:Date}, 3, {p52:String})) AND (occurred_at < toDateTime64({p53:Date}, 3, {p54:String}))
        )
    )
    GROUP BY slot
        WITH ROLLUP
)
