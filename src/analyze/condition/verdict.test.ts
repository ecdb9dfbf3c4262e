// Many conditions judged at once, where trees are data, are judged as each is alone, where it is text.
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Condition, Context, NumberTest } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen, know } from "../../../tests/people.ts";
import { changesQuery } from "../segment/evaluate.sql.ts";
import { preview } from "./condition.ts";

let context: Context<Engines>;
const now = new Date("2024-06-01T00:00:00Z");
const day_ms = 86_400_000;
const ago = (days: number) => new Date(now.getTime() - days * day_ms);
const customers = ["1", "2", "3"];

beforeAll(async () => {
  context = testContext(await testEngines(), "Europe/Warsaw");
  const { engines } = context;
  await know(engines, customers.map(Number), ago(400));
  await happen(engines, [
    { customer: 1, name: "Order Completed", at: ago(40), revenue: 100 },
    { customer: 1, name: "Order Completed", at: ago(10), revenue: 50 },
    { customer: 1, name: "Product Added", at: ago(3) },
    { customer: 2, name: "Order Completed", at: ago(2), revenue: 50 },
  ]);
});

const bound = fc.constantFrom(0, 1, 2, 10, 50, 75);
const numberTest: fc.Arbitrary<NumberTest> = fc.oneof(
  fc.record({
    op: fc.constantFrom("at_least", "at_most", "more", "less", "equal", "unequal"),
    value: bound,
  }),
  fc.tuple(bound, bound).map(([one, other]): NumberTest => {
    return { op: "between", low: Math.min(one, other), high: Math.max(one, other) };
  }),
);
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("event" as const),
    event: fc.constantFrom("Order Completed", "Product Added", ""),
    window: fc.constantFrom({ kind: "ever" as const }, { kind: "last" as const, amount: 30, unit: "day" as const }),
    measure: fc.constantFrom(
      { of: "count" as const },
      { of: "days" as const },
      { of: "since_first" as const },
      { of: "since_last" as const },
      { of: "sum" as const, property: "revenue" },
      { of: "mean" as const, property: "revenue" },
      { of: "least" as const, property: "revenue" },
      { of: "greatest" as const, property: "revenue" },
    ),
    test: numberTest,
  }),
  fc.constantFrom<Condition>(
    { kind: "identifier", identifier: "user_id" },
    { kind: "trait", trait: "city", test: { op: "unknown" } },
  ),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leaf,
    tie("tree").map((of): Condition => ({ kind: "not", of })),
    fc
      .record({ kind: fc.constantFrom("all" as const, "any" as const), of: fc.array(tie("tree"), { maxLength: 4 }) })
      .map((group): Condition => group),
  ),
}));

test("whatever the trees, as many as there are, and however they share their leaves", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 8 }), async (conditions) => {
      const rows = await changesQuery(context.engines.clickhouse, {
        rules: conditions.map((condition, index) => ({ id: `rule_${index}`, condition })),
        customer_ids: customers,
        stamps: customers,
        moment: { at: now, time_zone: "Europe/Warsaw" },
        horizon: now,
        digits: 2,
      });
      for (const [index, condition] of conditions.entries()) {
        const told = rows.filter(({ entered }) => entered.includes(`rule_${index}`)).length;
        expect([condition, told]).toEqual([condition, (await preview(context, condition)).customers]);
      }
    }),
    { numRuns: 15 },
  );
});
