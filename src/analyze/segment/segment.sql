-- analyze.segment.bearers: plain
SELECT
    lowerUTF8(identifier_seen.value) AS value,
    groupUniqArray(toString(customer_id)) AS customer_ids
FROM identifier_seen
WHERE (lowerUTF8(identifier_seen.value) IN ({p0:Array(String)})) AND (customer_id != 0)
GROUP BY value

-- analyze.segment.changes: plain
WITH
    facts AS
    (
        SELECT
            customer_id,
            max(fact_0) AS fact_0,
            max(fact_1) AS fact_1,
            max(tally_count) AS tally_count,
            max(tally_due) AS tally_due
        FROM
        (
            SELECT
                customer_id,
                groupArrayIf(toString(segment_id), (segment_id IN ({p0:Array(String)}))) AS fact_0,
                NULL AS fact_1,
                [] AS tally_count,
                NULL AS tally_due
            FROM
            (
                SELECT
                    customer_id,
                    segment_id
                FROM segment_word
                WHERE (segment_id IN ({p1:Array(String)})) AND (changed_at <= {p2:DateTime64(3, 'UTC')}) AND (stamp IN ({p3:Array(UInt64)}))
                GROUP BY
                    customer_id,
                    segment_id
                HAVING argMax(inside, (changed_at, own, inside))
            )
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                [] AS fact_0,
                anyIf(value, name = {p4:String}) AS fact_1,
                [] AS tally_count,
                NULL AS tally_due
            FROM
            (
                SELECT
                    customer_id,
                    toString(name) AS name,
                    (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1] AS word).2 AS value
                FROM trait_said AS said
                WHERE (name = {p5:String}) AND (said.occurred_at <= {p6:DateTime64(3, 'UTC')}) AND (stamp IN ({p7:Array(UInt64)}))
                GROUP BY
                    customer_id,
                    name
                HAVING value != ''
            )
            GROUP BY customer_id
            UNION ALL
            WITH
                toDate(occurred_at, {p8:String}) AS day,
                name NOT IN ('Segment Entered', 'Segment Left') AS ordinary,
                [1] AS fits,
                [(occurred_at <= {p9:DateTime64(3, 'UTC')}) AND (occurred_at > {p10:DateTime64(3, 'UTC')})] AS inside,
                [multiIf(occurred_at > {p11:DateTime64(3, 'UTC')}, toUnixTimestamp64Milli(occurred_at), occurred_at > {p12:DateTime64(3, 'UTC')}, toUnixTimestamp64Milli(occurred_at) + {p13:Int64}, NULL)] AS changes,
                [] AS numbers
            SELECT
                customer_id,
                [] AS fact_0,
                NULL AS fact_1,
                sumForEach(arrayMap((e, f, w, v) -> toUInt64(if(e = '', ordinary, name = e) AND (fits[f]) AND (inside[w])), {p14:Array(String)}, {p15:Array(UInt16)}, {p16:Array(UInt16)}, {p17:Array(UInt16)})) AS tally_count,
                min(arrayMin(arrayMap((e, f, w, v) -> if(if(e = '', ordinary, name = e) AND (fits[f]), changes[w], NULL), {p18:Array(String)}, {p19:Array(UInt16)}, {p20:Array(UInt16)}, {p21:Array(UInt16)}))) AS tally_due
            FROM event
            WHERE (name IN ({p22:Array(String)})) AND (customer_id != 0) AND (stamp IN ({p23:Array(UInt64)}))
            GROUP BY customer_id
            UNION ALL
            SELECT
                customer_id,
                [] AS fact_0,
                NULL AS fact_1,
                [] AS tally_count,
                NULL AS tally_due
            FROM
            (
                SELECT arrayJoin({p24:Array(UInt64)}) AS customer_id
            )
        )
        GROUP BY customer_id
    ),
    judged AS
    (
        SELECT
            customer_id,
            fact_0 AS before,
            arrayFilter((id, holds) -> holds, {p25:Array(String)}, arrayMap(held -> arrayMap(at -> ((held[abs(at)]) = (at > 0)), {p26:Array(Int32)}), [arrayConcat(emptyArrayUInt8(), [has({p27:Array(String)}, lowerUTF8(ifNull(fact_1, '')))], arrayMap((number, test, low, high) -> ifNull([number >= low, number <= low, number > low, number < low, number = low, number != low, (number >= low) AND (number <= high)][test], 0), arrayMap(place -> (tally_count[place]), {p28:Array(UInt16)}), {p29:Array(UInt8)}, {p30:Array(Float64)}, {p31:Array(Float64)}))])[1]) AS now,
            toInt64(arrayMin([ifNull(tally_due, {p32:Int64})])) AS due_ms
        FROM facts
    )
