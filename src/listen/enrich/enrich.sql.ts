// Whom a pass looks at, what was told of them, and what a hook has given them already. By stamps, not persons: what
// follows from an identifier belongs where the identifier is, so that it goes along when people are parted again.
import { Type } from "typebox";
import { query, type Sql, sql, typed } from "#storage";
import { allowedSql } from "../consent/consent.sql.ts";

const ids = (stamps: readonly string[]) => typed("Array(UInt64)", stamps.map(BigInt));

interface TouchedParams {
  /** Undefined for everybody. */
  readonly window: { readonly from: Date; readonly to: Date; readonly imports: readonly Date[] } | undefined;
  /** Only who has an identifier of these kinds; undefined for any. */
  readonly kinds: readonly string[] | undefined;
  readonly after: string;
  readonly limit: number;
}

const window: TouchedParams["window"] = { from: new Date(0), to: new Date(0), imports: [new Date(0)] };

// Everything that is told comes with an identifier, so the log of identifiers knows who has news. It is read without
// FINAL: a row that stands twice is the same customer.
function touchedSql({ window: told, kinds, after, limit }: TouchedParams): Sql {
  const news = told
    ? sql` AND (received_at BETWEEN ${told.from} AND ${told.to} OR has(${typed(
        "Array(Int64)",
        told.imports.map((at) => at.getTime()),
      )}, toUnixTimestamp64Milli(received_at)))`
    : sql``;
  const kind = kinds ? sql` AND kind IN ${[...kinds]}` : sql``;
  return sql`SELECT toString(customer_id) AS stamp
FROM identifier_log
WHERE customer_id > toUInt64(${after})${kind}${news}
GROUP BY customer_id
ORDER BY customer_id
LIMIT ${limit}`;
}

const touchedBranches: Readonly<Record<string, TouchedParams>> = {
  new: { window, kinds: ["phone"], after: "0", limit: 1000 },
  all: { window: undefined, kinds: undefined, after: "0", limit: 1000 },
};

/** The next stamps of a pass, in the order of their ids. */
export const touched = query({
  name: "listen.enrich.touched",
  row: Type.Object({ stamp: Type.String() }),
  branches: touchedBranches,
  sql: touchedSql,
});

/** Whether anything was tracked since an instant: a look that costs next to nothing. */
export const news = query({
  name: "listen.enrich.news",
  row: Type.Object({ deliveries: Type.Integer() }),
  branches: { plain: { since: new Date(0) } },
  sql: ({ since }: { readonly since: Date }) => sql`SELECT sum(deliveries) AS deliveries
FROM source_minute
WHERE minute >= toStartOfMinute(${since})`,
});

interface ToldParams {
  readonly stamps: readonly string[];
  readonly names: readonly string[];
}

const ToldRow = Type.Object({
  stamp: Type.String(),
  name: Type.String(),
  value: Type.String(),
  at: Type.String(),
});

const someone: ToldParams = { stamps: ["1"], names: ["phone"] };

/** The identifier of each kind that was seen first most lately. */
export const toldIdentifiers = query({
  name: "listen.enrich.identifiers",
  row: ToldRow,
  branches: { plain: someone },
  sql: ({ stamps, names }) => sql`WITH
seen AS (
  SELECT stamp, kind, value, min(first_seen_at) AS first_at
  FROM identifier_seen
  WHERE stamp IN ${ids(stamps)} AND kind IN ${[...names]}
  GROUP BY stamp, kind, value
)
SELECT toString(seen.stamp) AS stamp, kind AS name, argMax(value, (first_at, value)) AS value, max(first_at) AS at
FROM seen
GROUP BY seen.stamp, kind`,
});

/** The newest word on each trait, but for words that enrichment said. */
export const toldTraits = query({
  name: "listen.enrich.traits",
  row: ToldRow,
  branches: { plain: someone },
  sql: ({ stamps, names }) => sql`SELECT
  toString(said.stamp) AS stamp,
  name,
  argMax(said.value, (said.occurred_at, said.value)) AS value,
  max(said.occurred_at) AS at
FROM trait_said AS said
WHERE stamp IN ${ids(stamps)} AND name IN ${[...names]} AND NOT startsWith(source, 'enrich:')
GROUP BY said.stamp, name
HAVING value != ''`,
});

/** What the newest event that has it came with. */
export const toldContexts = query({
  name: "listen.enrich.contexts",
  row: ToldRow,
  branches: { plain: { stamps: ["1"], names: ["context.ip"] } },
  sql: ({ stamps, names }: ToldParams) => sql`WITH
carried AS (
  SELECT customer_id AS stamp, occurred_at, name, properties[name] AS value
  FROM event_log
  ARRAY JOIN ${[...names]} AS name
  WHERE customer_id IN ${ids(stamps)} AND import_id = 0 AND value != ''
)
SELECT
  toString(carried.stamp) AS stamp,
  name,
  argMax(carried.value, (carried.occurred_at, carried.value)) AS value,
  max(carried.occurred_at) AS at
FROM carried
GROUP BY carried.stamp, name`,
});

/** What a source has said of these customers last; a trait that it took away has the value ''. */
export const present = query({
  name: "listen.enrich.present",
  row: ToldRow,
  branches: { plain: { stamps: ["1"], source: "enrich:phone" } },
  sql: ({ stamps, source }: { readonly stamps: readonly string[]; readonly source: string }) => sql`SELECT
  toString(said.stamp) AS stamp,
  name,
  argMax(said.value, (said.occurred_at, said.value)) AS value,
  max(said.occurred_at) AS at
FROM trait_said AS said
WHERE stamp IN ${ids(stamps)} AND source = ${source}
GROUP BY said.stamp, name`,
});

/** How many customers have a trait of each hook or attached table. */
export const enriched = query({
  name: "listen.enrich.enriched",
  row: Type.Object({ source: Type.String(), customers: Type.Integer() }),
  branches: { plain: {} },
  sql: (_: object) => sql`WITH
standing AS (
  SELECT customer_id, name, source, argMax(said.value, said.occurred_at) AS last
  FROM trait_said AS said
  WHERE startsWith(source, 'enrich:')
  GROUP BY customer_id, name, source
)
SELECT source, uniqExact(customer_id) AS customers
FROM standing
WHERE last != ''
GROUP BY source`,
});

interface AllowedParams {
  readonly stamps: readonly string[];
  readonly purpose: string;
  readonly channel: string;
  readonly at: Date;
}

/** Which of these stamps are people whom data may reach for a purpose by a channel. */
export const allowed = query({
  name: "listen.enrich.allowed",
  row: Type.Object({ stamp: Type.String() }),
  branches: { plain: { stamps: ["1"], purpose: "marketing", channel: "email", at: new Date(0) } },
  sql: ({ stamps, purpose, channel, at }: AllowedParams) => sql`WITH
asked AS (
  SELECT stamp, any(customer_id) AS person
  FROM identifier_seen
  WHERE stamp IN ${ids(stamps)}
  GROUP BY stamp
)
SELECT toString(asked.stamp) AS stamp
FROM asked
WHERE person IN ${allowedSql(purpose, channel, at)}`,
});

export const enrichQueries = [touched, news, toldIdentifiers, toldTraits, toldContexts, present, enriched, allowed];
