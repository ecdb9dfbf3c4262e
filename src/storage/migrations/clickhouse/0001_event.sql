-- The event log: one row an event. An order is one event ("Order Completed", "Order Refunded") with its
-- products in it. The sort key holds nothing that a redelivery could change, so doubles collapse; see docs/decisions/0002.
-- Of two deliveries the greater version stands: the newest of an import, the first of a tracked event.
CREATE TABLE event_log (
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
  products Nested(
    id LowCardinality(String),
    name LowCardinality(String),
    quantity Decimal(18, 3),
    price Decimal(18, 4),
    line UInt32
  ),
  properties Map(LowCardinality(String), String),
  group_id String,
  identifiers Array(Tuple(kind LowCardinality(String), value String)),
  consents Map(LowCardinality(String), Bool),
  flags Array(LowCardinality(String)),
  body String CODEC(ZSTD(3)),
  import_id UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (customer_id, original_at, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- The event log as everybody reads it: each event once.
CREATE VIEW event AS SELECT * FROM event_log FINAL;
