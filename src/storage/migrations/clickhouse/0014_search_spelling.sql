-- Names in the spelling of SDKs are found as those of lists: firstName is first_name. All else as in 0006_search.sql.
ALTER TABLE trait_log MODIFY COLUMN found String MATERIALIZED if(
  name IN (
    'name', 'full_name', 'fullName', 'first_name', 'firstName', 'last_name', 'lastName', 'middle_name', 'middleName',
    'patronymic', 'nickname'
  ),
  concat(
    lowerUTF8(value),
    '\n',
    trimBoth(arrayStringConcat(arrayCompact(ngrams(replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceRegexpAll(normalizeUTF8NFD(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(translateUTF8(normalizeUTF8NFC(lowerUTF8(value)), 'абвгґдеёєжзиіїйклмнопрстуўфхыэłøđðıħŧ', 'abvggdeeezziiiiklmnoprstuufhieloddiht'), 'ч', 'ch'), 'ш', 'sh'), 'щ', 'sh'), 'ц', 'ts'), 'ю', 'iu'), 'я', 'ia'), 'ъ', ''), 'ь', ''), 'č', 'ch'), 'š', 'sh'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), '\'', ''), '’', ''), 'ʼ', ''), 'ʹ', ''), '`', ''), '´', '')), '\p{M}', ''), 'shch', 'sh'), 'szcz', 'sh'), 'tsch', 'ch'), 'tch', 'ch'), 'sch', 'sh'), 'sz', 'sh'), 'cz', 'ch'), 'tz', 'ts'), 'kh', 'h'), 'zh', 'z'), 'gh', 'g'), 'ye', 'e'), 'je', 'e'), 'yo', 'e'), 'ph', 'f'), 'th', 't'), 'q', 'k'), 'x', 'ks'), 'w', 'v'), 'j', 'i'), 'y', 'i'), 'ca', 'ka'), 'co', 'ko'), 'cu', 'ku'), 'ck', 'k'), 'cl', 'kl'), 'cr', 'kr'), 'ct', 'kt'), 'cc', 'kk'), '\\bie', 'e'), 'off\\b', 'ov'), 'ander\\b', 'andr'), 1))))
  ),
  ''
);

-- What came before is made findable in the background.
ALTER TABLE trait_log MATERIALIZE COLUMN found, MATERIALIZE INDEX found;
