// Costs by hand: spread over the days of their month, replaced when they are entered again, taken back, beside imported ones.
import { beforeAll, expect, test } from "vitest";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { tell } from "../../../tests/happenings.ts";
import { costRoutes } from "./cost.route.ts";
import { spread } from "./cost.ts";

let engines: Engines;
let now_ms = Date.UTC(2024, 5, 1);
beforeAll(async () => {
  engines = await testEngines();
});

async function call(method: string, given: { body?: object; query?: object }): Promise<unknown> {
  const found = costRoutes.find((each) => each.method === method);
  now_ms += 1_000;
  const context = { ...testContext(engines, "Europe/Warsaw"), now: () => new Date(now_ms) };
  const bytes = process.stdin;
  return await found?.handle({
    params: {},
    query: {},
    body: {},
    headers: {},
    ip: "127.0.0.1",
    bytes,
    context,
    ...given,
  });
}

const pay = { month: "2024-02-01", kind: "pay", channel: "" };

test("an amount is spread in whole minor units that sum up to it", () => {
  expect(spread(100, 29).reduce((sum, each) => sum + each, 0)).toBe(100);
  expect(spread(100, 29).slice(0, 14)).toEqual([...Array.from({ length: 13 }, () => 4), 3]);
});

test("what is entered again replaces what was, and what is taken back is gone", async () => {
  await call("PUT", { body: { ...pay, amount_minor: 290_029 } });
  await call("PUT", { body: { month: "2024-02-01", kind: "media", channel: " Paid_Search ", amount_minor: 5_000 } });
  await tell(engines, [
    {
      name: "Ad Spend",
      at: "2024-02-29T23:30:00Z",
      customer: 0,
      properties: { ad_channel: "paid_search", cost: "12.34" },
    },
    { name: "Ad Spend", at: "2024-02-29T22:30:00Z", customer: 0, properties: { ad_channel: "paid_search", cost: "1" } },
  ]);
  // In Warsaw the later one is of March.
  expect(await call("GET", {})).toEqual([
    { month: "2024-03-01", kind: "media", channel: "paid_search", by_hand_minor: 0, imported_minor: 1_234 },
    { month: "2024-02-01", kind: "media", channel: "paid_search", by_hand_minor: 5_000, imported_minor: 100 },
    { month: "2024-02-01", kind: "pay", channel: "", by_hand_minor: 290_029, imported_minor: 0 },
  ]);
  await call("PUT", { body: { ...pay, amount_minor: 100 } });
  expect(await call("GET", {})).toContainEqual({ ...pay, by_hand_minor: 100, imported_minor: 0 });
  await call("DELETE", { query: pay });
  await call("DELETE", { query: { month: "2024-02-01", kind: "media", channel: "paid_search" } });
  expect(await call("GET", {})).toEqual([
    { month: "2024-03-01", kind: "media", channel: "paid_search", by_hand_minor: 0, imported_minor: 1_234 },
    { month: "2024-02-01", kind: "media", channel: "paid_search", by_hand_minor: 0, imported_minor: 100 },
  ]);
});

test("a day that begins no month is refused, naming the field", async () => {
  await expect(call("PUT", { body: { ...pay, month: "2024-02-02", amount_minor: 1 } })).rejects.toMatchObject({
    code: "bad_month",
    field: "month",
  });
});
