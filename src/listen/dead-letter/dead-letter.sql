-- listen.dead-letter.after: plain
SELECT
    toString(id) AS id,
    source,
    code,
    toString(column) AS field,
    message,
    state,
    received_at,
    changed_at,
    raw,
    body
FROM dead_letter
FINAL
WHERE (import_id = {p0:Int64}) AND (dead_letter.id > toUInt128({p1:String}))
ORDER BY dead_letter.id ASC
LIMIT {p2:Int64}

-- listen.dead-letter.after: filtered
SELECT
    toString(id) AS id,
    source,
    code,
    toString(column) AS field,
    message,
    state,
    received_at,
    changed_at,
    raw,
    body
FROM dead_letter
FINAL
WHERE (import_id = {p0:Int64}) AND (source = {p1:String}) AND has(arrayMap(text -> toUInt128(text), {p2:Array(String)}), dead_letter.id) AND (state = {p3:String}) AND (code = {p4:String}) AND (column = {p5:String}) AND (dead_letter.id > toUInt128({p6:String}))
ORDER BY dead_letter.id ASC
LIMIT {p7:Int64}

-- listen.dead-letter.before: first
WITH
    found AS
    (
        SELECT
            id,
            source,
            code,
            column,
            message,
            state,
            received_at,
            changed_at,
            raw,
            substringUTF8(body, 1, 400) AS body
        FROM dead_letter
        FINAL
        WHERE import_id = {p0:Int64}
    )
SELECT
    toString(id) AS id,
    source,
    code,
    toString(column) AS field,
    message,
    state,
    received_at,
    changed_at,
    raw,
    body
FROM found
WHERE true
ORDER BY
    found.received_at DESC,
    found.id DESC
LIMIT {p1:Int64}

-- listen.dead-letter.before: next
WITH
    found AS
    (
        SELECT
            id,
            source,
            code,
            column,
            message,
            state,
            received_at,
            changed_at,
            raw,
            substringUTF8(body, 1, 400) AS body
        FROM dead_letter
        FINAL
        WHERE (import_id = {p0:Int64}) AND (source = {p1:String}) AND has(arrayMap(text -> toUInt128(text), {p2:Array(String)}), dead_letter.id) AND (state = {p3:String}) AND (code = {p4:String}) AND (column = {p5:String})
    )
SELECT
    toString(id) AS id,
    source,
    code,
    toString(column) AS field,
    message,
    state,
    received_at,
    changed_at,
    raw,
    body
FROM found
WHERE (found.received_at, found.id) < (parseDateTime64BestEffort({p6:String}, 3, 'UTC'), toUInt128({p7:String}))
ORDER BY
    found.received_at DESC,
    found.id DESC
LIMIT {p8:Int64}

-- listen.dead-letter.closed_before: all
SELECT count() AS letters
FROM dead_letter
FINAL
WHERE (state != 'open') AND (changed_at < {p0:DateTime64(3, 'UTC')})

-- listen.dead-letter.count: all
SELECT count() AS letters
FROM dead_letter
FINAL
WHERE true

-- listen.dead-letter.count: filtered
SELECT count() AS letters
FROM dead_letter
FINAL
WHERE (import_id = {p0:Int64}) AND (source = {p1:String}) AND has(arrayMap(text -> toUInt128(text), {p2:Array(String)}), dead_letter.id) AND (state = {p3:String}) AND (code = {p4:String}) AND (column = {p5:String})

-- listen.dead-letter.file: all
SELECT
    toString(id) AS id,
    source,
    code,
    toString(column) AS field,
    message,
    toString(state) AS state,
    received_at,
    body
FROM dead_letter
FINAL
WHERE import_id = {p0:Int64}
ORDER BY
    dead_letter.received_at ASC,
    dead_letter.id ASC

-- listen.dead-letter.file: filtered
SELECT
    toString(id) AS id,
    source,
    code,
    toString(column) AS field,
    message,
    toString(state) AS state,
    received_at,
    body
FROM dead_letter
FINAL
WHERE (import_id = {p0:Int64}) AND (source = {p1:String}) AND has(arrayMap(text -> toUInt128(text), {p2:Array(String)}), dead_letter.id) AND (state = {p3:String}) AND (code = {p4:String}) AND (column = {p5:String})
ORDER BY
    dead_letter.received_at ASC,
    dead_letter.id ASC

-- listen.dead-letter.groups: all
WITH
    letters AS
    (
        SELECT
            toUInt32(import_id) AS import_number,
            source,
            code,
            toString(column) AS field,
            message,
            state,
            received_at,
            substringUTF8(if(import_id = 0, body, toJSONString(raw)), 1, 200) AS beginning
        FROM dead_letter
        FINAL
        WHERE true
    )
SELECT
    source,
    import_number AS import_id,
    code,
    field,
    argMax(message, letters.received_at) AS message,
    state,
    count() AS letters,
    min(letters.received_at) AS first_at,
    max(letters.received_at) AS last_at,
    groupArray(3)(beginning) AS examples
FROM letters
GROUP BY
    source,
    import_number,
    code,
    field,
    state
ORDER BY
    letters DESC,
    source ASC,
    import_number ASC,
    code ASC,
    field ASC
LIMIT 1000

-- listen.dead-letter.groups: filtered
WITH
    letters AS
    (
        SELECT
            toUInt32(import_id) AS import_number,
            source,
            code,
            toString(column) AS field,
            message,
            state,
            received_at,
            substringUTF8(if(import_id = 0, body, toJSONString(raw)), 1, 200) AS beginning
        FROM dead_letter
        FINAL
        WHERE (import_id = {p0:Int64}) AND (source = {p1:String}) AND has(arrayMap(text -> toUInt128(text), {p2:Array(String)}), dead_letter.id) AND (state = {p3:String}) AND (code = {p4:String}) AND (column = {p5:String})
    )
SELECT
    source,
    import_number AS import_id,
    code,
    field,
    argMax(message, letters.received_at) AS message,
    state,
    count() AS letters,
    min(letters.received_at) AS first_at,
    max(letters.received_at) AS last_at,
    groupArray(3)(beginning) AS examples
FROM letters
GROUP BY
    source,
    import_number,
    code,
    field,
    state
ORDER BY
    letters DESC,
    source ASC,
    import_number ASC,
    code ASC,
    field ASC
LIMIT 1000
