// Who is on a list, and whom identifiers out of a file belong to.
import { Type } from "typebox";
import { query, sql } from "#storage";
import { membersOf } from "./size.sql.ts";

/** Everybody who is on a list. */
export const listedQuery = query({
  name: "analyze.segment.listed",
  row: Type.Object({ customer_id: Type.String() }),
  branches: { plain: { id: "vip" } },
  sql: ({ id }: { readonly id: string }) => sql`SELECT toString(listed.customer_id) AS customer_id
FROM (${membersOf(id)}) AS listed`,
});

/** Who bears each of some identifiers, written in small letters; one may belong to several people. */
export const bearersQuery = query({
  name: "analyze.segment.bearers",
  row: Type.Object({ value: Type.String(), customer_ids: Type.Array(Type.String()) }),
  branches: { plain: { values: ["anna@example.com", "+48501234567"] } },
  sql: ({ values }: { readonly values: readonly string[] }) => sql`SELECT
  lowerUTF8(identifier_seen.value) AS value,
  groupUniqArray(toString(customer_id)) AS customer_ids
FROM identifier_seen
WHERE lowerUTF8(identifier_seen.value) IN ${[...values]} AND customer_id != 0
GROUP BY value`,
});
