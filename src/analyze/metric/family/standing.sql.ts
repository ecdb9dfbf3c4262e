// Who is a customer when a stretch of time begins and when it ends: retention, and who is overdue.
import { type Sql, sql } from "#storage";
import { beforeEnd } from "../../sql.ts";
import { dayNumber, type Frame, stretched, stretches } from "../frame.ts";
import { type Family, markFamily } from "./family.ts";
import { moves } from "./orders.sql.ts";

const purchases = (frame: Frame) => sql`SELECT customer_id, ${dayNumber(frame)} AS day, key
    FROM (${moves(frame, beforeEnd(frame.period))})
    WHERE purchase AND customer_id != 0`;

/** Each customer for each stretch or group with the days of their orders, and those before it. */
function stands(frame: Frame): Sql {
  return sql`SELECT
    customer_id,
    slot,
    is_total,
    opens,
    ends,
    days,
    arrayFilter(day -> day < opens, days) AS before,
    arrayMax(arrayPushBack(before, 0)) AS last_before,
    arrayMax(arrayPushBack(arrayFilter(day -> day < ends, days), 0)) AS last
  FROM (${stretched(frame, sql`customer_id`, purchases(frame), sql`arraySort(groupUniqArray(day)) AS days`)})
  WHERE days[1] < ends`;
}

const weights = (frame: Frame) => sql`SELECT key, 1 AS weight FROM (${purchases(frame)})`;

/** Who was active at the beginning, who is at the end, and of these who bought for the first time. */
export function standings(frame: Frame): Sql {
  const { active_days } = frame.parameters;
  return sql`SELECT
    customer_id,
    slot,
    is_total,
    last_before > 0 AND last_before >= opens - ${active_days} AS at_start,
    last > 0 AND last >= ends - ${active_days} AS at_end,
    days[1] >= opens AS is_new
  FROM (${stands(frame)})`;
}

/** Over customers at both ends of a stretch. */
export const standing: Family<
  "standing_start" | "standing_kept" | "standing_left" | "standing_end" | "standing_end_less_new"
> = markFamily(
  {
    standing_start: () => sql`countIf(at_start)`,
    standing_end: () => sql`countIf(at_end)`,
    standing_kept: () => sql`countIf(at_start AND at_end)`,
    standing_left: () => sql`countIf(at_start AND NOT at_end)`,
    standing_end_less_new: () => sql`countIf(at_end AND NOT is_new)`,
  },
  standings,
  weights,
);

/** Of fewer gaps a customer's own are no measure. */
const least_gaps = 5;

// The 90th percentile is the nearest rank: the least gap that at least nine tenths of all do not exceed. Gaps of
// everybody are counted by their length and end first, so that each stretch has only these to look at.
function limits(frame: Frame): Sql {
  const everybody: Frame = "grain" in frame.slice ? frame : { ...frame, slice: { grain: "year" } };
  return sql`SELECT opens AS judged_at, quantileExactWeightedIf(0.9)(gap, gaps, closed < opens) AS usual
    FROM (SELECT gap, closed, gaps, stretch.2 AS opens FROM (
      SELECT arrayJoin(arrayPopFront(arrayZip(arrayDifference(days), days))) AS pair, pair.1 AS gap, pair.2 AS closed, count() AS gaps
      FROM (
        SELECT arraySort(groupUniqArray(day)) AS days
        FROM (${purchases(everybody)})
        GROUP BY customer_id
      )
      GROUP BY pair
    ) ARRAY JOIN ${stretches(frame)} AS stretch)
    GROUP BY opens`;
}

/** Who was not overdue at the beginning, and of these who is at the end. */
export function dues(frame: Frame): Sql {
  const { overdue_days } = frame.parameters;
  const own = sql`arraySort(arrayPopFront(arrayDifference(before)))`;
  const ranked =
    overdue_days === null
      ? sql`if(length(before) > ${least_gaps}, ${own}[toUInt32(ceil(0.9 * (length(before) - 1)))], usual)`
      : sql`${overdue_days}`;
  const from =
    overdue_days === null
      ? sql`(${stands(frame)}) AS stood LEFT JOIN (${limits(frame)}) AS limits ON opens = judged_at`
      : sql`(${stands(frame)})`;
  return sql`SELECT
    customer_id,
    slot,
    is_total,
    ${ranked} AS allowed,
    allowed > 0 AND last_before > 0 AND opens - last_before <= allowed AS is_due,
    is_due AND ends - last > allowed AS is_overdue
  FROM ${from}`;
}

/** Over customers who buy without a contract. */
export const due: Family<"due" | "overdue"> = markFamily(
  { due: () => sql`countIf(is_due)`, overdue: () => sql`countIf(is_overdue)` },
  dues,
  weights,
);
