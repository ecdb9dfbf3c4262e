-- listen.account.customer: plain
SELECT count() AS known
FROM identifier_seen
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)

-- listen.account.household_members: plain
SELECT
    toString(household.account_id) AS account_id,
    toString(household.customer_id) AS customer_id,
    is_member,
    toBool(said_by != '') AS by_hand
FROM account_member AS household
WHERE kind = 'household'

-- listen.account.household_names: plain
SELECT
    toString(told.account_id) AS account_id,
    toString(name) AS name,
    value
FROM account_trait AS told
WHERE source = 'household'

-- listen.account.kind: plain
SELECT
    any(known.kind) AS kind,
    any(known.key) AS key
FROM account_member AS known
WHERE account_id = toUInt64({p0:String})
GROUP BY account_id

-- listen.account.persons: everybody
WITH
    told AS
    (
        SELECT
            customer_id,
            toString(name) AS name,
            value
        FROM trait
        WHERE (name IN ({p0:Array(String)})) AND (customer_id != 0)
        UNION ALL
        SELECT
            customer_id,
            'phone' AS name,
            value
        FROM identifier_seen
        WHERE (kind = 'phone') AND (customer_id != 0) AND true
    )
SELECT
    toString(told.customer_id) AS customer_id,
    CAST(arraySort(groupUniqArray((name, value))), 'Array(Tuple(name String, value String))') AS told
FROM told
GROUP BY told.customer_id

-- listen.account.persons: some
WITH
    told AS
    (
        SELECT
            customer_id,
            toString(name) AS name,
            (arrayReverseSort(word -> (word.1), arrayFilter(word -> (((word.2) != '') AND ((word.4) >= maxIf(said.occurred_at, (said.value = '') AND (NOT startsWith(said.source, 'enrich:')))) AND (NOT (startsWith(word.3, 'enrich:') AND ((word.4) < maxIf(said.occurred_at, (said.value = '') AND startsWith(said.source, 'enrich:')))))), groupArray((said.weight, said.value, toString(said.source), said.occurred_at))))[1]).2 AS value
        FROM trait_said AS said
        WHERE (name IN ({p0:Array(String)})) AND (stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p1:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p2:Array(UInt64)})
        ))
        GROUP BY
            customer_id,
            name
        UNION ALL
        SELECT
            customer_id,
            'phone' AS name,
            value
        FROM identifier_seen
        WHERE (kind = 'phone') AND (customer_id != 0) AND (stamp IN (
            SELECT stamp
            FROM alias
            FINAL
            WHERE alias.customer_id IN ({p3:Array(UInt64)})
            UNION ALL
            SELECT arrayJoin({p4:Array(UInt64)})
        ))
    )
SELECT
    toString(told.customer_id) AS customer_id,
    CAST(arraySort(groupUniqArray((name, value))), 'Array(Tuple(name String, value String))') AS told
FROM told
GROUP BY told.customer_id

-- listen.account.persons_count: plain
SELECT uniq(customer_id) AS persons
FROM
(
    SELECT customer_id
    FROM trait_said
    WHERE (name IN ({p0:Array(String)})) AND (customer_id != 0)
    UNION ALL
    SELECT customer_id
    FROM identifier_seen
    WHERE (kind = 'phone') AND (customer_id != 0)
)
