// The sample with its known figures, imported by the guess alone.
// Sources: UCI Machine Learning Repository #352 gives 541,909 lines, 25,900 invoices, 4,372 customers and 38 countries;
// the sums are those of the published file, counted without Kompas.

import { Type } from "typebox";
import { beforeAll, describe, expect, it } from "vitest";
import type { Check, ImportState, Preview } from "#contract";
import { type Engines, query, sql } from "#storage";
import { testEngines } from "../tests/engines.ts";
import { importStory, type Story } from "./importing.ts";

const sample = { kind: "sample" } as const;
let engines: Engines;
let story: Story;
let preview: Preview;
let check: Check;
let cancelled: ImportState;
let state: ImportState;

beforeAll(async () => {
  engines = await testEngines();
  story = await importStory(engines);
  preview = await story.preview(sample);
  check = await story.check(sample);
  cancelled = await story.cancel(sample);
  state = await story.load(sample);
});

describe("the guess", () => {
  it("maps every column of Online Retail", () => {
    expect(preview.mapping.columns).toEqual([
      { column: "InvoiceNo", target: { to: "order_id" } },
      { column: "StockCode", target: { to: "product_id" } },
      { column: "Description", target: { to: "product_name" } },
      { column: "Quantity", target: { to: "quantity" } },
      { column: "InvoiceDate", target: { to: "occurred_at", dates: "ymd" } },
      { column: "UnitPrice", target: { to: "price" } },
      { column: "CustomerID", target: { to: "identifier", kind: "user_id" } },
      { column: "Country", target: { to: "property", name: "country" } },
      { column: "Country", target: { to: "trait", name: "country" } },
    ]);
    expect(preview.mapping).toMatchObject({ rows: "order_lines", refund_order_pattern: "^C", currency: "GBP" });
    expect(preview.rows).toHaveLength(50);
  });

  it("says what the columns hold", () => {
    expect(preview.columns.map(({ type }) => type)).toEqual([
      "text",
      "text",
      "text",
      "integer",
      "date",
      "number",
      "integer",
      "text",
    ]);
  });
});

describe("the dry run", () => {
  it("knows the figures before anything is written", () => {
    expect(check).toMatchObject({
      rows: 541_909,
      accepted: 541_909,
      rejected: 0,
      orders: 25_900,
      customers: 4_372,
      without_customer: 135_080,
      revenue_minor: 974_774_793,
      first_at: "2010-12-01T08:26:00.000Z",
      last_at: "2011-12-09T12:50:00.000Z",
      already_imported: null,
    });
  });
});

const figures = query({
  name: "listen.story.figures",
  row: Type.Object({
    lines: Type.Integer(),
    invoices: Type.Integer(),
    net: Type.Number(),
    positive_lines: Type.Integer(),
    positive: Type.Number(),
  }),
  branches: {},
  sql: () => sql`SELECT
  count() AS lines,
  uniqExact(order_id) AS invoices,
  toFloat64(round(sum(quantity * price), 2)) AS net,
  countIf(quantity * price > 0 AND customer_id != 0) AS positive_lines,
  toFloat64(round(sumIf(quantity * price, quantity * price > 0 AND customer_id != 0), 2)) AS positive
FROM event
ARRAY JOIN products.quantity AS quantity, products.price AS price`,
});

const people = query({
  name: "listen.story.people",
  row: Type.Object({ customers: Type.Integer(), countries: Type.Integer(), ids: Type.Integer() }),
  branches: {},
  sql: () => sql`WITH
  known AS (SELECT uniqExact(customer_id) AS customers, uniqExact(value) AS ids FROM identifier WHERE kind = 'user_id'),
  places AS (SELECT uniqExact(properties['country']) AS countries FROM event)
SELECT customers, countries, ids FROM known CROSS JOIN places`,
});

describe("what is there afterwards", () => {
  it("is whole although the first try was cancelled in its middle", () => {
    expect(cancelled).toMatchObject({ state: "cancelled", error: null });
  });

  it("is every line, whole and once", async () => {
    expect(state).toMatchObject({
      state: "done",
      rows_total: 541_909,
      rows_accepted: 541_909,
      rows_rejected: 0,
      error: null,
    });
    const [row] = await figures(engines.clickhouse, undefined);
    expect(row).toEqual({
      lines: 541_909,
      invoices: 25_900,
      net: 9_747_747.93,
      positive_lines: 397_884,
      positive: 8_911_407.9,
    });
  });

  it("is every customer and country", async () => {
    expect((await people(engines.clickhouse, undefined))[0]).toEqual({ customers: 4_372, countries: 38, ids: 4_372 });
    expect(state.customers).toBe(4_372);
  });

  it("does not change when the same file comes again", async () => {
    const before = await story.totals();
    expect(before).toMatchObject({ orders: 25_900, revenue_minor: 974_774_793, lines: 541_909 });
    const again = await story.load(sample);
    expect(again).toMatchObject({ state: "done", rows_accepted: 541_909 });
    expect(await story.totals()).toEqual(before);
    expect((await story.check(sample)).already_imported).toBe(state.id);
  });
});
