// What the engine is asked on the way to who is who: identifiers under stamps, stamps under keys, people of stamps.
import { Type } from "typebox";
import { type Query, query, type Sql, sql, typed } from "#storage";

const ids = (values: readonly bigint[]) => typed("Array(UInt64)", values);

const some: readonly bigint[] = [1n, 2n];

const LinkRow = Type.Object({
  stamp: Type.String(),
  kind: Type.String(),
  /** As it was told. */
  value: Type.String(),
  first_seen_ms: Type.Integer(),
});

/** Every identifier under the given stamps. */
export const linksQuery: Query<readonly bigint[], typeof LinkRow> = query({
  name: "listen.identify.links",
  row: LinkRow,
  branches: { plain: some },
  sql: (stamps) => sql`SELECT
  toString(customer_id) AS stamp,
  toString(kind) AS kind,
  value,
  toUnixTimestamp64Milli(min(first_seen_at)) AS first_seen_ms
FROM identifier_log
WHERE customer_id IN ${ids(stamps)}
GROUP BY customer_id, kind, value`,
});

interface SharingParams {
  readonly keys: readonly bigint[];
  /** Stamps are told of keys that no more than so many share. */
  readonly most: number;
}

const sharing: SharingParams = { keys: some, most: 100 };

const SharingRow = Type.Object({
  key: Type.String(),
  count: Type.Integer(),
  /** Empty when too many share it. */
  stamps: Type.Array(Type.String()),
});

/** Who shares the given keys; keys that one stamp alone has are absent. */
export const sharingQuery: Query<SharingParams, typeof SharingRow> = query({
  name: "listen.identify.sharing",
  row: SharingRow,
  branches: { plain: sharing },
  sql: ({ keys, most }) => sql`WITH
pairs AS (SELECT DISTINCT key, stamp FROM identity_key WHERE key IN ${ids(keys)})
SELECT toString(pairs.key) AS key, toUInt32(count()) AS count, if(count <= ${most}, groupArray(20000)(toString(stamp)), []) AS stamps
FROM pairs
GROUP BY pairs.key
HAVING count > 1`,
});

const HolderRow = Type.Object({ stamp: Type.String() });

/** The stamps that mention any of the given keys, at most as many as a person looks at. */
export const holdersQuery: Query<readonly bigint[], typeof HolderRow> = query({
  name: "listen.identify.holders",
  row: HolderRow,
  branches: { plain: some },
  sql: (keys) => sql`SELECT DISTINCT toString(identity_key.stamp) AS stamp
FROM identity_key
WHERE key IN ${ids(keys)}
ORDER BY stamp
LIMIT 1000`,
});

const AliasRow = Type.Object({ stamp: Type.String(), customer_id: Type.String() });

/** Which people the given stamps are; whoever is alone is absent. */
export const aliasesQuery: Query<readonly bigint[], typeof AliasRow> = query({
  name: "listen.identify.aliases",
  row: AliasRow,
  branches: { plain: some },
  sql: (
    stamps,
  ) => sql`SELECT toString(alias.stamp) AS stamp, toString(argMax(alias.customer_id, version)) AS customer_id
FROM alias
WHERE alias.stamp IN ${ids(stamps)}
GROUP BY alias.stamp
HAVING customer_id != stamp`,
});

/** The stamps of the given people, those people's own left out. */
export const stampsQuery: Query<readonly bigint[], typeof AliasRow> = query({
  name: "listen.identify.stamps",
  row: AliasRow,
  branches: { plain: some },
  sql: (customer_ids) => sql`SELECT toString(alias.stamp) AS stamp, toString(alias.customer_id) AS customer_id
FROM alias FINAL
WHERE alias.customer_id IN ${ids(customer_ids)} AND alias.stamp != alias.customer_id`,
});

/** Everybody who is another than the stamp says. */
export const allAliases = sql`SELECT toString(alias.stamp) AS stamp, 'customer_id' AS kind, toString(alias.customer_id) AS value
FROM alias FINAL
WHERE alias.stamp != alias.customer_id`;

interface WholeParams {
  readonly most: number;
  readonly kinds: readonly string[];
  /** Stamps to look at besides those that share anything. */
  readonly also: readonly bigint[];
}

/** Links of all stamps that share any key with another, in the order of `inOrder`. */
export function wholeSql({ most, kinds, also }: WholeParams): Sql {
  const ranks = typed(
    "Array(UInt16)",
    kinds.map((_, rank) => rank),
  );
  const rank = sql`transform(if(kind = 'previous_id', 'anonymous_id', toString(kind)), ${kinds}, ${ranks}, toUInt16(${kinds.length}))`;
  return sql`WITH
shared AS (SELECT key FROM identity_key GROUP BY key HAVING uniqExact(identity_key.stamp) BETWEEN 2 AND ${most}),
told AS (
  SELECT customer_id, kind, value, toUnixTimestamp64Milli(min(first_seen_at)) AS first_seen_ms
  FROM identifier_log
  WHERE customer_id IN (SELECT identity_key.stamp FROM identity_key WHERE key IN (SELECT key FROM shared)) OR customer_id IN ${ids(also)}
  GROUP BY customer_id, kind, value
)
SELECT toString(customer_id) AS stamp, toString(kind) AS kind, value, first_seen_ms
FROM told
ORDER BY first_seen_ms, ${rank}, customer_id, value`;
}

const KeyRow = Type.Object({ key: Type.String() });

/** Keys that more stamps share than may. */
export const crowdedQuery: Query<number, typeof KeyRow> = query({
  name: "listen.identify.crowded",
  row: KeyRow,
  branches: { plain: 100 },
  sql: (most) => sql`SELECT toString(identity_key.key) AS key
FROM identity_key
GROUP BY identity_key.key
HAVING uniqExact(stamp) > ${most}`,
});

/** Identifiers received in a stretch of time, or all of some kinds, to be looked through. */
export function receivedSql(since: Date, until: Date): Sql {
  return sql`SELECT DISTINCT toString(customer_id) AS stamp, toString(kind) AS kind, value
FROM identifier_log
WHERE received_at > ${since} AND received_at <= ${until}`;
}

export const linkQueries = [linksQuery, sharingQuery, holdersQuery, aliasesQuery, stampsQuery, crowdedQuery];
