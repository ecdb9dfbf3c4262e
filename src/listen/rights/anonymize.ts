// What may stay of an erased person's orders: amounts, time and products, as nobody's.
import { randomBytes } from "node:crypto";
import { type Static, Type } from "typebox";
import { type Engines, sql } from "#storage";

/** By what the orders of one erasure are made anew: random, and forgotten with the end of the erasure. */
export const Disguise = Type.Object({ customer_id: Type.String(), key: Type.Array(Type.String()) });
export type Disguise = Static<typeof Disguise>;

/** A disguise that nobody has seen. */
export function newDisguise(): Disguise {
  const number = () => randomBytes(8).readBigUInt64LE().toString();
  return { customer_id: number(), key: [number(), number()] };
}

/**
 * Writes the person's orders anew: under a random customer, with ids that follow from the old ones only by the
 * disguise's key; without texts, identifiers, properties, consents, group and file. Doing it again writes the same rows,
 * which collapse.
 */
export async function anonymizeOrders(
  { clickhouse }: Engines,
  stamps: readonly string[],
  disguise: Disguise,
): Promise<void> {
  const [first = "0", second = "0"] = disguise.key;
  const key = sql`(toUInt64(${first}), toUInt64(${second}))`;
  const hidden = (text: ReturnType<typeof sql>) => sql`lower(hex(sipHash128Keyed(${key}, ${text})))`;
  await clickhouse.run(
    "listen.rights.anonymize",
    sql`INSERT INTO event_log (
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, version, channel,
  order_id, revenue, currency, products.id, products.name, products.quantity, products.price, products.line, flags
)
SELECT
  reinterpretAsUInt128(sipHash128Keyed(${key}, toString(found.id))),
  source,
  concat('anonymous:', ${hidden(sql`toString(found.id)`)}),
  type,
  name,
  toUInt64(${disguise.customer_id}),
  occurred_at,
  occurred_at,
  occurred_at,
  occurred_at,
  version,
  channel,
  if(order_id = '', '', ${hidden(sql`order_id`)}),
  revenue,
  currency,
  products.id,
  products.name,
  products.quantity,
  products.price,
  arrayMap(place -> toUInt32(place), arrayEnumerate(products.id)),
  ['anonymous']
FROM event_log AS found FINAL
WHERE
  found.customer_id IN arrayMap(stamp -> toUInt64(stamp), ${stamps})
  AND name IN ('Order Completed', 'Order Refunded')`,
    { timeout_ms: 3_600_000 },
  );
}
