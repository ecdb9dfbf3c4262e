// Labels of the customers on one page of a list.
import type { ClickHouse, RunOptions } from "#storage";
import { labelsQuery } from "./label.sql.ts";

/** The best name of each given customer, by id; who has none is absent. */
export async function labelsOf(
  clickhouse: ClickHouse,
  customer_ids: readonly string[],
  options?: RunOptions,
): Promise<ReadonlyMap<string, string>> {
  if (customer_ids.length === 0) return new Map();
  const rows = await labelsQuery(clickhouse, { customer_ids }, options);
  return new Map(rows.map(({ customer_id, label }) => [customer_id, label]));
}
