// Blocking: keys of records, guarded against giant blocks, and the pairs that they find, each by the first rule only.
import type { BlockingRule, BlockingTake, MatchSettings } from "#contract";
import { type Sql, sql } from "#storage";
import { list, literal } from "../../import/names.sql.ts";
import { named } from "./scratch.ts";

/** What a key takes of a field's clean text. */
const takes: Readonly<Record<BlockingTake, (text: Sql) => Sql>> = {
  whole: (text) => text,
  start: (text) => sql`left(${text}, 3)`,
  sound: (text) => sql`if(isValidASCII(${text}), soundex(${text}), left(${text}, 6))`,
  year: (text) => sql`if(length(${text}) = 8, left(${text}, 4), '')`,
  month_day: (text) => sql`if(length(${text}) = 8, right(${text}, 4), '')`,
  end: (text) => sql`right(${text}, 4)`,
  mailbox: (text) => sql`splitByChar('@', ${text})[1]`,
};

function keyTexts(settings: MatchSettings, rule: BlockingRule): Sql[] {
  return rule.keys.map(({ field, take }) => {
    const at = settings.fields.findIndex(({ name }) => name === field);
    if (at < 0) throw new TypeError(`A blocking rule names the field "${field}", which there is not`);
    return takes[take](named(`f${at}`));
  });
}

/** A record's key under a rule as UInt64, 0 when a part of it is missing. */
export function keySql(settings: MatchSettings, rule: BlockingRule): Sql {
  const texts = keyTexts(settings, rule);
  const some = texts.map((text) => sql`${text} != ''`).reduce((all, one) => sql`${all} AND ${one}`);
  return sql`if(${some}, sipHash64(${list(texts)}), 0)`;
}

/** Where records stand, and whether one set is looked at or two. */
export interface PairSource {
  readonly record: Sql;
  readonly two_sets: boolean;
  /** Number of the blocking rules; keys are k0, k1, …; the random rule's key comes after them. */
  readonly rules: number;
}

/**
 * Pairs of a rule as (l, r, pattern): both keys equal and no earlier rule's. A key that is 0 matches nothing, so
 * what a dropped block would have found stays free for other rules.
 */
export function pairsSql({ record, two_sets }: PairSource, rule: number, pattern: Sql): Sql {
  const key = named(`k${rule}`);
  const earlier = Array.from({ length: rule }, (_, at) => named(`k${at}`));
  const fresh = earlier.map((each) => sql` AND (l.${each} != r.${each} OR l.${each} = 0)`);
  const free = fresh.reduce((all, one) => sql`${all}${one}`, sql``);
  const sides = two_sets ? sql`l.side = 0 AND r.side = 1` : sql`l.row < r.row`;
  return sql`SELECT l.row AS l, r.row AS r, ${pattern} AS pattern
FROM (SELECT * FROM ${record} WHERE ${key} != 0) AS l
INNER JOIN (SELECT * FROM ${record} WHERE ${key} != 0) AS r ON l.${key} = r.${key}
WHERE ${sides}${free}`;
}

/** Whether a record's key is one of a block worth comparing: of two records at least, and not of too many. */
export function liveKeySql(
  { record, two_sets }: Pick<PairSource, "record" | "two_sets">,
  key: Sql,
  largest_block: number,
): Sql {
  const both = two_sets ? sql` AND min(side) != max(side)` : sql``;
  return sql`(SELECT ${key} AS live FROM ${record} WHERE ${key} != 0 GROUP BY live HAVING count() BETWEEN 2 AND ${literal(largest_block)}${both})`;
}

/** Pairs that a key would find, estimated from every `step`-th block's records or counted when `step` is 1. */
export function pairCountSql(two_sets: boolean): Sql {
  return two_sets ? sql`countIf(side = 0) * countIf(side = 1)` : sql`intDiv(count() * (count() - 1), 2)`;
}