SELECT
    toString(judged.customer_id) AS customer_id,
    arrayFilter(id -> (NOT has(before, id)), now) AS entered,
    arrayFilter(id -> (NOT has(now, id)), before) AS left,
    due_ms
FROM judged
WHERE notEmpty(entered) OR notEmpty(left) OR (due_ms < {p33:Int64})

-- analyze.segment.classes_at: plain
SELECT toUnixTimestamp64Milli(max(computed_at)) AS at_ms
FROM class_run

-- analyze.segment.days: plain
WITH
    stood AS
    (
        SELECT
            customer_id,
            segment_id,
            changed_at,
            argMax((inside, cause), (own, inside)) AS word
        FROM segment_word
        WHERE segment_id = {p0:String}
        GROUP BY
            customer_id,
            segment_id,
            changed_at
    ),
    turned AS
    (
        SELECT
            customer_id,
            segment_id,
            arrayJoin(arrayFilter((turn, place) -> ((place > 1) OR (turn.2)), arrayCompact(turn -> (turn.2), arraySort(turn -> (turn.1), groupArray((changed_at, word.1, toString(word.2))))) AS turns, arrayEnumerate(turns))) AS turn
        FROM stood
        GROUP BY
            customer_id,
            segment_id
    )
SELECT
    toString(toDate(turn.1, {p1:String})) AS day,
    sum(if(turn.2, 1, -1)) AS grown,
    countIf((turn.2) AND ((turn.3) = 'live')) AS entered,
    countIf((NOT (turn.2)) AND ((turn.3) = 'live')) AS left
FROM turned
GROUP BY day
ORDER BY day ASC

-- analyze.segment.due: plain
SELECT DISTINCT toString(segment_due.customer_id) AS customer_id
FROM segment_due
WHERE (due_at > {p0:DateTime64(3, 'UTC')}) AND (due_at <= {p1:DateTime64(3, 'UTC')})

