// A pair's comparison vector, packed: four bits a comparison, 0 missing, then the levels in their order, "all other" last.
import type { Comparison, Likeness, MatchSettings } from "#contract";
import { type Sql, sql } from "#storage";
import { list, literal } from "../../import/names.sql.ts";
import { fieldsOf, likenessSql } from "./likeness.sql.ts";
import { named } from "./scratch.ts";

/** The fields that a comparison looks at, each once, in the order of its levels. */
export function comparedFields(comparison: Comparison): readonly string[] {
  return [...new Set(comparison.levels.flatMap(({ when }) => when.flatMap(fieldsOf)))];
}

/** The field of a comparison's own; others come in only by being swapped with it. */
export function mainFields(comparison: Comparison): readonly string[] {
  return [...new Set(comparison.levels.flatMap(({ when }) => when.map(({ field }) => field)))];
}

function levelSql(settings: MatchSettings, comparison: Comparison): Sql {
  const has = (alias: "l" | "r", field: string) => {
    const at = settings.fields.findIndex(({ name }) => name === field);
    return sql`${named(alias)}.${named(`f${at}`)} != ''`;
  };
  const present = mainFields(comparison).map((field) => sql`(${has("l", field)} AND ${has("r", field)})`);
  const some = present.reduce((all, one) => sql`${all} OR ${one}`);
  const branches = runsOf(comparison.levels).flatMap(({ given, levels, whole }) => {
    const own = levels.map(({ when, at }) => ({ when: whole ? when : [...when, ...given], at }));
    if (!whole) return own.map(({ when, at }) => sql`${allOf(settings, when)}, ${literal(at + 1)}`);
    // What is given is asked once for all levels of which it is.
    const inner = own.slice(0, -1).map(({ when, at }) => sql`${allOf(settings, when)}, ${literal(at + 1)}, `);
    const last = literal((own.at(-1)?.at ?? 0) + 1);
    const chosen = inner.length === 0 ? last : sql`multiIf(${inner.reduce((all, one) => sql`${all}${one}`)}${last})`;
    return [sql`${allOf(settings, given)}, ${chosen}`];
  });
  return sql`multiIf(NOT (${some}), 0, ${list(branches)}, ${literal(comparison.levels.length + 1)})`;
}

function allOf(settings: MatchSettings, likenesses: readonly Likeness[]): Sql {
  const [first, ...others] = likenesses.map((likeness) => likenessSql(settings, likeness));
  return first ? others.reduce((all, one) => sql`${all} AND ${one}`, first) : sql`1`;
}

/** Levels one after another of which the same is given; `whole` when the last of them holds whenever that is so. */
interface Run {
  readonly given: readonly Likeness[];
  readonly levels: { readonly when: readonly Likeness[]; readonly at: number }[];
  whole: boolean;
}

function runsOf(levels: Comparison["levels"]): Run[] {
  const runs: Run[] = [];
  for (const [at, { when, given = [] }] of levels.entries()) {
    const before = runs.at(-1);
    const same = before && JSON.stringify(before.given) === JSON.stringify(given);
    const run = same ? before : { given, levels: [], whole: false };
    if (!same) runs.push(run);
    run.levels.push({ when, at });
    run.whole = given.length > 0 && when.length === 0;
  }
  return runs;
}

/** The vector of the pair `l`, `r` as one UInt64. */
export function patternSql(settings: MatchSettings): Sql {
  return settings.comparisons
    .map((comparison, at) => sql`bitShiftLeft(toUInt64(${levelSql(settings, comparison)}), ${literal(4 * at)})`)
    .reduce((all, one) => sql`${all} + ${one}`);
}

/** Levels of a packed vector: 0 missing, 1.. as listed. */
export function unpack(pattern: string, comparisons: number): number[] {
  const packed = BigInt(pattern);
  return Array.from({ length: comparisons }, (_, at) => Number((packed >> BigInt(4 * at)) & 15n));
}

/** The summed weights of a packed vector in SQL; `weights` holds those of each comparison's levels, missing first. */
export function weightSql(pattern: Sql, weights: readonly (readonly number[])[]): Sql {
  const step = (of: readonly number[], at: number) =>
    sql`arrayElement([${list(of.map((weight) => number(weight)))}], 1 + bitAnd(bitShiftRight(${pattern}, ${literal(4 * at)}), 15))`;
  return weights.map(step).reduce((sum, one) => sql`${sum} + ${one}`);
}

// Bound one by one they would be hundreds of parameters; a finite number's own text is safe SQL.
function number(value: number): Sql {
  return sql`toFloat64(${Number.isFinite(value) ? value.toFixed(9) : "0"})`;
}
