-- What could not be accepted, as it came: nothing is lost. A row of an import is known by its file and line, with its
-- cells in `raw`; anything else by the hash of what it was, with its text in `body`.
CREATE TABLE dead_letter (
  import_id UInt64,
  source LowCardinality(String),
  file String,
  line UInt64,
  id UInt128,
  column LowCardinality(String),
  code LowCardinality(String),
  message String,
  raw Map(String, String),
  body String CODEC(ZSTD(3)),
  received_at DateTime64(3, 'UTC'),
  state Enum8('open' = 0, 'replayed' = 1, 'discarded' = 2),
  changed_at DateTime64(3, 'UTC') DEFAULT received_at
)
ENGINE = ReplacingMergeTree(changed_at)
ORDER BY (import_id, source, file, line, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
