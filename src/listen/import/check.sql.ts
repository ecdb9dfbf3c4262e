// The dry run: what an import would make of a source, without writing anything.
import { type Static, Type } from "typebox";
import { type Mapping, minorDigits } from "#contract";
import { query, type Sql, sql } from "#storage";
import { RejectionRow, tallyStatement } from "./letter.sql.ts";
import { customerId, lineParts } from "./load.sql.ts";
import { literal } from "./names.sql.ts";
import { planOf } from "./plan.ts";
import { checkedRows, type RowInput } from "./row.sql.ts";

const columns = ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"].map(
  (name) => ({
    name,
    type: "String",
  }),
);

const mapping: Mapping = {
  rows: "order_lines",
  source: "shop",
  currency: "GBP",
  time_zone: "UTC",
  format: { format: "csv" },
  refund_order_pattern: "^C",
  columns: [
    { column: "InvoiceNo", target: { to: "order_id" } },
    { column: "StockCode", target: { to: "product_id" } },
    { column: "Quantity", target: { to: "quantity" } },
    { column: "InvoiceDate", target: { to: "occurred_at", dates: "ymd" } },
    { column: "UnitPrice", target: { to: "price" } },
    { column: "CustomerID", target: { to: "identifier", kind: "user_id" } },
    { column: "Country", target: { to: "trait", name: "country" } },
  ],
};

const structure =
  "c0 String, c1 String, c2 String, c3 String, c4 String, c5 String, c6 String, file String, line UInt64";

const example: RowInput = {
  plan: planOf(mapping, columns),
  table: sql`SELECT c0, c1, c2, c3, c4, c5, c6, file, line FROM null(${structure})`,
  latest: new Date(0),
};

/** How many rows would be taken and refused, and why, with three examples each. */
export const tally = query({
  name: "listen.import.tally",
  row: RejectionRow,
  branches: { order_lines: example },
  sql: tallyStatement,
});

const Totals = Type.Object({
  orders: Type.Integer(),
  customers: Type.Integer(),
  without_customer: Type.Integer(),
  revenue_minor: Type.Integer(),
  first_at: Type.Union([Type.String(), Type.Null()]),
  last_at: Type.Union([Type.String(), Type.Null()]),
});
export type Totals = Static<typeof Totals>;

function totalsStatement(input: RowInput): Sql {
  const { plan } = input;
  const { rows, currency } = plan.mapping;
  const { amount, refund } = lineParts(plan);
  const signed = sql`if(${refund} AND ${plan.mapping.refund_order_pattern === undefined ? sql`0` : sql`${amount} > 0`}, -(${amount}), ${amount})`;
  const worth =
    rows === "order_lines" ? signed : plan.fields.amount ? sql`assumeNotNull(amount)` : sql`toDecimal64(0, 4)`;
  const order = plan.fields.order_id ? sql`uniqExact(sipHash64(order_id))` : sql`toUInt64(0)`;
  const time = plan.occurred_at ? sql`occurred` : sql`CAST(NULL, 'Nullable(DateTime64(3, \\'UTC\\'))')`;
  return sql`WITH
  ${checkedRows(input)},
  taken AS (SELECT *, ${customerId(plan)} AS customer_id FROM checked WHERE fault = 0)
SELECT
  ${order} AS orders,
  uniqExactIf(customer_id, customer_id != 0) AS customers,
  countIf(customer_id = 0) AS without_customer,
  toInt64(round(sum(${worth}) * ${literal(10 ** minorDigits(currency))})) AS revenue_minor,
  minOrNull(${time}) AS first_at,
  maxOrNull(${time}) AS last_at
FROM taken`;
}

/** What the rows that are taken amount to. */
export const totals = query({
  name: "listen.import.totals",
  row: Totals,
  branches: { order_lines: example },
  sql: totalsStatement,
});
