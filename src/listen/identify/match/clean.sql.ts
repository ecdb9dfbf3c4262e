// How a role's values are cleaned for comparison. '' stands for a missing value everywhere.
import type { MatchRole } from "#contract";
import { type Sql, sql } from "#storage";

/** What is derived from the clean text of a field, as columns of their own. */
export type Derived =
  | "text"
  | "letters"
  | "mailbox"
  | "mailbox_letters"
  | "domain"
  | "days"
  | "number"
  | "words"
  | "sound";

// Letters of one sound each; those of two follow as replacements.
const cyrillic = "абвгдеёзийклмнопрстуфыэіґўєї";
const latin = "abvgdeeziiklmnoprstufyeiguei";
const twoLetters: readonly (readonly [string, string])[] = [
  ["ж", "zh"],
  ["х", "kh"],
  ["ц", "ts"],
  ["ч", "ch"],
  ["щ", "sch"],
  ["ш", "sh"],
  ["ю", "yu"],
  ["я", "ya"],
  ["ъ", ""],
  ["ь", ""],
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
];

/** Lower-case Latin letters without marks; other scripts than Latin and Cyrillic stay what they are. */
function latinOf(text: Sql): Sql {
  const single = sql`translateUTF8(removeDiacriticsUTF8(lowerUTF8(normalizeUTF8NFC(toValidUTF8(${text})))), ${cyrillic}, ${latin})`;
  const full = twoLetters.reduce((before, [from, to]) => sql`replaceAll(${before}, ${from}, ${to})`, single);
  return sql`if(isValidASCII(${text}), lower(${text}), ${full})`;
}

const punctuation = " '\"`.,;:-_/\\()[]#&+*!?|\t\n\r";
const spaces = " ".repeat(punctuation.length);
const nothing = ["null", "none", "nan", "na", "unknown", "undefined"];

const closed = (text: Sql): Sql => sql`translate(${latinOf(text)}, ${punctuation}, '')`;
const spaced = (text: Sql): Sql => sql`translate(${latinOf(text)}, ${punctuation}, ${spaces})`;
const digits = (text: Sql): Sql => sql`replaceRegexpAll(${text}, '[^0-9]', '')`;

/** YYYYMMDD out of the usual ways to write a date; what cannot be read stays as it is, for its likeness in letters. */
function dateText(text: Sql): Sql {
  const day = sql`extractGroups(${text}, '^\\s*(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})')`;
  const iso = sql`replaceRegexpOne(${text}, '^\\s*(\\d{4})[-/.](\\d{2})[-/.](\\d{2}).*$', '\\1\\2\\3')`;
  return sql`multiIf(${text} = '', '', match(${text}, '^\\d{8}$'), ${text}, match(${text}, '^\\s*\\d{4}[-/.]\\d{2}[-/.]\\d{2}'), ${iso}, notEmpty(${day}), concat(${day}[3], if(toUInt8OrZero(${day}[2]) > 12, concat(leftPad(${day}[1], 2, '0'), leftPad(${day}[2], 2, '0')), concat(leftPad(${day}[2], 2, '0'), leftPad(${day}[1], 2, '0')))), ${text})`;
}

/** The cleaned text of a raw text. */
export function cleanText(role: MatchRole, raw: Sql): Sql {
  const text = roleText(role, sql`trimBoth(${raw})`);
  return sql`if(has(${nothing}, lower(${raw})), '', ${text})`;
}

function roleText(role: MatchRole, raw: Sql): Sql {
  switch (role) {
    case "email":
      return sql`replaceAll(lower(${raw}), ' ', '')`;
    case "phone":
      // The last nine digits: with and without the country's code are one number.
      return sql`right(${digits(raw)}, 9)`;
    case "birth_date":
    case "date":
      return dateText(raw);
    case "number":
      return sql`replaceAll(replaceAll(${raw}, ' ', ''), ',', '.')`;
    case "full_name":
      return sql`arrayStringConcat(arraySort(splitByWhitespace(${spaced(raw)})), ' ')`;
    case "address":
    case "text":
    case "tags":
      return sql`arrayStringConcat(splitByWhitespace(${spaced(raw)}), ' ')`;
    default:
      return closed(raw);
  }
}

/**
 * Which letters a text has, how often, as bits: two a letter, or six a digit where a text has only digits. The bits in
 * which two texts differ are a lower bound of their differences in letters, so that most distances need no computing.
 */
function lettersOf(text: Sql): Sql {
  const letters = sql`reinterpret(${text}, 'Array(UInt8)')`;
  const bit = sql`if(c < 64, bitAnd(c, 15) * 6 + least(n, 6), bitAnd(c, 31) * 2 + least(n, 2)) - 1`;
  return sql`arrayReduce('groupBitOr', arrayMap((c, n) -> bitShiftLeft(toUInt64(1), bitAnd(${bit}, 63)), ${letters}, arrayEnumerateUniq(${letters})))`;
}

const mailbox = (text: Sql): Sql => sql`splitByChar('@', ${text})[1]`;

/** A derived column out of the clean text. */
export function derive(what: Derived, text: Sql): Sql {
  switch (what) {
    case "letters":
      return lettersOf(text);
    case "mailbox_letters":
      return lettersOf(mailbox(text));
    case "days":
      // What is no day of the calendar has no distance.
      return sql`if(length(${text}) = 8, toInt32(toDate32OrNull(concat(substring(${text}, 1, 4), '-', substring(${text}, 5, 2), '-', substring(${text}, 7, 2)))), NULL)`;
    case "number":
      return sql`toFloat64OrNull(${text})`;
    case "words":
      return sql`arrayDistinct(splitByWhitespace(${text}))`;
    case "mailbox":
      return mailbox(text);
    case "domain":
      return sql`splitByChar('@', ${text})[2]`;
    case "sound":
      return sql`soundex(${text})`;
    default:
      return text;
  }
}
