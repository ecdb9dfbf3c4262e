-- What could not be accepted, as it came: nothing is lost.
CREATE TABLE dead_letter (
  import_id UInt64,
  source LowCardinality(String),
  file String,
  line UInt64,
  column LowCardinality(String),
  code LowCardinality(String),
  message String,
  raw Map(String, String),
  received_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(received_at)
ORDER BY (import_id, file, line)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
