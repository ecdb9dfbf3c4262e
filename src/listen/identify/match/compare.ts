// Candidate pairs and their comparison vectors: a table a blocking rule, one of random pairs, and the counted vectors.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { type Sql, sql } from "#storage";
import { literal } from "../../import/names.sql.ts";
import { pairsSql } from "./block.sql.ts";
import type { CountedPattern } from "./em.ts";
import { patternSql, unpack } from "./pattern.sql.ts";
import type { Prepared } from "./prepare.ts";

/** Records with their candidate pairs. */
export interface Compared extends Prepared {
  /** Pairs that each blocking rule found first. */
  readonly pairs_by_rule: readonly number[];
  readonly pairs: number;
  /** Random pairs that no rule found. */
  readonly sampled_pairs: number;
  /** Distinct vectors among candidates and random pairs, without what people answered. */
  readonly patterns: readonly (CountedPattern & { readonly pattern: string })[];
}

const Sizes = Type.Array(Type.Object({ pairs: Type.Integer() }));
const Patterns = Type.Array(
  Type.Object({ pattern: Type.String(), found: Type.Array(Type.Integer()), sampled: Type.Integer() }),
);

/** All candidate pairs: l, r, pattern and the rule that found them. */
export function candidates({ scratch, settings }: Prepared): Sql {
  return settings.blocking
    .map((_, at) => sql`SELECT l, r, pattern, toUInt8(${literal(at)}) AS rule FROM ${scratch.table(`pair${at}`)}`)
    .reduce((all, one) => sql`${all}\nUNION ALL\n${one}`);
}

/**
 * Compares all candidate pairs. `progress` hears after each rule how much is done, 0..1.
 */
export async function compare(
  prepared: Prepared,
  progress: (share: number) => void = () => undefined,
): Promise<Compared> {
  const { scratch, settings, two_sets } = prepared;
  const rules = settings.blocking.length;
  const source = { record: scratch.table("record"), two_sets, rules };
  const pattern = patternSql(settings);
  const counts: number[] = [];
  for (let rule = 0; rule <= rules; rule += 1) {
    const name = rule === rules ? "stranger" : `pair${rule}`;
    await scratch.make(name, pairsSql(source, rule, pattern));
    const [size] = Parse(Sizes, await scratch.rows("size", sql`SELECT count() AS pairs FROM ${scratch.table(name)}`));
    counts.push(size?.pairs ?? 0);
    progress((rule + 1) / (rules + 1));
  }
  const pairs_by_rule = counts.slice(0, rules);
  const pairs = pairs_by_rule.reduce((sum, one) => sum + one, 0);
  const sampled_pairs = counts[rules] ?? 0;
  const patterns = await countPatterns(prepared, prepared.possible_pairs - pairs, sampled_pairs);
  return { ...prepared, pairs_by_rule, pairs, sampled_pairs, patterns };
}

async function countPatterns(prepared: Prepared, outside: number, sampled: number): Promise<Compared["patterns"]> {
  const { scratch, settings } = prepared;
  const rules = literal(settings.blocking.length);
  const counted = sql`SELECT toString(pattern) AS pattern, arrayMap(at -> by_rule[at], range(1, ${rules} + 1)) AS found, by_rule[${rules} + 1] AS sampled FROM (
  SELECT pattern, sumForEach(arrayMap(at -> if(at = rule, counted, 0), range(${rules} + 1))) AS by_rule FROM (
    SELECT pattern, rule, count() AS counted FROM (${candidates(prepared)}) GROUP BY pattern, rule
    UNION ALL
    SELECT pattern, ${rules} AS rule, count() AS counted FROM ${scratch.table("stranger")} GROUP BY pattern
  ) GROUP BY pattern
)`;
  const each = sampled > 0 ? Math.max(outside, 0) / sampled : 0;
  return Parse(Patterns, await scratch.rows("patterns", counted)).map((row) => ({
    pattern: row.pattern,
    levels: unpack(row.pattern, settings.comparisons.length),
    pairs_by_rule: row.found,
    strangers: row.sampled * each,
    same: 0,
    different: 0,
  }));
}