-- analyze.segment.file: plain
WITH
    members AS
    (
        SELECT
            customer_id,
            since
        FROM segment_member
        WHERE (segment_member.segment_id = {p0:String}) AND true
    ),
    bought AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            -sumIf(revenue, NOT purchase) AS refunded,
            uniqExactIf(order_key, purchase) AS orders,
            minOrNullIf(occurred_at, purchase) AS first_order_at,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM
        (
            SELECT
                customer_id,
                revenue,
                occurred_at,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id IN (
                SELECT customer_id
                FROM segment_member
                WHERE segment_member.segment_id = {p1:String}
            ))
        )
        GROUP BY customer_id
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p2:Array(String)}, {p3:Array(UInt8)}, toUInt8(0)) AS rank,
            value
        FROM trait
        WHERE name IN ({p4:Array(String)})
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p5:Array(String)}, {p6:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p7:Int64}, concat(' ', minIf(value, rank = {p8:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(members.customer_id) AS customer_id,
    ifNull(nullIf(labels.label, ''), toString(members.customer_id)) AS customer,
    members.since AS member_since,
    ifNull(bought.net, 0) AS revenue,
    ifNull(bought.orders, 0) AS orders,
    ifNull(bought.refunded, 0) AS refunds,
    bought.first_order_at AS first_order_at,
    bought.last_order_at AS last_order_at
FROM members
LEFT JOIN bought ON bought.customer_id = members.customer_id
LEFT JOIN labels ON labels.customer_id = members.customer_id
ORDER BY
    revenue DESC,
    members.customer_id DESC

-- analyze.segment.file: without_names
WITH
    members AS
    (
        SELECT
            customer_id,
            since
        FROM segment_member
        WHERE (segment_member.segment_id = {p0:String}) AND true
    ),
    bought AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            -sumIf(revenue, NOT purchase) AS refunded,
            uniqExactIf(order_key, purchase) AS orders,
            minOrNullIf(occurred_at, purchase) AS first_order_at,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM
        (
            SELECT
                customer_id,
                revenue,
                occurred_at,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id IN (
                SELECT customer_id
                FROM segment_member
                WHERE segment_member.segment_id = {p1:String}
            ))
        )
        GROUP BY customer_id
    )
SELECT
    toString(members.customer_id) AS customer_id,
    toString(members.customer_id) AS customer,
    members.since AS member_since,
    ifNull(bought.net, 0) AS revenue,
    ifNull(bought.orders, 0) AS orders,
    ifNull(bought.refunded, 0) AS refunds,
    bought.first_order_at AS first_order_at,
    bought.last_order_at AS last_order_at
FROM members
LEFT JOIN bought ON bought.customer_id = members.customer_id
ORDER BY
    revenue DESC,
    members.customer_id DESC

-- analyze.segment.file: consenting
WITH
    members AS
    (
        SELECT
            customer_id,
            since
        FROM segment_member
        WHERE (segment_member.segment_id = {p0:String}) AND (customer_id IN (
            SELECT arrayJoin((
                    SELECT groupArray(customer_id)
                    FROM consent_allowed(purpose = {p1:String}, channel = {p2:String}, at = {p3:DateTime64(3, 'UTC')})
                ))
        ))
    ),
    bought AS
    (
        SELECT
            customer_id,
            sum(revenue) AS net,
            -sumIf(revenue, NOT purchase) AS refunded,
            uniqExactIf(order_key, purchase) AS orders,
            minOrNullIf(occurred_at, purchase) AS first_order_at,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM
        (
            SELECT
                customer_id,
                revenue,
                occurred_at,
                if(order_id = '', toString(id), order_id) AS order_key,
                ((name = 'Order Completed') AND (revenue > 0)) AS purchase
            FROM event
            WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id IN (
                SELECT customer_id
                FROM segment_member
                WHERE segment_member.segment_id = {p4:String}
            ))
        )
        GROUP BY customer_id
    ),
    known_names AS
    (
        SELECT
            customer_id,
            transform(toString(name), {p5:Array(String)}, {p6:Array(UInt8)}, toUInt8(0)) AS rank,
            value
        FROM trait
        WHERE name IN ({p7:Array(String)})
        UNION ALL
        SELECT
            customer_id,
            transform(toString(kind), {p8:Array(String)}, {p9:Array(UInt8)}, toUInt8(99)) AS rank,
            value
        FROM identifier_seen
        WHERE true
    ),
    labels AS
    (
        SELECT
            customer_id,
            trimRight(concat(substring(min(concat(char(rank), value)), 2), if(min(rank) = {p10:Int64}, concat(' ', minIf(value, rank = {p11:Int64})), ''))) AS label,
            min(rank) AS label_rank
        FROM known_names
        GROUP BY customer_id
    )
SELECT
    toString(members.customer_id) AS customer_id,
    ifNull(nullIf(labels.label, ''), toString(members.customer_id)) AS customer,
    members.since AS member_since,
    ifNull(bought.net, 0) AS revenue,
    ifNull(bought.orders, 0) AS orders,
    ifNull(bought.refunded, 0) AS refunds,
    bought.first_order_at AS first_order_at,
    bought.last_order_at AS last_order_at
FROM members
LEFT JOIN bought ON bought.customer_id = members.customer_id
LEFT JOIN labels ON labels.customer_id = members.customer_id
ORDER BY
    revenue DESC,
    members.customer_id DESC

-- analyze.segment.listed: plain
SELECT toString(listed.customer_id) AS customer_id
FROM
(
    SELECT customer_id
    FROM segment_member
    WHERE segment_member.segment_id = {p0:String}
) AS listed

-- analyze.segment.next_due: plain
SELECT toUnixTimestamp64Milli(min(due_at)) AS due_ms
FROM segment_due
WHERE due_at > {p0:DateTime64(3, 'UTC')}

-- analyze.segment.overlap: plain
SELECT
    mask,
    count() AS customers
FROM
(
    SELECT
        customer_id,
        groupBitOr(bitShiftLeft(toUInt32(1), indexOf({p0:Array(String)}, toString(segment_member.segment_id)) - 1)) AS mask
    FROM segment_member
    WHERE segment_member.segment_id IN ({p1:Array(String)})
    GROUP BY customer_id
)
GROUP BY mask
ORDER BY
    customers DESC,
    mask ASC

-- analyze.segment.people: plain
WITH
    (
        SELECT groupUniqArray(dictGetOrDefault('alias_of', 'customer_id', stamp, stamp))
        FROM
        (
            SELECT arrayJoin({p0:Array(UInt64)}) AS stamp
        )
    ) AS people
