-- The ledger as it is read: each word with what its category means here, and whom it is about. A word for a channel that
-- has addresses is about those of its event, and about the person as a whole ('') where it names none.
CREATE VIEW consent_word AS
WITH
  said AS (
    SELECT
      customer_id AS stamp, category, granted, passing, pending, whole, occurred_at AS first_at, occurred_at AS said_at,
      expires_at, source, id, identifiers, proof
    FROM consent_log FINAL
    UNION ALL
    SELECT
      customer_id, category, granted, true, false, true, first_at, last_at,
      toDateTime64(0, 3, 'UTC'), source, toUInt128(0), CAST([], 'Array(Tuple(kind LowCardinality(String), value String))'),
      CAST(map(), 'Map(LowCardinality(String), String)')
    FROM consent_day FINAL
  ),
  meant AS (
    SELECT said.*, target.1 AS purpose, target.2 AS channel
    FROM said
    LEFT JOIN (SELECT category, targets FROM consent_mapping FINAL) AS mapping ON mapping.category = said.category
    ARRAY JOIN if(empty(mapping.targets), [('', '')], CAST(mapping.targets, 'Array(Tuple(String, String))')) AS target
  )
SELECT
  dictGetOrDefault('{database}.alias_of', 'customer_id', stamp, stamp) AS customer_id,
  stamp,
  purpose,
  channel,
  toString(category) AS category,
  address,
  granted,
  passing,
  pending,
  first_at,
  said_at,
  expires_at,
  toString(source) AS source,
  id,
  proof
FROM meant
ARRAY JOIN
  if(
    whole OR NOT has(identifiers.kind, transform(channel, ['email', 'sms', 'phone', 'push', 'messenger'], ['email', 'phone', 'phone', 'device_id', 'messenger_id'], '')),
    [''],
    arrayMap(
      named -> concat(named.kind, ' ', named.value),
      arrayFilter(
        named -> named.kind = transform(channel, ['email', 'sms', 'phone', 'push', 'messenger'], ['email', 'phone', 'phone', 'device_id', 'messenger_id'], ''),
        identifiers
      )
    )
  ) AS address;

-- The state of each customer, purpose and channel at a time, by the rule of docs/consent.md: of each address the newest
-- word, and of several the one that restricts. A word is (time, refused, expired, expires_at, source, id), so that the
-- greater of two is the newer and, at the same instant, the one that refuses.
CREATE VIEW consent_at AS
WITH
  heard AS (
    SELECT
      customer_id,
      purpose,
      channel,
      address,
      passing,
      max((
        if(said_at <= {at:DateTime64(3, 'UTC')}, said_at, first_at),
        NOT granted OR (toUnixTimestamp64Milli(expires_at) != 0 AND expires_at <= {at:DateTime64(3, 'UTC')}),
        granted,
        expires_at,
        source,
        id
      )) AS word
    FROM consent_word
    WHERE purpose != '' AND channel != '' AND NOT pending AND first_at <= {at:DateTime64(3, 'UTC')}
    GROUP BY customer_id, purpose, channel, address, passing
  ),
  gathered AS (
    SELECT
      customer_id,
      purpose,
      channel,
      maxIf(word, passing) AS repeated,
      maxIf(word, NOT passing AND address = '') AS whole,
      groupArrayIf(word, NOT passing AND address != '') AS own,
      countIf(NOT passing) AS told
    FROM heard
    GROUP BY customer_id, purpose, channel
  ),
  weighed AS (
    SELECT
      customer_id,
      purpose,
      channel,
      if((repeated.2 OR told = 0) AND repeated > whole, repeated, whole) AS general,
      if(empty(own), [general], arrayMap(one -> if(general > one, general, one), own)) AS standing,
      arrayFilter(one -> one.2, standing) AS refusing,
      arrayReduce('max', if(empty(refusing), standing, refusing)) AS deciding
    FROM gathered
  )
SELECT
  customer_id,
  purpose,
  channel,
  NOT deciding.2 AS granted,
  multiIf(granted, 'granted', deciding.3, 'expired', 'withdrawn') AS state,
  deciding.1 AS said_at,
  deciding.4 AS expires_at,
  deciding.5 AS source,
  deciding.6 AS id
FROM weighed;

-- The state now.
CREATE VIEW consent AS
SELECT customer_id, purpose, channel, granted, state, said_at, expires_at, source, id
FROM consent_at(at = now64(3, 'UTC'));

-- Whom data may reach for a purpose by a channel at a time, by the legal basis of the purpose: who agreed; or who did not
-- object; or everybody. Nobody for a purpose or a channel that does not exist.
CREATE VIEW consent_allowed AS
WITH (
  SELECT any(basis)
  FROM consent_mapping FINAL
  WHERE category = {purpose:String} AND has(targets.channel, {channel:String})
) AS basis
SELECT customer_id
FROM consent_at(at = {at:DateTime64(3, 'UTC')})
WHERE basis = 'consent' AND purpose = {purpose:String} AND channel = {channel:String} AND granted
UNION ALL
SELECT customer_id
FROM identifier
WHERE
  basis = 'contract'
  OR (
    basis = 'legitimate_interest'
    AND customer_id NOT IN (
      SELECT customer_id
      FROM consent_at(at = {at:DateTime64(3, 'UTC')})
      WHERE purpose = {purpose:String} AND channel = {channel:String} AND NOT granted
    )
  )
GROUP BY customer_id;
