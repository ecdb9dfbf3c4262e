// Whose events count for an account: its members of now.
import { type Sql, sql } from "#storage";
import { isPurchase, movesRevenue, ofCustomers, orderKey } from "../sql.ts";

/** An account, and its members where they are few enough to be named: then only their part of the log is read. */
export interface Whose {
  readonly account_id: string;
  readonly customer_ids: readonly string[] | null;
}

/** A condition over view `event`: what the members of now did. */
export function ofMembers({ account_id, customer_ids }: Whose): Sql {
  if (customer_ids) return ofCustomers(customer_ids);
  return sql`customer_id IN (SELECT customer_id FROM account_member WHERE account_id = toUInt64(${account_id}) AND is_member)`;
}

/** Rows that move revenue under a condition, each with what the metrics orders and revenue_net count by. */
export function movesOf(whose: Sql): Sql {
  return sql`SELECT customer_id, occurred_at, revenue, ${orderKey} AS order_key, ${isPurchase} AS purchase
  FROM event
  WHERE ${movesRevenue} AND ${whose}`;
}
