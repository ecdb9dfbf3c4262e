// How sources fare: what they delivered and what was refused, by minute.
import { Type } from "typebox";
import { query, sql } from "#storage";

/** Deliveries of every source in the last hour and day, and when it was last heard of. */
export const pulses = query({
  name: "listen.source.pulses",
  row: Type.Object({
    source: Type.String(),
    hour: Type.Integer(),
    day: Type.Integer(),
    last_ms: Type.Integer(),
  }),
  branches: { now: new Date("2026-01-02T00:00:00Z") },
  sql: (now: Date) => sql`SELECT
  source,
  sumIf(deliveries, minute > ${now} - INTERVAL 1 HOUR) AS hour,
  sumIf(deliveries, minute > ${now} - INTERVAL 1 DAY) AS day,
  toUnixTimestamp64Milli(max(last_received_at)) AS last_ms
FROM source_minute
GROUP BY source
ORDER BY source`,
});

/** Dead letters of every source in the last hour and day; those of imports are told by their import. */
export const refusals = query({
  name: "listen.source.refusals",
  row: Type.Object({ source: Type.String(), hour: Type.Integer(), day: Type.Integer() }),
  branches: { now: new Date("2026-01-02T00:00:00Z") },
  sql: (now: Date) => sql`SELECT source, countIf(first_at > ${now} - INTERVAL 1 HOUR) AS hour, count() AS day
FROM (
  SELECT source, id, min(received_at) AS first_at
  FROM dead_letter
  WHERE import_id = 0 AND received_at > ${now} - INTERVAL 1 DAY
  GROUP BY source, id
)
GROUP BY source
ORDER BY source`,
});

interface Span {
  readonly source: string;
  readonly from: Date;
  readonly step_s: number;
}

const span: Span = { source: "shop", from: new Date("2026-01-01T00:00:00Z"), step_s: 60 };

/** Deliveries and refusals of one source by steps of time; steps without any are left out. */
export const pulse = query({
  name: "listen.source.pulse",
  row: Type.Object({ start_s: Type.Integer(), deliveries: Type.Integer(), rejected: Type.Integer() }),
  branches: { one: span },
  sql: ({ source, from, step_s }: Span) => sql`WITH
delivered AS (
  SELECT intDiv(toUnixTimestamp(minute), ${step_s}) * ${step_s} AS start_s, toInt64(deliveries) AS deliveries, toInt64(0) AS rejected
  FROM source_minute
  WHERE source = ${source} AND minute >= ${from}
),
refused AS (
  SELECT intDiv(toUnixTimestamp(min(received_at)), ${step_s}) * ${step_s} AS start_s, toInt64(0) AS deliveries, toInt64(1) AS rejected
  FROM dead_letter
  WHERE import_id = 0 AND source = ${source} AND received_at >= ${from}
  GROUP BY id
),
both AS (SELECT * FROM delivered UNION ALL SELECT * FROM refused)
SELECT start_s, sum(deliveries) AS deliveries, sum(rejected) AS rejected
FROM both
GROUP BY start_s
ORDER BY start_s`,
});

/** Why a source's events were refused, most frequent first, with the newest message of each reason. */
export const refusalReasons = query({
  name: "listen.source.reasons",
  row: Type.Object({ code: Type.String(), count: Type.Integer(), message: Type.String() }),
  branches: { one: { source: "shop", from: span.from } },
  sql: ({ source, from }: { readonly source: string; readonly from: Date }) => sql`SELECT
  code,
  uniqExact(id) AS count,
  argMax(message, received_at) AS message
FROM dead_letter
WHERE import_id = 0 AND source = ${source} AND received_at >= ${from}
GROUP BY code
ORDER BY count DESC, code
LIMIT 20`,
});

/** Of these names, those that stand in the event log or among the dead letters. */
export const namesInUse = query({
  name: "listen.source.names_in_use",
  row: Type.Object({ source: Type.String() }),
  branches: { some: ["shop"] },
  sql: (names: readonly string[]) => sql`SELECT source
FROM (
  SELECT source FROM event_log WHERE has(${names}, source) LIMIT 1 BY source
  UNION DISTINCT
  SELECT source FROM dead_letter WHERE has(${names}, source) LIMIT 1 BY source
)
ORDER BY source`,
});

/** When each of these sources was last heard of, by the event log itself: further back than the minutes go. */
export const lastSeen = query({
  name: "listen.source.last_seen",
  row: Type.Object({ source: Type.String(), last_ms: Type.Integer() }),
  branches: { some: ["shop"] },
  sql: (names: readonly string[]) => sql`SELECT source, toUnixTimestamp64Milli(max(received_at)) AS last_ms
FROM event_log
WHERE has(${names}, source)
GROUP BY source
ORDER BY source`,
});

export const sourceQueries = [pulses, refusals, pulse, refusalReasons, namesInUse, lastSeen] as const;
