// Who a person is in the event log: all ids and identifiers of one, and what was told of them.
import { Type } from "typebox";
import { query, sql } from "#storage";

/** People who have an identifier, in one of its spellings; `kind` is "" for any. */
export const peopleOf = query({
  name: "listen.rights.people",
  row: Type.Object({ customer_id: Type.String(), kind: Type.String(), value: Type.String() }),
  branches: { any: { kind: "", values: ["anna@example.org"] } },
  sql: ({ kind, values }: { kind: string; values: readonly string[] }) => sql`WITH found AS (
  SELECT DISTINCT customer_id
  FROM identifier_seen
  WHERE has(${values}, value) AND (${kind} = '' OR kind = ${kind})
  LIMIT 20
)
SELECT DISTINCT toString(customer_id) AS customer_id, toString(kind) AS kind, value
FROM identifier_seen
WHERE customer_id IN (SELECT customer_id FROM found)
ORDER BY customer_id, kind, value
LIMIT 1000`,
});

/** Ids that the person has in the log, merged ones included. */
export const stampsOfPerson = query({
  name: "listen.rights.stamps",
  row: Type.Object({ stamp: Type.String() }),
  branches: { one: "1" },
  sql: (customer_id: string) => sql`SELECT DISTINCT toString(stamp) AS stamp
FROM (
  SELECT stamp FROM identifier_seen WHERE customer_id = toUInt64(${customer_id})
  UNION ALL
  SELECT alias.stamp AS stamp FROM alias FINAL WHERE alias.customer_id = toUInt64(${customer_id})
  UNION ALL
  SELECT toUInt64(${customer_id}) AS stamp
)
ORDER BY stamp`,
});

/** Identifiers under these ids, and whether somebody else has the same value too. */
export const identifiersUnder = query({
  name: "listen.rights.identifiers",
  row: Type.Object({ kind: Type.String(), value: Type.String(), shared: Type.Integer() }),
  branches: { one: ["1"] },
  sql: (stamps: readonly string[]) => sql`WITH
  own AS (
    SELECT DISTINCT kind, value
    FROM identifier_log
    WHERE identifier_log.customer_id IN arrayMap(stamp -> toUInt64(stamp), ${stamps})
  ),
  others AS (
    SELECT DISTINCT value
    FROM identifier_log
    WHERE value IN (SELECT value FROM own) AND identifier_log.customer_id NOT IN arrayMap(stamp -> toUInt64(stamp), ${stamps})
  )
SELECT toString(kind) AS kind, value, toUInt8(value IN (SELECT value FROM others)) AS shared
FROM own
ORDER BY kind, value`,
});

/** What was told of the person as traits, each value once. */
export const valuesUnder = query({
  name: "listen.rights.values",
  row: Type.Object({ value: Type.String() }),
  branches: { one: ["1"] },
  sql: (stamps: readonly string[]) => sql`SELECT DISTINCT value
FROM trait_log
WHERE trait_log.customer_id IN arrayMap(stamp -> toUInt64(stamp), ${stamps}) AND value != ''
ORDER BY value
LIMIT 10000`,
});

/** Orders that an erasure left as nobody's. */
export const keptOrders = query({
  name: "listen.rights.kept_orders",
  row: Type.Object({ orders: Type.Integer() }),
  branches: { one: "1" },
  sql: (customer_id: string) =>
    sql`SELECT count() AS orders FROM event_log FINAL WHERE event_log.customer_id = toUInt64(${customer_id})`,
});

export const rightsQueries = [peopleOf, stampsOfPerson, identifiersUnder, valuesUnder, keptOrders];
