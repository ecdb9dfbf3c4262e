// The same orders, once out of a file and once tracked, are the same numbers; and nothing else that is tracked moves one.
import { beforeAll, describe, expect, it } from "vitest";
import { dataExtent, metricAnswer, metrics, routes } from "#analyze";
import type { Context, Customer, Timeline } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../tests/context.ts";
import { testEngines } from "../tests/engines.ts";
import { type Collector, startCollector } from "./collector.ts";
import { importStory } from "./importing.ts";

interface Order {
  readonly id: string;
  readonly at: string;
  readonly user: string;
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    readonly price: number;
  }[];
}

const tea = { sku: "S1", name: "Tea", price: 3.1 };
const cup = { sku: "S2", name: "Cup", price: 7.25 };
const orders: readonly Order[] = [
  {
    id: "A1",
    at: "2024-01-05 10:00:00",
    user: "17850",
    lines: [
      { ...tea, quantity: 3 },
      { ...cup, quantity: 1 },
    ],
  },
  { id: "A2", at: "2024-02-10 12:00:00", user: "17851", lines: [{ ...tea, quantity: 1 }] },
  { id: "A3", at: "2024-02-29 23:59:59", user: "17850", lines: [{ ...cup, quantity: 10 }] },
  { id: "A4", at: "2024-03-01 00:00:00", user: "17852", lines: [{ ...tea, quantity: 7 }] },
];
/** One of the cups of A3 and the whole of A4 come back. */
const refunds: readonly Order[] = [
  { id: "A3", at: "2024-03-02 09:00:00", user: "17850", lines: [{ ...cup, quantity: 1 }] },
  { id: "A4", at: "2024-03-05 09:00:00", user: "17852", lines: [{ ...tea, quantity: 7 }] },
];

const csv = [
  "order_id,date,customer_id,sku,product,qty,price",
  ...orders.flatMap(({ id, at, user, lines }) =>
    lines.map(({ sku, name, quantity, price }) => [id, at, user, sku, name, quantity, price].join(",")),
  ),
  ...refunds.flatMap(({ id, at, user, lines }) =>
    lines.map(({ sku, name, quantity, price }) => [id, at, user, sku, name, -quantity, price].join(",")),
  ),
].join("\n");

function tracked({ id, at, user, lines }: Order, event: string): object {
  const products = lines.map(({ sku, ...line }) => ({ product_id: sku, ...line }));
  const worth = lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  return {
    type: "track",
    event,
    userId: Number(user),
    messageId: `${event}:${id}`,
    timestamp: `${at.replace(" ", "T")}Z`,
    properties: { order_id: id, revenue: worth, currency: "EUR", products },
  };
}

const noise = [
  { type: "page", name: "Home", properties: { revenue: 9, path: "/" } },
  { type: "screen", name: "Basket" },
  { type: "identify", traits: { name: "Jo", plan: "pro" } },
  { type: "track", event: "Product Viewed", properties: { product_id: "S1", price: 3.1 } },
  { type: "track", event: "Cart Viewed", properties: { total: 99, products: [{ product_id: "S1", price: 99 }] } },
  { type: "track", event: "Order Cancelled", properties: { order_id: "A1", revenue: 16.55 } },
  { type: "track", event: "Subscription Renewed", properties: { revenue: 20 } },
  { type: "group", groupId: "g1", traits: { employees: 4 } },
].map((event, at) => ({ userId: "17850", timestamp: `2023-06-0${at + 1}T00:00:00Z`, ...event }));

async function send({ address, write_key }: Collector, batch: readonly object[]): Promise<void> {
  const answer = await fetch(`${address}/v1/batch`, {
    method: "POST",
    body: JSON.stringify({ writeKey: write_key, batch }),
  });
  expect(await answer.json()).toEqual({ success: true, accepted: batch.length, rejected: [] });
}

let imported: Context<Engines>;
let told: Context<Engines>;
let collector: Collector;

beforeAll(async () => {
  const engines = await testEngines();
  imported = testContext(engines);
  const story = await importStory(engines);
  expect(await story.load({ kind: "path", path: await story.write("orders.csv", csv) })).toMatchObject({
    state: "done",
    rows_rejected: 0,
  });
  collector = await startCollector();
  told = testContext(collector.engines);
  await send(collector, [
    ...orders.map((order) => tracked(order, "Order Completed")),
    ...refunds.map((order) => tracked(order, "order_refunded")),
    ...noise,
  ]);
});

async function answers(context: Context<Engines>, of: { by?: string; from?: string; to?: string }): Promise<unknown> {
  return await Promise.all(metrics.map(({ id }) => metricAnswer(context, id, { grain: "month", ...of })));
}

async function get<Reply>(context: Context<Engines>, path: string, params: object): Promise<Reply> {
  const route = routes.find((each) => each.path === path);
  const request = { params, query: {}, body: {}, headers: {}, ip: "127.0.0.1", bytes: process.stdin, context };
  const reply: ReturnType<typeof JSON.parse> = await route?.handle(request);
  return reply;
}

describe("orders that were tracked", () => {
  it.each([{}, { by: "product" }, { by: "channel" }, { from: "2024-02-01", to: "2024-03-31" }])(
    "count like those of a file: %j",
    async (of) => {
      expect(await answers(told, of)).toEqual(await answers(imported, of));
    },
  );

  it("come to 84.90 net of refunds", async () => {
    const { total } = await metricAnswer(told, "revenue_net", {});
    // 16.55 + 3.10 + 72.50 + 21.70 - 7.25 - 21.70
    expect(total.value).toBe(8_490);
  });

  it("belong to the very customers of the file", async () => {
    const lists = await Promise.all(
      [imported, told].map((context) => get<{ rows: object[] }>(context, "/api/v1/customers", {})),
    );
    const [file, track] = lists.map(({ rows }) => rows.map((row) => ({ ...row, label: "" })));
    expect(track).toEqual(file);
  });

  it("stand in the customer's history among everything else that happened", async () => {
    const { rows } = await get<{ rows: Customer[] }>(told, "/api/v1/customers", {});
    const id = rows.find(({ label }) => label === "Jo")?.customer_id ?? "";
    const { entries } = await get<Timeline>(told, "/api/v1/customers/:id/timeline", { id });
    expect(entries.map(({ type, name, revenue_minor }) => [type, name, revenue_minor])).toEqual([
      ["track", "Order Refunded", -725],
      ["track", "Order Completed", 7_250],
      ["track", "Order Completed", 1_655],
      ["group", "", 0],
      ["track", "Subscription Renewed", 2_000],
      ["track", "Order Cancelled", 0],
      ["track", "Cart Viewed", 0],
      ["track", "Product Viewed", 0],
      ["identify", "", 0],
      ["screen", "Basket", 0],
      ["page", "Home", 0],
    ]);
  });

  it("are the only events that say from when to when there is revenue", async () => {
    const { period } = await metricAnswer(told, "revenue_net", {});
    expect(period).toMatchObject({ from: "2024-01-05", to: "2024-03-05" });
    expect(await dataExtent(told.engines, "UTC")).toMatchObject({ first_day: "2023-06-01", customers: 3 });
  });
});
