// Who fits a search: by any part of a name or of an identifier, in any alphabet; or, for who sees masks, by a whole
// identifier alone.
import { latinOf } from "#contract";
import { join, type Sql, sql } from "#storage";

/** A search as the engine looks for it. */
export interface Search {
  readonly text: string;
  /** Only whole identifiers: parts would tell a masked reader what stands behind the mask. */
  readonly exact: boolean;
}

/** One word of a search: as it is written, and in plain Latin where that is another text. */
export interface Needle {
  readonly plain: string;
  readonly latin: string | null;
}

const words_max = 5;
const phone = /^\+?[\d\s().-]{5,}$/;

/** The words that all have to be found; a number to call is one word, however it is grouped. */
export function needlesOf(text: string): Needle[] {
  const lower = text.trim().toLowerCase();
  if (phone.test(lower)) return [{ plain: lower.replace(/\D/g, ""), latin: null }];
  return lower
    .split(/\s+/)
    .slice(0, words_max)
    .map((plain) => {
      // Latin makes doubled letters single: of numbers nothing would be left.
      const latin = /[\d@]/.test(plain) ? "" : latinOf(plain);
      return { plain, latin: latin === "" || latin === plain ? null : latin };
    });
}

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Two letters are in everybody: so short a word is what a word begins with. */
function within(text: string): Sql {
  const letters = escaped(text);
  if (text.length > 2) return sql`found LIKE ${`%${letters}%`}`;
  return sql`(found LIKE ${`${letters}%`} OR found LIKE ${`% ${letters}%`} OR found LIKE ${`%\n${letters}%`})`;
}

function holds({ plain, latin }: Needle): Sql {
  return latin === null ? within(plain) : sql`(${within(plain)} OR ${within(latin)})`;
}

const name_parts = [
  "first_name",
  "firstName",
  "last_name",
  "lastName",
  "middle_name",
  "middleName",
  "patronymic",
  "nickname",
];

/**
 * Step `found` (customer_id, rank) of a search; the rank says how well: 0 for a whole identifier, 1 for what begins so,
 * 2 for any other part.
 */
export function foundStep({ text, exact }: Search): Sql {
  const whole = text.trim().toLowerCase();
  const digits = `+${whole.replace(/\D/g, "")}`;
  if (exact)
    return sql`found AS (
  SELECT DISTINCT customer_id, toUInt8(0) AS rank
  FROM customer_text
  WHERE found IN ${phone.test(whole) ? [whole, digits] : [whole]}
)`;
  const needles = needlesOf(text).map(holds);
  const together = sql`SELECT
    customer_id,
    multiIf(found = ${whole} OR found = ${digits}, 0, startsWith(found, ${whole}), 1, 2) AS rank
  FROM customer_text
  WHERE ${join(needles, " AND ")}`;
  // A name that was told in parts stands in several rows.
  const apart = sql`
  UNION ALL
  SELECT customer_id, 2 AS rank
  FROM customer_text
  WHERE kind IN ${name_parts} AND (${join(needles, " OR ")})
  GROUP BY customer_id
  HAVING ${join(
    needles.map((needle) => sql`countIf(${needle}) > 0`),
    " AND ",
  )}`;
  return sql`found AS (
  ${together}${needles.length > 1 ? apart : sql``}
)`;
}
