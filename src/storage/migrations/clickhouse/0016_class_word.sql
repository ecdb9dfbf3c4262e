-- Each word on a class with the person that it is about now, for histories. Of two words the heavier stands: the newer;
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

CREATE OR REPLACE VIEW customer_class_at AS
SELECT
  customer_id,
  scheme,
  argMax(word.class, word.weight) AS class,
  max(word.computed_at) AS since
FROM class_word AS word
WHERE word.computed_at <= {at:DateTime64(3, 'UTC')}
GROUP BY customer_id, scheme
HAVING class != '';

CREATE OR REPLACE VIEW customer_class AS
SELECT
  customer_id,
  scheme,
  argMax(word.class, word.weight) AS class,
  max(word.computed_at) AS since
FROM class_word AS word
GROUP BY customer_id, scheme
HAVING class != '';
