// Conditions on the real engine: who they fit, why, and at which instant, counted by hand.
import { beforeAll, describe, expect, test } from "vitest";
import type { Condition, Context } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen, know, say } from "../../../tests/people.ts";
import { preview, why } from "./condition.ts";
import { readCondition } from "./read.ts";

let context: Context<Engines>;
const now = new Date("2024-06-01T00:00:00Z");
const day_ms = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day_ms);

// Four customers: one buys often, one bought long ago, one only looked, one is known and did nothing.
beforeAll(async () => {
  context = testContext(await testEngines(), "Europe/Warsaw");
  const { engines } = context;
  await know(engines, [1, 2, 3, 4], ago(400));
  await happen(engines, [
    { customer: 1, name: "Order Completed", at: ago(40), revenue: 100, properties: { city: "Łódź" } },
    { customer: 1, name: "Order Completed", at: ago(10), revenue: 50, properties: { city: "Gdańsk" } },
    { customer: 1, name: "Order Completed", at: ago(2), revenue: 30, channel: "store" },
    { customer: 1, name: "Order Refunded", at: ago(1), revenue: -30 },
    { customer: 1, name: "Product Added", at: ago(3) },
    { customer: 2, name: "Order Completed", at: ago(100), revenue: 500 },
    { customer: 2, name: "Product Added", at: ago(5) },
    { customer: 3, name: "Product Added", at: ago(1) },
    { customer: 3, name: "Survey Responded", at: ago(1), properties: { kind: "nps", score: "3" } },
  ]);
  await say(engines, 1, { city: "Łódź", birthday: "1985-06-05" }, ago(300));
  await say(engines, 2, { city: "Gdańsk", age: "42" }, ago(300));
  await say(engines, 2, { city: "Łódź" }, ago(20));
  await say(engines, 3, { age: "17", birthday: "1960-02-29" }, ago(300));
});

/** Which of the four a condition fits. */
async function who(condition: Condition, at?: Date): Promise<number[]> {
  const read = readCondition(condition);
  const answers = await Promise.all(
    [1, 2, 3, 4].map((customer) => why(context, read, String(customer), at?.toISOString())),
  );
  const fitting = answers.filter(({ holds }) => holds).map(({ customer_id }) => Number(customer_id));
  // Asked of everybody at once, the same number.
  if (!at) expect((await preview(context, read)).customers).toBe(fitting.length);
  return fitting;
}

const orders = (
  window: Extract<Condition, { kind: "event" }>["window"],
  test: Extract<Condition, { kind: "event" }>["test"],
): Condition => ({ kind: "event", event: "Order Completed", window, measure: { of: "count" }, test });
const ever = { kind: "ever" } as const;
const last = (amount: number) => ({ kind: "last", amount, unit: "day" }) as const;
const at_least = (value: number) => ({ op: "at_least", value }) as const;
const is = (...values: string[]) => ({ op: "is", values }) as const;

describe("events", () => {
  test("how often within a sliding window, longer ago, in a calendar's month, between days", async () => {
    expect(await who(orders(ever, at_least(1)))).toEqual([1, 2]);
    expect(await who(orders(last(30), at_least(2)))).toEqual([1]);
    expect(await who(orders({ kind: "before", amount: 30, unit: "day" }, at_least(1)))).toEqual([1, 2]);
    // 1 June in Warsaw has begun two hours before midnight in UTC: the previous month is May.
    expect(await who(orders({ kind: "calendar", which: "previous", unit: "month" }, at_least(2)))).toEqual([1]);
    expect(await who(orders({ kind: "between", from: "2024-02-01", to: "2024-02-29" }, at_least(1)))).toEqual([2]);
  });

  test("who did not is also who is known and did nothing at all", async () => {
    expect(await who(orders(last(30), { op: "equal", value: 0 }))).toEqual([2, 3, 4]);
    expect(await who({ kind: "not", of: orders(last(30), at_least(1)) })).toEqual([2, 3, 4]);
  });

  test("narrowed by what they say, by sums, means, days, and time since", async () => {
    const bought = (more: Partial<Extract<Condition, { kind: "event" }>>): Condition => ({
      kind: "event",
      event: "Order Completed",
      window: ever,
      measure: { of: "count" },
      test: at_least(1),
      ...more,
    });
    expect(await who(bought({ where: [{ property: "city", test: is("łódź") }] }))).toEqual([1]);
    expect(await who(bought({ where: [{ property: "channel", test: is("store") }] }))).toEqual([1]);
    expect(await who(bought({ where: [{ property: "revenue", test: at_least(400) }] }))).toEqual([2]);
    expect(await who(bought({ measure: { of: "sum", property: "revenue" }, test: at_least(180) }))).toEqual([1, 2]);
    // A sum of nothing is 0; a mean of nothing is not known, and fits no test.
    const month = { window: last(30), test: { op: "at_most", value: 90 } } as const;
    expect(await who(bought({ ...month, measure: { of: "sum", property: "revenue" } }))).toEqual([1, 2, 3, 4]);
    expect(await who(bought({ ...month, measure: { of: "mean", property: "revenue" } }))).toEqual([1]);
    expect(
      await who(bought({ measure: { of: "mean", property: "revenue" }, test: { op: "between", low: 50, high: 60 } })),
    ).toEqual([1]);
    expect(await who(bought({ measure: { of: "days" }, test: at_least(3) }))).toEqual([1]);
    expect(await who(bought({ measure: { of: "since_last" }, test: { op: "more", value: 90 } }))).toEqual([2]);
    expect(await who(bought({ measure: { of: "since_first" }, test: { op: "at_most", value: 40 } }))).toEqual([1]);
  });

  test("one after another, within a time of the first", async () => {
    const steps = [{ event: "Product Added" }, { event: "Order Completed" }];
    expect(await who({ kind: "sequence", steps, window: ever })).toEqual([1]);
    expect(await who({ kind: "sequence", steps, window: ever, within: { amount: 12, unit: "hour" } })).toEqual([]);
    // The same event is not its own successor.
    const twice = [{ event: "Order Completed" }, { event: "Order Completed" }];
    expect(await who({ kind: "sequence", steps: twice, window: ever })).toEqual([1]);
  });
});

