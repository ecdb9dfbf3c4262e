-- What a search for a person looks for: ids in the log, and patterns of identifiers. Only while it runs: statements that
-- change tables are kept by the engine as text for a while, so they name a search here and no person. A partition a
-- search, because a dropped partition leaves no byte.
CREATE TABLE person_mark (
  search_id UInt64,
  kind LowCardinality(String),
  value String
)
ENGINE = MergeTree
PARTITION BY search_id
ORDER BY (search_id, kind, value)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Identifiers of erased people, so that a replay or a later import cannot bring them back: keyed hashes, whose key stands
-- in the other engine. A lifted one lets through again.
CREATE TABLE tombstone (
  hash String,
  request_id UInt64,
  lifted Bool,
  changed_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(changed_at)
ORDER BY hash
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
