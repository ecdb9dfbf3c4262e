-- What a group call says of its group, beside what it says of the person.
ALTER TABLE delivery ADD COLUMN group_traits Array(Tuple(name String, value String)) AFTER traits;

-- What made customers members of accounts, and what ended it: a call, an event, an import, the rule of households
-- ('joined', 'left'), or a person ('put_in', 'taken_out'), whose word stands over all others. `key` is the group's id, or
-- '' for a household. A tracked event's first delivery stands; an import says the same of the same time once.
CREATE TABLE account_member_log (
  account_id UInt64,
  customer_id UInt64,
  change LowCardinality(String),
  id UInt128,
  kind LowCardinality(String),
  key String,
  source LowCardinality(String),
  cause LowCardinality(String),
  said_by String,
  occurred_at DateTime64(3, 'UTC'),
  version Int64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (account_id, customer_id, change, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What was said of accounts; the same rules as for the traits of customers.
CREATE TABLE account_trait_log (
  account_id UInt64,
  name LowCardinality(String),
  value String,
  source LowCardinality(String),
  id UInt128,
  occurred_at DateTime64(3, 'UTC'),
  version Int64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (account_id, name, source, value, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The newest word on each trait of an account; '' takes it away, and order of arrival cannot matter.
CREATE VIEW account_trait AS
SELECT
  account_id,
  name,
  argMax(said.value, (said.occurred_at, said.value, said.source)) AS value,
  argMax(said.source, (said.occurred_at, said.value, said.source)) AS source,
  max(said.occurred_at) AS occurred_at
FROM account_trait_log AS said FINAL
GROUP BY account_id, name
HAVING value != '';

-- A group call and the events that tell of joining or leaving; of an import, every row that names a group. Another
-- event that happened in a group's context makes nobody a member.
CREATE MATERIALIZED VIEW delivery_account_member TO account_member_log AS
SELECT
  sipHash64('group', group_id) AS account_id,
  customer_id,
  if(name IN ('Group Left', 'Account Removed User'), 'left', 'joined') AS change,
  if(import_id = 0, delivery.id, toUInt128(toUnixTimestamp64Milli(delivery.occurred_at))) AS id,
  'group' AS kind,
  group_id AS key,
  source,
  multiIf(type = 'track', name, import_id != 0, 'import', type) AS cause,
  '' AS said_by,
  delivery.occurred_at AS occurred_at,
  delivery.version AS version
FROM delivery
WHERE
  group_id != '' AND customer_id != 0
  AND (
    type = 'group' OR (type = 'identify' AND import_id != 0)
    OR name IN ('Group Joined', 'Account Added User', 'Group Left', 'Account Removed User')
  );

CREATE MATERIALIZED VIEW delivery_account_trait TO account_trait_log AS
SELECT
  sipHash64('group', group_id) AS account_id,
  trait.name AS name,
  trait.value AS value,
  source,
  if(import_id = 0, delivery.id, 0) AS id,
  delivery.occurred_at AS occurred_at,
  if(import_id = 0, delivery.version, toUnixTimestamp64Milli(delivery.occurred_at)) AS version
FROM delivery
ARRAY JOIN group_traits AS trait
WHERE group_id != '';

-- Group calls that came before there were accounts. Their traits stand among the call's properties, as text.
INSERT INTO account_member_log (
  account_id, customer_id, change, id, kind, key, source, cause, said_by, occurred_at, version
)
SELECT sipHash64('group', group_id), customer_id, 'joined', id, 'group', group_id, source, type, '', occurred_at, version
FROM event_log
WHERE type = 'group' AND group_id != '' AND customer_id != 0;

INSERT INTO account_trait_log (account_id, name, value, source, id, occurred_at, version)
SELECT sipHash64('group', group_id), property.1, property.2, source, id, occurred_at, version
FROM event_log
ARRAY JOIN arrayFilter(pair -> NOT startsWith(pair.1, 'context.'), CAST(properties, 'Array(Tuple(String, String))')) AS property
WHERE type = 'group' AND group_id != '';
