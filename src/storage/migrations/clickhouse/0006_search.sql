-- Finding customers by a part of a name or of an identifier, whatever the alphabet: `found` holds what is looked through.
-- It stands beside the value, so that it comes, collapses, merges and goes with it. Of a name it is the value in lower
-- case and, on a line of its own, in plain Latin; that expression is latinSql of storage, which a test holds against it:
-- who spells names otherwise adds a migration. The index knows every three letters in a row.
ALTER TABLE identifier_log ADD COLUMN IF NOT EXISTS found String MATERIALIZED lowerUTF8(value);
ALTER TABLE identifier_log ADD INDEX IF NOT EXISTS found found TYPE text(tokenizer = ngrams(3));

ALTER TABLE trait_log ADD COLUMN IF NOT EXISTS found String MATERIALIZED if(
  name IN ('name', 'full_name', 'first_name', 'last_name', 'middle_name', 'patronymic', 'nickname'),
  concat(
    lowerUTF8(value),
    '\n',
    trimBoth(arrayStringConcat(arrayCompact(ngrams(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceRegexpAll(normalizeUTF8NFD(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(translateUTF8(normalizeUTF8NFC(lowerUTF8(value)), 'абвгґдеёєжзиіїйклмнопрстуўфхыэłøđðıħŧ', 'abvggdeeezziiiiklmnoprstuufhieloddiht'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'sh'), 'ц', 'ts'), 'ю', 'iu'), 'я', 'ia'), 'ъ', ''), 'ь', ''), 'č', 'ch'), 'š', 'sh'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), '\'', ''), '’', ''), 'ʼ', ''), 'ʹ', ''), '`', ''), '´', '')), '\p{M}', ''), 'shch', 'sh'), 'szcz', 'sh'), 'tsch', 'ch'), 'tch', 'ch'), 'sch', 'sh'), 'sz', 'sh'), 'cz', 'ch'), 'tz', 'ts'), 'kh', 'h'), 'zh', 'z'), 'gh', 'g'), 'ye', 'e'), 'je', 'e'), 'yo', 'e'), 'ph', 'f'), 'th', 't'), 'q', 'k'), 'x', 'ks'), 'w', 'v'), 'j', 'i'), 'y', 'i'), 'ca', 'ka'), 'co', 'ko'), 'cu', 'ku'), 'ck', 'k'), 'cl', 'kl'), 'cr', 'kr'), 'ct', 'kt'), 'cc', 'kk'), '\\bie', 'e'), 'off\\b', 'ov'), 'ander\\b', 'andr'), 1))))
  ),
  ''
);
ALTER TABLE trait_log ADD INDEX IF NOT EXISTS found found TYPE text(tokenizer = ngrams(3));

-- What came before is made findable in the background.
ALTER TABLE identifier_log MATERIALIZE COLUMN found, MATERIALIZE INDEX found;
ALTER TABLE trait_log MATERIALIZE COLUMN found, MATERIALIZE INDEX found;

-- Whose each text is. Doubles that have not collapsed yet stand in it twice, which matters to no search.
CREATE VIEW customer_text AS
SELECT
  dictGetOrDefault('{database}.alias_of', 'customer_id', identifier_log.customer_id, identifier_log.customer_id) AS customer_id,
  toString(kind) AS kind,
  found
FROM identifier_log
UNION ALL
SELECT
  dictGetOrDefault('{database}.alias_of', 'customer_id', trait_log.customer_id, trait_log.customer_id) AS customer_id,
  toString(name) AS kind,
  found
FROM trait_log
WHERE found != '';
