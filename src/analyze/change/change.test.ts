// What changed, as stories counted by hand: prices that add up, noise that is left out, and the tree.
import { beforeEach, describe, expect, test } from "vitest";
import type { Caller } from "#contract";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order, type TestOrder } from "../../../tests/orders.ts";
import { addDays } from "../calendar.ts";
import type { Asker } from "../metric/answer.ts";
import { findMetric } from "../metric/registry.ts";
import { chooseTiles, forgetTiles, tilesFor } from "../tile/tile.ts";
import { changes, metricTree } from "./change.ts";
import { tree } from "./tree.ts";

let engines: Engines;
let asker: Asker;

beforeEach(async () => {
  engines = await testEngines();
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    now: () => new Date("2024-05-21T10:00:00Z"),
  };
});

/** So many orders of so much on each day from a day on, each by a customer of its own number in turn. */
function sold(from: string, days: number, orders: number, cents: number, customers: number): TestOrder[] {
  return Array.from({ length: days * orders }, (_, index) => {
    const at = new Date(`${addDays(from, index % days)}T12:00:00Z`);
    return order({ order_id: `${from} ${index}`, customer: 1 + (index % customers), at, cents });
  });
}

const may = { from: "2024-05-01", to: "2024-05-20", compare: "previous" } as const;

describe("twenty days with half as many orders again, each a fifth dearer", () => {
  beforeEach(async () => {
    // Until 30 April two orders a day of 10 euros by 4 customers; then three of 12 euros by 6.
    await deliver(engines, [...sold("2024-01-01", 121, 2, 1_000, 4), ...sold("2024-05-01", 20, 3, 1_200, 6)]);
  });

  test("moved 320 euros: 220 by orders, 100 by their size; of the orders all by customers", async () => {
    // Before: 40 orders, 400 euros. Now: 60 orders, 720 euros. (60 - 40) · 11 = 220, (12 - 10) · 50 = 100.
    const { nodes } = await metricTree(asker, may);
    const worth = Object.fromEntries(nodes.map(({ id, worth_minor }) => [id, worth_minor]));
    expect(worth).toMatchObject({ revenue_net: 32_000, orders: 22_000, aov: 10_000 });
    // Four customers with 10 orders each became six with 10 each: the frequency moved nothing.
    expect(worth).toMatchObject({ customers_active: 22_000, orders_per_customer: 0 });
    // Two are new: 2 · 10 orders · 11 euros.
    expect(worth).toMatchObject({ customers_new: 22_000, customers_returning: 0 });
    expect(nodes.find(({ id }) => id === "orders_per_customer")).toMatchObject({ metric: null, now: 10, before: 10 });
    expect(worth.nps).toBeNull();
  });

  test("are told the dearest first, each with its interval, and welcome", async () => {
    const { rows, comparison } = await changes(asker, may);
    expect(comparison).toEqual({ from: "2024-04-11", to: "2024-04-30" });
    expect(rows.slice(0, 3).map(({ metric, worth_minor, welcome }) => [metric, worth_minor, welcome])).toEqual([
      ["revenue_net", 32_000, true],
      ["orders", 22_000, true],
      ["aov", 10_000, true],
    ]);
    const [first] = rows;
    expect([first?.now, first?.before]).toEqual([72_000, 40_000]);
    expect(first?.low).toBeGreaterThan(0);
  });
});

test("what changes no more than the days do by themselves is not told", async () => {
  const noisy = sold("2024-01-01", 141, 1, 1_000, 4).map((each, index) => ({
    ...each,
    // A pattern that no week repeats.
    cents: 1_000 + ((index * 7919) % 997),
  }));
  await deliver(engines, noisy);
  const { rows } = await changes(asker, may);
  expect(rows.map(({ metric }) => metric)).not.toContain("revenue_net");
});

test("nothing is told of a period before which nothing is known", async () => {
  await deliver(engines, sold("2024-05-01", 20, 2, 1_000, 4));
  expect(await changes(asker, may)).toMatchObject({ comparison: null, rows: [] });
});

test("every node of the tree is a metric or a quotient of two, and stands below one that is there", () => {
  const seen = new Set<string>();
  for (const { id, parent, quotient } of tree) {
    for (const metric of quotient ?? [id]) expect(findMetric(metric), metric).toBeDefined();
    expect(parent === null || seen.has(parent), id).toBe(true);
    seen.add(id);
  }
});

describe("the tiles", () => {
  const ada: Caller = { kind: "user", id: "1", name: "Ada", role: "marketer" };
  const bob: Caller = { kind: "user", id: "2", name: "Bob", role: "viewer" };
  const five = ["orders", "aov", "nps", "csat", "revenue_net"];
  const chosen = async (caller: Caller) => (await tilesFor(asker, caller, may)).tiles;

  test("begin with eight that something stands behind; each chooses one's own, a marketer for everybody", async () => {
    await deliver(engines, sold("2024-05-01", 20, 2, 1_000, 4));
    const begun = await chosen(bob);
    expect(begun).toMatchObject({ of: "default" });
    expect(begun.metrics).toHaveLength(8);
    expect(begun.metrics).not.toContain("nps");
    await chooseTiles(engines, { metrics: five, everybody: true }, ada, asker.now());
    expect(await chosen(bob)).toEqual({ metrics: five, of: "workspace" });
    const own = five.toReversed();
    await chooseTiles(engines, { metrics: own, everybody: false }, bob, asker.now());
    expect(await chosen(bob)).toEqual({ metrics: own, of: "own" });
    expect(await chosen(ada)).toEqual({ metrics: five, of: "workspace" });
    await forgetTiles(engines, bob);
    expect(await chosen(bob)).toEqual({ metrics: five, of: "workspace" });
  });

  test("are refused where nobody could show them", async () => {
    const choose = (caller: Caller, metrics: string[], everybody: boolean) =>
      chooseTiles(engines, { metrics, everybody }, caller, asker.now());
    await expect(choose(ada, [...five, "luck"], false)).rejects.toMatchObject({ code: "unknown_metric" });
    await expect(choose(bob, five, true)).rejects.toMatchObject({ status: 403, field: "everybody" });
  });
});
