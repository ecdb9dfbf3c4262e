-- analyze.account.head: plain
SELECT
    any(account_member.kind) AS kind,
    any(account_member.key) AS key,
    countIf(is_member) AS members,
    countIf(NOT is_member) AS former_members
FROM account_member
WHERE account_id = toUInt64({p0:String})
GROUP BY account_id

-- analyze.account.last_seen: plain
SELECT
    toString(event.customer_id) AS customer_id,
    max(occurred_at) AS last_seen_at
FROM event
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
GROUP BY event.customer_id

-- analyze.account.list: first_page
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p2:String}) AND is_member
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            account_id,
            uniqExactIf(order_key, purchase) AS orders,
            sum(revenue) AS net,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM moves
        INNER JOIN belongs USING (customer_id)
        GROUP BY account_id
    ),
    worth AS
    (
        SELECT
            listed.account_id AS account_id,
            listed.key AS key,
            listed.label AS label,
            listed.members AS members,
            ifNull(figures.orders, 0) AS orders,
            ifNull(figures.net, 0) AS net,
            figures.last_order_at AS last_order_at
        FROM listed
        LEFT JOIN figures ON figures.account_id = listed.account_id
    ),
    ordered AS
    (
        SELECT
            *,
            toInt64(net * 10000) AS sort_key,
            count() OVER () AS total
        FROM worth
    )
SELECT
    toString(ordered.account_id) AS account_id,
    key,
    label,
    members,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    last_order_at,
    toString(sort_key) AS sort_value,
    total
FROM ordered
ORDER BY
    sort_key DESC,
    ordered.account_id DESC
LIMIT {p3:Int64}

-- analyze.account.list: searched
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
        WHERE positionCaseInsensitiveUTF8(concat(label, '\n', key), {p2:String}) > 0
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p3:String}) AND is_member AND (account_id IN (
            SELECT account_id
            FROM listed
        ))
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            account_id,
            uniqExactIf(order_key, purchase) AS orders,
            sum(revenue) AS net,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM moves
        INNER JOIN belongs USING (customer_id)
        GROUP BY account_id
    ),
    worth AS
    (
        SELECT
            listed.account_id AS account_id,
            listed.key AS key,
            listed.label AS label,
            listed.members AS members,
            ifNull(figures.orders, 0) AS orders,
            ifNull(figures.net, 0) AS net,
            figures.last_order_at AS last_order_at
        FROM listed
        LEFT JOIN figures ON figures.account_id = listed.account_id
    ),
    ordered AS
    (
        SELECT
            *,
            lowerUTF8(label) AS sort_key,
            count() OVER () AS total
        FROM worth
    )
SELECT
    toString(ordered.account_id) AS account_id,
    key,
    label,
    members,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    last_order_at,
    toString(sort_key) AS sort_value,
    total
FROM ordered
ORDER BY
    sort_key ASC,
    ordered.account_id ASC
LIMIT {p4:Int64}

-- analyze.account.list: next_page
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p2:String}) AND is_member
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            account_id,
            uniqExactIf(order_key, purchase) AS orders,
            sum(revenue) AS net,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM moves
        INNER JOIN belongs USING (customer_id)
        GROUP BY account_id
    ),
    worth AS
    (
        SELECT
            listed.account_id AS account_id,
            listed.key AS key,
            listed.label AS label,
            listed.members AS members,
            ifNull(figures.orders, 0) AS orders,
            ifNull(figures.net, 0) AS net,
            figures.last_order_at AS last_order_at
        FROM listed
        LEFT JOIN figures ON figures.account_id = listed.account_id
    ),
    ordered AS
    (
        SELECT
            *,
            if(orders = 0, -1000000000000000000., toFloat64(net) / orders) AS sort_key,
            count() OVER () AS total
        FROM worth
    )
SELECT
    toString(ordered.account_id) AS account_id,
    key,
    label,
    members,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    last_order_at,
    toString(sort_key) AS sort_value,
    total
FROM ordered
WHERE (sort_key, ordered.account_id) < ({p3:Float64}, toUInt64({p4:String}))
ORDER BY
    sort_key DESC,
    ordered.account_id DESC
LIMIT {p5:Int64}

-- analyze.account.list: by_members
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p2:String}) AND is_member
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            account_id,
            uniqExactIf(order_key, purchase) AS orders,
            sum(revenue) AS net,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM moves
        INNER JOIN belongs USING (customer_id)
        GROUP BY account_id
    ),
    worth AS
    (
        SELECT
            listed.account_id AS account_id,
            listed.key AS key,
            listed.label AS label,
            listed.members AS members,
            ifNull(figures.orders, 0) AS orders,
            ifNull(figures.net, 0) AS net,
            figures.last_order_at AS last_order_at
        FROM listed
        LEFT JOIN figures ON figures.account_id = listed.account_id
    ),
    ordered AS
    (
        SELECT
            *,
            toInt64(members) AS sort_key,
            count() OVER () AS total
        FROM worth
    )
