-- The ledger as it is read, as before: what categories mean is looked up in an array that is made once for a question,
-- where a join carried every column of the ledger along (measured: a fifth of the time).
CREATE OR REPLACE VIEW consent_word AS
WITH
  (
    SELECT (
      arrayConcat([''], groupArray(category)),
      arrayConcat([[('', '')]], groupArray(CAST(targets, 'Array(Tuple(String, String))')))
    )
    FROM (SELECT category, targets FROM consent_mapping FINAL WHERE notEmpty(targets))
  ) AS meanings,
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
    ARRAY JOIN meanings.2[transform(category, meanings.1, arrayEnumerate(meanings.1), 1)] AS target
  ),
  addressed AS (
    SELECT
      *,
      multiIf(
        whole, '',
        channel = 'email', 'email',
        channel IN ('sms', 'phone'), 'phone',
        channel = 'push', 'device_id',
        channel = 'messenger', 'messenger_id',
        ''
      ) AS address_kind
    FROM meant
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
FROM addressed
ARRAY JOIN
  if(
    address_kind = '' OR NOT has(identifiers.kind, address_kind),
    [''],
    arrayMap(named -> concat(named.kind, ' ', named.value), arrayFilter(named -> named.kind = address_kind, identifiers))
  ) AS address;

-- The same rule with a word as one number, which the engine compares many times faster than a tuple: its time in
-- milliseconds, then whether it refuses, then whether it is a grant that ran out. The greater of two is the newer and, at
-- the same instant, the one that refuses.
CREATE OR REPLACE VIEW consent_at AS
WITH
  heard AS (
    SELECT
      customer_id,
      purpose,
      channel,
      address,
      passing,
      max(
        toUInt64(greatest(toUnixTimestamp64Milli(if(said_at <= {at:DateTime64(3, 'UTC')}, said_at, first_at)), 0)) * 4
        + if(NOT granted OR (toUnixTimestamp64Milli(expires_at) != 0 AND expires_at <= {at:DateTime64(3, 'UTC')}), 2, 0)
        + if(granted, 1, 0)
      ) AS word
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
      if(bitTest(repeated, 1) OR told = 0, greatest(repeated, whole), whole) AS general,
      if(empty(own), [general], arrayMap(one -> greatest(one, general), own)) AS standing,
      arrayFilter(one -> bitTest(one, 1) = 1, standing) AS refusing,
      arrayMax(if(empty(refusing), standing, refusing)) AS deciding
    FROM gathered
  )
SELECT
  customer_id,
  purpose,
  channel,
  toBool(NOT bitTest(deciding, 1)) AS granted,
  multiIf(granted, 'granted', bitTest(deciding, 0), 'expired', 'withdrawn') AS state,
  fromUnixTimestamp64Milli(toInt64(intDiv(deciding, 4)), 'UTC') AS said_at
FROM weighed;

CREATE OR REPLACE VIEW consent AS
SELECT customer_id, purpose, channel, granted, state, said_at
FROM consent_at(at = now64(3, 'UTC'));
