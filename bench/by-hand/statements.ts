// The questions of the metric registry as a person would write them, one statement each: by month of 2024, and in total.
// Rows are (month, is_total, value); days are UTC's. Nothing is bound, so that DuckDB reads the same text.
import type { Sql } from "#storage";
import { asking, type Dialect } from "./ask.ts";
import { byCost, bySale, byVisit } from "./marketing.ts";
import { byOrders, byValue } from "./orders.ts";
import { byGaps, byStanding, bySubscription } from "./retention.ts";
import { bySaying, byTicket } from "./said.ts";

const topics = [byOrders, byValue, byStanding, byGaps, bySubscription, bySaying, byTicket, byCost, byVisit, bySale];

/** Statements by metric, over a log and in a dialect. */
export function byHand(from: Sql, say: Dialect): Readonly<Record<string, Sql>> {
  const ask = asking(from, say);
  return Object.fromEntries(topics.flatMap((topic) => Object.entries<Sql>(topic(ask))));
}
