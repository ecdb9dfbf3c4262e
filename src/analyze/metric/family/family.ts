// What a family of statistics is: rows that are counted together.
import { type Sql, sql } from "#storage";
import { type Frame, slotOf } from "../frame.ts";

/** How a statistic is counted over a family's rows; money in minor units of a currency with so many digits. */
export type Count = (digits: number) => Sql;

/** Statistics that are counted over the same rows. */
export interface Family<Name extends string> {
  readonly statistics: Readonly<Record<Name, Count>>;
  /**
   * The question's part that gives columns slot (text, "" for the whole), is_total and statistics; `counts` is the map of
   * those that are asked for. Where groups are asked for, `biggest` holds the keys of those that are shown.
   */
  readonly answer: (frame: Frame, counts: Sql) => Sql;
  /** Rows of (key, weight) by whose sum the biggest groups are found. */
  readonly weights: (frame: Frame) => Sql;
}

/** A family whose every row belongs to one slot: by its occurred_at or its key. */
export function rowFamily<Name extends string>(
  statistics: Readonly<Record<Name, Count>>,
  rows: (frame: Frame) => Sql,
): Family<Name> {
  return {
    statistics,
    answer: (frame, counts) => sql`SELECT if(is_total, '', toString(slot)) AS slot, is_total, statistics
FROM (
  SELECT slot, grouping(slot) = 1 AS is_total, ${counts} AS statistics
  FROM (SELECT *, ${slotOf(frame)} AS slot FROM (${rows(frame)}))
  GROUP BY slot WITH ROLLUP
)`,
    weights: (frame) => sql`SELECT key, 1 AS weight FROM (${rows(frame)})`,
  };
}

/** A family of those who count once in each slot and once in the whole: `marks` has columns slot and is_total. */
export function markFamily<Name extends string>(
  statistics: Readonly<Record<Name, Count>>,
  marks: (frame: Frame) => Sql,
  weights: Family<Name>["weights"],
): Family<Name> {
  return {
    statistics,
    answer: (frame, counts) => sql`SELECT if(is_total, '', toString(slot)) AS slot, is_total, ${counts} AS statistics
FROM (${marks(frame)})
GROUP BY slot, is_total`,
    weights,
  };
}

/** Statistics of numbers whose mean is told: how many, their sum and their squared distances from the mean. */
export function momentsOf(number: Sql, condition: Sql): { readonly n: Sql; readonly sum: Sql; readonly m2: Sql } {
  return {
    n: sql`countIf(${condition})`,
    sum: sql`sumIf(${number}, ${condition})`,
    m2: sql`ifNotFinite(countIf(${condition}) * varPopStableIf(toFloat64(${number}), ${condition}), 0)`,
  };
}
