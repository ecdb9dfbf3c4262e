// How good the data is: every customer of every source once, with what the source told and what cleaning made of it.
import { sharedFields } from "#contract";
import { type Sql, sql, typed } from "#storage";
import { cleaners } from "../clean/registry.ts";

const pairs = (of: "traits" | "identifiers") =>
  cleaners.flatMap((cleaner) => cleaner[of].map((name) => ({ name, field: cleaner.kind })));
const traits = pairs("traits");
const identifiers = pairs("identifiers");
const fields = cleaners.map(({ kind }) => kind);

const fieldOf = (column: Sql, known: readonly { name: string; field: string }[]) =>
  sql`transform(toString(${column}), ${known.map(({ name }) => name)}, ${known.map(({ field }) => field)}, '')`;

/** Customers with their source and first month there; '' is all sources together. */
export const peopleStep = (time_zone: string): Sql => sql`people AS (
  SELECT customer_id, toString(seen.source) AS source, toDate(toStartOfMonth(toTimeZone(min(seen.first_seen_at), ${time_zone}))) AS month
  FROM identifier_seen AS seen
  WHERE customer_id != 0
  GROUP BY customer_id, source
  UNION ALL
  SELECT customer_id, '' AS source, toDate(toStartOfMonth(toTimeZone(min(seen.first_seen_at), ${time_zone}))) AS month
  FROM identifier_seen AS seen
  WHERE customer_id != 0
  GROUP BY customer_id
)`;

/** What is told of each customer today, by source: steps `told` and `judged`, which has what cleaning made of it. */
export const judgedSteps: Sql = sql`told AS (
  SELECT customer_id, toString(source) AS source, ${fieldOf(sql`kind`, identifiers)} AS field, value AS raw
  FROM identifier_seen
  WHERE customer_id != 0 AND kind IN ${identifiers.map(({ name }) => name)}
  UNION ALL
  SELECT customer_id, toString(source) AS source, ${fieldOf(sql`name`, traits)} AS field, value AS raw
  FROM trait
  WHERE customer_id != 0 AND name IN ${traits.map(({ name }) => name)}
),
judged AS (
  SELECT
    told.customer_id AS customer_id,
    told.source AS source,
    told.field AS field,
    told.raw AS raw,
    ifNull(made.found, false) AS cleaned,
    ifNull(made.valid, false) AS valid,
    ifNull(made.clean, '') AS clean,
    ifNull(made.key, '') AS key,
    made.flags AS flags,
    made.parts AS parts
  FROM told
  LEFT JOIN (SELECT toString(kind) AS field, true AS found, raw, clean, key, valid, flags, parts FROM clean_value FINAL) AS made
    ON made.raw = told.raw AND made.field = told.field
),
shared_keys AS (
  SELECT field, key
  FROM judged
  WHERE field IN ${sharedFields} AND key != '' AND NOT has(flags, 'role') AND NOT has(flags, 'placeholder')
  GROUP BY field, key
  HAVING min(customer_id) != max(customer_id)
)`;

/** Writes the figures of now; `measured_at` marks them as one set. */
export const measure = (measured_at: Date, time_zone: string): Sql => sql`INSERT INTO quality_figure
WITH
${peopleStep(time_zone)},
${judgedSteps},
persons AS (
  SELECT
    customer_id,
    arrayJoin([source, '']) AS source,
    field,
    max(cleaned) AS cleaned,
    max(valid) AS valid,
    max(field IN ${sharedFields} AND key != '') AS keyed,
    max((field, key) IN shared_keys) AS shared,
    arrayDistinct(arrayFlatten(groupArray(flags))) AS flags
  FROM judged
  GROUP BY customer_id, source, field
),
counted AS (
  SELECT
    source,
    field,
    month,
    count() AS told,
    countIf(persons.cleaned) AS cleaned,
    countIf(persons.valid) AS valid,
    countIf(persons.keyed) AS keyed,
    countIf(persons.shared) AS shared,
    sumMap(CAST((arrayMap(flag -> toString(flag), persons.flags), arrayMap(_ -> toUInt64(1), persons.flags)), 'Map(String, UInt64)')) AS flags
  FROM persons
  INNER JOIN people USING (customer_id, source)
  GROUP BY source, field, month
),
grid AS (
  SELECT source, month, arrayJoin(${fields}) AS field, count() AS customers
  FROM people
  GROUP BY source, month, field
)
SELECT
  ${typed("DateTime64(3, 'UTC')", measured_at)} AS measured_at,
  source,
  field,
  month,
  customers,
  ifNull(told, 0) AS told,
  ifNull(cleaned, 0) AS cleaned,
  ifNull(valid, 0) AS valid,
  ifNull(keyed, 0) AS keyed,
  ifNull(shared, 0) AS shared,
  flags
FROM grid
LEFT JOIN counted USING (source, field, month)
ORDER BY source, field, month`;

/** Of each day the last set stays: earlier ones go when a newer one is whole. */
export const forgetEarlier = (measured_at: Date): Sql =>
  sql`ALTER TABLE quality_figure DELETE WHERE measured_at < ${measured_at} AND toDate(measured_at) = toDate(${measured_at})`;
