// What every question of the registry is asked over: a period, and how it is sliced.
import type { Grain } from "#contract";
import { type Sql, sql, typed } from "#storage";
import { addDays, nextStart, starts } from "../calendar.ts";
import { dayOf, startOfGrain, type ZonedDays } from "../sql.ts";
import { type Dimension, plainDimensionSql } from "./dimension.ts";
import type { Parameters } from "./parameter.ts";

/** A period in slices, by time or by a dimension; `now` says who is old enough, `digits` are the currency's. */
export interface Frame {
  readonly period: ZonedDays;
  readonly slice: { readonly grain: Grain } | { readonly dimension: Dimension };
  readonly parameters: Parameters;
  readonly now: Date;
  readonly digits: number;
}

/** Groups shown by name; the rest stands together under this key. */
export const otherKey = "…other";

/** Of a row with columns occurred_at and key: the stretch or the group that it belongs to. */
export function slotOf({ slice, period }: Frame): Sql {
  return "grain" in slice
    ? startOfGrain(slice.grain, dayOf(period.time_zone))
    : sql`if(key IN (SELECT key FROM biggest), key, ${otherKey})`;
}

/** Events with the key of their group; `touch` says what the key is where groups are channels of marketing. */
export function keyed({ slice, parameters }: Frame, touch?: Sql): { readonly from: Sql; readonly key: Sql } {
  return plainDimensionSql("dimension" in slice ? slice.dimension : null, parameters, touch);
}

/** Days of a column as numbers, that are compared and subtracted without bounds. */
export function dayNumber({ period }: Frame): Sql {
  return sql`toInt32(${dayOf(period.time_zone)})`;
}

const day_ms = 86_400_000;
const numberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / day_ms;

/**
 * Stretches of time that are looked at from both ends, as an array of (slot, first day, day after the last): those of the
 * grain within the period, and the whole period, whose slot is empty. Days are numbers as of {@link dayNumber}.
 */
export function stretches({ slice, period }: Frame): Sql {
  const end = addDays(period.to, 1);
  const parts = "grain" in slice ? starts(slice.grain, period) : [];
  const next = (start: string) => ("grain" in slice ? nextStart(slice.grain, start) : end);
  const opens = parts.map((start) => Math.max(numberOf(start), numberOf(period.from)));
  const ends = parts.map((start) => Math.min(numberOf(next(start)), numberOf(end)));
  return sql`arrayZip(
      ${typed("Array(String)", [...parts, ""])},
      ${typed("Array(Int32)", [...opens, numberOf(period.from)])},
      ${typed("Array(Int32)", [...ends, numberOf(end)])}
    )`;
}

/**
 * Rows of (`who` and further columns) for each stretch or group, with columns slot, is_total, opens and ends. `rows` holds
 * one row a person and key, `columns` are those to be made of a person's rows, which are `grouped`.
 */
export function stretched(frame: Frame, who: Sql, rows: Sql, columns: Sql): Sql {
  if ("grain" in frame.slice)
    return sql`SELECT *, stretch.1 AS slot, stretch.1 = '' AS is_total, stretch.2 AS opens, stretch.3 AS ends
  FROM (
    SELECT ${who}, ${columns}
    FROM (${rows})
    GROUP BY ${who}
  )
  ARRAY JOIN ${stretches(frame)} AS stretch`;
  return sql`SELECT *, stretch.2 AS opens, stretch.3 AS ends
  FROM (
    SELECT ${who}, ${columns}, slot, grouping(slot) = 1 AS is_total
    FROM (SELECT *, ${slotOf(frame)} AS slot FROM (${rows}))
    GROUP BY GROUPING SETS ((${who}), (${who}, slot))
  )
  ARRAY JOIN ${stretches(frame)} AS stretch`;
}
