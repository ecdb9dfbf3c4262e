-- A delivery is a deed, who did what and when, and what it mentions besides: traits, consents, groups. To plan a view costs
-- an insert some milliseconds of processor even when no row is for it, and most events mention nothing; so both have ways
-- of their own, and collecting goes those that its events need. Whoever writes to `delivery` goes both.
CREATE TABLE deed (
  id UInt128,
  source LowCardinality(String),
  message_id String,
  type LowCardinality(String),
  name LowCardinality(String),
  customer_id UInt64,
  occurred_at DateTime64(3, 'UTC'),
  original_at DateTime64(3, 'UTC'),
  sent_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  version Int64,
  channel LowCardinality(String),
  order_id String,
  revenue Decimal(18, 4),
  currency LowCardinality(String),
  lines Array(Tuple(line UInt32, id String, name String, quantity Decimal(18, 3), price Decimal(18, 4))),
  properties Map(LowCardinality(String), String),
  group_id String,
  identifiers Array(Tuple(kind LowCardinality(String), value String)),
  consents Map(LowCardinality(String), Bool),
  flags Array(LowCardinality(String)),
  body String,
  import_id UInt64
)
ENGINE = Null;

CREATE TABLE mention (
  id UInt128,
  source LowCardinality(String),
  type LowCardinality(String),
  name LowCardinality(String),
  customer_id UInt64,
  occurred_at DateTime64(3, 'UTC'),
  original_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  version Int64,
  properties Map(LowCardinality(String), String),
  group_id String,
  identifiers Array(Tuple(kind LowCardinality(String), value String)),
  traits Array(Tuple(name LowCardinality(String), value String)),
  group_traits Array(Tuple(name String, value String)),
  consents Map(LowCardinality(String), Bool),
  import_id UInt64
)
ENGINE = Null;

-- As before, but for where they read; what comes while both ways stand comes twice, and its doubles collapse.
CREATE MATERIALIZED VIEW deed_event TO event_log AS
SELECT
  id,
  source,
  message_id,
  type,
  name,
  customer_id,
  occurred_at,
  original_at,
  sent_at,
  received_at,
  version,
  channel,
  order_id,
  revenue,
  currency,
  lines.id AS `products.id`,
  lines.name AS `products.name`,
  lines.quantity AS `products.quantity`,
  lines.price AS `products.price`,
  lines.line AS `products.line`,
  properties,
  group_id,
  identifiers,
  consents,
  flags,
  body,
  import_id
FROM deed
WHERE type = 'track' OR import_id = 0;

CREATE MATERIALIZED VIEW deed_identifier TO identifier_log AS
SELECT
  customer_id,
  identifier.kind AS kind,
  identifier.value AS value,
  source,
  multiIf(
    import_id != 0, occurred_at,
    toUnixTimestamp64Milli(original_at) = 0, deed.received_at,
    toUnixTimestamp64Milli(sent_at) != 0 AND abs(dateDiff('second', sent_at, deed.received_at)) > 3600, deed.received_at,
    least(original_at, deed.received_at)
  ) AS first_seen_at,
  deed.received_at AS received_at
FROM deed
ARRAY JOIN identifiers AS identifier;

CREATE MATERIALIZED VIEW deed_minute TO source_minute AS
SELECT
  source,
  toStartOfMinute(received_at) AS minute,
  count() AS deliveries,
  max(deed.received_at) AS last_received_at
FROM deed
WHERE import_id = 0
GROUP BY source, minute;

CREATE MATERIALIZED VIEW mention_trait TO trait_log AS
SELECT
  customer_id,
  trait.name AS name,
  trait.value AS value,
  source,
  if(import_id = 0, mention.id, 0) AS id,
  mention.occurred_at AS occurred_at,
  if(import_id = 0, mention.version, toUnixTimestamp64Milli(mention.occurred_at)) AS version
FROM mention
ARRAY JOIN traits AS trait;

CREATE MATERIALIZED VIEW mention_consent TO consent_log AS
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
  FROM mention
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

CREATE MATERIALIZED VIEW mention_consent_day TO consent_day AS
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
  FROM mention
  WHERE
    customer_id != 0 AND notEmpty(consents) AND NOT (type = 'track' AND name = 'Consent Updated')
    AND toUnixTimestamp64Milli(original_at) != 0 AND original_at <= received_at + INTERVAL 5 MINUTE
) AS said
ARRAY JOIN CAST(consents, 'Array(Tuple(String, Bool))') AS word
WHERE category != ''
GROUP BY customer_id, category, granted, source, day;

CREATE MATERIALIZED VIEW mention_account_member TO account_member_log AS
SELECT
  sipHash64('group', group_id) AS account_id,
  customer_id,
  if(name IN ('Group Left', 'Account Removed User'), 'left', 'joined') AS change,
  if(import_id = 0, mention.id, toUInt128(toUnixTimestamp64Milli(mention.occurred_at))) AS id,
  'group' AS kind,
  group_id AS key,
  source,
  multiIf(type = 'track', name, import_id != 0, 'import', type) AS cause,
  '' AS said_by,
  mention.occurred_at AS occurred_at,
  mention.version AS version
FROM mention
WHERE
  group_id != '' AND customer_id != 0
  AND (
    type = 'group' OR (type = 'identify' AND import_id != 0)
    OR name IN ('Group Joined', 'Account Added User', 'Group Left', 'Account Removed User')
  );

CREATE MATERIALIZED VIEW mention_account_trait TO account_trait_log AS
SELECT
  sipHash64('group', group_id) AS account_id,
  trait.name AS name,
  trait.value AS value,
  source,
  if(import_id = 0, mention.id, 0) AS id,
  mention.occurred_at AS occurred_at,
  if(import_id = 0, mention.version, toUnixTimestamp64Milli(mention.occurred_at)) AS version
FROM mention
ARRAY JOIN group_traits AS trait
WHERE group_id != '';

CREATE MATERIALIZED VIEW delivery_deed TO deed AS
SELECT
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, version,
  channel, order_id, revenue, currency, lines, properties, group_id, identifiers, consents, flags, body,
  import_id
FROM delivery;

CREATE MATERIALIZED VIEW delivery_mention TO mention AS
SELECT
  id, source, type, name, customer_id, occurred_at, original_at, received_at, version, properties, group_id,
  identifiers, traits, group_traits, consents, import_id
FROM delivery;

DROP VIEW delivery_event;
DROP VIEW delivery_identifier;
DROP VIEW delivery_minute;
DROP VIEW delivery_trait;
DROP VIEW delivery_consent;
DROP VIEW delivery_consent_day;
DROP VIEW delivery_account_member;
DROP VIEW delivery_account_trait;
