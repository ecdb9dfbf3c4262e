-- Who is who. Which customer an event was stamped with stays in the logs' keys for ever; which person that is can
-- change, so it is looked up when read. See docs/decisions/0009.

-- Which stamped customers mention an identifier, by the hash of its kind and clean value: the way from one to another.
-- Made from identifier_log, and made anew when the rules clean otherwise.
CREATE TABLE identity_key (
  key UInt64,
  stamp UInt64
)
ENGINE = ReplacingMergeTree
ORDER BY (key, stamp)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The person that a stamped customer is, where that is another: the newest word stands. A customer who is alone again
-- stands here as himself.
CREATE TABLE alias (
  stamp UInt64,
  customer_id UInt64,
  version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY stamp
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- As everybody reads them: customer_id is the person, stamp what stands in the log's key.
CREATE OR REPLACE VIEW event AS
SELECT
  event_log.* EXCEPT (customer_id),
  event_log.customer_id AS stamp,
  dictGetOrDefault('{database}.alias_of', 'customer_id', event_log.customer_id, event_log.customer_id) AS customer_id
FROM event_log FINAL;

-- Each word on an identifier, by the stamp that it stands under: what is looked up for few customers goes by the stamp.
CREATE VIEW identifier_seen AS
SELECT
  seen.customer_id AS stamp,
  dictGetOrDefault('{database}.alias_of', 'customer_id', seen.customer_id, seen.customer_id) AS customer_id,
  kind,
  value,
  source,
  first_seen_at,
  received_at
FROM identifier_log AS seen FINAL;

CREATE OR REPLACE VIEW identifier AS
SELECT
  customer_id,
  kind,
  value,
  groupUniqArray(source) AS sources,
  min(seen.first_seen_at) AS first_seen_at,
  max(seen.received_at) AS last_received_at
FROM identifier_seen AS seen
GROUP BY customer_id, kind, value;

-- Each word on a trait, with its weight: the heaviest stands. The newest word is the heaviest; on the same instant the
-- greater value, so that order of arrival cannot matter.
CREATE VIEW trait_said AS
SELECT
  said.customer_id AS stamp,
  dictGetOrDefault('{database}.alias_of', 'customer_id', said.customer_id, said.customer_id) AS customer_id,
  name,
  value,
  source,
  occurred_at,
  (toInt64(0), toUnixTimestamp64Milli(occurred_at), value) AS weight
FROM trait_log AS said FINAL;

CREATE OR REPLACE VIEW trait AS
SELECT
  customer_id,
  name,
  argMax(said.value, said.weight) AS value,
  argMax(said.source, said.weight) AS source,
  argMax(said.occurred_at, said.weight) AS occurred_at
FROM trait_said AS said
GROUP BY customer_id, name
HAVING value != '';
