// Values that name nobody: what programs and people write where they know no identifier.
import { type Sql, sql } from "#storage";

const words = [
  ...["", "null", "undefined", "none", "nil", "nan", "n/a", "true", "false", "-1", "[object object]", "{}", "[]"],
  ...["anonymous", "anonymous_id", "anonymousid", "guest", "unknown", "not_authenticated", "test"],
  ...["id", "user", "user_id", "userid", "distinct_id", "email", "phone"],
];
const nobody = new Set(words);
const zeros = /^[0-]*$/;

// Quotes and white space around a word say that a program printed it, not that it is another word.
const around = /^[\s"'`]+|[\s"'`]+$/g;

/** Whether a value names nobody, whatever its kind; a telephone of one digit over and over names nobody either. */
export function namesNobody(kind: string, value: string): boolean {
  const word = value.replace(around, "").toLowerCase();
  if (nobody.has(word) || zeros.test(word)) return true;
  if (kind !== "phone") return false;
  const digits = word.replace(/\D/g, "");
  return digits.length < 5 || /^(\d)\1*$/.test(digits);
}

// Trimmed, not matched: an import asks it of every row.
const around_chars = " \t\r\n\"'`";

/** The same as a condition of the engine over a text. */
export function namesNobodySql(kind: string, value: Sql): Sql {
  const word = sql`lower(trim(BOTH ${around_chars} FROM ${value}))`;
  const always = sql`(${word} IN ${words} OR trim(BOTH '0-' FROM ${word}) = '')`;
  if (kind !== "phone") return always;
  const digits = sql`replaceRegexpAll(${value}, '[^0-9]', '')`;
  return sql`(${always} OR length(${digits}) < 5 OR replaceAll(${digits}, substring(${digits}, 1, 1), '') = '')`;
}
