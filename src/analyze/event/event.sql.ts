// The event log as a file: one row an event, an order with its products.
import { Type } from "typebox";
import { query, sql } from "#storage";
import { within, type ZonedDays } from "../sql.ts";

/** The period's events in the order in which they happened; ids as text, amounts in the currency's major units. */
export const eventFileQuery = query({
  name: "analyze.event.file",
  row: Type.Object({
    id: Type.String(),
    occurred_at: Type.String(),
    name: Type.String(),
    customer_id: Type.String(),
    source: Type.String(),
    channel: Type.String(),
    order_id: Type.String(),
    revenue: Type.Number(),
    currency: Type.String(),
    product_ids: Type.Array(Type.String()),
    product_names: Type.Array(Type.String()),
    quantities: Type.Array(Type.Number()),
    prices: Type.Array(Type.Number()),
    properties: Type.Record(Type.String(), Type.String()),
  }),
  branches: { plain: { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" } },
  sql: (period: ZonedDays) => sql`SELECT
  toString(id) AS id,
  occurred_at,
  name,
  toString(customer_id) AS customer_id,
  source,
  channel,
  order_id,
  revenue,
  currency,
  products.id AS product_ids,
  products.name AS product_names,
  products.quantity AS quantities,
  products.price AS prices,
  properties
FROM event
WHERE ${within(period)}
ORDER BY event.occurred_at, event.id`,
});
