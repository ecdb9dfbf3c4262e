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
      const latin = latinOf(plain);
      return { plain, latin: latin === "" || latin === plain ? null : latin };
    });
}

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");
// Two letters are in everybody: so short a word is what something begins with.
const part = (text: string) => (text.length < 3 ? `${escaped(text)}%` : `%${escaped(text)}%`);

function holds({ plain, latin }: Needle): Sql {
  const within = sql`found LIKE ${part(plain)}`;
  if (latin === null) return within;
  // The Latin of a name stands on a line of its own.
  const line = latin.length < 3 ? `%\n${escaped(latin)}%` : part(latin);
  return sql`(${within} OR found LIKE ${line})`;
}

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
  const all = needles.map((needle) => sql`countIf(${needle}) > 0`);
  return sql`found AS (
  SELECT customer_id, min(multiIf(found = ${whole} OR found = ${digits}, 0, startsWith(found, ${whole}), 1, 2)) AS rank
  FROM customer_text
  WHERE ${join(needles, " OR ")}
  GROUP BY customer_id
  HAVING ${join(all, " AND ")}
)`;
}
