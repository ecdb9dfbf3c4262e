-- Who is or was a member of which account, each person once however many records were merged into one. A word by hand
-- stands over all others; else whoever was told to have joined since the last word that they left. `since` and `cause`
-- are those of the first such word.
CREATE VIEW account_member AS
WITH gathered AS (
  SELECT
    account_id,
    dictGetOrDefault('{database}.alias_of', 'customer_id', told.customer_id, told.customer_id) AS customer_id,
    any(told.kind) AS kind,
    any(told.key) AS key,
    arraySort(groupArrayIf((occurred_at, id, source, cause), change = 'joined')) AS joins,
    maxIf(occurred_at, change = 'left') AS told_left_at,
    argMaxIf((toString(change), occurred_at, said_by), (occurred_at, id), change IN ('put_in', 'taken_out')) AS hand,
    arrayFilter(one -> one.1 > told_left_at, joins) AS standing
  FROM account_member_log AS told FINAL
  GROUP BY account_id, customer_id
)
SELECT
  account_id,
  kind,
  key,
  customer_id,
  multiIf(hand.1 = 'put_in', true, hand.1 = 'taken_out', false, notEmpty(standing)) AS is_member,
  multiIf(notEmpty(standing), standing[1], notEmpty(joins), joins[1], (hand.2, toUInt128(0), '', 'hand')) AS first_word,
  first_word.1 AS since,
  first_word.2 AS event_id,
  first_word.3 AS source,
  first_word.4 AS cause,
  hand.3 AS said_by,
  multiIf(is_member, NULL, hand.1 = 'taken_out', hand.2, told_left_at) AS left_at
FROM gathered;
