// What the company sells: the same for every seed.
import { hashOf, integer, type Uniform } from "./random.ts";

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** List price, minor units. */
  readonly price: number;
}

const models = "Bursztyn Mgła Zorza Fala Wrzos Szron Sosna Perła Iskra Cisza Dąb Len Kora Wydma".split(" ");
// Category, things with their usual price in PLN.
const ranges: readonly (readonly [category: string, things: readonly (readonly [thing: string, price: number])[]])[] = [
  [
    "lighting",
    [
      ["Table lamp", 169],
      ["Floor lamp", 349],
      ["Pendant lamp", 289],
      ["String lights", 59],
    ],
  ],
  [
    "textiles",
    [
      ["Curtain", 129],
      ["Blanket", 149],
      ["Cushion", 49],
      ["Rug", 399],
      ["Bed linen", 199],
    ],
  ],
  [
    "kitchen",
    [
      ["Mug", 29],
      ["Plate set", 139],
      ["Frying pan", 159],
      ["Knife set", 249],
      ["Tea towel", 25],
    ],
  ],
  [
    "furniture",
    [
      ["Chair", 379],
      ["Side table", 299],
      ["Bookcase", 749],
      ["Armchair", 999],
      ["Stool", 179],
    ],
  ],
  [
    "decoration",
    [
      ["Vase", 79],
      ["Candle", 35],
      ["Mirror", 259],
      ["Picture frame", 45],
      ["Clock", 119],
    ],
  ],
  [
    "garden",
    [
      ["Planter", 69],
      ["Lantern", 89],
      ["Garden chair", 229],
      ["Watering can", 55],
    ],
  ],
  [
    "bath",
    [
      ["Towel", 59],
      ["Bath mat", 69],
      ["Soap dish", 32],
      ["Laundry basket", 119],
    ],
  ],
  [
    "storage",
    [
      ["Box", 39],
      ["Basket", 75],
      ["Shelf", 139],
      ["Coat rack", 169],
    ],
  ],
];

/** All products, the cheapest first. */
export const catalog: readonly Product[] = ranges
  .flatMap(([category, things], range) =>
    things.flatMap(([thing, usual], at) =>
      models.slice((range + at) % 4, ((range + at) % 4) + 6).map((model, number) => ({
        id: `${category.slice(0, 2).toUpperCase()}${at + 1}${String(number + 1).padStart(2, "0")}`,
        name: `${thing} ${model}`,
        category,
        // A model's price lies within 35 % of the usual one and ends in .99.
        price: Math.round(usual * (0.65 + (hashOf(range, at, number) % 71) / 100)) * 100 - 1,
      })),
    ),
  )
  .sort((a, b) => a.price - b.price || (a.id < b.id ? -1 : 1));

const prices = catalog.map(({ price }) => price);
const last = catalog.length - 1;
export const categories: readonly string[] = ranges.map(([category]) => category);

function at(index: number): Product {
  const product = catalog[Math.min(Math.max(index, 0), last)];
  if (!product) throw new RangeError("the catalog is empty");
  return product;
}

/** Any product. */
export function anyProduct(uniform: Uniform): Product {
  return at(Math.floor(uniform() * catalog.length));
}

/** A product that is listed at about this price. */
export function productNear(uniform: Uniform, price: number): Product {
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((prices[middle] ?? 0) < price) low = middle + 1;
    else high = middle;
  }
  return at(low + integer(uniform, -6, 6));
}

/** Minor units as the files write money. */
export function money(minor: number): string {
  const sign = minor < 0 ? "-" : "";
  const whole = Math.abs(minor);
  const rest = whole % 100;
  return `${sign}${(whole - rest) / 100}.${rest < 10 ? "0" : ""}${rest}`;
}
