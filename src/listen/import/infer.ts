// What the cells of a column look like: types, dates, empty cells. Pure.
import type { DateOrder, PreviewColumn } from "#contract";

/** The first rows of a source as text; null where the source has no value. */
export interface Sample {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The values of one column that are there. */
export function valuesOf(sample: Sample, at: number): string[] {
  return sample.rows.flatMap((row) => {
    const value = row[at]?.trim();
    return value ? [value] : [];
  });
}

const numeric = /^[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?$/;
const grouped = /^[-+]?\d{1,3}(?:[ \u00a0,.]\d{3})*(?:[.,]\d+)?$/;
const datePatterns = [
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?$/,
  /^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:[T ,].*)?$/,
];

export function looksLikeDate(value: string): boolean {
  return datePatterns.some((pattern) => pattern.test(value));
}

export function looksLikeNumber(value: string): boolean {
  return numeric.test(value) || grouped.test(value);
}

/** The type that at least `share` of the values have; one stray value in fifty is what the import will name. */
export function columnType(values: readonly string[], share = 0.98): PreviewColumn["type"] {
  if (values.length === 0) return "text";
  const most = (test: (value: string) => boolean) => values.filter(test).length >= values.length * share;
  if (most((value) => /^(?:true|false)$/i.test(value))) return "boolean";
  if (most((value) => /^-?\d{1,18}$/.test(value) && !/^-?0\d/.test(value))) return "integer";
  if (most(looksLikeDate)) return "date";
  if (most((value) => looksLikeNumber(value) && !/^-?0\d/.test(value))) return "number";
  return "text";
}

/** Names, types and shares of empty cells. */
export function describeColumns(sample: Sample): PreviewColumn[] {
  return sample.columns.map((name, at) => {
    const values = valuesOf(sample, at);
    const rows = sample.rows.length;
    return { name, type: columnType(values, 1), empty_share: rows === 0 ? 0 : (rows - values.length) / rows };
  });
}

/**
 * The order of day, month and year that no value excludes. When several remain: day first, as most of the world
 * writes, except with slashes and AM/PM.
 */
export function guessDateOrder(values: readonly string[]): DateOrder {
  const digits = values.filter((value) => /^\d+$/.test(value));
  if (digits.length === values.length && values.length > 0) {
    if (digits.every((value) => value.length === 13)) return "unix_ms";
    if (digits.every((value) => value.length === 9 || value.length === 10)) return "unix";
  }
  let dayFirst = 0;
  let monthFirst = 0;
  let short = 0;
  let american = 0;
  for (const value of values) {
    const match = /^(\d{1,2})([-/.])(\d{1,2})[-/.]\d{2,4}/.exec(value);
    if (!match) continue;
    short += 1;
    if (Number(match[1]) > 12) dayFirst += 1;
    if (Number(match[3]) > 12) monthFirst += 1;
    if (match[2] === "/" && /[ap]\.?m\.?$/i.test(value)) american += 1;
  }
  if (short < values.length / 2 || short === 0) return "ymd";
  if (monthFirst !== dayFirst) return monthFirst > dayFirst ? "mdy" : "dmy";
  return american > 0 ? "mdy" : "dmy";
}
