// The rules by which a word on a trait stands, as the weight of a word: of two the heavier stands.
import type { TraitPolicy } from "#contract";
import { join, type Sql, sql } from "#storage";

/** Rules in force: of single traits, and of all others. */
export interface Policies {
  readonly standard: TraitPolicy;
  readonly own: ReadonlyMap<string, TraitPolicy>;
}

export const newest: TraitPolicy = { policy: "newest", sources: [] };

const time = sql`toUnixTimestamp64Milli(occurred_at)`;
const ties = sql`value, toString(source)`;

/** What enrichment found weighs less than what anybody told, unless its source is named as one to be trusted. */
const found = (sources: readonly string[]): Sql =>
  sql`if(startsWith(source, 'enrich:')${sources.length === 0 ? sql`` : sql` AND NOT has(${sources}, toString(source))`}, 1000000, 0)`;

/**
 * The weight of a word over columns value, source and occurred_at: a tuple (Int64, Int64, String, String). What it does
 * not tell apart says the same, so that order of arrival cannot matter.
 */
export function weightOf({ policy, sources }: TraitPolicy): Sql {
  switch (policy) {
    case "newest":
      return sql`(toInt64(-${found([])}), ${time}, ${ties})`;
    case "oldest":
      return sql`(toInt64(-${found([])}), -${time}, ${ties})`;
    case "source":
      // Who is not listed comes behind all who are.
      return sql`(-toInt64(indexOf(arrayPushBack(${sources}, toString(source)), toString(source)) + ${found(sources)}), ${time}, ${ties})`;
    case "complete":
      return sql`(toInt64(lengthUTF8(trimBoth(value))) - ${found([])}, ${time}, ${ties})`;
  }
}

/** The weight by all rules at once, over the column `name` too. */
export function weightBy({ standard, own }: Policies): Sql {
  const branches = [...own].map(([name, policy]) => sql`name = ${name}, ${weightOf(policy)}`);
  return branches.length === 0 ? weightOf(standard) : sql`multiIf(${join(branches, ", ")}, ${weightOf(standard)})`;
}

/** Whether a trait's words must be looked at together; of the newest word alone, the heaviest says it all. */
export function needsAllWords({ standard, own }: Policies): Sql {
  const names = (wanted: boolean) =>
    [...own].filter(([, { policy }]) => (policy === "newest") === wanted).map(([name]) => name);
  return standard.policy === "newest" ? sql`name IN ${names(false)}` : sql`name NOT IN ${names(true)}`;
}

/** Whether every trait follows the newest word. */
export function allNewest({ standard, own }: Policies): boolean {
  return [standard, ...own.values()].every(({ policy }) => policy === "newest");
}
