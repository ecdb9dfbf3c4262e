// Orders for tests: small random histories, and how they get into the event log.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { type Engines, sql } from "#storage";

/** An order or, with negative cents, a refund. Customer 0 is nobody known. */
export interface TestOrder {
  readonly order_id: string;
  readonly customer: number;
  readonly at: Date;
  readonly cents: number;
  readonly country: string;
  readonly source: string;
  readonly channel: string;
  /** The browser that it was made in. */
  readonly anonymous_id?: string;
  /** What the lines say; they may explain less or more than `cents`. */
  readonly lines: readonly { readonly product: string; readonly quantity: number; readonly cents: number }[];
}

/** An order with what a test does not care for filled in. */
export function order(of: Partial<TestOrder> & Pick<TestOrder, "order_id" | "customer" | "at" | "cents">): TestOrder {
  return { country: "", source: "shop", channel: "web", lines: [], ...of };
}

/** Whether it counts as a purchase: it brought money. */
export function isPurchase({ cents }: TestOrder): boolean {
  return cents > 0;
}

const cents = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 50_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: -20_000, max: -1 }) },
  { weight: 1, arbitrary: fc.constant(0) },
  // Equal amounts, so that ties are met.
  { weight: 3, arbitrary: fc.constantFrom(1_000, 2_000) },
);

/** Up to `most` orders of few customers over half a year that holds a change of clocks and the turn of a year. */
export function orderHistories(most = 40): fc.Arbitrary<TestOrder[]> {
  const one = fc.record({
    customer: fc.integer({ min: 0, max: 8 }),
    at: fc.date({ min: new Date("2023-11-01T00:00:00Z"), max: new Date("2024-05-01T00:00:00Z"), noInvalidDate: true }),
    cents,
    country: fc.constantFrom("", "PL", "DE", "FR"),
    source: fc.constantFrom("shop", "till"),
    channel: fc.constantFrom("web", "store"),
    lines: fc.array(
      fc.record({
        product: fc.constantFrom("A", "B", "C"),
        quantity: fc.integer({ min: 1, max: 5 }),
        cents: fc.integer({ min: 0, max: 900 }),
      }),
      { maxLength: 4 },
    ),
  });
  return fc
    .array(one, { minLength: 1, maxLength: most })
    .map((orders) => orders.map((each, index) => ({ ...each, order_id: `O${index}` })));
}

function row(each: TestOrder, received_at: Date) {
  const refund = each.cents < 0;
  const message_id = `${refund ? "refund" : "order"}:${each.order_id}`;
  const hash = createHash("sha256").update(`${each.source}\n${message_id}`).digest("hex").slice(0, 32);
  const at = each.at.toISOString();
  const sign = refund ? -1 : 1;
  return {
    id: BigInt(`0x${hash}`).toString(),
    source: each.source,
    message_id,
    type: "track",
    name: refund ? "Order Refunded" : "Order Completed",
    customer_id: each.customer,
    occurred_at: at,
    original_at: at,
    sent_at: at,
    received_at: received_at.toISOString(),
    channel: each.channel,
    order_id: each.order_id,
    revenue: (each.cents / 100).toFixed(2),
    currency: "EUR",
    "products.id": each.lines.map(({ product }) => product),
    "products.name": each.lines.map(({ product }) => `Product ${product}`),
    "products.quantity": each.lines.map(({ quantity }) => String(sign * quantity)),
    "products.price": each.lines.map((line) => (line.cents / 100).toFixed(2)),
    "products.line": each.lines.map((_, index) => index + 1),
    properties: each.country === "" ? {} : { country: each.country },
    identifiers: each.anonymous_id === undefined ? [] : [{ kind: "anonymous_id", value: each.anonymous_id }],
    import_id: 1,
  };
}

/** Delivers orders, as of `received_at`; delivering one again is a redelivery. */
export async function deliver(
  engines: Engines,
  orders: readonly TestOrder[],
  received_at = new Date("2024-06-01T00:00:00Z"),
): Promise<void> {
  if (orders.length > 0)
    await engines.clickhouse.insert(
      "event_log",
      orders.map((each) => row(each, received_at)),
    );
}

/** Forgets all events, so that the next history starts from nothing. */
export async function forgetEvents(engines: Engines): Promise<void> {
  await engines.clickhouse.run("forget events", sql`TRUNCATE TABLE event_log`);
}

/** The calendar day of an instant in a zone, as the platform's own calendar has it. */
export function dayIn(time_zone: string, at: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: time_zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(at);
}
