-- Who entered and left which segment, and when: passes through into the two tables below, so that a membership and the
-- event that tells of it are one write. `cause` is 'live' for what an event or the clock did, 'whole' for what a
-- computation of everybody found, which is no event in a customer's life.
CREATE TABLE segment_change (
  customer_id UInt64,
  segment_id LowCardinality(String),
  inside Bool,
  changed_at DateTime64(3, 'UTC'),
  cause LowCardinality(String)
)
ENGINE = Null;

-- The history of memberships: a row for each change.
CREATE TABLE segment_log (
  customer_id UInt64,
  segment_id LowCardinality(String),
  inside Bool,
  changed_at DateTime64(3, 'UTC'),
  cause LowCardinality(String)
)
ENGINE = ReplacingMergeTree
ORDER BY (customer_id, segment_id, changed_at, inside)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE MATERIALIZED VIEW segment_change_log TO segment_log AS
SELECT customer_id, segment_id, inside, changed_at, cause
FROM segment_change;

CREATE MATERIALIZED VIEW segment_change_event TO event_log AS
SELECT
  reinterpretAsUInt128(sipHash128('segment', segment_id, customer_id, inside, changed_at)) AS id,
  'kompas' AS source,
  concat('segment:', segment_id, ':', toString(customer_id), ':', toString(toUnixTimestamp64Milli(changed_at)), if(inside, ':entered', ':left')) AS message_id,
  'track' AS type,
  if(inside, 'Segment Entered', 'Segment Left') AS name,
  customer_id,
  changed_at AS occurred_at,
  changed_at AS original_at,
  changed_at AS sent_at,
  changed_at AS received_at,
  toInt64(0) AS version,
  CAST(map('segment', toString(segment_id)), 'Map(LowCardinality(String), String)') AS properties
FROM segment_change
WHERE cause = 'live';

-- Each change with the person that the customer of then is now.
CREATE VIEW segment_word AS
SELECT
  segment_log.customer_id AS stamp,
  dictGetOrDefault('{database}.alias_of', 'customer_id', segment_log.customer_id, segment_log.customer_id) AS customer_id,
  segment_log.customer_id = dictGetOrDefault('{database}.alias_of', 'customer_id', segment_log.customer_id, segment_log.customer_id) AS own,
  segment_id,
  inside,
  changed_at,
  cause
FROM segment_log;

-- Members now: of merged customers the newest word stands, of two of one instant that of the customer whose id it is.
CREATE VIEW segment_member AS
SELECT customer_id, segment_id, max(segment_word.changed_at) AS since
FROM segment_word
GROUP BY customer_id, segment_id
HAVING argMax(segment_word.inside, (segment_word.changed_at, segment_word.own, segment_word.inside));

-- When time alone may change where a customer belongs: looked at then, and not before.
CREATE TABLE segment_due (
  customer_id UInt64,
  due_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY (due_at, customer_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
