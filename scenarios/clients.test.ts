// The clients that companies already have, unchanged but for the address: every call type arrives with its fields.

import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "#storage";
import { type Collector, type LoggedEvent, loggedEvents, startCollector } from "./collector.ts";

const order = {
  order_id: "50314b8e",
  revenue: 25.5,
  total: 27.5,
  currency: "USD",
  products: [
    { product_id: "507f1f77", sku: "45790-32", name: "Monopoly: 3rd Edition", price: 19, quantity: 1 },
    { product_id: "505bd76785", name: "UNO Card Game", price: 3.25, quantity: 2 },
  ],
};
const traits = { email: "Jo@Example.com", plan: "pro", seats: 3, address: { city: "Łódź" }, dropped: null };
const context = { page: { url: "https://shop.example/tea" }, consent: { categoryPreferences: { Ads: false } } };
const minute = (at: number) => new Date(Date.UTC(2026, 0, 1, 10, at));

/** What both clients are asked to tell, and what must stand in the log. */
const expected: readonly Partial<LoggedEvent>[] = [
  { type: "identify", identifiers: { user_id: "u1", email: "jo@example.com", anonymous_id: "a1" } },
  {
    type: "track",
    name: "Order Completed",
    order_id: "50314b8e",
    revenue: 25.5,
    currency: "USD",
    product_ids: ["507f1f77", "505bd76785"],
    properties: expect.objectContaining({ total: "27.5", "context.page.url": "https://shop.example/tea" }),
  },
  { type: "page", name: "Home", properties: expect.objectContaining({ category: "Start", path: "/" }) },
  { type: "screen", name: "Basket", properties: expect.objectContaining({ tab: "2" }) },
  {
    type: "group",
    group_id: "g1",
    identifiers: { user_id: "u1" },
    properties: expect.objectContaining({ name: "ACME", employees: "40" }),
  },
  { type: "alias", identifiers: { user_id: "u1", previous_id: "a1" } },
];

async function traitsOf({ engines }: Collector): Promise<unknown> {
  return await engines.clickhouse.rows(
    "story.traits",
    // What the client said: what enrichment adds comes by its own time.
    sql`SELECT name, value FROM trait
WHERE customer_id = sipHash64('user_id', 'u1') AND NOT startsWith(source, 'enrich:') ORDER BY name`,
  );
}

async function check(collector: Collector): Promise<void> {
  const events = await loggedEvents(collector);
  expect(events).toMatchObject(expected);
  expect(await traitsOf(collector)).toEqual([
    { name: "address", value: '{"city":"Łódź"}' },
    { name: "email", value: "Jo@Example.com" },
    { name: "plan", value: "pro" },
    { name: "seats", value: "3" },
  ]);
  for (const [at, event] of events.entries()) {
    expect(event.message_id).not.toBe("");
    expect(new Date(event.original_at)).toEqual(minute(at));
    // The client's clock is ours here: what it claims and what is reckoned differ by the way over the wire.
    expect(Math.abs(new Date(event.occurred_at).getTime() - minute(at).getTime())).toBeLessThan(60_000);
    expect(new Date(event.sent_at).getUTCFullYear()).toBe(new Date().getUTCFullYear());
  }
}

describe("@segment/analytics-node", () => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector();
  });

  it("tells everything", async () => {
    const client = new Analytics({ writeKey: collector.write_key, host: collector.address, maxRetries: 0 });
    const faults: unknown[] = [];
    client.on("error", (fault) => faults.push(fault));
    const [userId, anonymousId] = ["u1", "a1"];
    client.identify({ userId, anonymousId, traits, timestamp: minute(0) });
    client.track({ userId, event: "Order Completed", properties: order, context, timestamp: minute(1) });
    client.page({ anonymousId, category: "Start", name: "Home", properties: { path: "/" }, timestamp: minute(2) });
    client.screen({ userId, name: "Basket", properties: { tab: 2 }, timestamp: minute(3) });
    client.group({ userId, groupId: "g1", traits: { name: "ACME", employees: 40 }, timestamp: minute(4) });
    client.alias({ userId, previousId: "a1", timestamp: minute(5) });
    await client.closeAndFlush();
    expect(faults).toEqual([]);
    await check(collector);
  });
});

describe("@rudderstack/rudder-sdk-node", () => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector();
  });

  it("tells everything", async () => {
    const faults: unknown[] = [];
    const client = new RudderAnalytics(collector.write_key, {
      dataPlaneUrl: collector.address,
      errorHandler: (fault?: unknown) => faults.push(fault),
      logLevel: "error",
    });
    const [userId, anonymousId] = ["u1", "a1"];
    client.identify({ userId, anonymousId, traits, timestamp: minute(0) });
    client.track({ userId, event: "Order Completed", properties: order, context, timestamp: minute(1) });
    client.page({ anonymousId, category: "Start", name: "Home", properties: { path: "/" }, timestamp: minute(2) });
    client.screen({ userId, name: "Basket", properties: { tab: 2 }, timestamp: minute(3) });
    client.group({ userId, groupId: "g1", traits: { name: "ACME", employees: 40 }, timestamp: minute(4) });
    client.alias({ userId, previousId: "a1", timestamp: minute(5) });
    await client.flush();
    expect(faults).toEqual([]);
    await check(collector);
  });
});
