// Under which ids of the log one customer's notes may stand.
import { Type } from "typebox";
import { type Engines, query, sql } from "#storage";

/** Ids of the log that are the same person as this one, itself among them. */
export const samePerson = query({
  name: "listen.note.same_person",
  row: Type.Object({ id: Type.String() }),
  branches: { plain: { customer_id: "1" } },
  sql: ({ customer_id }: { readonly customer_id: string }) => sql`WITH
  toUInt64(${customer_id}) AS asked,
  dictGetOrDefault('alias_of', 'customer_id', asked, asked) AS person
SELECT toString(stamp) AS id
FROM alias FINAL
WHERE alias.customer_id = person
UNION DISTINCT
SELECT arrayJoin([toString(asked), toString(person)]) AS id`,
});

/** All ids of the log that are this customer. */
export async function idsOf(engines: Engines, customer_id: string): Promise<readonly string[]> {
  const rows = await samePerson(engines.clickhouse, { customer_id });
  return rows.map(({ id }) => id);
}