SELECT
    toString(id) AS customer_id,
    arrayMap(stamp -> toString(stamp), groupUniqArray(stamp)) AS stamps
FROM
(
    SELECT
        arrayJoin(people) AS id,
        id AS stamp
    UNION ALL
    SELECT
        alias.customer_id AS id,
        alias.stamp AS stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN (
        SELECT arrayJoin(people)
    )
)
GROUP BY id

-- analyze.segment.portrait_classes: plain
SELECT
    toString(scheme) AS name,
    toString(class) AS value,
    countIf(customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    )) AS members,
    count() AS customers
FROM customer_class
GROUP BY
    scheme,
    class

-- analyze.segment.portrait_events: plain
SELECT
    toString(did.name) AS name,
    '' AS value,
    countIf(customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    )) AS members,
    count() AS customers
FROM
(
    SELECT
        customer_id,
        event.name AS name
    FROM event
    WHERE (customer_id != 0) AND (event.name NOT IN ('', 'Segment Entered', 'Segment Left'))
    GROUP BY
        customer_id,
        name
) AS did
GROUP BY did.name
ORDER BY
    customers DESC,
    name ASC
LIMIT 500

-- analyze.segment.portrait_habits: plain
WITH
    stamped AS
    (
        SELECT
            stamp,
            any(customer_id) AS person,
            sumMapIf(map(toString(channel), toUInt32(1)), channel != '') AS channels_of,
            sumMap(map(toHour(occurred_at, {p0:String}), toUInt32(1))) AS hours_of
        FROM event
        WHERE (customer_id != 0) AND (event.name NOT IN ('', 'Segment Entered', 'Segment Left'))
        GROUP BY stamp
    ),
    acted AS
    (
        SELECT
            person AS customer_id,
            sumMap(channels_of) AS channels,
            sumMap(hours_of) AS hours
        FROM stamped
        GROUP BY person
    )
SELECT
    told.1 AS about,
    told.2 AS value,
    countIf(customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p1:String}
    )) AS members,
    count() AS customers,
    sumIf(told.3, (customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p2:String}
    ))) AS events
FROM
(
    SELECT
        customer_id,
        arrayJoin(arrayConcat([('channel', (arraySort(pair -> (-toInt64(pair.2), pair.1), arrayZip(mapKeys(channels), mapValues(channels)))[1]).1, 0), ('hour', toString((arraySort(pair -> (-toInt64(pair.2), pair.1), arrayZip(mapKeys(hours), mapValues(hours)))[1]).1), 0)], arrayMap((key, events) -> ('by_channel', toString(key), events), mapKeys(channels), mapValues(channels)), arrayMap((key, events) -> ('by_hour', toString(key), events), mapKeys(hours), mapValues(hours)))) AS told
    FROM acted
)
GROUP BY
    about,
    value
HAVING value != ''

-- analyze.segment.portrait_others: plain
SELECT uniqExact(customer_id) AS customers
FROM identifier_seen
WHERE (customer_id != 0) AND (NOT (customer_id IN (
    SELECT customer_id
    FROM segment_member
    WHERE segment_member.segment_id = {p0:String}
)))

-- analyze.segment.portrait_statistics: orders
SELECT
    customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    ) AS inside,
    map('orders', toFloat64(uniqExactIf(order_key, purchase)), 'gross', toFloat64(toInt64(round(sum(gross) * 100))), 'refunded', toFloat64(toInt64(round(sum(refunded) * 100))), 'net', toFloat64(toInt64(round(sum(gross - refunded) * 100)))) AS statistics
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
    WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0) AND (occurred_at <= {p1:DateTime64(3, 'UTC')})
)
GROUP BY inside

-- analyze.segment.portrait_statistics: said
SELECT
    customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    ) AS inside,
    map('nps_answers', toFloat64(countIf(is_nps)), 'nps_balance', toFloat64(100 * (toFloat64(countIf(is_nps AND (score >= 9))) - toFloat64(countIf(is_nps AND (score <= 6))))), 'csat_answers', toFloat64(countIf(is_csat)), 'csat_satisfied', toFloat64(countIf(is_satisfied)), 'csat_5_answers', toFloat64(countIf(is_csat_5)), 'csat_5_sum', toFloat64(sumIf(score, is_csat_5)), 'ces_answers', toFloat64(countIf(is_ces)), 'ces_sum', toFloat64(sumIf(score, is_ces)), 'effort_answers', toFloat64(countIf(is_effort)), 'effort_sum', toFloat64(sumIf(score, is_effort)), 'reviews', toFloat64(countIf(is_review)), 'review_sum', toFloat64(sumIf(score, is_review)), 'tickets', toFloat64(countIf(is_ticket))) AS statistics
