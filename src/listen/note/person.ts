// Under which ids of the log one customer's notes may stand.
import type { Engines } from "#storage";

/** All ids of the log that are this customer. */
export async function idsOf(_engines: Engines, customer_id: string): Promise<readonly string[]> {
  return [customer_id];
}
