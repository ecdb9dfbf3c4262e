// What members of a segment and all others are: traits, classes, what they did, where and when, their metrics.
import { Type } from "typebox";
import { type Query, query, type Sql, sql } from "#storage";
import { countable } from "../condition/source.sql.ts";
import { metrics } from "../metric/registry.ts";
import { chosenFamilies, type Statistic } from "../metric/statistic.ts";
import { membersOf } from "./size.sql.ts";

const CountedRow = Type.Object({
  name: Type.String(),
  value: Type.String(),
  members: Type.Integer(),
  customers: Type.Integer(),
});

interface OfSegment {
  readonly id: string;
}
const vip: OfSegment = { id: "vip" };
const isMember = ({ id }: OfSegment): Sql => sql`customer_id IN (${membersOf(id)})`;
/** How many customers are no members. */
export const portraitOthersQuery = query({
  name: "analyze.segment.portrait_others",
  row: Type.Object({ customers: Type.Integer() }),
  branches: { plain: vip },
  sql: (of: OfSegment) => sql`SELECT uniqExact(customer_id) AS customers
FROM identifier_seen
WHERE customer_id != 0 AND NOT (${isMember(of)})`,
});

/**
 * How many members and customers in all have each value of the traits that were ever said with no more than 50 values: one
 * with more tells of single people.
 */
export const portraitTraitsQuery: Query<OfSegment, typeof CountedRow> = query({
  name: "analyze.segment.portrait_traits",
  row: CountedRow,
  branches: { plain: vip },
  sql: (of) => sql`WITH few AS (
  SELECT name
  FROM trait_log
  WHERE value != ''
  GROUP BY name
  HAVING length(groupUniqArray(51)(value)) <= 50
)
SELECT toString(trait.name) AS name, value, countIf(${isMember(of)}) AS members, count() AS customers
FROM trait
WHERE trait.name IN (SELECT few.name FROM few) AND customer_id != 0
GROUP BY trait.name, value`,
});

/** How many members and customers in all are of each class. */
export const portraitClassesQuery: Query<OfSegment, typeof CountedRow> = query({
  name: "analyze.segment.portrait_classes",
  row: CountedRow,
  branches: { plain: vip },
  sql: (
    of,
  ) => sql`SELECT toString(scheme) AS name, toString(class) AS value, countIf(${isMember(of)}) AS members, count() AS customers
FROM customer_class
GROUP BY scheme, class`,
});

/** What tells of segments is no deed of a customer. */
const deeds = sql`customer_id != 0 AND event.name NOT IN ('', 'Segment Entered', 'Segment Left')`;

/** How many members and customers in all did each thing at least once. */
export const portraitEventsQuery: Query<OfSegment, typeof CountedRow> = query({
  name: "analyze.segment.portrait_events",
  row: CountedRow,
  branches: { plain: vip },
  sql: (
    of,
  ) => sql`SELECT toString(did.name) AS name, '' AS value, countIf(${isMember(of)}) AS members, count() AS customers
FROM (
  SELECT customer_id, event.name AS name
  FROM event
  WHERE ${deeds}
  GROUP BY customer_id, name
) AS did
GROUP BY did.name
ORDER BY customers DESC, name
LIMIT 500`,
});

const HabitRow = Type.Object({
  /** channel and hour: where and when somebody acts most; by_channel and by_hour: everything they did. */
  about: Type.String(),
  value: Type.String(),
  members: Type.Integer(),
  customers: Type.Integer(),
  /** Events of members. */
  events: Type.Integer(),
});

/** A map's key of the greatest value, of equal ones the least. */
const greatest = (map: Sql) =>
  sql`arraySort(pair -> (-toInt64(pair.2), pair.1), arrayZip(mapKeys(${map}), mapValues(${map})))[1].1`;
const each = (about: Sql, map: Sql) =>
  sql`arrayMap((key, events) -> (${about}, toString(key), events), mapKeys(${map}), mapValues(${map}))`;

interface Habits extends OfSegment {
  readonly time_zone: string;
}

/**
 * Where and at which hour of the workspace's day members and all customers act: by stamp first, the order of the log, in
 * which it need not be remembered who is done.
 */
export const portraitHabitsQuery: Query<Habits, typeof HabitRow> = query({
  name: "analyze.segment.portrait_habits",
  row: HabitRow,
  branches: { plain: { ...vip, time_zone: "Europe/Warsaw" } },
  sql: ({ id, time_zone }) => sql`WITH stamped AS (
  SELECT
    stamp,
    any(customer_id) AS person,
    sumMapIf(map(toString(channel), toUInt32(1)), channel != '') AS channels_of,
    sumMap(map(toHour(occurred_at, ${time_zone}), toUInt32(1))) AS hours_of
  FROM event
  WHERE ${deeds}
  GROUP BY stamp
),
acted AS (
  SELECT person AS customer_id, sumMap(channels_of) AS channels, sumMap(hours_of) AS hours
  FROM stamped
  GROUP BY person
)
SELECT
  told.1 AS about,
  told.2 AS value,
  countIf(${isMember({ id })}) AS members,
  count() AS customers,
  sumIf(told.3, ${isMember({ id })}) AS events
FROM (
  SELECT
    customer_id,
    arrayJoin(
      arrayConcat(
        [('channel', ${greatest(sql`channels`)}, 0), ('hour', toString(${greatest(sql`hours`)}), 0)],
        ${each(sql`'by_channel'`, sql`channels`)},
        ${each(sql`'by_hour'`, sql`hours`)}
      )
    ) AS told
  FROM acted
)
GROUP BY about, value
HAVING value != ''`,
});

/** Metrics that can be counted over the events of a group of customers. */
export const groupMetrics = metrics.filter((metric) => {
  if (metric.times || metric.heeds?.length || metric.least !== undefined) return false;
  const needed = metric.over === null ? [metric.value] : [metric.value, metric.over];
  const chosen = chosenFamilies(needed, 2);
  return chosen.length === 1 && countable.some(({ family }) => family === chosen[0]?.family);
});

const needed: readonly Statistic[] = groupMetrics.flatMap(({ value, over }) =>
  over === null ? [value] : [value, over],
);

/** The families of their statistics, each asked by one question. */
export const groupFamilies: readonly number[] = countable.map((_family, index) => index);

const StatisticsRow = Type.Object({ inside: Type.Integer(), statistics: Type.Record(Type.String(), Type.Number()) });

interface Counted extends OfSegment {
  /** Place of a family in `groupFamilies`. */
  readonly family: number;
  readonly at: Date;
  readonly digits: number;
}

const counted: Counted = { ...vip, family: 0, at: new Date("2024-06-01T00:00:00Z"), digits: 2 };

/** The registry's statistics of members and of all others, over all time. */
export const portraitStatisticsQuery: Query<Counted, typeof StatisticsRow> = query({
  name: "analyze.segment.portrait_statistics",
  row: StatisticsRow,
  branches: { orders: counted, said: { ...counted, family: 1 } },
  sql: ({ id, family, at, digits }) => {
    const rows = countable[family];
    const found = chosenFamilies(needed, digits).find((chosen) => chosen.family === rows?.family);
    return sql`SELECT ${isMember({ id })} AS inside, ${found?.counts ?? sql`map('', 0.)`} AS statistics
FROM (
  ${rows?.select ?? sql``} AND customer_id != 0 AND occurred_at <= ${at}
)
GROUP BY inside`;
  },
});
