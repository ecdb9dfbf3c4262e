// What conditions can be made of here: names that data have, and the values that they hold.
import { Type } from "typebox";
import { type Query, query, sql } from "#storage";

/** A sixteenth of all customers tells which properties events have; ids are hashes. */
const sixteenth = "1152921504606846976";

/** Names of traits and kinds of identifiers, those said most often first. */
export const namesQuery = query({
  name: "analyze.condition.names",
  row: Type.Object({ of: Type.String(), name: Type.String() }),
  branches: { plain: {} },
  sql: () => sql`SELECT of, name
FROM (
  SELECT 'trait' AS of, toString(name) AS name, count() AS words FROM trait_log GROUP BY name
  UNION ALL
  SELECT 'identifier' AS of, toString(kind) AS name, count() AS words FROM identifier_log GROUP BY kind
)
ORDER BY of, words DESC, name
LIMIT 500 BY of`,
});

/** Names of events, the most frequent first, with the properties that some customers' events have. */
export const eventsQuery = query({
  name: "analyze.condition.events",
  row: Type.Object({ name: Type.String(), properties: Type.Array(Type.String()) }),
  branches: { plain: {} },
  sql: () => sql`WITH
named AS (
  SELECT name, count() AS words
  FROM event_log
  WHERE name != ''
  GROUP BY name
  ORDER BY words DESC, name
  LIMIT 500
),
described AS (
  SELECT name, arraySort(groupUniqArrayArray(200)(mapKeys(properties))) AS properties
  FROM event_log
  WHERE customer_id < toUInt64(${sixteenth}) * if((SELECT count() FROM event_log) > 2000000, 1, 15)
  GROUP BY name
)
SELECT toString(named.name) AS name, arrayMap(key -> toString(key), described.properties) AS properties
FROM named
LEFT JOIN described ON named.name = described.name
ORDER BY words DESC, named.name`,
});

/** Purposes and the channels that they may be granted for. */
export const purposesQuery = query({
  name: "analyze.condition.purposes",
  row: Type.Object({ purpose: Type.String(), channels: Type.Array(Type.String()) }),
  branches: { plain: {} },
  sql: () => sql`SELECT toString(target.1) AS purpose, arraySort(groupUniqArray(toString(target.2))) AS channels
FROM (
  SELECT arrayJoin(CAST(targets, 'Array(Tuple(String, String))')) AS target
  FROM consent_mapping FINAL
)
GROUP BY purpose
ORDER BY purpose`,
});

/** A trait, or a property of an event, whose values are asked for; those that hold a text. */
export interface ValuesParams {
  readonly of: { readonly trait: string } | { readonly event: string; readonly property: string };
  readonly search: string;
}

const knownBranches: Readonly<Record<string, ValuesParams>> = {
  trait: { of: { trait: "city" }, search: "" },
  property: { of: { event: "a", property: "b" }, search: "c" },
};

const KnownRow = Type.Object({ value: Type.String(), customers: Type.Integer() });

/** Values of a trait or a property, those of most customers first. */
export const knownValuesQuery: Query<ValuesParams, typeof KnownRow> = query({
  name: "analyze.condition.known_values",
  row: KnownRow,
  branches: knownBranches,
  sql: ({ of, search }: ValuesParams) => {
    const said =
      "trait" in of
        ? sql`SELECT value, customer_id FROM trait WHERE name = ${of.trait}`
        : sql`SELECT properties[${of.property}] AS value, customer_id FROM event WHERE name = ${of.event} AND customer_id != 0`;
    return sql`SELECT value, uniqExact(customer_id) AS customers
FROM (${said})
WHERE value != ''${search === "" ? sql`` : sql` AND positionCaseInsensitiveUTF8(value, ${search}) > 0`}
GROUP BY value
ORDER BY customers DESC, value
LIMIT 50`;
  },
});
