-- What listen has made of what it was given, on the way to the tables below: one insert fills them all, and nothing
-- stays here.
CREATE TABLE delivery (
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
  traits Array(Tuple(name LowCardinality(String), value String)),
  consents Map(LowCardinality(String), Bool),
  flags Array(LowCardinality(String)),
  body String,
  import_id UInt64
)
ENGINE = Null;

-- A list of customers says who they are, not what happened.
CREATE MATERIALIZED VIEW delivery_event TO event_log AS
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
FROM delivery
WHERE type = 'track' OR import_id = 0;

-- When a tracked identifier was first seen must not move when its event is delivered again, as occurred_at does by the
-- time that the network took: the client's claim stands, or, where its clock is wrong or nothing was claimed, the first
-- time that we received it.
CREATE MATERIALIZED VIEW delivery_identifier TO identifier_log AS
SELECT
  customer_id,
  identifier.kind AS kind,
  identifier.value AS value,
  source,
  multiIf(
    import_id != 0, occurred_at,
    toUnixTimestamp64Milli(original_at) = 0, delivery.received_at,
    toUnixTimestamp64Milli(sent_at) != 0 AND abs(dateDiff('second', sent_at, delivery.received_at)) > 3600, delivery.received_at,
    least(original_at, delivery.received_at)
  ) AS first_seen_at,
  delivery.received_at AS received_at
FROM delivery
ARRAY JOIN identifiers AS identifier;

CREATE MATERIALIZED VIEW delivery_trait TO trait_log AS
SELECT
  customer_id,
  trait.name AS name,
  trait.value AS value,
  source,
  if(import_id = 0, delivery.id, 0) AS id,
  delivery.occurred_at AS occurred_at,
  if(import_id = 0, delivery.version, toUnixTimestamp64Milli(delivery.occurred_at)) AS version
FROM delivery
ARRAY JOIN traits AS trait;

-- How much each source delivers, doubles included: the pulse of a source, not a number of events.
CREATE TABLE source_minute (
  source LowCardinality(String),
  minute DateTime,
  deliveries SimpleAggregateFunction(sum, UInt64),
  last_received_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
)
ENGINE = AggregatingMergeTree
ORDER BY (source, minute)
TTL minute + INTERVAL 30 DAY;

CREATE MATERIALIZED VIEW delivery_minute TO source_minute AS
SELECT
  source,
  toStartOfMinute(received_at) AS minute,
  count() AS deliveries,
  max(delivery.received_at) AS last_received_at
FROM delivery
WHERE import_id = 0
GROUP BY source, minute;

-- Cells of a file that the engine cannot read by its path, while its import runs; the engine forgets them after a day.
CREATE TABLE import_stage (
  import_key String,
  file LowCardinality(String),
  line UInt64,
  cells Array(String),
  staged_at DateTime DEFAULT now()
)
ENGINE = MergeTree
ORDER BY (import_key, file, line)
TTL staged_at + INTERVAL 1 DAY;
