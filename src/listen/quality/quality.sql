-- listen.quality.examples: flag
WITH
    told AS
    (
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(kind), {p0:Array(String)}, {p1:Array(String)}, '') AS field,
            value AS raw
        FROM identifier_seen
        WHERE (customer_id != 0) AND (kind IN ({p2:Array(String)}))
        UNION ALL
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(name), {p3:Array(String)}, {p4:Array(String)}, '') AS field,
            value AS raw
        FROM trait
        WHERE (customer_id != 0) AND (name IN ({p5:Array(String)}))
    ),
    judged AS
    (
        SELECT
            told.customer_id AS customer_id,
            told.source AS source,
            told.field AS field,
            told.raw AS raw,
            ifNull(made.found, false) AS cleaned,
            ifNull(made.valid, false) AS valid,
            ifNull(made.clean, '') AS clean,
            ifNull(made.key, '') AS key,
            made.flags AS flags,
            made.parts AS parts
        FROM told
        LEFT JOIN
        (
            SELECT
                toString(kind) AS field,
                true AS found,
                raw,
                clean,
                key,
                valid,
                flags,
                parts
            FROM clean_value
            FINAL
        ) AS made ON (made.raw = told.raw) AND (made.field = told.field)
    ),
    shared_keys AS
    (
        SELECT
            field,
            key
        FROM judged
        WHERE (field IN ({p6:Array(String)})) AND (key != '') AND (NOT has(flags, 'role')) AND (NOT has(flags, 'placeholder'))
        GROUP BY
            field,
            key
        HAVING min(customer_id) != max(customer_id)
    )
SELECT
    toString(judged.customer_id) AS customer_id,
    {p7:String} AS kind,
    min(judged.raw) AS raw,
    any(judged.clean) AS clean,
    any(judged.parts['suggestion']) AS suggestion,
    min(judged.source) AS source,
    arrayMap(flag -> toString(flag), any(judged.flags)) AS flags,
    any(judged.key) AS key
FROM judged
WHERE (judged.field = {p8:String}) AND true AND has(judged.flags, {p9:String})
GROUP BY
    judged.customer_id,
    if(judged.clean = '', lowerUTF8(judged.raw), judged.clean)
ORDER BY
    raw ASC,
    customer_id ASC
LIMIT {p10:Int64}

-- listen.quality.examples: invalid
WITH
    told AS
    (
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(kind), {p0:Array(String)}, {p1:Array(String)}, '') AS field,
            value AS raw
        FROM identifier_seen
        WHERE (customer_id != 0) AND (kind IN ({p2:Array(String)}))
        UNION ALL
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(name), {p3:Array(String)}, {p4:Array(String)}, '') AS field,
            value AS raw
        FROM trait
        WHERE (customer_id != 0) AND (name IN ({p5:Array(String)}))
    ),
    judged AS
    (
        SELECT
            told.customer_id AS customer_id,
            told.source AS source,
            told.field AS field,
            told.raw AS raw,
            ifNull(made.found, false) AS cleaned,
            ifNull(made.valid, false) AS valid,
            ifNull(made.clean, '') AS clean,
            ifNull(made.key, '') AS key,
            made.flags AS flags,
            made.parts AS parts
        FROM told
        LEFT JOIN
        (
            SELECT
                toString(kind) AS field,
                true AS found,
                raw,
                clean,
                key,
                valid,
                flags,
                parts
            FROM clean_value
            FINAL
        ) AS made ON (made.raw = told.raw) AND (made.field = told.field)
    ),
    shared_keys AS
    (
        SELECT
            field,
            key
        FROM judged
        WHERE (field IN ({p6:Array(String)})) AND (key != '') AND (NOT has(flags, 'role')) AND (NOT has(flags, 'placeholder'))
        GROUP BY
            field,
            key
        HAVING min(customer_id) != max(customer_id)
    )
SELECT
    toString(judged.customer_id) AS customer_id,
    {p7:String} AS kind,
    min(judged.raw) AS raw,
    any(judged.clean) AS clean,
    any(judged.parts['suggestion']) AS suggestion,
    min(judged.source) AS source,
    arrayMap(flag -> toString(flag), any(judged.flags)) AS flags,
    any(judged.key) AS key
FROM judged
WHERE (judged.field = {p8:String}) AND (judged.source = {p9:String}) AND judged.cleaned AND (NOT judged.valid)
GROUP BY
    judged.customer_id,
    if(judged.clean = '', lowerUTF8(judged.raw), judged.clean)
ORDER BY
    raw ASC,
    customer_id ASC
LIMIT {p10:Int64}

-- listen.quality.examples: shared
WITH
    told AS
    (
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(kind), {p0:Array(String)}, {p1:Array(String)}, '') AS field,
            value AS raw
        FROM identifier_seen
        WHERE (customer_id != 0) AND (kind IN ({p2:Array(String)}))
        UNION ALL
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(name), {p3:Array(String)}, {p4:Array(String)}, '') AS field,
            value AS raw
        FROM trait
        WHERE (customer_id != 0) AND (name IN ({p5:Array(String)}))
    ),
    judged AS
    (
        SELECT
            told.customer_id AS customer_id,
            told.source AS source,
            told.field AS field,
            told.raw AS raw,
            ifNull(made.found, false) AS cleaned,
            ifNull(made.valid, false) AS valid,
            ifNull(made.clean, '') AS clean,
            ifNull(made.key, '') AS key,
            made.flags AS flags,
            made.parts AS parts
        FROM told
        LEFT JOIN
        (
            SELECT
                toString(kind) AS field,
                true AS found,
                raw,
                clean,
                key,
                valid,
                flags,
                parts
            FROM clean_value
            FINAL
        ) AS made ON (made.raw = told.raw) AND (made.field = told.field)
    ),
    shared_keys AS
    (
        SELECT
            field,
            key
        FROM judged
        WHERE (field IN ({p6:Array(String)})) AND (key != '') AND (NOT has(flags, 'role')) AND (NOT has(flags, 'placeholder'))
        GROUP BY
            field,
            key
        HAVING min(customer_id) != max(customer_id)
    )
