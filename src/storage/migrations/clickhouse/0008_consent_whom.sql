-- Whom data may reach, as before, without a subselect behind IN: on a cluster a view with parameters cannot stand there.
CREATE OR REPLACE VIEW consent_allowed AS
WITH (
  SELECT any(basis)
  FROM consent_mapping FINAL
  WHERE category = {purpose:String} AND has(targets.channel, {channel:String})
) AS basis
SELECT customer_id
FROM (
  SELECT customer_id, 0 AS agreed, 0 AS refused
  FROM identifier_seen
  WHERE basis IN ('contract', 'legitimate_interest')
  UNION ALL
  SELECT customer_id, toUInt8(granted) AS agreed, toUInt8(NOT granted) AS refused
  FROM consent_at(at = {at:DateTime64(3, 'UTC')})
  WHERE basis IN ('consent', 'legitimate_interest') AND purpose = {purpose:String} AND channel = {channel:String}
) AS said
GROUP BY customer_id
HAVING multiIf(basis = 'consent', max(agreed) = 1, basis = 'legitimate_interest', max(refused) = 0, basis = 'contract');
