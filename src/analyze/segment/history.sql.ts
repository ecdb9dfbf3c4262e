// How a segment became what it is: turns, the words of its log that changed where a person stands.
import { Type } from "typebox";
import { type Query, query, type Sql, sql } from "#storage";
import { ofCustomers } from "../sql.ts";

/**
 * Step `turned` (customer_id, segment_id, turn): of each person the words in order, of an instant the one that stands (the
 * rule of view segment_member), without those that say again what was so. `turn` is (changed_at, inside, cause).
 */
function turnedStep(words: Sql): Sql {
  return sql`stood AS (
  SELECT customer_id, segment_id, changed_at, argMax((inside, cause), (own, inside)) AS word
  FROM segment_word
  WHERE ${words}
  GROUP BY customer_id, segment_id, changed_at
),
turned AS (
  SELECT
    customer_id,
    segment_id,
    arrayJoin(
      arrayFilter(
        (turn, place) -> place > 1 OR turn.2,
        arrayCompact(turn -> turn.2, arraySort(turn -> turn.1, groupArray((changed_at, word.1, toString(word.2))))) AS turns,
        arrayEnumerate(turns)
      )
    ) AS turn
  FROM stood
  GROUP BY customer_id, segment_id
)`;
}

const DaysRow = Type.Object({
  day: Type.String(),
  /** How many more there are than the day before. */
  grown: Type.Integer(),
  entered: Type.Integer(),
  left: Type.Integer(),
});

interface DaysParams {
  readonly id: string;
  readonly time_zone: string;
}

/** Days on which anybody entered or left, the first first; what a computation of everybody found moves the size alone. */
export const turnsByDayQuery: Query<DaysParams, typeof DaysRow> = query({
  name: "analyze.segment.days",
  row: DaysRow,
  branches: { plain: { id: "vip", time_zone: "Europe/Warsaw" } },
  sql: ({ id, time_zone }) => sql`WITH
${turnedStep(sql`segment_id = ${id}`)}
SELECT
  toString(toDate(turn.1, ${time_zone})) AS day,
  sum(if(turn.2, 1, -1)) AS grown,
  countIf(turn.2 AND turn.3 = 'live') AS entered,
  countIf(NOT turn.2 AND turn.3 = 'live') AS left
FROM turned
GROUP BY day
ORDER BY day`,
});

const StaysRow = Type.Object({ segment_id: Type.String(), turns: Type.Array(Type.String()) });

/** Of each segment that a person ever was in the instants at which they entered, left, entered again… */
export const staysQuery = query({
  name: "analyze.segment.stays",
  row: StaysRow,
  branches: { plain: { customer_id: "1" } },
  sql: ({ customer_id }: { readonly customer_id: string }) => sql`WITH
${turnedStep(ofCustomers([customer_id]))}
SELECT toString(turned.segment_id) AS segment_id, arraySort(groupArray(turn.1)) AS turns
FROM turned
GROUP BY turned.segment_id`,
});