SELECT
    toString(judged.customer_id) AS customer_id,
    {p7:String} AS kind,
    min(judged.raw) AS raw,
    any(judged.clean) AS clean,
    any(judged.parts['suggestion']) AS suggestion,
    min(judged.source) AS source,
    arrayMap(flag -> toString(flag), any(judged.flags)) AS flags,
    any(judged.key) AS key
FROM judged
WHERE (judged.field = {p8:String}) AND true AND ((judged.field, judged.key) IN (shared_keys))
GROUP BY
    judged.customer_id,
    if(judged.clean = '', lowerUTF8(judged.raw), judged.clean)
ORDER BY
    key ASC,
    customer_id ASC
LIMIT {p9:Int64}

-- listen.quality.examples: missing
WITH
    people AS
    (
        SELECT
            customer_id,
            toString(seen.source) AS source,
            toDate(toStartOfMonth(toTimeZone(min(seen.first_seen_at), {p0:String}))) AS month
        FROM identifier_seen AS seen
        WHERE customer_id != 0
        GROUP BY
            customer_id,
            source
        UNION ALL
        SELECT
            customer_id,
            '' AS source,
            toDate(toStartOfMonth(toTimeZone(min(seen.first_seen_at), {p1:String}))) AS month
        FROM identifier_seen AS seen
        WHERE customer_id != 0
        GROUP BY customer_id
    ),
    told AS
    (
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(kind), {p2:Array(String)}, {p3:Array(String)}, '') AS field,
            value AS raw
        FROM identifier_seen
        WHERE (customer_id != 0) AND (kind IN ({p4:Array(String)}))
        UNION ALL
        SELECT
            customer_id,
            toString(source) AS source,
            transform(toString(name), {p5:Array(String)}, {p6:Array(String)}, '') AS field,
            value AS raw
        FROM trait
        WHERE (customer_id != 0) AND (name IN ({p7:Array(String)}))
    ),
    judged AS
    (
        SELECT
            told.customer_id AS customer_id,
            told.source AS source,
            told.field AS field,
            told.raw AS raw,
            ifNull(made.found, false) AS cleaned,
            ifNull(made.valid, false) AS valid,
            ifNull(made.clean, '') AS clean,
            ifNull(made.key, '') AS key,
            made.flags AS flags,
            made.parts AS parts
        FROM told
        LEFT JOIN
        (
            SELECT
                toString(kind) AS field,
                true AS found,
                raw,
                clean,
                key,
                valid,
                flags,
                parts
            FROM clean_value
            FINAL
        ) AS made ON (made.raw = told.raw) AND (made.field = told.field)
    ),
    shared_keys AS
    (
        SELECT
            field,
            key
        FROM judged
        WHERE (field IN ({p8:Array(String)})) AND (key != '') AND (NOT has(flags, 'role')) AND (NOT has(flags, 'placeholder'))
        GROUP BY
            field,
            key
        HAVING min(customer_id) != max(customer_id)
    )
SELECT
    toString(seen.customer_id) AS customer_id,
    toString(min(seen.kind)) AS kind,
    argMin(seen.value, (seen.kind, seen.value)) AS raw,
    '' AS clean,
    '' AS suggestion,
    toString(any(seen.source)) AS source,
    CAST([], 'Array(String)') AS flags,
    '' AS key
FROM identifier_seen AS seen
WHERE true AND (seen.customer_id IN (
    SELECT customer_id
    FROM people
    WHERE (people.source = {p9:String}) AND (customer_id NOT IN (
        SELECT customer_id
        FROM judged
        WHERE (field = {p10:String}) AND true
    ))
    ORDER BY customer_id ASC
    LIMIT {p11:Int64}
))
GROUP BY seen.customer_id
ORDER BY seen.customer_id ASC

-- listen.quality.figures: plain
SELECT
    toString(source) AS source,
    toString(field) AS field,
    sum(figure.customers) AS customers,
    sum(figure.told) AS told,
    sum(figure.cleaned) AS cleaned,
    sum(figure.valid) AS valid,
    sum(figure.keyed) AS keyed,
    sum(figure.shared) AS shared,
    CAST(sumMap(figure.flags), 'Map(String, UInt64)') AS flags
FROM quality_figure AS figure
WHERE measured_at = {p0:DateTime64(3, 'UTC')}
GROUP BY
    source,
    field
ORDER BY
    source ASC,
    field ASC

-- listen.quality.trend: plain
SELECT
    toString(figure.month) AS month,
    sum(figure.customers) AS customers,
    sum(figure.told) AS told,
    sum(figure.cleaned) AS cleaned,
    sum(figure.valid) AS valid,
    sum(figure.keyed) AS keyed,
    sum(figure.shared) AS shared
FROM quality_figure AS figure
WHERE (measured_at = {p0:DateTime64(3, 'UTC')}) AND (source = {p1:String}) AND (field = {p2:String})
GROUP BY month
ORDER BY month ASC