FROM
(
    SELECT
        customer_id,
        stamp,
        occurred_at,
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
        (name = 'Survey Responded') AND (kind = 'enps') AND (score >= {p7:Int64}) AND (score <= 10) AND (score = floor(score)) AS is_enps,
        is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied
    FROM event
    WHERE (name IN ('Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended')) AND (customer_id != 0) AND (occurred_at <= {p8:DateTime64(3, 'UTC')})
)
GROUP BY inside

-- analyze.segment.portrait_traits: plain
WITH
    few AS
    (
        SELECT name
        FROM trait_log
        WHERE value != ''
        GROUP BY name
        HAVING length(groupUniqArray(51)(value)) <= 50
    )
SELECT
    toString(trait.name) AS name,
    value,
    countIf(customer_id IN (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    )) AS members,
    count() AS customers
FROM trait
WHERE (trait.name IN (
    SELECT few.name
    FROM few
)) AND (customer_id != 0)
GROUP BY
    trait.name,
    value

-- analyze.segment.recent: plain
SELECT
    toString(segment_log.segment_id) AS segment_id,
    countIf(inside) AS entered,
    countIf(NOT inside) AS left
FROM segment_log
WHERE (changed_at > {p0:DateTime64(3, 'UTC')}) AND (cause = 'live')
GROUP BY segment_id

-- analyze.segment.sizes: all
WITH
    by_stamp AS
    (
        SELECT
            customer_id,
            segment_id
        FROM segment_log
        WHERE true
        GROUP BY
            customer_id,
            segment_id
        HAVING argMax(segment_log.inside, (segment_log.changed_at, segment_log.inside))
    ),
    merged_by_stamp AS
    (
        SELECT
            stamp,
            segment_id
        FROM segment_word
        WHERE true AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            UNION ALL
            SELECT alias.customer_id
            FROM alias
        ))
        GROUP BY
            stamp,
            segment_id
        HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.inside))
    ),
    merged_by_person AS
    (
        SELECT
            customer_id,
            segment_id
        FROM segment_word
        WHERE true AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            UNION ALL
            SELECT alias.customer_id
            FROM alias
        ))
        GROUP BY
            customer_id,
            segment_id
        HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.own, segment_word.inside))
    )
SELECT
    toString(parts.segment_id) AS segment_id,
    sum(parts.members) AS customers
FROM
(
    SELECT
        segment_id,
        toInt64(count()) AS members
    FROM by_stamp
    GROUP BY segment_id
    UNION ALL
    SELECT
        segment_id,
        -toInt64(count()) AS members
    FROM merged_by_stamp
    GROUP BY segment_id
    UNION ALL
    SELECT
        segment_id,
        toInt64(count()) AS members
    FROM merged_by_person
    GROUP BY segment_id
) AS parts
GROUP BY segment_id
SETTINGS optimize_aggregation_in_order = 1

-- analyze.segment.sizes: one
WITH
    by_stamp AS
    (
        SELECT
            customer_id,
            segment_id
        FROM segment_log
        WHERE segment_id = {p0:String}
        GROUP BY
            customer_id,
            segment_id
        HAVING argMax(segment_log.inside, (segment_log.changed_at, segment_log.inside))
    ),
    merged_by_stamp AS
    (
        SELECT
            stamp,
            segment_id
        FROM segment_word
        WHERE (segment_id = {p1:String}) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            UNION ALL
            SELECT alias.customer_id
            FROM alias
        ))
        GROUP BY
            stamp,
            segment_id
        HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.inside))
    ),
    merged_by_person AS
    (
        SELECT
            customer_id,
            segment_id
        FROM segment_word
        WHERE (segment_id = {p2:String}) AND (stamp IN (
            SELECT alias.stamp
            FROM alias
            UNION ALL
            SELECT alias.customer_id
            FROM alias
        ))
        GROUP BY
            customer_id,
            segment_id
        HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.own, segment_word.inside))
    )
