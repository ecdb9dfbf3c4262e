// A pair's comparison vector, packed: four bits a comparison, 0 missing, then the levels in their order, "all other" last.
import type { Comparison, MatchSettings } from "#contract";
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
  const branches = comparison.levels.map(({ when, given = [] }, at) => {
    const all = [...when, ...given].map((likeness) => likenessSql(settings, likeness));
    return sql`${all.length === 0 ? sql`1` : all.reduce((before, one) => sql`${before} AND ${one}`)}, ${literal(at + 1)}`;
  });
  return sql`multiIf(NOT (${some}), 0, ${list(branches)}, ${literal(comparison.levels.length + 1)})`;
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
