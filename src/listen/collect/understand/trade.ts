// What an event says of money and goods: order, revenue, currency, product lines.
import type { TrackedEvent } from "../event.ts";
import { definitionOf } from "./events.ts";
import { amountOf } from "./money.ts";
import { isObject, type Json, listOf, textOf } from "./read.ts";

/** A product line as the table has it. */
export interface Line {
  readonly line: number;
  readonly id: string;
  readonly name: string;
  /** In thousandths. */
  readonly quantity: number;
  /** In ten-thousandths. */
  readonly price: number;
}

export interface Trade {
  readonly order_id: string;
  /** In ten-thousandths; negative when it was given back. */
  readonly revenue: number;
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly flags: readonly string[];
}

interface Goods {
  readonly lines: readonly Line[];
  /** Price x quantity over all lines, in ten-thousandths. */
  readonly worth: number;
  readonly bad: boolean;
}

const mostLines = 1_000;

/** Nothing in it ever sinks an event: what cannot be read is flagged, and stays as it came in the event's body. */
export function tradeOf({ type, name, properties }: TrackedEvent): Trade {
  const definition = type === "track" ? definitionOf(name) : undefined;
  const back = definition?.money === "out";
  const flags: string[] = [];
  const listed = listOf(properties.products);
  const goods =
    definition?.products === "one" && listed.length === 0
      ? goodsOf(productIdOf(properties) === "" ? [] : [properties], back)
      : goodsOf(type === "track" ? listed : [], back);
  if (goods.bad) flags.push("bad_product");
  const revenue = type === "track" ? revenueOf(definition?.money, properties, goods, flags) : 0;
  const currency = textOf(properties.currency, 20).toUpperCase();
  const known = /^[A-Z]{3}$/.test(currency);
  if (currency !== "" && !known) flags.push("bad_currency");
  return {
    order_id: type === "track" ? textOf(properties.order_id ?? properties.orderId) : "",
    revenue: revenue,
    currency: known ? currency : "",
    lines: goods.lines,
    flags,
  };
}

// The column holds money that moved: of orders their revenue, of a refund what was given back. A cart's or a
// checkout's sum is none. An event that nobody defined moves money where it says so.
function revenueOf(money: "in" | "out" | "none" | undefined, properties: Json, goods: Goods, flags: string[]): number {
  if (money === "none") return 0;
  const sums = money === undefined ? [properties.revenue] : [properties.revenue, properties.total, properties.value];
  const said = sums.find((value) => value !== undefined && value !== null && value !== "");
  if (said === undefined) {
    if (money === undefined) return 0;
    if (goods.lines.length === 0) flags.push("no_revenue");
    return money === "out" ? 0 - Math.abs(goods.worth) : goods.worth;
  }
  const amount = amountOf(said);
  if (amount === undefined) flags.push("bad_revenue");
  return money === "out" ? 0 - Math.abs(amount ?? 0) : (amount ?? 0);
}

function productIdOf(product: Json): string {
  return textOf(product.product_id ?? product.productId ?? product.sku ?? product.id);
}

function goodsOf(products: readonly unknown[], back: boolean): Goods {
  const lines: Line[] = [];
  let worth = 0;
  let bad = products.length > mostLines;
  for (const product of products.slice(0, mostLines)) {
    if (!isObject(product)) {
      bad = true;
      continue;
    }
    const quantity = product.quantity === undefined ? 1_000 : amountOf(product.quantity, 3);
    const price = product.price === undefined ? 0 : amountOf(product.price);
    const pieces = quantity === undefined ? 1_000 : back ? -Math.abs(quantity) : quantity;
    bad ||= quantity === undefined || price === undefined;
    worth += ((price ?? 0) * pieces) / 1_000;
    lines.push({
      line: lines.length + 1,
      id: productIdOf(product),
      name: textOf(product.name),
      quantity: pieces,
      price: price ?? 0,
    });
  }
  // Lines that are worth more than any order add up to none.
  const possible = Math.abs(worth) <= 1e13;
  return { lines, worth: possible ? Math.round(worth) : 0, bad: bad || !possible };
}
