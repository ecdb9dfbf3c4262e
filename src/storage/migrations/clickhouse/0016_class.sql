-- Which class of a scheme (abc, rfm, lifecycle …) each customer is in: a row for each change and none for what stayed, so
-- the log is the history, too. A customer who has no class any more stands here with ''. Whoever wrote it said it of the
-- person of then; which person that is now is looked up when read.
CREATE TABLE class_log (
  customer_id UInt64,
  scheme LowCardinality(String),
  class LowCardinality(String),
  computed_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
ORDER BY (customer_id, scheme, computed_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Each computation of the classes: as of which day of the workspace, by which limits, and how many rows it changed.
CREATE TABLE class_run (
  computed_at DateTime64(3, 'UTC'),
  day Date,
  limits Map(LowCardinality(String), Float64),
  changed UInt64
)
ENGINE = ReplacingMergeTree
ORDER BY computed_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Each word on a class with the person that it is about now. Of two words the heavier stands: the newer;
-- of one computation that on the customer whose id the person bears. One number, as a tuple is slow to compare.
CREATE VIEW class_word AS
SELECT
  told.customer_id AS stamp,
  dictGetOrDefault('{database}.alias_of', 'customer_id', told.customer_id, told.customer_id) AS customer_id,
  scheme,
  class,
  computed_at,
  bitShiftLeft(
    toUInt128(toUnixTimestamp64Milli(computed_at)) * 2
    + (told.customer_id = dictGetOrDefault('{database}.alias_of', 'customer_id', told.customer_id, told.customer_id)),
    64
  ) + told.customer_id AS weight
FROM class_log AS told;

-- The class of each person as of a time, and since when. Parted again, each has the own words back.
CREATE VIEW customer_class_at AS
SELECT
  customer_id,
  scheme,
  argMax(word.class, word.weight) AS class,
  max(word.computed_at) AS since
FROM class_word AS word
WHERE word.computed_at <= {at:DateTime64(3, 'UTC')}
GROUP BY customer_id, scheme
HAVING class != '';

-- The same as of now.
CREATE VIEW customer_class AS
SELECT
  customer_id,
  scheme,
  argMax(word.class, word.weight) AS class,
  max(word.computed_at) AS since
FROM class_word AS word
GROUP BY customer_id, scheme
HAVING class != '';
