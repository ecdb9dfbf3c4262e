// Members put in and taken out by a person: a word that stands over all that calls, imports and rules tell.
import { type Context, ProblemError } from "#contract";
import type { Engines } from "#storage";
import { touched } from "../touch.ts";
import { accountKind, customerKnown } from "./household.sql.ts";

let words = 0;

/** Greater for each word of this process, and by its time for those of others. */
function wordId(now: Date): string {
  words = (words + 1) % 1_000;
  return String(now.getTime() * 1_000 + words);
}

function requireId(id: string, what: string): void {
  if (BigInt(id) < 1n || BigInt(id) >= 2n ** 64n)
    throw new ProblemError(404, `unknown_${what}`, `There is no ${what} ${id}`);
}

/**
 * Says by hand who belongs to an account, or does not.
 * @throws {ProblemError} 404 unknown_account, unknown_customer
 */
export async function sayMember(
  { engines, caller, now, signal }: Context<Engines>,
  account_id: string,
  customer_id: string,
  change: "put_in" | "taken_out",
): Promise<void> {
  const { clickhouse } = engines;
  requireId(account_id, "account");
  requireId(customer_id, "customer");
  const [[account], [customer]] = await Promise.all([
    accountKind(clickhouse, { account_id }, { signal }),
    customerKnown(clickhouse, { customer_id }, { signal }),
  ]);
  if (!account) throw new ProblemError(404, "unknown_account", `There is no account ${account_id}`, "id");
  if (!customer || customer.known === 0)
    throw new ProblemError(404, "unknown_customer", `There is no customer ${customer_id}`, "customer_id");
  const at = now();
  const row = { account_id, customer_id, change, id: wordId(at), ...account, source: "", cause: "hand" };
  // Whoever says nothing of himself is still somebody.
  const said_by = caller?.name || "hand";
  await clickhouse.insert("account_member_log", [
    { ...row, said_by, occurred_at: at.toISOString(), version: at.getTime() },
  ]);
  touched(engines, [customer_id]);
}
