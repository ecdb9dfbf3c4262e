// People for tests of conditions and segments: events, traits and merges written as listen would write them.
import { createHash } from "node:crypto";
import type { Engines } from "#storage";

/** One event of a customer; the id follows from the customer, the name and `key`, so that the same one is a redelivery. */
export interface TestEvent {
  readonly customer: number;
  readonly name: string;
  readonly at: Date;
  readonly key?: string;
  readonly revenue?: number;
  readonly channel?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

function row({ customer, name, at, key = "", revenue = 0, channel = "web", properties = {} }: TestEvent) {
  const message_id = `${customer}:${name}:${at.getTime()}:${key}`;
  const hash = createHash("sha256").update(message_id).digest("hex").slice(0, 32);
  const time = at.toISOString();
  const order = name.startsWith("Order ") ? message_id : "";
  return {
    id: BigInt(`0x${hash}`).toString(),
    source: "shop",
    message_id,
    type: "track",
    name,
    customer_id: customer,
    occurred_at: time,
    original_at: time,
    sent_at: time,
    received_at: time,
    channel,
    order_id: order,
    revenue: revenue.toFixed(2),
    currency: "EUR",
    properties,
  };
}

/** Delivers events. */
export async function happen(engines: Engines, events: readonly TestEvent[]): Promise<void> {
  if (events.length > 0) await engines.clickhouse.insert("event_log", events.map(row));
}

/** Makes customers known by an e-mail address each. */
export async function know(engines: Engines, customers: readonly number[], at: Date): Promise<void> {
  const time = at.toISOString();
  await engines.clickhouse.insert(
    "identifier_log",
    customers.map((customer) => ({
      customer_id: customer,
      kind: "email",
      value: `c${customer}@example.com`,
      source: "shop",
      first_seen_at: time,
      received_at: time,
    })),
  );
}

/** Says a trait of a customer. */
export async function say(engines: Engines, customer: number, traits: Readonly<Record<string, string>>, at: Date) {
  const occurred_at = at.toISOString();
  await engines.clickhouse.insert(
    "trait_log",
    Object.entries(traits).map(([name, value]) => ({
      customer_id: customer,
      name,
      value,
      source: "shop",
      id: at.getTime(),
      occurred_at,
      version: at.getTime(),
    })),
  );
}
