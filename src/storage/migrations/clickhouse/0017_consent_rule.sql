-- The rule as before, but a refusal that a browser repeats stands until something is said on purpose: the grant that
-- another browser repeats after it does not hide it any more. A word is one number: its time in milliseconds, then whether
-- it refuses, then whether it is granted; so the greater of two is the newer and, at the same instant, the one that refuses.
CREATE OR REPLACE VIEW consent_at AS
WITH
  heard AS (
    SELECT
      customer_id,
      purpose,
      channel,
      address,
      passing,
      passing AND NOT granted AS opposed,
      max(
        toUInt64(greatest(toUnixTimestamp64Milli(if(said_at <= {at:DateTime64(3, 'UTC')}, said_at, first_at)), 0)) * 4
        + if(NOT granted OR (toUnixTimestamp64Milli(expires_at) != 0 AND expires_at <= {at:DateTime64(3, 'UTC')}), 2, 0)
        + if(granted, 1, 0)
      ) AS word
    FROM consent_word
    WHERE purpose != '' AND channel != '' AND NOT pending AND first_at <= {at:DateTime64(3, 'UTC')}
    GROUP BY customer_id, purpose, channel, address, passing, opposed
  ),
  gathered AS (
    SELECT
      customer_id,
      purpose,
      channel,
      maxIf(word, passing) AS repeated,
      maxIf(word, opposed) AS opposing,
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
      greatest(if(told = 0, repeated, opposing), whole) AS general,
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