SELECT
    toString(parts.segment_id) AS segment_id,
    sum(parts.members) AS customers
FROM
(
    SELECT
        segment_id,
        toInt64(count()) AS members
    FROM by_stamp
    GROUP BY segment_id
    UNION ALL
    SELECT
        segment_id,
        -toInt64(count()) AS members
    FROM merged_by_stamp
    GROUP BY segment_id
    UNION ALL
    SELECT
        segment_id,
        toInt64(count()) AS members
    FROM merged_by_person
    GROUP BY segment_id
) AS parts
GROUP BY segment_id
SETTINGS optimize_aggregation_in_order = 1

-- analyze.segment.stays: plain
WITH
    stood AS
    (
        SELECT
            customer_id,
            segment_id,
            changed_at,
            argMax((inside, cause), (own, inside)) AS word
        FROM segment_word
        WHERE stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p0:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p1:Array(UInt64)})
        )
        GROUP BY
            customer_id,
            segment_id,
            changed_at
    ),
    turned AS
    (
        SELECT
            customer_id,
            segment_id,
            arrayJoin(arrayFilter((turn, place) -> ((place > 1) OR (turn.2)), arrayCompact(turn -> (turn.2), arraySort(turn -> (turn.1), groupArray((changed_at, word.1, toString(word.2))))) AS turns, arrayEnumerate(turns))) AS turn
        FROM stood
        GROUP BY
            customer_id,
            segment_id
    )
SELECT
    toString(turned.segment_id) AS segment_id,
    arraySort(groupArray(turn.1)) AS turns
FROM turned
GROUP BY turned.segment_id

-- analyze.segment.unreached: plain
SELECT count() AS customers
FROM segment_member
WHERE (segment_member.segment_id = {p0:String}) AND (NOT (customer_id IN (
    SELECT arrayJoin((
            SELECT groupArray(customer_id)
            FROM consent_allowed(purpose = {p1:String}, channel = {p2:String}, at = {p3:DateTime64(3, 'UTC')})
        ))
)))

-- analyze.segment.unsent: plain
SELECT
    toString(segment_word.stamp) AS stamp,
    toString(segment_word.customer_id) AS customer_id,
    inside,
    changed_at
FROM segment_word
WHERE (segment_word.segment_id = {p0:String}) AND (cause = 'live') AND (changed_at <= {p1:DateTime64(3, 'UTC')}) AND ((changed_at > {p2:DateTime64(3, 'UTC')}) OR ((changed_at = {p3:DateTime64(3, 'UTC')}) AND (segment_word.stamp > toUInt64({p4:String}))))
ORDER BY
    segment_word.changed_at ASC,
    segment_word.stamp ASC,
    inside ASC
LIMIT {p5:Int64}

-- analyze.segment.waiting: plain
SELECT count() AS changes
FROM segment_word
WHERE (segment_word.segment_id = {p0:String}) AND (cause = 'live') AND (changed_at <= {p1:DateTime64(3, 'UTC')}) AND ((changed_at > {p2:DateTime64(3, 'UTC')}) OR ((changed_at = {p3:DateTime64(3, 'UTC')}) AND (segment_word.stamp > toUInt64({p4:String}))))

-- analyze.segment.whole: plain
WITH
    facts AS
    (
        SELECT
            customer_id,
            countIf((name = {p0:String}) AND (occurred_at <= {p1:DateTime64(3, 'UTC')}) AND (occurred_at > {p2:DateTime64(3, 'UTC')})) AS fact_0
        FROM event
        WHERE ((name = {p3:String}) AND (occurred_at <= {p4:DateTime64(3, 'UTC')}) AND (occurred_at > {p5:DateTime64(3, 'UTC')})) AND (customer_id != 0) AND true
        GROUP BY customer_id
    )
SELECT
    toString(id) AS customer_id,
    {p6:String} AS segment_id,
    toBool(max(now) > max(before)) AS inside,
    {p7:DateTime64(3, 'UTC')} AS changed_at,
    {p8:String} AS cause
FROM
(
    SELECT
        customer_id AS id,
        1 AS now,
        0 AS before
    FROM facts
    WHERE (customer_id != 0) AND (ifNull(fact_0, 0) >= {p9:Float64})
    UNION ALL
    SELECT
        customer_id AS id,
        0 AS now,
        1 AS before
    FROM segment_member
    WHERE segment_id = {p10:String}
)
GROUP BY id
HAVING max(now) != max(before)