describe("what customers are", () => {
  test("traits: the word that stands, numbers, days, birthdays, and who has none", async () => {
    const trait = (name: string, test: Extract<Condition, { kind: "trait" }>["test"]): Condition => ({
      kind: "trait",
      trait: name,
      test,
    });
    expect(await who(trait("city", is("ŁÓDŹ")))).toEqual([1, 2]);
    expect(await who(trait("city", { op: "is_not", values: ["Łódź"] }))).toEqual([3, 4]);
    expect(await who(trait("city", { op: "unknown" }))).toEqual([3, 4]);
    expect(await who(trait("age", at_least(18)))).toEqual([2]);
    expect(await who(trait("birthday", { op: "anniversary", days: 7 }))).toEqual([1]);
    expect(await who(trait("birthday", { op: "on_or_before", day: "1970-01-01" }))).toEqual([3]);
    // Twenty-five days ago Łódź had not been said of the second.
    expect(await who(trait("city", is("Łódź")), ago(25))).toEqual([1]);
  });

  test("metrics of one customer: net revenue in minor units, orders, scores", async () => {
    const metric = (id: string, test: Extract<Condition, { kind: "metric" }>["test"]): Condition => ({
      kind: "metric",
      metric: id,
      window: ever,
      test,
    });
    expect(await who(metric("revenue_net", at_least(15_000)))).toEqual([1, 2]);
    expect(await who(metric("revenue_net", { op: "equal", value: 0 }))).toEqual([3, 4]);
    expect(await who(metric("aov", at_least(10_000)))).toEqual([2]);
    expect(await who(metric("nps", { op: "less", value: 0 }))).toEqual([3]);
    await expect(who(metric("cohort", at_least(1)))).rejects.toMatchObject({ code: "unknown_metric" });
  });

  test("groups: all of nothing is everybody, any of nothing is nobody", async () => {
    expect(await who({ kind: "all", of: [] })).toEqual([1, 2, 3, 4]);
    expect(await who({ kind: "any", of: [] })).toEqual([]);
    expect(await who({ kind: "identifier", identifier: "email" })).toEqual([1, 2, 3, 4]);
  });
});

test("why: each part with what is there, now and at a past instant", async () => {
  const condition: Condition = {
    kind: "all",
    of: [orders(last(30), at_least(2)), { kind: "not", of: { kind: "trait", trait: "city", test: is("Gdańsk") } }],
  };
  const now_told = await why(context, condition, "1");
  expect(now_told.steps).toEqual([
    { path: "", kind: "all", holds: true, actual: null },
    { path: "of.0", kind: "event", holds: true, actual: "2" },
    { path: "of.1", kind: "not", holds: true, actual: null },
    { path: "of.1.of", kind: "trait", holds: false, actual: "Łódź" },
  ]);
  const then = await why(context, condition, "1", ago(5).toISOString());
  expect(then.steps[1]).toMatchObject({ holds: false, actual: "1" });
  await expect(why(context, condition, "1", "tomorrow")).rejects.toMatchObject({ code: "bad_instant" });
});

test("what is wrong is told by its place, with the mend", () => {
  const refusals: readonly [unknown, string, RegExp][] = [
    [{ kind: "al", of: [] }, "condition.kind", /write one of all, any, not/],
    [{ kind: "all", of: [{ kind: "trait", trait: "city" }] }, "condition.of.0.test", /missing/],
    [{ kind: "trait", trait: "a", test: { op: "near" } }, "condition.test.op", /write one of is, is_not/],
    [
      { ...orders(ever, at_least(1)), window: { kind: "last", amount: 0, unit: "day" } },
      "condition.window.amount",
      /1/,
    ],
    [{ kind: "segment", segment: "a", and: 1 }, "condition.and", /known are kind, segment/],
  ];
  for (const [value, field, says] of refusals) {
    expect(() => readCondition(value)).toThrow(
      expect.objectContaining({ code: "bad_condition", field, message: expect.stringMatching(says) }),
    );
  }
});
