// Scores of the candidate pairs: summed weights, moved by how rare the equal values are among persons.
import { Type } from "typebox";
import { Compile } from "typebox/compile";
import type { MatchModel } from "#contract";
import { type Sql, sql } from "#storage";
import { list, literal } from "../../import/names.sql.ts";
import { candidates } from "./compare.ts";
import { weightSql } from "./pattern.sql.ts";
import type { Prepared } from "./prepare.ts";
import { named } from "./scratch.ts";
import { type Term, termFrequencies } from "./term.ts";

/**
 * How much of a frequency's bits count, and how many at most: a rare surname at one door is a family more often than
 * independent comparisons would have it.
 */
const term_weight = 0.5;
const most_term = 10;

/** Bits that rare values may add; what is further below the threshold is not looked at again. */
const reach = 14;

/** log2 of the odds of a probability. */
export function weightOf(probability: number): number {
  return Math.log2(probability / (1 - probability));
}

/** Weights by comparison and level, missing first, as SQL and waterfalls use them. */
export function levelWeights(model: MatchModel): number[][] {
  return model.comparisons.map(({ levels }) => [0, ...levels.map(({ weight }) => weight)]);
}

/**
 * Scores into the scratch table `scored`: l, r, pattern, rule, weight (bits, term frequencies in it). Only pairs of at
 * least `least` probability are kept.
 */
export async function score(prepared: Prepared, model: MatchModel, least: number): Promise<Term[]> {
  const { scratch } = prepared;
  const weight = sql`toFloat64(${model.prior_weight}) + ${weightSql(sql`pattern`, levelWeights(model))}`;
  const lowest = weightOf(least);
  await scratch.make(
    "near",
    sql`SELECT l, r, pattern, rule, ${weight} AS plain FROM (${candidates(prepared)}) WHERE plain >= ${lowest - reach}`,
  );
  const terms = await termFrequencies(prepared, model);
  const pairs = withTerms(prepared, sql`SELECT * FROM ${scratch.table("near")}`, terms);
  await scratch.make(
    "scored",
    sql`SELECT l, r, pattern, rule, plain + arraySum(extras) AS weight FROM (${pairs}) WHERE weight >= ${lowest}`,
  );
  return terms;
}

/**
 * Pairs `n` (l, r, pattern and whatever else) with their left record and `extras`: for each term, the bits that the
 * frequency of the value adds or takes.
 */
export function withTerms({ scratch }: Prepared, pairs: Sql, terms: readonly Term[]): Sql {
  const joins = terms.map(({ at, field }) => {
    const alias = named(`t${at}`);
    return sql`\nLEFT ANY JOIN ${scratch.table(`term${at}`)} AS ${alias} ON ${alias}.value = l.${named(`f${field}`)}`;
  });
  const extras = terms.map(({ at, comparison, level, mean, weight_of_mean, persons }) => {
    const has = sql`bitAnd(bitShiftRight(n.pattern, ${literal(4 * comparison)}), 15) = ${literal(level + 1)}`;
    const others = sql`greatest(toFloat64(ifNull(${named(`t${at}`)}.persons, 1)) - 1, 0)`;
    const share = sql`((${others} + ${weight_of_mean * mean}) / (${persons - 1 + weight_of_mean}))`;
    return sql`if(${has}, ${term_weight} * greatest(least(log2(toFloat64(${mean}) / ${share}), toFloat64(${most_term})), toFloat64(${-most_term})), 0)`;
  });
  const all = extras.length === 0 ? sql`emptyArrayFloat64()` : sql`[${list(extras)}]`;
  return sql`SELECT n.*, ${all} AS extras
FROM (${pairs}) AS n INNER JOIN ${scratch.table("record")} AS l ON l.row = n.l${joins.reduce((before, one) => sql`${before}${one}`, sql``)}`;
}

const Integers = Type.Array(Type.Integer());
const Scored = Compile(
  Type.Tuple([Type.Object({ l: Integers, r: Integers, weight: Type.Array(Type.Number()), rule: Integers })]),
);

/** A scored pair of row numbers. */
export interface ScoredPair {
  readonly l: number;
  readonly r: number;
  readonly weight: number;
  readonly probability: number;
  readonly rule: number;
}

/** 1 / (1 + 2^-weight). */
export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}

/** The scored pairs, the most probable first. */
export async function scoredPairs({ scratch }: Prepared): Promise<ScoredPair[]> {
  const ordered = sql`SELECT l, r, weight, rule FROM ${scratch.table("scored")} ORDER BY weight DESC, l, r`;
  const [found] = Scored.Parse(await scratch.columns("scored", ordered, ["l", "r", "weight", "rule"]));
  return found.l.map((l, at) => {
    const weight = found.weight[at] ?? 0;
    return { l, r: found.r[at] ?? 0, weight, probability: probabilityOf(weight), rule: found.rule[at] ?? 0 };
  });
}
