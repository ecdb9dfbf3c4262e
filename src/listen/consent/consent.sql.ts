// Questions to the ledger: the words about some customers, who may be reached, how many there are of each.
import { Type } from "typebox";
import { ofCustomers, type Query, query, type Sql, sql, typed } from "#storage";

/** Upper bound of the words of one customer that are read; the newest are. */
const words_most = 5_000;

const WordRow = Type.Object({
  customer_id: Type.String(),
  purpose: Type.String(),
  channel: Type.String(),
  category: Type.String(),
  address: Type.String(),
  granted: Type.Boolean(),
  passing: Type.Boolean(),
  pending: Type.Boolean(),
  first_ms: Type.Integer(),
  said_ms: Type.Integer(),
  expires_ms: Type.Integer(),
  source: Type.String(),
  id: Type.String(),
  proof: Type.Record(Type.String(), Type.String()),
});

const two: Readonly<Record<string, readonly string[]>> = { plain: ["1", "2"] };

/** Every word about these customers, the newest first. */
export const wordsQuery: Query<readonly string[], typeof WordRow> = query({
  name: "listen.consent.words",
  row: WordRow,
  branches: two,
  sql: (customer_ids) => sql`SELECT
  toString(consent_word.customer_id) AS customer_id,
  purpose,
  channel,
  category,
  address,
  granted,
  passing,
  pending,
  toUnixTimestamp64Milli(first_at) AS first_ms,
  toUnixTimestamp64Milli(said_at) AS said_ms,
  toUnixTimestamp64Milli(expires_at) AS expires_ms,
  source,
  toString(consent_word.id) AS id,
  proof
FROM consent_word
WHERE ${ofCustomers(customer_ids)}
ORDER BY said_ms DESC, id DESC, purpose, channel
LIMIT ${words_most}`,
});

/** Under which stamps and identifiers a customer is known, who made a stamp by an identifier first. */
export const knownAsQuery = query({
  name: "listen.consent.known_as",
  row: Type.Object({ stamp: Type.String(), kind: Type.String(), value: Type.String() }),
  branches: { plain: "1" },
  sql: (customer_id: string) => sql`SELECT toString(identifier_seen.stamp) AS stamp, toString(kind) AS kind, value
FROM identifier_seen
WHERE ${ofCustomers([customer_id])}
GROUP BY identifier_seen.stamp, kind, value
ORDER BY identifier_seen.stamp != sipHash64(kind, value), min(first_seen_at), stamp, kind, value
LIMIT 1000`,
});

interface NamedParams {
  readonly kind: string | undefined;
  readonly value: string;
}
const NamedRow = Type.Object({ customer_id: Type.String() });

/** Customers who are known by an identifier of this value; of any kind when none is named. */
export const namedQuery: Query<NamedParams, typeof NamedRow> = query({
  name: "listen.consent.named",
  row: NamedRow,
  branches: { of_a_kind: { kind: "email", value: "a" }, of_any: { kind: undefined, value: "a" } },
  sql: ({ kind, value }) => sql`SELECT DISTINCT toString(identifier_seen.customer_id) AS customer_id
FROM identifier_seen
WHERE value IN (${value}, lower(${value}))${kind === undefined ? sql`` : sql` AND kind = ${kind}`}
ORDER BY customer_id
LIMIT 20`,
});

/**
 * The ids of all customers whom data may reach for a purpose by a channel at a time, as a subselect to stand behind IN.
 * The legal basis of the purpose decides: who agreed, or who did not object, or everybody; nobody where either is
 * unknown or switched off.
 */
export function allowedSql(purpose: string, channel: string, at: Date): Sql {
  // Through an array that is made once: on a cluster a view with parameters cannot stand behind IN.
  return sql`(SELECT arrayJoin((SELECT groupArray(customer_id) FROM consent_allowed(purpose = ${purpose}, channel = ${channel}, at = ${at}))))`;
}

/** How many customers have granted and refused, by purpose and channel. */
export const coverageQuery = query({
  name: "listen.consent.coverage",
  row: Type.Object({
    purpose: Type.String(),
    channel: Type.String(),
    agreed: Type.Integer(),
    refused: Type.Integer(),
  }),
  branches: { plain: new Date(0) },
  sql: (at: Date) => sql`SELECT purpose, channel, countIf(granted) AS agreed, countIf(NOT granted) AS refused
FROM consent_at(at = ${at})
GROUP BY purpose, channel
ORDER BY purpose, channel`,
});

/** All customers. */
export const everybodyQuery = query({
  name: "listen.consent.everybody",
  row: Type.Object({ customers: Type.Integer() }),
  branches: { plain: undefined },
  sql: () => sql`SELECT uniqExact(customer_id) AS customers FROM identifier_seen`,
});

const GrowthRow = Type.Object({ point: Type.Integer(), purpose: Type.String(), agreed: Type.Integer() });

const points: Readonly<Record<string, readonly Date[]>> = { two: [new Date(0), new Date(1)] };

/** How many customers agreed to each purpose by at least one channel at each of the times. */
export const growthQuery: Query<readonly Date[], typeof GrowthRow> = query({
  name: "listen.consent.growth",
  row: GrowthRow,
  branches: points,
  sql: (times) =>
    times
      .map(
        (
          at,
          index,
        ) => sql`SELECT toUInt16(${typed("UInt16", index)}) AS point, purpose, uniqExactIf(customer_id, granted) AS agreed
FROM consent_at(at = ${at})
GROUP BY purpose`,
      )
      .reduce((all, one) => sql`${all}\nUNION ALL\n${one}`),
});
/** Categories that were said and that nobody gave a meaning, the most frequent first. */
export const unknownQuery = query({
  name: "listen.consent.unknown",
  row: Type.Object({ category: Type.String(), customers: Type.Integer(), last_at: Type.String() }),
  branches: { plain: undefined },
  sql: () => sql`SELECT category, uniqExact(customer_id) AS customers, max(said_at) AS last_at
FROM consent_word
WHERE purpose = '' AND category NOT IN (SELECT category FROM consent_mapping)
GROUP BY category
ORDER BY customers DESC, category
LIMIT 50`,
});

export const consentQueries = [
  wordsQuery,
  knownAsQuery,
  namedQuery,
  coverageQuery,
  everybodyQuery,
  growthQuery,
  unknownQuery,
];
