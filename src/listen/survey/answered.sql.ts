// Whether somebody has answered a survey by a personal link.
import { Type } from "typebox";
import { ofCustomers, type Query, query, sql } from "#storage";

interface Params {
  readonly customer_id: string;
  readonly event_id: string;
}

const Row = Type.Object({ answers: Type.Integer() });

/** How many events of this id the customer has: none, or one. */
export const answeredQuery: Query<Params, typeof Row> = query({
  name: "listen.survey.answered",
  row: Row,
  branches: { plain: { customer_id: "1", event_id: "1" } },
  sql: ({ customer_id, event_id }) => sql`SELECT count() AS answers
FROM event
WHERE ${ofCustomers([customer_id])} AND event.id = toUInt128(${event_id})`,
});
