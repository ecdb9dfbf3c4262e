// Money, goods and channels of events as the log has them.
import { describe, expect, it } from "vitest";
import type { Source } from "../source/source.ts";
import { deliveryRow } from "./row.ts";
import { understand } from "./understand.ts";

const shop: Source = { id: 1, slug: "shop", name: "Shop", kind: "site", write_key: "k", settings: {}, enabled: true };
const received_at = new Date("2026-03-01T12:00:00.000Z");
const who = { userId: "u1", messageId: "m1" };
const track = (event: string, properties: object = {}) => ({ type: "track", event, properties, ...who });

function row(raw: object, { source = shop } = {}) {
  const verdict = understand(raw, { source, received_at, batch: {}, body: JSON.stringify(raw) });
  if (verdict.is !== "ok") throw new Error(JSON.stringify(verdict));
  return deliveryRow(verdict.event, source);
}

describe("money", () => {
  const products = [
    { product_id: "S1", name: "Tea", price: 3.1, quantity: 3 },
    { sku: 17, price: "0.10" },
  ];
  const order = (properties: object) => row(track("Order Completed", { order_id: 1001, ...properties }));

  it("reads an order", () => {
    expect(order({ revenue: 19.99, total: 25, currency: "eur", products })).toMatchObject({
      order_id: "1001",
      revenue: 199900,
      currency: "EUR",
      channel: "web",
      flags: [],
      lines: [
        { line: 1, id: "S1", name: "Tea", quantity: 3000, price: 31000 },
        { line: 2, id: "17", name: "", quantity: 1000, price: 1000 },
      ],
    });
  });

  it.each([
    [{ revenue: "1,234.50" }, 12345000],
    [{ revenue: 0.1 + 0.2 }, 3000],
    [{ revenue: 1.00005 }, 10001],
    [{ total: 12 }, 120000],
    [{ products }, 94000],
    [{ revenue: 0 }, 0],
    [{ revenue: -5 }, -50000],
  ])("finds what %j is worth", (properties, revenue) => {
    expect(order(properties)).toMatchObject({ revenue, flags: [] });
  });

  it.each(["much", "12,5", "$5", Number.NaN, 1e300, "1e300", {}, [], true])("flags the revenue %j", (revenue) => {
    expect(order({ revenue })).toMatchObject({ revenue: 0, flags: ["bad_revenue"] });
  });

  it("gives back what a refund says, whole or in part", () => {
    const refund = (properties: object) => row(track("Order Refunded", { order_id: "1", ...properties }));
    expect(refund({ total: 30 }).revenue).toBe(-300000);
    expect(refund({ revenue: -30 }).revenue).toBe(-300000);
    expect(refund({ products: products.slice(0, 1) })).toMatchObject({
      revenue: -93000,
      lines: [{ quantity: -3000, price: 31000 }],
    });
    expect(refund({})).toMatchObject({ revenue: 0, flags: ["no_revenue"] });
    expect(refund({ revenue: "all" })).toMatchObject({ revenue: 0, flags: ["bad_revenue"] });
  });

  it("takes neither a cart nor a cancelled order for money, but an event that nobody defined at its word", () => {
    expect(row(track("Cart Viewed", { total: 30, products }))).toMatchObject({ revenue: 0, flags: [] });
    expect(row(track("Order Cancelled", { revenue: 30 })).revenue).toBe(0);
    expect(row(track("Subscription Renewed", { revenue: "20" })).revenue).toBe(200000);
    expect(row(track("Product Viewed", { product_id: "S1", name: "Tea", price: 3 })).lines).toHaveLength(1);
    expect(row({ type: "page", ...who, properties: { revenue: 5, order_id: "1" } })).toMatchObject({
      revenue: 0,
      order_id: "",
    });
  });

  it("drops nothing for bad products or currencies", () => {
    expect(order({ revenue: 5, currency: "euros", products: ["tea", { price: "much" }] })).toMatchObject({
      revenue: 50000,
      currency: "",
      flags: ["bad_product", "bad_currency"],
      lines: [{ line: 1, price: 0 }],
    });
  });
});

it("takes the channel that the event names, then what it implies, then its source's", () => {
  expect(row(track("Email Opened", { channel: "sms" })).channel).toBe("sms");
  expect(row(track("Email Opened")).channel).toBe("email");
  expect(row(track("Clicked")).channel).toBe("web");
  expect(row(track("Clicked"), { source: { ...shop, kind: "server", settings: { channel: "store" } } }).channel).toBe(
    "store",
  );
});
