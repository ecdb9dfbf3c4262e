// How often a value is met among persons: a rare surname in common says more than a common one.
import { Type } from "typebox";
import { Parse } from "typebox/value";
import type { MatchModel } from "#contract";
import { sql } from "#storage";
import { literal } from "../../import/names.sql.ts";
import type { Prepared } from "./prepare.ts";
import { named } from "./scratch.ts";

/** One level whose weight depends on the value that both have. */
export interface Term {
  /** Number of its table term0, term1, … with value and persons. */
  readonly at: number;
  readonly comparison: number;
  /** Position of the level, from 0. */
  readonly level: number;
  /** Number of the field. */
  readonly field: number;
  /** The level's u: the mean chance that a stranger has the same value. */
  readonly mean: number;
  /** Persons that the mean counts for against the value's own count. */
  readonly weight_of_mean: number;
  /** Persons that have any value. */
  readonly persons: number;
}

const Moments = Type.Tuple([Type.Object({ triples: Type.Number(), all: Type.Number() })]);

/** Bits above which a pair is taken for the same person while persons are counted. */
const sure = 3;

/**
 * Counts the persons that have each value. Records that a sure link joins to an earlier one with the same value are
 * the same person and count once, or else a person's own duplicates would make its values look common.
 *
 * The chance that a stranger has the value is a posterior mean: the rates of values that pairs meet have the mean
 * u and the second moment that triples of persons show; a gamma distribution with these, and the others' count.
 */
export async function termFrequencies(prepared: Prepared, model: MatchModel): Promise<Term[]> {
  const { scratch, settings } = prepared;
  const terms: Term[] = [];
  for (const [comparison, { levels }] of settings.comparisons.entries()) {
    for (const [level, { term_frequency }] of levels.entries()) {
      const field = settings.fields.findIndex(({ name }) => name === term_frequency);
      const mean = model.comparisons[comparison]?.levels[level]?.u;
      if (field < 0 || mean === undefined) continue;
      const at = terms.length;
      await countTerm(prepared, { at, comparison, level, field });
      const moments = sql`SELECT sum(toFloat64(persons) * (persons - 1) * (persons - 2)) AS triples, sum(toFloat64(persons)) AS all FROM ${scratch.table(`term${at}`)}`;
      const [{ triples, all }] = Parse(Moments, await scratch.rows("moments", moments));
      const n = Math.max(all, 3);
      const second = triples / (n * (n - 1) * (n - 2));
      const variance = Math.max(second - mean * mean, 0);
      const weight_of_mean = variance > 0 ? mean / variance : Number.POSITIVE_INFINITY;
      terms.push({ at, comparison, level, field, mean, weight_of_mean: Math.min(weight_of_mean, 1e12), persons: n });
    }
  }
  return terms;
}

async function countTerm(
  { scratch }: Prepared,
  { at, comparison, level, field }: Pick<Term, "at" | "comparison" | "level" | "field">,
): Promise<void> {
  const value = named(`f${field}`);
  const has = sql`bitAnd(bitShiftRight(pattern, ${literal(4 * comparison)}), 15) = ${literal(level + 1)}`;
  const again = sql`SELECT DISTINCT r FROM ${scratch.table("near")} WHERE plain >= ${sure} AND ${has}`;
  await scratch.make(
    `term${at}`,
    sql`SELECT ${value} AS value, toUInt32(count()) AS persons FROM ${scratch.table("record")}
WHERE ${value} != '' AND row NOT IN (${again}) GROUP BY value`,
  );
}
