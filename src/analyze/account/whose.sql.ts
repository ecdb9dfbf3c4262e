// Whose events count for an account: its members of now.
import { type Sql, sql } from "#storage";
import { isPurchase, movesRevenue, orderKey } from "../sql.ts";

/** Members of the account, as a list to stand behind IN. */
export function membersOf(account_id: string): Sql {
  return sql`(SELECT customer_id FROM account_member WHERE account_id = toUInt64(${account_id}) AND is_member)`;
}

/** Rows that move revenue of the customers in a list, each with what the metrics orders and revenue_net count by. */
export function movesOf(customers: Sql): Sql {
  return sql`SELECT customer_id, occurred_at, revenue, ${orderKey} AS order_key, ${isPurchase} AS purchase
  FROM event
  WHERE ${movesRevenue} AND customer_id IN ${customers}`;
}
