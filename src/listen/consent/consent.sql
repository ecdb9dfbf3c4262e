-- listen.consent.coverage: plain
SELECT
    purpose,
    channel,
    countIf(granted) AS agreed,
    countIf(NOT granted) AS refused
FROM consent_at(at = {p0:DateTime64(3, 'UTC')})
GROUP BY
    purpose,
    channel
ORDER BY
    purpose ASC,
    channel ASC

-- listen.consent.everybody: plain
SELECT uniqExact(customer_id) AS customers
FROM identifier_seen

-- listen.consent.growth: two
SELECT
    toUInt16({p0:UInt16}) AS point,
    purpose,
    uniqExactIf(customer_id, granted) AS agreed
FROM consent_at(at = {p1:DateTime64(3, 'UTC')})
GROUP BY purpose
UNION ALL
SELECT
    toUInt16({p2:UInt16}) AS point,
    purpose,
    uniqExactIf(customer_id, granted) AS agreed
FROM consent_at(at = {p3:DateTime64(3, 'UTC')})
GROUP BY purpose

-- listen.consent.known_as: plain
SELECT
    toString(identifier_seen.stamp) AS stamp,
    toString(kind) AS kind,
    value
FROM identifier_seen
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
GROUP BY
    identifier_seen.stamp,
    kind,
    value
ORDER BY
    identifier_seen.stamp != sipHash64(kind, value) ASC,
    min(first_seen_at) ASC,
    stamp ASC,
    kind ASC,
    value ASC
LIMIT 1000

-- listen.consent.named: of_a_kind
SELECT DISTINCT toString(identifier_seen.customer_id) AS customer_id
FROM identifier_seen
WHERE (value IN ({p0:String}, lower({p1:String}))) AND (kind = {p2:String})
ORDER BY customer_id ASC
LIMIT 20

-- listen.consent.named: of_any
SELECT DISTINCT toString(identifier_seen.customer_id) AS customer_id
FROM identifier_seen
WHERE value IN ({p0:String}, lower({p1:String}))
ORDER BY customer_id ASC
LIMIT 20

-- listen.consent.unknown: plain
SELECT
    category,
    uniqExact(customer_id) AS customers,
    max(said_at) AS last_at
FROM consent_word
WHERE (purpose = '') AND (category NOT IN (
    SELECT category
    FROM consent_mapping
))
GROUP BY category
ORDER BY
    customers DESC,
    category ASC
LIMIT 50

-- listen.consent.words: plain
SELECT
    toString(consent_word.customer_id) AS customer_id,
    purpose,
    channel,
    category,
    address,
    granted,
    passing,
    pending,
    toUnixTimestamp64Milli(first_at) AS first_ms,
    toUnixTimestamp64Milli(said_at) AS said_ms,
    toUnixTimestamp64Milli(expires_at) AS expires_ms,
    source,
    toString(consent_word.id) AS id,
    proof
FROM consent_word
WHERE stamp IN (
    SELECT stamp
    FROM alias
    FINAL
    WHERE alias.customer_id IN ({p0:Array(UInt64)})
    UNION ALL
    SELECT arrayJoin({p1:Array(UInt64)})
)
ORDER BY
    said_ms DESC,
    id DESC,
    purpose ASC,
    channel ASC
LIMIT {p2:Int64}
