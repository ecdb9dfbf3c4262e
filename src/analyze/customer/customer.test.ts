// The list reconciles with the metrics it stands behind; pages have no gaps; one customer's page tells the story.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Context, CustomerQuery, CustomerRow } from "#contract";
import { type Engines, sql } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, forgetEvents, order, orderHistories } from "../../../tests/orders.ts";
import { metricAnswer } from "../metric/answer.ts";
import { orderMetrics } from "../metric/registry.orders.ts";
import { saidMetrics } from "../metric/registry.said.ts";
import { customer } from "./customer.ts";
import { customerPage } from "./list.ts";
import { timeline } from "./timeline.ts";

let context: Context<Engines>;

beforeAll(async () => {
  context = testContext(await testEngines(), "Europe/Warsaw");
});

async function everybody(query: CustomerQuery): Promise<CustomerRow[]> {
  const rows: CustomerRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await customerPage(context, { ...query, limit: 3, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    expect(page.rows.length === 0 || page.total > 0).toBe(true);
    cursor = page.next_cursor;
  }
  return rows;
}

const period = { from: "2023-12-10", to: "2024-04-05" };

describe("the customers behind a metric", () => {
  test("are as many as it counts, and their orders and revenue sum to its own", async () => {
    const known = orderHistories().map((orders) => orders.map((each) => ({ ...each, customer: each.customer + 1 })));
    const anyMetric = fc.constantFrom(
      ...[...orderMetrics, ...saidMetrics].filter(({ behind }) => behind !== null).map(({ id }) => id),
    );
    await fc.assert(
      fc.asyncProperty(known, anyMetric, async (orders, metric) => {
        await forgetEvents(context.engines);
        await deliver(context.engines, orders);
        const rows = await everybody({ metric, ...period });
        const answer = await metricAnswer(context, metric, period);
        const { value, n } = answer.total;
        const sum = (of: (row: CustomerRow) => number) => rows.reduce((total, row) => total + of(row), 0);
        expect(new Set(rows.map(({ customer_id }) => customer_id)).size).toBe(rows.length);
        const expected: Record<string, readonly [number | boolean, number | boolean | null]> = {
          revenue_net: [sum((row) => row.revenue_minor), value],
          revenue_gross: [sum((row) => row.revenue_minor + row.refunds_minor), value],
          refund_rate: [rows.every(({ refunds_minor }) => refunds_minor > 0), true],
          repeat_purchase_rate: [rows.length, Math.round((value ?? 0) * n)],
          orders: [sum((row) => row.orders), value],
          aov: [sum((row) => row.orders), n],
        };
        // Nobody says anything here: said.test.ts tells who stands behind what was said.
        const [listed, counted] = expected[metric] ?? [rows.length, value ?? 0];
        expect(listed, metric).toBe(counted);
      }),
      { numRuns: 12 },
    );
  });
});

describe("a shop with three customers", () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`);

  beforeAll(async () => {
    await forgetEvents(context.engines);
    await deliver(context.engines, [
      order({
        order_id: "10",
        customer: 1,
        at: at("2024-01-05"),
        cents: 10_000,
        lines: [{ product: "Tea", quantity: 2, cents: 5_000 }],
      }),
      order({
        order_id: "10",
        customer: 1,
        at: at("2024-01-20"),
        cents: -5_000,
        lines: [{ product: "Tea", quantity: 1, cents: 5_000 }],
      }),
      order({ order_id: "11", customer: 1, at: at("2024-03-05"), cents: 2_000 }),
      order({ order_id: "12", customer: 2, at: at("2024-02-05"), cents: 3_000 }),
    ]);
    const seen = "2024-01-01T00:00:00Z";
    const stamps = { source: "shop", first_seen_at: seen, received_at: seen };
    await context.engines.clickhouse.insert("identifier_log", [
      { customer_id: 1, kind: "email", value: "ada@example.com", ...stamps },
      { customer_id: 2, kind: "user_id", value: "C-2", ...stamps },
      { customer_id: 2, kind: "email", value: "zoe@example.com", ...stamps },
      { customer_id: 3, kind: "email", value: "bo@example.com", ...stamps },
    ]);
    await context.engines.clickhouse.insert("trait_log", [
      { customer_id: 1, name: "name", value: "Ada Lovelace", source: "shop", occurred_at: seen },
      { customer_id: 1, name: "city", value: "London", source: "shop", occurred_at: seen },
      { customer_id: 3, name: "first_name", value: "Bo", source: "shop", occurred_at: seen },
      { customer_id: 3, name: "lastName", value: "Berg", source: "sdk", occurred_at: seen },
    ]);
    return async () => {
      await context.engines.clickhouse.run("forget", sql`TRUNCATE TABLE identifier_log`);
      await context.engines.clickhouse.run("forget", sql`TRUNCATE TABLE trait_log`);
    };
  });

  test("lists them by the best name at hand, also who never bought", async () => {
    const { rows, total } = await customerPage(context, { sort: "label" });
    expect(total).toBe(3);
    expect(rows.map(({ label, orders, revenue_minor, abc }) => ({ label, orders, revenue_minor, abc }))).toEqual([
      { label: "Ada Lovelace", orders: 2, revenue_minor: 7_000, abc: "A" },
      { label: "Bo Berg", orders: 0, revenue_minor: 0, abc: null },
      { label: "C-2", orders: 1, revenue_minor: 3_000, abc: "A" },
    ]);
  });

  test("sorts by every column both ways, with pages that join", async () => {
    for (const sort of ["revenue", "orders", "aov", "first_order", "last_order", "label"] as const) {
      const down = (await everybody({ sort, order: "desc" })).map(({ customer_id }) => customer_id);
      const up = (await everybody({ sort, order: "asc" })).map(({ customer_id }) => customer_id);
      expect(down.toSorted(), sort).toEqual(["1", "2", "3"]);
      expect(up, sort).toEqual(down.toReversed());
    }
  });

  test("finds by a part of a name or an identifier, whatever the case", async () => {
    const found = async (search: string) => (await customerPage(context, { search })).rows.map(({ label }) => label);
    expect(await found("lovel")).toEqual(["Ada Lovelace"]);
    expect(await found("ZOE@")).toEqual(["C-2"]);
    expect(await found("бо берг")).toEqual(["Bo Berg"]);
    expect(await found("nobody")).toEqual([]);
  });

  test("tells who one customer is, and what happened, newest first", async () => {
    const ada = await customer(context, "1");
    expect(ada).toMatchObject({
      label: "Ada Lovelace",
      orders: 2,
      revenue_minor: 7_000,
      aov_minor: 3_500,
      refunds_minor: 5_000,
      first_order_at: "2024-01-05T12:00:00.000Z",
      identifiers: [{ kind: "email", value: "ada@example.com", sources: ["shop"] }],
      traits: [{ name: "city", value: "London" }, { name: "name" }],
      revenue_by_month: [
        { month: "2024-01-01", revenue_minor: 5_000 },
        { month: "2024-02-01", revenue_minor: 0 },
        { month: "2024-03-01", revenue_minor: 2_000 },
      ],
    });
    const first = await timeline(context, "1", { limit: 2 });
    expect(first.entries.map(({ order_id, name }) => `${name} ${order_id}`)).toEqual([
      "Order Completed 11",
      "Order Refunded 10",
    ]);
    const second = await timeline(context, "1", { limit: 2, cursor: first.next_cursor ?? "" });
    expect(second.entries).toMatchObject([
      { products: [{ id: "Tea", name: "Product Tea", quantity: 2, price_minor: 5_000, amount_minor: 10_000 }] },
    ]);
    expect(second.next_cursor).toBeNull();
  });

  test("knows nobody who was never seen", async () => {
    await expect(customer(context, "999")).rejects.toMatchObject({ status: 404, code: "unknown_customer" });
    await expect(customerPage(context, { cursor: "nonsense" })).rejects.toMatchObject({ code: "bad_cursor" });
    await expect(customerPage(context, { metric: "weather" })).rejects.toMatchObject({ code: "unknown_metric" });
  });
});
