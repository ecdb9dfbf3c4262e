// Many large conditions at once: asked in batches that the engine's memory holds, with the same answers.
import { expect, test } from "vitest";
import type { Condition } from "#contract";
import { bought } from "../../../tests/conditions.ts";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen } from "../../../tests/people.ts";
import { evaluate } from "./evaluate.ts";
import { inBatches, type Known } from "./rule.ts";
import { createSegment, segments } from "./store.ts";

/** Who bought so often within any of fifty windows: 51 parts. */
const often = (times: number): Condition => ({
  kind: "any",
  of: Array.from({ length: 50 }, (_, day) => bought(day + 1, times)),
});
const rule = (id: string, condition: Condition): Known => ({
  ...{ id, condition, version: 1, computing: false, stale: false },
});

test("a batch has no more parts than it may, unless one rule has; every rule is in one", () => {
  const rules = [often(1), bought(1), often(2), often(3)].map((each, index) => rule(String(index), each));
  const batches = inBatches(rules, 60);
  expect(batches.map((batch) => [batch.rules.map(({ id }) => id), batch.parts])).toEqual([
    [["0", "1"], 52],
    [["2"], 51],
    [["3"], 51],
  ]);
  expect(inBatches(rules, 10).map(({ parts }) => parts)).toEqual([51, 1, 51, 51]);
});

test("ten conditions of fifty parts, asked of a thousand people at once, let each enter where they belong", async () => {
  const context = testContext(await testEngines());
  const { engines } = context;
  for (let times = 1; times <= 10; times += 1)
    await createSegment(context, { id: `often_${times}`, name: `Often ${times}`, condition: often(times) });
  await evaluate(context);
  const people = Array.from({ length: 1_000 }, (_, index) => index + 1);
  const at = new Date(context.now().getTime() - 3_600_000);
  // The n-th bought (n mod 10) + 1 times.
  await happen(
    engines,
    people.flatMap((customer) =>
      Array.from({ length: (customer % 10) + 1 }, (_, order) => ({
        ...{ customer, name: "Order Completed", at, revenue: 10, key: `${customer}-${order}` },
      })),
    ),
  );
  await engines.postgres.db
    .insertInto("touch")
    .values({ stamps: people.map(String) })
    .execute();
  await evaluate(context);
  const { rows } = await segments(context);
  const sizes = new Map(rows.map(({ id, customers }) => [id, customers]));
  for (let times = 1; times <= 10; times += 1)
    expect([times, sizes.get(`often_${times}`)]).toEqual([times, 100 * (11 - times)]);
});
