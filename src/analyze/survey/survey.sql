-- analyze.survey.comments: nps
WITH
    answers AS
    (
        SELECT
            *,
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
            is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied
        FROM event
        WHERE (name = 'Survey Responded') AND ((properties['survey_id']) = {p7:String}) AND is_nps
    )
SELECT
    toString(answers.id) AS id,
    properties['text'] AS text,
    toUInt8(score) AS score,
    occurred_at AS said_at,
    toString(customer_id) AS customer_id
FROM answers
WHERE text != ''
ORDER BY
    answers.occurred_at DESC,
    answers.id DESC
LIMIT 20

-- analyze.survey.comments: csat
WITH
    answers AS
    (
        SELECT
            *,
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
            is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied
        FROM event
        WHERE (name = 'Survey Responded') AND ((properties['survey_id']) = {p7:String}) AND is_csat AND (csat_scale = {p8:Int64})
    )
SELECT
    toString(answers.id) AS id,
    properties['text'] AS text,
    toUInt8(score) AS score,
    occurred_at AS said_at,
    toString(customer_id) AS customer_id
FROM answers
WHERE text != ''
ORDER BY
    answers.occurred_at DESC,
    answers.id DESC
LIMIT 20

-- analyze.survey.counts: plain
SELECT
    properties['survey_id'] AS survey,
    count() AS answers,
    max(occurred_at) AS last_at
FROM event
WHERE (name = 'Survey Responded') AND (survey != '')
GROUP BY survey
ORDER BY
    answers DESC,
    survey ASC
LIMIT 1000

-- analyze.survey.left_out: plain
WITH
    members AS
    (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    ),
    reached AS
    (
        SELECT
            customer_id,
            argMax(value, (identifier.first_seen_at, value)) AS address
        FROM identifier
        WHERE (kind = {p1:String}) AND (customer_id IN (
            SELECT customer_id
            FROM members
        )) AND true
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM members
WHERE members.customer_id NOT IN (
    SELECT customer_id
    FROM reached
)

-- analyze.survey.left_out: consenting
WITH
    members AS
    (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    ),
    reached AS
    (
        SELECT
            customer_id,
            argMax(value, (identifier.first_seen_at, value)) AS address
        FROM identifier
        WHERE (kind = {p1:String}) AND (customer_id IN (
            SELECT customer_id
            FROM members
        )) AND (customer_id IN (
            SELECT arrayJoin((
                    SELECT groupArray(customer_id)
                    FROM consent_allowed(purpose = {p2:String}, channel = {p3:String}, at = {p4:DateTime64(3, 'UTC')})
                ))
        ))
        GROUP BY customer_id
    )
SELECT count() AS customers
FROM members
WHERE members.customer_id NOT IN (
    SELECT customer_id
    FROM reached
)

-- analyze.survey.reached: plain
WITH
    members AS
    (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    ),
    reached AS
    (
        SELECT
            customer_id,
            argMax(value, (identifier.first_seen_at, value)) AS address
        FROM identifier
        WHERE (kind = {p1:String}) AND (customer_id IN (
            SELECT customer_id
            FROM members
        )) AND true
        GROUP BY customer_id
    )
SELECT
    toString(reached.customer_id) AS customer_id,
    address
FROM reached
ORDER BY reached.customer_id ASC

-- analyze.survey.reached: consenting
WITH
    members AS
    (
        SELECT customer_id
        FROM segment_member
        WHERE segment_member.segment_id = {p0:String}
    ),
    reached AS
    (
        SELECT
            customer_id,
            argMax(value, (identifier.first_seen_at, value)) AS address
        FROM identifier
        WHERE (kind = {p1:String}) AND (customer_id IN (
            SELECT customer_id
            FROM members
        )) AND (customer_id IN (
            SELECT arrayJoin((
                    SELECT groupArray(customer_id)
                    FROM consent_allowed(purpose = {p2:String}, channel = {p3:String}, at = {p4:DateTime64(3, 'UTC')})
                ))
        ))
        GROUP BY customer_id
    )
SELECT
    toString(reached.customer_id) AS customer_id,
    address
FROM reached
ORDER BY reached.customer_id ASC

-- analyze.survey.scores: nps
WITH
    answers AS
    (
        SELECT
            *,
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
            is_csat AND (score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)) AS is_satisfied
        FROM event
        WHERE (name = 'Survey Responded') AND ((properties['survey_id']) = {p7:String}) AND is_nps
    )
SELECT
    toUInt8(score) AS score,
    count() AS answers,
    toString(min(toDate(occurred_at, {p8:String}))) AS first_day,
    toString(max(toDate(occurred_at, {p9:String}))) AS last_day
FROM answers
GROUP BY score
ORDER BY score ASC
