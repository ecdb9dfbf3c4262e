-- What an import has made of its rows, on the way to the tables below: one insert fills them all, and nothing stays here.
CREATE TABLE import_row (
  id UInt128,
  source LowCardinality(String),
  message_id String,
  type LowCardinality(String),
  name LowCardinality(String),
  customer_id UInt64,
  occurred_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  channel LowCardinality(String),
  order_id String,
  revenue Decimal(18, 4),
  currency LowCardinality(String),
  lines Array(Tuple(line UInt32, id String, name String, quantity Decimal(18, 3), price Decimal(18, 4))),
  properties Map(LowCardinality(String), String),
  import_id UInt64,
  identifiers Array(Tuple(kind String, value String)),
  traits Array(Tuple(name String, value String))
)
ENGINE = Null;

CREATE MATERIALIZED VIEW import_event TO event_log AS
SELECT
  id,
  source,
  message_id,
  type,
  name,
  customer_id,
  occurred_at,
  occurred_at AS original_at,
  occurred_at AS sent_at,
  received_at,
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
  import_id
FROM import_row
WHERE type = 'track';

CREATE MATERIALIZED VIEW import_identifier TO identifier_log AS
SELECT
  customer_id,
  identifier.kind AS kind,
  identifier.value AS value,
  source,
  min(occurred_at) AS first_seen_at,
  max(import_row.received_at) AS received_at
FROM import_row
ARRAY JOIN identifiers AS identifier
GROUP BY customer_id, kind, value, source;

CREATE MATERIALIZED VIEW import_trait TO trait_log AS
SELECT customer_id, trait.name AS name, trait.value AS value, source, max(import_row.occurred_at) AS occurred_at
FROM import_row
ARRAY JOIN traits AS trait
GROUP BY customer_id, name, value, source;

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
