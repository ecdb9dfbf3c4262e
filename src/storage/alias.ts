// Which stamped customers make up a person: the way from a person's id to the keys of the logs.
import { type Sql, sql, typed } from "./sql.ts";

/**
 * A condition over the column `stamp` of the views `event`, `identifier_seen` and `trait_said`: rows of the given people.
 * A condition over their `customer_id` means the same and reads everything; by the stamp the engine finds them by key.
 */
export function ofCustomers(customer_ids: readonly string[]): Sql {
  const ids = typed("Array(UInt64)", customer_ids.map(BigInt));
  return sql`stamp IN (SELECT stamp FROM alias FINAL WHERE alias.customer_id IN ${ids} UNION ALL SELECT arrayJoin(${ids}))`;
}
