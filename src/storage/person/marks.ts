// What a search for a person looks for, and where the engine of events keeps it meanwhile.
import type { Engines } from "../engines.ts";
import { identifier, type Sql, sql } from "../sql.ts";

/**
 * What to look for. The patterns are regular expressions in the words that RE2, PostgreSQL and JavaScript share, read
 * without case; each has the character before and the one behind in groups 1 and 2. "" looks for nothing.
 */
export interface PersonMarks {
  /** Ids of the person in the log, as decimal numbers. */
  readonly stamps: readonly string[];
  /** Values that were told of the person, for tables that keep values by themselves. */
  readonly values: readonly string[];
  /** Identifiers that stand for themselves wherever they are met. */
  readonly words: string;
  /** The same for those that may stand in JSON as bare numbers: they are blanked by a number. */
  readonly digits: string;
  /** Short ones, which only count under a name like "user_id". */
  readonly keyed: string;
}

/** The patterns, by the kind of their mark. */
export const patternKinds = ["words", "digits", "keyed"] as const;
export type PatternKind = (typeof patternKinds)[number];

/** What blanked text says instead. */
export const blanks = { words: "[erased]", digits: "0" } as const;

/**
 * Notes what search `search_id` looks for; noting it again changes nothing. A search ends with {@link forgetMarks}.
 */
export async function noteMarks({ clickhouse }: Engines, search_id: number, marks: PersonMarks): Promise<void> {
  await forgetMarks({ clickhouse }, search_id);
  const patterns = patternKinds.flatMap((kind) =>
    marks[kind] === "" ? [] : [{ search_id, kind, value: `(?i)${marks[kind]}` }],
  );
  const stamps = marks.stamps.map((value) => ({ search_id, kind: "stamp", value }));
  const values = marks.values.map((value) => ({ search_id, kind: "value", value }));
  const rows = [...patterns, ...stamps, ...values];
  if (rows.length > 0) await clickhouse.insert("person_mark", rows);
}

/** Ends a search: of what it looked for no byte stays. */
export async function forgetMarks({ clickhouse }: Pick<Engines, "clickhouse">, search_id: number): Promise<void> {
  const text = String(Math.trunc(search_id));
  const partition = identifier({ [text]: text }, text);
  await clickhouse.run("person.forget_marks", sql`ALTER TABLE person_mark DROP PARTITION ${partition}`);
}

/** The ids, or the values, of search `search_id`. */
export function markedOf(search_id: number, kind: "stamp" | "value"): Sql {
  return sql`(SELECT value FROM person_mark WHERE person_mark.search_id = ${search_id} AND person_mark.kind = ${kind})`;
}

// An empty pattern fits everything: a search that has ended meanwhile must find nothing.
const never = "kompas:nothing:d2b0b3b1";

/** The pattern of that kind, as the engine reads it out of the marks: the statement itself names nobody. */
export function patternOf(search_id: number, kind: PatternKind): Sql {
  return sql`(SELECT if(any(value) = '', ${never}, any(value)) FROM person_mark WHERE person_mark.search_id = ${search_id} AND person_mark.kind = ${kind})`;
}
