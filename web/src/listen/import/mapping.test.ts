// The mapping step: what a person chooses, and what is still missing.

import { describe, expect, test } from "vitest";
import type { Mapping } from "#contract";
import {
  asName,
  datesOf,
  detailName,
  lacksOf,
  optionsFor,
  targetKey,
  targetOf,
  targetsOf,
  withDates,
  withRows,
  withTargets,
} from "./mapping.ts";

const retail: Mapping = {
  rows: "order_lines",
  source: "shop",
  currency: "GBP",
  time_zone: "Europe/London",
  format: { format: "csv", delimiter: "," },
  refund_order_pattern: "^C",
  columns: [
    { column: "InvoiceNo", target: { to: "order_id" } },
    { column: "InvoiceDate", target: { to: "occurred_at", dates: "dmy" } },
    { column: "Quantity", target: { to: "quantity" } },
    { column: "UnitPrice", target: { to: "price" } },
    { column: "CustomerID", target: { to: "identifier", kind: "user_id" } },
    { column: "Country", target: { to: "property", name: "country" } },
  ],
};

describe("a column", () => {
  test("may become several things", () => {
    const mapping = withTargets(retail, "Country", ["property:country", "trait:country"]);
    expect(targetsOf(mapping, "Country").map(targetKey)).toEqual(["property:country", "trait:country"]);
  });

  test("that is given a target of another column takes it over", () => {
    const mapping = withTargets(retail, "StockCode", ["order_id"]);
    expect(targetsOf(mapping, "InvoiceNo")).toEqual([]);
    expect(targetsOf(mapping, "StockCode")).toEqual([{ to: "order_id" }]);
  });

  test("that shares identifiers or properties takes nothing from others", () => {
    const mapping = withTargets(retail, "Email", ["identifier:email"]);
    expect(targetsOf(mapping, "CustomerID").map(targetKey)).toEqual(["identifier:user_id"]);
  });

  test("can be left out", () => {
    expect(targetsOf(withTargets(retail, "Country", []), "Country")).toEqual([]);
  });

  test("that takes over the time keeps the order of dates", () => {
    expect(targetsOf(withTargets(retail, "Paid", ["occurred_at"]), "Paid")).toEqual([
      { to: "occurred_at", dates: "dmy" },
    ]);
  });

  test("is offered names made of its own name, and keeps what it has", () => {
    const mapping = withTargets(retail, "Kraj klienta", ["property:land"]);
    const keys = optionsFor(mapping, "Kraj klienta").map((option) => option.key);
    expect(keys).toContain("property:kraj_klienta");
    expect(keys).toContain("property:land");
    expect(keys).toContain("identifier:kraj_klienta");
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test("every offered word names a target and back", () => {
  for (const rows of ["order_lines", "events", "customers"] as const)
    for (const { key } of optionsFor({ ...retail, rows }, "Some Column")) {
      const target = targetOf(key, "ymd");
      expect(target === null ? null : targetKey(target)).toBe(key);
    }
  expect(targetOf("nothing", "ymd")).toBeNull();
  expect(targetOf("identifier:Bad Kind", "ymd")).toBeNull();
  expect(targetOf("property:", "ymd")).toBeNull();
});

test("names of columns become names of ours", () => {
  expect(asName("CustomerID")).toBe("customer_id");
  expect(asName("Customer ID")).toBe("customer_id");
  expect(asName("2nd address!")).toBe("nd_address");
  expect(asName("Страна")).toBe("value");
  expect(detailName("Страна доставки")).toBe("страна_доставки");
  expect(detailName("GiftWrap")).toBe("gift_wrap");
});

test("dates are read in the order that was chosen", () => {
  expect(datesOf(withDates(retail, "mdy"))).toBe("mdy");
  expect(datesOf({ ...retail, columns: [] })).toBe("ymd");
});

describe("what is missing", () => {
  test("nothing in a whole mapping but the product, which is only a warning", () => {
    expect(lacksOf(retail)).toEqual([{ level: "warning", code: "product" }]);
    expect(lacksOf(withTargets(retail, "StockCode", ["product_id"]))).toEqual([]);
  });

  test("an order needs a time, a number and money", () => {
    const codes = lacksOf({ ...retail, columns: [] })
      .filter((lack) => lack.level === "error")
      .map((lack) => lack.code);
    expect(codes).toEqual(["time", "order", "amount"]);
  });

  test("an amount alone is money enough", () => {
    const mapping = withTargets(withTargets(withTargets(retail, "Quantity", []), "UnitPrice", []), "Total", ["amount"]);
    expect(lacksOf(mapping).filter((lack) => lack.level === "error")).toEqual([]);
  });

  test("an event needs a name, of a column or of all", () => {
    const events = withRows(retail, "events");
    expect(lacksOf(events)).toContainEqual({ level: "error", code: "event_name" });
    expect(lacksOf({ ...events, event_name: "Visited" })).not.toContainEqual({ level: "error", code: "event_name" });
  });

  test("customers need an identifier, and keep nothing of orders", () => {
    const customers = withRows(retail, "customers");
    expect(customers.columns.map((entry) => entry.column)).toEqual(["InvoiceDate", "CustomerID"]);
    expect(lacksOf(customers)).toEqual([{ level: "warning", code: "trait" }]);
    expect(lacksOf({ ...customers, columns: [] })).toContainEqual({ level: "error", code: "customer" });
  });

  test("a time zone must be one", () => {
    expect(lacksOf({ ...retail, time_zone: "Mars/Olympus" })).toContainEqual({ level: "error", code: "time_zone" });
  });
});
