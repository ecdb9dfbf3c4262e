-- Which class of a scheme (abc, rfm, lifecycle …) each customer is in: a row for each change and none for what stayed, so
-- the log is the history, too. A customer who has no class any more stands here with ''. Whoever wrote it said it of the
-- person of then; which person that is now is looked up when read. One partition a scheme: most questions ask for one.
CREATE TABLE class_log (
  customer_id UInt64,
  scheme LowCardinality(String),
  class LowCardinality(String),
  computed_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
PARTITION BY scheme
ORDER BY (customer_id, computed_at)
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

-- The class of each person as of a time, and since when. Of merged customers the newest word stands; of two words of one
-- computation that of the customer whose id the person bears. Parted again, each has the own words back.
CREATE VIEW customer_class_at AS
SELECT
  person AS customer_id,
  scheme,
  argMax(told.class, (told.computed_at, told.own, toString(told.class))) AS class,
  max(told.computed_at) AS since
FROM (
  SELECT
    dictGetOrDefault('{database}.alias_of', 'customer_id', customer_id, customer_id) AS person,
    customer_id = person AS own,
    scheme,
    class,
    computed_at
  FROM class_log
  WHERE computed_at <= {at:DateTime64(3, 'UTC')}
) AS told
GROUP BY person, scheme
HAVING class != '';

-- The same as of now.
CREATE VIEW customer_class AS
SELECT
  person AS customer_id,
  scheme,
  argMax(told.class, (told.computed_at, told.own, toString(told.class))) AS class,
  max(told.computed_at) AS since
FROM (
  SELECT
    dictGetOrDefault('{database}.alias_of', 'customer_id', customer_id, customer_id) AS person,
    customer_id = person AS own,
    scheme,
    class,
    computed_at
  FROM class_log
) AS told
GROUP BY person, scheme
HAVING class != '';
