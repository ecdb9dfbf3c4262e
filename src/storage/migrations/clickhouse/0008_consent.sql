-- The ledger of consents: one row a word, which nobody changes. A category is what the sender calls it; what it means
-- here is looked up when it is read. `whole` is said for the person and not for the addresses of its event, `passing`
-- is what an event's context repeats, `pending` waits for the second step of a double opt-in. No expiry is 1970.
CREATE TABLE consent_log (
  customer_id UInt64,
  category LowCardinality(String),
  id UInt128,
  source LowCardinality(String),
  granted Bool,
  passing Bool,
  pending Bool,
  whole Bool,
  identifiers Array(Tuple(kind LowCardinality(String), value String)),
  occurred_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  expires_at DateTime64(3, 'UTC'),
  proof Map(LowCardinality(String), String),
  version Int64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (customer_id, category, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What contexts repeat with every event, folded by day: a site that says it with each page view adds a row a day. Only
-- the client's claim of time stands here, so that a second delivery moves nothing.
CREATE TABLE consent_day (
  customer_id UInt64,
  category LowCardinality(String),
  granted Bool,
  source LowCardinality(String),
  day Date,
  first_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
  last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (customer_id, category, granted, source, day)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What each category means: purposes and channels. The basis is that of a purpose whose id the category is.
CREATE TABLE consent_mapping (
  category String,
  targets Array(Tuple(purpose LowCardinality(String), channel LowCardinality(String))),
  basis LowCardinality(String),
  revision UInt64
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY category
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Words that were said on purpose: by "Consent Updated", in an import's columns or by a trait or property
-- consent:<category>; and those of contexts whose clock runs ahead.
CREATE MATERIALIZED VIEW delivery_consent TO consent_log AS
WITH
  ['true', 'yes', 'y', '1', 'on', 'granted', 'да', 'tak'] AS yes,
  ['false', 'no', 'n', '0', 'off', 'denied', 'withdrawn', 'нет', 'nie'] AS no,
  type = 'track' AND name = 'Consent Updated' AS told,
  concat(properties['purpose'], if(properties['channel'] = '', '', concat(':', properties['channel']))) AS row_category,
  CAST(properties, 'Array(Tuple(String, String))') AS pairs,
  arrayConcat(
    arrayMap((category, agreed) -> (toString(category), if(agreed, 'true', 'false'), NOT told), mapKeys(consents), mapValues(consents)),
    if(told AND import_id != 0 AND properties['purpose'] != '', [(row_category, properties['granted'], false)], []),
    arrayMap(pair -> (substring(pair.1, 9), pair.2, false), arrayFilter(pair -> startsWith(pair.1, 'consent:'), arrayConcat(pairs, traits)))
  ) AS words
SELECT
  customer_id,
  lowerUTF8(trimBoth(word.1)) AS category,
  if(import_id != 0 AND type = 'identify', reinterpretAsUInt128(sipHash128(toString(source), toString(said.occurred_at))), said.id) AS id,
  source,
  has(yes, lowerUTF8(trimBoth(word.2))) AS granted,
  word.3 AS passing,
  granted AND properties['double_opt_in'] = 'pending' AS pending,
  properties['whole_person'] = 'true' AS whole,
  identifiers,
  said.occurred_at AS occurred_at,
  said.received_at AS received_at,
  ifNull(parseDateTime64BestEffortOrNull(properties['expires_at'], 3, 'UTC'), toDateTime64(0, 3, 'UTC')) AS expires_at,
  CAST(
    arrayFilter(
      pair -> has(['text_version', 'form_url', 'document', 'note', 'entered_by', 'double_opt_in', 'context.page.url', 'context.ip', 'context.userAgent'], pair.1),
      pairs
    ),
    'Map(LowCardinality(String), String)'
  ) AS proof,
  said.version AS version
FROM (
  SELECT *
  FROM delivery
  WHERE
    customer_id != 0
    AND (
      notEmpty(consents) OR name = 'Consent Updated' OR mapContainsKeyLike(properties, 'consent:%')
      OR arrayExists(trait -> startsWith(trait.1, 'consent:'), traits)
    )
) AS said
ARRAY JOIN words AS word
WHERE
  category != ''
  AND has(arrayConcat(yes, no), lowerUTF8(trimBoth(word.2)))
  AND NOT (passing AND toUnixTimestamp64Milli(original_at) != 0 AND original_at <= said.received_at + INTERVAL 5 MINUTE);

CREATE MATERIALIZED VIEW delivery_consent_day TO consent_day AS
SELECT
  customer_id,
  lowerUTF8(trimBoth(word.1)) AS category,
  word.2 AS granted,
  source,
  toDate(original_at) AS day,
  min(original_at) AS first_at,
  max(original_at) AS last_at
FROM (
  SELECT customer_id, source, original_at, consents
  FROM delivery
  WHERE
    customer_id != 0 AND notEmpty(consents) AND NOT (type = 'track' AND name = 'Consent Updated')
    AND toUnixTimestamp64Milli(original_at) != 0 AND original_at <= received_at + INTERVAL 5 MINUTE
) AS said
ARRAY JOIN CAST(consents, 'Array(Tuple(String, Bool))') AS word
WHERE category != ''
GROUP BY customer_id, category, granted, source, day;

-- What was said before there was a ledger.
INSERT INTO consent_log (
  customer_id, category, id, source, granted, passing, pending, whole, identifiers, occurred_at, received_at, expires_at,
  proof, version
)
SELECT
  customer_id, lowerUTF8(trimBoth(word.1)), id, source, word.2, false, false, false, identifiers, occurred_at, received_at,
  toDateTime64(0, 3, 'UTC'), map(), version
FROM event_log
ARRAY JOIN CAST(consents, 'Array(Tuple(String, Bool))') AS word
WHERE customer_id != 0 AND type = 'track' AND name = 'Consent Updated' AND trimBoth(word.1) != '';

INSERT INTO consent_day (customer_id, category, granted, source, day, first_at, last_at)
SELECT customer_id, lowerUTF8(trimBoth(word.1)) AS category, word.2 AS granted, source, toDate(original_at) AS day, min(original_at), max(original_at)
FROM event_log
ARRAY JOIN CAST(consents, 'Array(Tuple(String, Bool))') AS word
WHERE
  customer_id != 0 AND NOT (type = 'track' AND name = 'Consent Updated') AND category != ''
  AND toUnixTimestamp64Milli(original_at) != 0 AND original_at <= received_at + INTERVAL 5 MINUTE
GROUP BY customer_id, category, granted, source, day;
