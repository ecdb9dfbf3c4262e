// Many event leaves of one question on the real engine: each measures its own events, and the clock is the earliest of all.
import { beforeAll, expect, test } from "vitest";
import type { Condition, Context } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen, know } from "../../../tests/people.ts";
import { changesQuery } from "../segment/evaluate.sql.ts";
import { preview, why } from "./condition.ts";

type EventLeaf = Extract<Condition, { kind: "event" }>;

let context: Context<Engines>;
const now = new Date("2024-06-01T00:00:00Z");
const day_ms = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day_ms);

beforeAll(async () => {
  context = testContext(await testEngines(), "Europe/Warsaw");
  const { engines } = context;
  await know(engines, [1, 2], ago(400));
  await happen(engines, [
    { customer: 1, name: "Order Completed", at: ago(40), revenue: 100, properties: { city: "Łódź" } },
    { customer: 1, name: "Order Completed", at: ago(10), revenue: 50, properties: { city: "Gdańsk" } },
    { customer: 1, name: "Order Completed", at: ago(9), revenue: 30, properties: { city: "Łódź" } },
    { customer: 1, name: "Product Added", at: ago(3) },
    { customer: 1, name: "Segment Entered", at: ago(2) },
    { customer: 1, name: "Order Completed", at: ago(-0.5), revenue: 7 },
  ]);
});

const leaf = (more: Partial<EventLeaf>): EventLeaf => ({
  kind: "event",
  event: "Order Completed",
  window: { kind: "ever" },
  measure: { of: "count" },
  test: { op: "at_least", value: 1 },
  ...more,
});
const last = (amount: number) => ({ kind: "last", amount, unit: "day" }) as const;
const of = (measure: "sum" | "mean" | "least" | "greatest") => ({ of: measure, property: "revenue" }) as const;
const lodz = [{ property: "city", test: { op: "is", values: ["Łódź"] } }] as const satisfies EventLeaf["where"];
const at_most = (value: number) => ({ op: "at_most", value }) as const;

// What is there for the first customer and for the second, of whom nothing is, by hand.
const table: readonly [EventLeaf, string | null, string | null][] = [
  [leaf({}), "3", "0"],
  [leaf({ window: last(30) }), "2", "0"],
  [leaf({ where: [...lodz] }), "2", "0"],
  [leaf({ where: [...lodz], window: last(30) }), "1", "0"],
  [leaf({ event: "" }), "4", "0"],
  [leaf({ event: "", where: [...lodz] }), "2", "0"],
  [leaf({ event: "Segment Entered" }), "1", "0"],
  [leaf({ measure: { of: "days" } }), "3", "0"],
  [leaf({ measure: { of: "since_first" }, test: at_most(50) }), "40", null],
  [leaf({ measure: { of: "since_last" }, test: at_most(50) }), "9", null],
  [leaf({ measure: { of: "since_last" }, where: [...lodz], window: last(5) }), null, null],
  [leaf({ measure: of("sum") }), "180", "0"],
  [leaf({ measure: of("sum"), where: [...lodz] }), "130", "0"],
  [leaf({ measure: of("mean") }), "60", null],
  [leaf({ measure: of("least") }), "30", null],
  [leaf({ measure: of("greatest"), window: last(30) }), "50", null],
  [leaf({ measure: { of: "sum", property: "city" } }), "0", "0"],
  [leaf({ window: { kind: "calendar", which: "previous", unit: "month" } }), "2", "0"],
  [leaf({ window: { kind: "between", from: "2024-04-20", to: "2024-04-30" } }), "1", "0"],
  [leaf({ window: { kind: "before", amount: 30, unit: "day" } }), "1", "0"],
];

test("each leaf of many measures its own events, and of nobody's nothing", async () => {
  const condition: Condition = { kind: "any", of: table.map(([each]) => each) };
  for (const [at, customer] of ["1", "2"].entries()) {
    const told = await why(context, condition, customer);
    expect(told.steps.slice(1).map(({ actual }) => actual)).toEqual(table.map((row) => row[at + 1]));
  }
});

test("asked alone of everybody, each fits the same customers", async () => {
  for (const [each] of table) {
    const fitting = await Promise.all(["1", "2"].map((customer) => why(context, each, customer)));
    expect((await preview(context, each)).customers).toBe(fitting.filter(({ holds }) => holds).length);
  }
});

test("the clock changes somebody at the earliest of all windows, and nobody whom no window holds", async () => {
  const ask = async (...leaves: EventLeaf[]) => {
    const rows = await changesQuery(context.engines.clickhouse, {
      rules: leaves.map((condition, index) => ({ id: `rule_${index}`, condition })),
      customer_ids: ["1", "2"],
      stamps: ["1", "2"],
      moment: { at: now, time_zone: "Europe/Warsaw" },
      horizon: new Date("2200-01-01T00:00:00Z"),
      digits: 2,
    });
    return Object.fromEntries(rows.map(({ customer_id, due_ms }) => [customer_id, (due_ms - now.getTime()) / day_ms]));
  };
  // What was added to the cart leaves a window of five days in two, of four in one; the order to come is half a day away.
  const cart = leaf({ event: "Product Added", window: last(5) });
  expect(await ask(cart, leaf({ event: "Product Added", window: last(4) }))).toMatchObject({ "1": 1 });
  expect(await ask(cart)).toMatchObject({ "1": 2 });
  expect(await ask(cart, leaf({}))).toMatchObject({ "1": 0.5 });
  expect(await ask(cart, leaf({ window: last(12), where: [...lodz] }))).toMatchObject({ "1": 2 });
  expect(
    await ask(leaf({ event: "Product Added", window: { kind: "before", amount: 30, unit: "day" } })),
  ).toMatchObject({
    "1": 27,
  });
  // Nothing slides out of all time: the clock comes back in the year 2200.
  const never = await ask(leaf({ event: "Product Added" }));
  expect(never["1"]).toBeGreaterThan(170 * 365);
  expect(never).not.toHaveProperty("2");
});
