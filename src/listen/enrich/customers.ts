// How many customers have traits of each hook: counted over all words on traits, so not for every look at the page.
import { snapshot } from "../snapshot.ts";
import { enriched } from "./enrich.sql.ts";

/** Customers by source, half a minute old at most; told to be forgotten when a hook of this process has told something. */
export const customersBySource = snapshot(async ({ clickhouse }): Promise<ReadonlyMap<string, number>> => {
  const rows = await enriched(clickhouse, {});
  return new Map(rows.map(({ source, customers }) => [source, customers]));
}, 30_000);
