// Tombstones as the engine of events knows them: whether an identifier is an erased person's, and which there are.
import { Type } from "typebox";
import { query, type Sql, sql } from "#storage";

/** How many tombstones there are and when the last was set or lifted: the list is only read again when that changes. */
export const tombstoneState = query({
  name: "listen.rights.tombstone_state",
  row: Type.Object({ tombstones: Type.Integer(), changed_at: Type.String() }),
  branches: { plain: null },
  sql: (_: null) => sql`SELECT count() AS tombstones, toString(max(tombstone.changed_at)) AS changed_at FROM tombstone`,
});

/** The hashes that stop. */
export const tombstoneHashes = query({
  name: "listen.rights.tombstone_hashes",
  row: Type.Object({ hash: Type.String() }),
  branches: { plain: null },
  sql: (_: null) => sql`SELECT hash FROM tombstone FINAL WHERE NOT lifted`,
});

/** What of an identifier is hashed: the same as `spelled` of tombstone.ts. */
function spelled(kind: string, value: Sql): Sql {
  const plain = kind === "phone" ? sql`replaceRegexpAll(${value}, '[^0-9]', '')` : sql`trimBoth(${value})`;
  return sql`if(position(${value}, '@') > 0, concat('email\\n', lower(trimBoth(${value}))), concat(${kind}, '\\n', ${plain}))`;
}

/** Whether that value is an identifier of somebody who was erased. `key` is the workspace's secret. */
export function isErased(kind: string, value: Sql, key: string): Sql {
  return sql`lower(hex(HMAC('sha256', ${spelled(kind, value)}, ${key}))) IN (SELECT hash FROM tombstone FINAL WHERE NOT lifted)`;
}
