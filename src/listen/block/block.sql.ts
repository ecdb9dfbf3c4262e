// Which identifiers a customer is known by: what stops a customer.
import { Type } from "typebox";
import { ofCustomers, query, sql } from "#storage";

/** Every identifier that was seen for the customer. */
export const identifiersOf = query({
  name: "listen.block.identifiers",
  row: Type.Object({ kind: Type.String(), value: Type.String() }),
  branches: { plain: "1" },
  sql: (customer_id: string) => sql`SELECT DISTINCT toString(kind) AS kind, value
FROM identifier_seen
WHERE ${ofCustomers([customer_id])}
ORDER BY kind, value
LIMIT 1000`,
});