SELECT
    toString(ordered.account_id) AS account_id,
    key,
    label,
    members,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    last_order_at,
    toString(sort_key) AS sort_value,
    total
FROM ordered
ORDER BY
    sort_key DESC,
    ordered.account_id DESC
LIMIT {p3:Int64}

-- analyze.account.list: by_last_order
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p2:String}) AND is_member
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            account_id,
            uniqExactIf(order_key, purchase) AS orders,
            sum(revenue) AS net,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM moves
        INNER JOIN belongs USING (customer_id)
        GROUP BY account_id
    ),
    worth AS
    (
        SELECT
            listed.account_id AS account_id,
            listed.key AS key,
            listed.label AS label,
            listed.members AS members,
            ifNull(figures.orders, 0) AS orders,
            ifNull(figures.net, 0) AS net,
            figures.last_order_at AS last_order_at
        FROM listed
        LEFT JOIN figures ON figures.account_id = listed.account_id
    ),
    ordered AS
    (
        SELECT
            *,
            ifNull(toUnixTimestamp64Milli(last_order_at), -1) AS sort_key,
            count() OVER () AS total
        FROM worth
    )
SELECT
    toString(ordered.account_id) AS account_id,
    key,
    label,
    members,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    last_order_at,
    toString(sort_key) AS sort_value,
    total
FROM ordered
ORDER BY
    sort_key DESC,
    ordered.account_id DESC
LIMIT {p3:Int64}

-- analyze.account.list: by_orders
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p2:String}) AND is_member
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id != 0)
    ),
    figures AS
    (
        SELECT
            account_id,
            uniqExactIf(order_key, purchase) AS orders,
            sum(revenue) AS net,
            maxOrNullIf(occurred_at, purchase) AS last_order_at
        FROM moves
        INNER JOIN belongs USING (customer_id)
        GROUP BY account_id
    ),
    worth AS
    (
        SELECT
            listed.account_id AS account_id,
            listed.key AS key,
            listed.label AS label,
            listed.members AS members,
            ifNull(figures.orders, 0) AS orders,
            ifNull(figures.net, 0) AS net,
            figures.last_order_at AS last_order_at
        FROM listed
        LEFT JOIN figures ON figures.account_id = listed.account_id
    ),
    ordered AS
    (
        SELECT
            *,
            toInt64(orders) AS sort_key,
            count() OVER () AS total
        FROM worth
    )
SELECT
    toString(ordered.account_id) AS account_id,
    key,
    label,
    members,
    orders,
    toInt64(round(net * 100)) AS revenue_minor,
    last_order_at,
    toString(sort_key) AS sort_value,
    total
FROM ordered
ORDER BY
    sort_key DESC,
    ordered.account_id DESC
LIMIT {p3:Int64}

-- analyze.account.members: first_page
WITH
    ranked AS
    (
        SELECT
            *,
            toUnixTimestamp64Milli(since) + if(is_member, 0, 100000000000000) AS rank
        FROM account_member
        WHERE account_id = toUInt64({p0:String})
    )
SELECT
    toString(ranked.customer_id) AS customer_id,
    rank,
    is_member,
    since,
    cause,
    source,
    if(event_id > toUInt128(18446744073709551615), toString(event_id), NULL) AS event_id,
    said_by,
    left_at
FROM ranked
ORDER BY
    rank ASC,
    ranked.customer_id ASC
LIMIT {p1:Int64}

-- analyze.account.members: next_page
WITH
    ranked AS
    (
        SELECT
            *,
            toUnixTimestamp64Milli(since) + if(is_member, 0, 100000000000000) AS rank
        FROM account_member
        WHERE account_id = toUInt64({p0:String})
    )
SELECT
    toString(ranked.customer_id) AS customer_id,
    rank,
    is_member,
    since,
    cause,
    source,
    if(event_id > toUInt128(18446744073709551615), toString(event_id), NULL) AS event_id,
    said_by,
    left_at
FROM ranked
WHERE (rank, ranked.customer_id) > ({p1:Int64}, toUInt64({p2:String}))
ORDER BY
    rank ASC,
    ranked.customer_id ASC
LIMIT {p3:Int64}

