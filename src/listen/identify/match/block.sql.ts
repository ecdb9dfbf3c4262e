// Blocking: keys of records, and the pairs that they find, guarded against giant blocks.
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
}

/**
 * The pairs (l, r) of records whose key is the same, but for those without one (0) and for blocks of more records than
 * `largest_block`: what these would have found stays for other rules. In one set l < r, in two l is of the left one.
 */
export function pairsSql({ record, two_sets }: PairSource, key: Sql, largest_block?: number): Sql {
  const small = largest_block === undefined ? sql`` : sql` AND count() <= ${literal(largest_block)}`;
  const blocks = (rows: Sql, some: Sql) =>
    sql`SELECT ${rows} FROM ${record} WHERE ${key} != 0 GROUP BY ${key} HAVING ${some}${small}`;
  if (two_sets) {
    const sides = sql`groupArrayIf(row, side = 0) AS left_rows, groupArrayIf(row, side = 1) AS right_rows`;
    return sql`SELECT l, arrayJoin(right_rows) AS r
FROM (${blocks(sides, sql`notEmpty(left_rows) AND notEmpty(right_rows)`)}) ARRAY JOIN left_rows AS l`;
  }
  return sql`SELECT rows[at] AS l, arrayJoin(arraySlice(rows, at + 1)) AS r
FROM (${blocks(sql`arraySort(groupArray(row)) AS rows`, sql`count() > 1`)}) ARRAY JOIN arrayEnumerate(rows) AS at`;
}

/** Pairs that a key would find, estimated from every `step`-th block's records or counted when `step` is 1. */
export function pairCountSql(two_sets: boolean): Sql {
  return two_sets ? sql`countIf(side = 0) * countIf(side = 1)` : sql`intDiv(count() * (count() - 1), 2)`;
}
