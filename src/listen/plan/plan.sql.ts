// What the event log says of the plan: how much of each event came, and what departed from the plan.
import { Type } from "typebox";
import { query, sql } from "#storage";

export const volumeDays = 30;

interface Recent {
  readonly now: Date;
  readonly from: Date;
  readonly time_zone: string;
}

const recent: Recent = { now: new Date(0), from: new Date(0), time_zone: "UTC" };

/** Events of each name by day, the oldest day first, today last. A redelivery is no event. */
export const planVolume = query({
  name: "listen.plan.volume",
  row: Type.Object({
    source: Type.String(),
    type: Type.String(),
    planned_name: Type.String(),
    days: Type.Array(Type.Integer()),
  }),
  branches: { plain: recent },
  sql: ({ now, from, time_zone }: Recent) => sql`WITH recent AS (
  SELECT
    source,
    type,
    if(type = 'track', name, '') AS planned_name,
    29 - dateDiff('day', toDate(occurred_at, ${time_zone}), toDate(${now}, ${time_zone})) AS day
  FROM event
  WHERE import_id = 0 AND occurred_at >= ${from}
)
SELECT source, type, planned_name, countResample(0, 30, 1)(day) AS days
FROM recent
WHERE day BETWEEN 0 AND 29
GROUP BY source, type, planned_name
ORDER BY source, type, planned_name
LIMIT 20000`,
});

const Departed = Type.Object({
  source: Type.String(),
  type: Type.String(),
  planned_name: Type.String(),
  kind: Type.String(),
  property: Type.String(),
  events: Type.Integer(),
  last_at: Type.String(),
  example: Type.String(),
});

/** Events that were taken with flags of the plan, by what is wrong with them. */
export const planFlagged = query({
  name: "listen.plan.flagged",
  row: Departed,
  branches: { plain: new Date(0) },
  sql: (from: Date) => sql`WITH
  flagged AS (
    SELECT source, type, if(type = 'track', name, '') AS planned_name, arrayJoin(flags) AS flag, received_at, body
    FROM event
    WHERE import_id = 0 AND event.received_at >= ${from} AND notEmpty(flags)
  ),
  departed AS (
    SELECT *, extract(flag, '^plan:([a-z_]+)') AS kind, substring(flag, length(kind) + 7) AS property
    FROM flagged
    WHERE startsWith(flag, 'plan:')
  )
SELECT
  source,
  type,
  planned_name,
  kind,
  property,
  count() AS events,
  max(departed.received_at) AS last_at,
  argMax(body, departed.received_at) AS example
FROM departed
GROUP BY source, type, planned_name, kind, property
ORDER BY events DESC, source, type, planned_name, kind, property
LIMIT 500`,
});

/** Open dead letters that the plan refused, by what is wrong with them. */
export const planRefused = query({
  name: "listen.plan.refused",
  row: Departed,
  branches: { plain: new Date(0) },
  sql: (from: Date) => sql`WITH refused AS (
  SELECT
    source,
    JSONExtractString(body, 'type') AS type,
    if(type = 'track', JSONExtractString(body, 'event'), '') AS planned_name,
    substring(code, 6) AS kind,
    replaceRegexpOne(toString(column), '^(event$|properties\\.|traits\\.)', '') AS property,
    received_at,
    body
  FROM dead_letter FINAL
  WHERE import_id = 0 AND startsWith(code, 'plan_') AND state = 'open' AND dead_letter.received_at >= ${from}
)
SELECT
  source,
  type,
  planned_name,
  kind,
  property,
  count() AS events,
  max(refused.received_at) AS last_at,
  argMax(body, refused.received_at) AS example
FROM refused
GROUP BY source, type, planned_name, kind, property
ORDER BY events DESC, source, type, planned_name, kind, property
LIMIT 500`,
});

export const planQueries = [planVolume, planFlagged, planRefused];
