// Who an identifier names: the same hash by which an event's customer is named.
import { Type } from "typebox";
import { query, sql } from "#storage";

/** The customer that an identifier names when it is an event's strongest. */
export const customerOf = query({
  name: "listen.live.customer",
  row: Type.Object({ customer_id: Type.String() }),
  branches: { plain: { kind: "email", value: "anna@example.org" } },
  sql: ({ kind, value }: { readonly kind: string; readonly value: string }) =>
    sql`SELECT toString(sipHash64(${kind}, ${value})) AS customer_id`,
});
