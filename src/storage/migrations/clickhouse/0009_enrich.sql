-- What enrichment says of a person weighs less than what anybody told, whenever it was said.
CREATE OR REPLACE VIEW trait_said AS
SELECT
  said.customer_id AS stamp,
  dictGetOrDefault('{database}.alias_of', 'customer_id', said.customer_id, said.customer_id) AS customer_id,
  name,
  value,
  source,
  occurred_at,
  (toInt64(if(startsWith(source, 'enrich:'), -1, 0)), toUnixTimestamp64Milli(occurred_at), value) AS weight
FROM trait_log AS said FINAL;
