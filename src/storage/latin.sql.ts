// The contract's latinOf in the engine's words: the same tables, the same order.
import { latinLetters, latinSounds, latinSpellings, latinWords } from "#contract";
import { type Sql, sql } from "./sql.ts";

const from = Object.keys(latinLetters).join("");
const to = Object.values(latinLetters).join("");

/** A text column or expression as plain lower-case Latin for matching and finding, equal to `latinOf` of its value. */
export function latinSql(text: Sql): Sql {
  const letters = sql`translateUTF8(normalizeUTF8NFC(lowerUTF8(${text})), ${from}, ${to})`;
  const spelled = replaced(letters, latinSpellings);
  const plain = sql`replaceRegexpAll(normalizeUTF8NFD(${spelled}), '\\p{M}', '')`;
  const sounds = replaced(plain, latinSounds);
  const words = latinWords.reduce(
    (inner, [pattern, into]) => sql`replaceRegexpAll(${inner}, ${pattern}, ${into})`,
    sounds,
  );
  return sql`trimBoth(arrayStringConcat(arrayCompact(ngrams(${words}, 1))))`;
}

function replaced(text: Sql, table: readonly (readonly [string, string])[]): Sql {
  return table.reduce((inner, [one, other]) => sql`replaceAll(${inner}, ${one}, ${other})`, text);
}
