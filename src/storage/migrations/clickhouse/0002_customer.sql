-- Identifiers seen for a customer, by source; the first time is the least of all imports, in whatever order they came.
CREATE TABLE identifier_log (
  customer_id UInt64,
  kind LowCardinality(String),
  value String,
  source LowCardinality(String),
  first_seen_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
  received_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (customer_id, kind, value, source)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW identifier AS
SELECT customer_id, kind, value, groupUniqArray(source) AS sources, min(seen.first_seen_at) AS first_seen_at
FROM identifier_log AS seen FINAL
GROUP BY customer_id, kind, value;

-- What each source said of a trait, and when it was true; '' is a trait that was taken away. The value is in the key, so
-- that two values of one instant both stay and the view decides between them, not the order of arrival. `id` is the
-- tracked event that said it, whose first delivery stands; an import's word has id 0, and its newest time stands.
CREATE TABLE trait_log (
  customer_id UInt64,
  name LowCardinality(String),
  value String,
  source LowCardinality(String),
  id UInt128,
  occurred_at DateTime64(3, 'UTC'),
  version Int64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (customer_id, name, source, value, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The newest word on each trait; on the same instant the greater value, so that order of arrival cannot matter.
CREATE VIEW trait AS
SELECT
  customer_id,
  name,
  argMax(said.value, (said.occurred_at, said.value)) AS value,
  argMax(said.source, (said.occurred_at, said.value)) AS source,
  max(said.occurred_at) AS occurred_at
FROM trait_log AS said FINAL
GROUP BY customer_id, name
HAVING value != '';
