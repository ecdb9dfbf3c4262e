// Candidate pairs and their comparison vectors: found rule by rule, each pair compared once, and the vectors counted.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import { type Sql, sql } from "#storage";
import { literal } from "../../import/names.sql.ts";
import { pairsSql } from "./block.sql.ts";
import type { CountedPattern } from "./em.ts";
import { patternSql, unpack } from "./pattern.sql.ts";
import type { Prepared } from "./prepare.ts";
import { named } from "./scratch.ts";

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

const Sizes = Type.Array(Type.Object({ rule: Type.Integer(), pairs: Type.Integer() }));
const Patterns = Type.Array(
  Type.Object({ pattern: Type.String(), found: Type.Array(Type.Integer()), sampled: Type.Integer() }),
);

/** All candidate pairs: l, r, pattern and the rule that found them; the first of them if several did. */
export function candidates({ scratch, settings }: Prepared): Sql {
  return sql`SELECT l, r, pattern, rule FROM ${scratch.numbered("pair")} WHERE rule < ${literal(settings.blocking.length)}`;
}

/** Records whose values are held in memory at once, on either side of the pairs. */
const slice = 250_000;

/** Pairs of each rule, and random ones as if of one rule more, into scratch tables found0, found1, …, in the order of their left. */
async function find({ scratch, settings, two_sets }: Prepared, done: () => void): Promise<void> {
  const source = { record: scratch.table("record"), two_sets };
  const rules = settings.blocking.length;
  for (let rule = 0; rule <= rules; rule += 1) {
    const pairs = pairsSql(source, named(`k${rule}`), rule === rules ? undefined : settings.largest_block);
    const select = sql`SELECT l, r, toUInt8(${literal(rule)}) AS rule FROM (${pairs})`;
    await scratch.make(`found${rule}`, select, sql`(l, r)`);
    done();
  }
}

/**
 * The pairs whose left and right records are in these slices, once each, with their vectors. They come in the order of
 * their left record, so that its values are still near when the next pair needs them.
 */
function vectors({ scratch, settings }: Prepared, left: number, right: number): Sql {
  const within = (row: Sql, at: number) =>
    sql`${row} >= ${literal(at * slice)} AND ${row} < ${literal((at + 1) * slice)}`;
  const record = (at: number) => sql`(SELECT * FROM ${scratch.table("record")} WHERE ${within(sql`row`, at)})`;
  return sql`SELECT l.row AS l, r.row AS r, ${patternSql(settings)} AS pattern, p.rule AS rule
FROM (SELECT l AS one, r AS other, min(rule) AS rule FROM ${scratch.numbered("found")}
  WHERE ${within(sql`l`, left)} AND ${within(sql`r`, right)} GROUP BY l, r
  SETTINGS optimize_aggregation_in_order = 1) AS p
INNER JOIN ${record(left)} AS l ON l.row = p.one
INNER JOIN ${record(right)} AS r ON r.row = p.other`;
}

/**
 * Compares all candidate pairs. `progress` hears after each step how much is done, 0..1.
 */
export async function compare(
  prepared: Prepared,
  progress: (share: number) => void = () => undefined,
): Promise<Compared> {
  const { scratch, settings, two_sets } = prepared;
  const rules = settings.blocking.length;
  let found = 0;
  await find(prepared, () => {
    found += 1;
    progress((0.3 * found) / (rules + 1));
  });
  const slices = Array.from({ length: Math.max(1, Math.ceil(prepared.records / slice)) }, (_, at) => at);
  const squares = slices.flatMap((left) =>
    slices.filter((right) => two_sets || left <= right).map((right) => ({ left, right })),
  );
  for (const [at, { left, right }] of squares.entries()) {
    await scratch.make(`pair${at}`, vectors(prepared, left, right));
    progress(0.3 + (0.7 * (at + 1)) / squares.length);
  }
  const sizes = Parse(
    Sizes,
    await scratch.rows("size", sql`SELECT rule, count() AS pairs FROM ${scratch.numbered("pair")} GROUP BY rule`),
  );
  const sizeOf = (rule: number) => sizes.find((each) => each.rule === rule)?.pairs ?? 0;
  const pairs_by_rule = settings.blocking.map((_, rule) => sizeOf(rule));
  const pairs = pairs_by_rule.reduce((sum, one) => sum + one, 0);
  const sampled_pairs = sizeOf(rules);
  const patterns = await countPatterns(prepared, prepared.possible_pairs - pairs, sampled_pairs);
  return { ...prepared, pairs_by_rule, pairs, sampled_pairs, patterns };
}

async function countPatterns(prepared: Prepared, outside: number, sampled: number): Promise<Compared["patterns"]> {
  const { scratch, settings } = prepared;
  const rules = literal(settings.blocking.length);
  const counted = sql`SELECT toString(pattern) AS pattern, arrayMap(at -> by_rule[at], range(1, ${rules} + 1)) AS found, by_rule[${rules} + 1] AS sampled FROM (
  SELECT pattern, sumForEach(arrayMap(at -> if(at = rule, counted, 0), range(${rules} + 1))) AS by_rule FROM (
    SELECT pattern, rule, count() AS counted FROM ${scratch.numbered("pair")} GROUP BY pattern, rule
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
