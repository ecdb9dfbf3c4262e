-- What cleaning made of each raw value that was told: once a value, whoever it was told of. `stand` is the version of
-- the cleaner and the country that it was told; a value that stands otherwise is cleaned anew.
CREATE TABLE clean_value (
  kind LowCardinality(String),
  raw String,
  clean String,
  key String,
  valid Bool,
  flags Array(LowCardinality(String)),
  parts Map(LowCardinality(String), String),
  stand LowCardinality(String),
  cleaned_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(cleaned_at)
ORDER BY (raw, kind)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- How good the data was when it was measured: counts by source, field and the month in which customers came. Source ''
-- is all sources together, where a customer of two counts once.
CREATE TABLE quality_figure (
  measured_at DateTime64(3, 'UTC'),
  source LowCardinality(String),
  field LowCardinality(String),
  month Date,
  customers UInt64,
  told UInt64,
  cleaned UInt64,
  valid UInt64,
  keyed UInt64,
  shared UInt64,
  flags Map(LowCardinality(String), UInt64)
)
ENGINE = MergeTree
ORDER BY (measured_at, source, field, month)
TTL toDateTime(measured_at) + INTERVAL 400 DAY;