-- analyze.account.of_customer: plain
WITH
    own AS
    (
        SELECT *
        FROM account_member
        WHERE customer_id = toUInt64({p0:String})
    ),
    sizes AS
    (
        SELECT
            account_id,
            countIf(is_member) AS members
        FROM account_member
        WHERE account_id IN (
            SELECT account_id
            FROM own
        )
        GROUP BY account_id
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE (name = 'name') AND (account_id IN (
            SELECT account_id
            FROM own
        ))
    )
SELECT
    toString(own.account_id) AS account_id,
    kind,
    key,
    coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(own.account_id)) AS label,
    ifNull(sizes.members, 0) AS members,
    is_member,
    since,
    cause,
    source,
    if(event_id > toUInt128(18446744073709551615), toString(event_id), NULL) AS event_id,
    said_by,
    left_at
FROM own
LEFT JOIN sizes ON sizes.account_id = own.account_id
LEFT JOIN names ON names.account_id = own.account_id
ORDER BY
    is_member DESC,
    since ASC,
    own.account_id ASC

-- analyze.account.timeline: few_members
SELECT
    toString(event.id) AS id,
    toString(event.customer_id) AS customer_id,
    type,
    name,
    occurred_at,
    toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
    source,
    channel,
    order_id,
    toInt64(round(revenue * 100)) AS revenue_minor
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

-- analyze.account.timeline: next_page_of_many
SELECT
    toString(event.id) AS id,
    toString(event.customer_id) AS customer_id,
    type,
    name,
    occurred_at,
    toUnixTimestamp64Milli(occurred_at) AS occurred_ms,
    source,
    channel,
    order_id,
    toInt64(round(revenue * 100)) AS revenue_minor
FROM event
WHERE (customer_id IN (
    SELECT customer_id
    FROM account_member
    WHERE (account_id = toUInt64({p0:String})) AND is_member
)) AND ((toUnixTimestamp64Milli(occurred_at), event.id) < ({p1:Int64}, toUInt128({p2:String})))
ORDER BY
    occurred_ms DESC,
    event.id DESC
LIMIT {p3:Int64}

-- analyze.account.traits: plain
SELECT
    name,
    value,
    source,
    occurred_at
FROM account_trait
WHERE account_id = toUInt64({p0:String})
ORDER BY name ASC

-- analyze.account.whole: plain
WITH
    known AS
    (
        SELECT
            account_id,
            any(account_member.key) AS key,
            countIf(is_member) AS members
        FROM account_member
        WHERE kind = {p0:String}
        GROUP BY account_id
        HAVING (members > 0) OR ({p1:String} = 'group')
    ),
    names AS
    (
        SELECT
            account_id,
            value
        FROM account_trait
        WHERE name = 'name'
    ),
    listed AS
    (
        SELECT
            known.account_id AS account_id,
            key,
            members,
            coalesce(nullIf(names.value, ''), nullIf(key, ''), toString(known.account_id)) AS label
        FROM known
        LEFT JOIN names ON names.account_id = known.account_id
    ),
    belongs AS
    (
        SELECT
            account_id,
            customer_id
        FROM account_member
        WHERE (kind = {p2:String}) AND is_member
    ),
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id IN (
            SELECT customer_id
            FROM belongs
        ))
    )
SELECT
    ifNull((
        SELECT uniqExact(customer_id)
        FROM belongs
    ), 0) AS members,
    uniqExactIf(order_key, purchase) AS orders,
    toInt64(round(sum(revenue) * 100)) AS revenue_minor
FROM moves

-- analyze.account.worth: few_members
WITH
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p0:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p1:Array(UInt64)})
        ))
    )
SELECT
    uniqExactIf(order_key, purchase) AS orders,
    toInt64(round(sum(revenue) * 100)) AS revenue_minor,
    maxOrNullIf(occurred_at, purchase) AS last_order_at
FROM moves

-- analyze.account.worth: many_members
WITH
    moves AS
    (
        SELECT
            customer_id,
            occurred_at,
            revenue,
            if(order_id = '', toString(id), order_id) AS order_key,
            ((name = 'Order Completed') AND (revenue > 0)) AS purchase
        FROM event
        WHERE (name IN ('Order Completed', 'Order Refunded')) AND (customer_id IN (
            SELECT customer_id
            FROM account_member
            WHERE (account_id = toUInt64({p0:String})) AND is_member
        ))
    )
SELECT
    uniqExactIf(order_key, purchase) AS orders,
    toInt64(round(sum(revenue) * 100)) AS revenue_minor,
    maxOrNullIf(occurred_at, purchase) AS last_order_at
FROM moves
