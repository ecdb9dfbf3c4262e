// Who stays, counted by hand: retention by identity, who is overdue, subscriptions, value by age, sizes of orders.
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { type Happening, tell } from "../../../tests/happenings.ts";
import {
  dayIn,
  deliver,
  forgetEvents,
  isPurchase,
  order,
  orderHistories,
  type TestOrder,
} from "../../../tests/orders.ts";
import { addDays } from "../calendar.ts";
import { customerPage } from "../customer/list.ts";
import { type Asked, metricAnswer } from "./answer.ts";

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});
beforeEach(() => forgetEvents(engines));

const ask = (id: string, asked: Asked = {}) => metricAnswer(testContext(engines), id, asked);
const at = (day: string) => new Date(`${day}T12:00:00Z`);
let number = 0;
const bought = (customer: number, days: readonly string[], cents = 1_000): TestOrder[] =>
  days.map((day) => {
    number += 1;
    return order({ order_id: `o${number}`, customer, at: at(day), cents });
  });
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test("of 1000 customers at the beginning and 1100 at the end, 300 of them new, 80 % stayed", async () => {
  const stayed = range(1, 801).flatMap((customer) => bought(customer, ["2023-06-01", "2024-02-01"]));
  const left = range(801, 1001).flatMap((customer) => bought(customer, ["2023-02-01"]));
  const came = range(1001, 1301).flatMap((customer) => bought(customer, ["2024-02-10"]));
  await deliver(engines, [...stayed, ...left, ...came]);
  const winter = { from: "2024-01-01", to: "2024-03-31" };
  const rate = await ask("customer_retention_rate", winter);
  expect(rate.total).toMatchObject({ value: 0.8, n: 1_000 });
  expect((await ask("customer_retention_simple", winter)).total.value).toBe(0.8);
  const { total } = await customerPage(testContext(engines), { metric: "customer_retention_rate", ...winter });
  expect(total).toBe(800);
});

test("who lapsed and returned flatters the simple form only", async () => {
  await deliver(engines, [...bought(1, ["2023-06-01"]), ...bought(2, ["2022-01-01", "2024-02-01"])]);
  const winter = { from: "2024-01-01", to: "2024-06-30" };
  expect((await ask("customer_retention_rate", winter)).total.value).toBe(0);
  expect((await ask("customer_retention_simple", winter)).total.value).toBe(1);
  expect((await ask("customer_retention_rate", { ...winter, active_days: 730 })).total.value).toBe(1);
});

/** The same by plain arithmetic: [active at the beginning, and at the end too, not overdue, and then overdue]. */
function standing(history: readonly TestOrder[], from: string, to: string, active: number): number[] {
  const end = addDays(to, 1);
  const days = new Map<number, string[]>();
  for (const each of history.filter((one) => one.customer !== 0 && isPurchase(one))) {
    const day = dayIn("UTC", each.at);
    days.set(each.customer, [...new Set([...(days.get(each.customer) ?? []), day])].sort());
  }
  const length = (one: string, other: string) => (Date.parse(other) - Date.parse(one)) / 86_400_000;
  const gapsOf = (bought_days: readonly string[]) =>
    bought_days.slice(1).map((day, index) => length(bought_days[index] ?? "", day));
  const before = [...days.values()].map((all) => all.filter((day) => day < from));
  const percentile = (gaps: readonly number[]) => gaps.toSorted((a, b) => a - b)[Math.ceil(0.9 * gaps.length) - 1];
  const everybody = percentile(before.flatMap(gapsOf));
  const counts = [0, 0, 0, 0];
  const add = (place: number, holds: boolean) => {
    counts[place] = (counts[place] ?? 0) + Number(holds);
  };
  for (const all of days.values()) {
    const [known, until] = [all.filter((day) => day < from), all.filter((day) => day < end)];
    const [last_before, last] = [known.at(-1), until.at(-1)];
    if (last_before === undefined || last === undefined) continue;
    const starts = length(last_before, from) <= active;
    add(0, starts);
    add(1, starts && length(last, end) <= active);
    const gaps = gapsOf(known);
    const allowed = gaps.length >= 5 ? percentile(gaps) : everybody;
    const due = allowed !== undefined && length(last_before, from) <= allowed;
    add(2, due);
    add(3, due && length(last, end) > (allowed ?? 0));
  }
  return counts;
}

test("who is overdue waits longer than usual for them, and they stand behind it", async () => {
  const often = ["2024-01-01", "2024-01-03", "2024-01-05", "2024-01-07", "2024-01-09", "2024-01-11"];
  await deliver(engines, [...bought(1, often), ...bought(2, [...often, "2024-01-13"]), ...bought(3, ["2024-01-02"])]);
  // Every gap is of two days, so who ordered on the 11th is overdue at the end of the 13th; the third was before.
  const days = { from: "2024-01-12", to: "2024-01-13" };
  expect((await ask("churn_overdue", days)).total).toMatchObject({ value: 0.5, n: 2 });
  expect((await ask("churn_overdue", { ...days, overdue_days: 30 })).total).toMatchObject({ value: 0, n: 3 });
  const behind = await customerPage(testContext(engines), { metric: "churn_overdue", ...days });
  expect(behind.rows.map(({ customer_id }) => customer_id)).toEqual(["1"]);
});

test("retention and who is overdue are what plain arithmetic says, in whole, by month and by group", async () => {
  await fc.assert(
    fc.asyncProperty(orderHistories(60), fc.integer({ min: 5, max: 90 }), async (history, active_days) => {
      await forgetEvents(engines);
      await deliver(engines, history);
      const period = { from: "2024-02-01", to: "2024-04-15", grain: "month", active_days } as const;
      const share = ([top = 0, under = 0]: number[]) => (under === 0 ? null : top / under);
      const kept = await ask("customer_retention_rate", { ...period, by: "channel" });
      const overdue = await ask("churn_overdue", period);
      const stretches = [
        ["2024-02-01", "2024-02-29"],
        ["2024-03-01", "2024-03-31"],
        ["2024-04-01", "2024-04-15"],
      ];
      const [start, stayed, due, late] = standing(history, period.from, period.to, active_days);
      expect(kept.total.value).toBe(share([stayed ?? 0, start ?? 0]));
      expect(overdue.total.value).toBe(share([late ?? 0, due ?? 0]));
      for (const [index, [from = "", to = ""]] of stretches.entries()) {
        const [s, k, d, l] = standing(history, from, to, active_days);
        expect(kept.series[index]?.estimate.value).toBe(share([k ?? 0, s ?? 0]));
        expect(overdue.series[index]?.estimate.value).toBe(share([l ?? 0, d ?? 0]));
      }
      for (const { key, total } of kept.groups) {
        const own = history.filter(({ channel }) => channel === key);
        const [s, k] = standing(own, period.from, period.to, active_days);
        expect(total.value).toBe(share([k ?? 0, s ?? 0]));
      }
    }),
    { numRuns: 12 },
  );
});

const subscribed = (
  customer: number,
  subscription_id: string,
  steps: readonly [string, string, string?][],
): Happening[] =>
  steps.map(([name, day, mrr]) => ({
    name: `Subscription ${name}`,
    at: day,
    customer,
    properties: { subscription_id, plan: customer < 3 ? "small" : "large", ...(mrr === undefined ? {} : { mrr }) },
  }));

test("subscriptions: who left, what was lost, and what is paid by those who stayed", async () => {
  await tell(engines, [
    ...subscribed(1, "a", [
      ["Started", "2023-11-01", "10"],
      ["Renewed", "2024-01-01"],
      ["Cancelled", "2024-02-10"],
    ]),
    ...subscribed(2, "b", [
      ["Started", "2023-11-01", "20"],
      ["Changed", "2024-02-15", "15"],
    ]),
    ...subscribed(3, "c", [["Started", "2023-11-01", "30"]]),
    ...subscribed(3, "d", [["Started", "2024-03-01", "40.50"]]),
    ...subscribed(4, "e", [["Started", "2024-02-20", "99"]]),
    ...subscribed(5, "f", [
      ["Started", "2023-11-01", "40"],
      ["Cancelled", "2023-12-01"],
    ]),
  ]);
  const period = { from: "2024-02-01", to: "2024-03-31", grain: "month" } as const;
  // At the beginning 10 + 20 + 30; at the end of these 0 + 15 + 70.50.
  const logo = await ask("churn_logo", { ...period, by: "property:plan" });
  expect(logo.total).toMatchObject({ value: 1 / 3, n: 3 });
  expect(logo.series.map(({ estimate }) => estimate.value)).toEqual([1 / 3, 0]);
  expect(logo.groups.map(({ key, total }) => [key, total.value])).toEqual([
    ["small", 0.5],
    ["large", 0],
  ]);
  expect((await ask("churn_revenue", period)).total.value).toBe(0.25);
  expect((await ask("net_revenue_retention", period)).total.value).toBe(85.5 / 60);
  expect((await ask("churn_overdue", period)).total.value).toBeNull();
  const behind = await customerPage(testContext(engines), { metric: "churn_logo", from: period.from, to: period.to });
  expect(behind.rows.map(({ customer_id }) => customer_id).sort()).toEqual(["1", "2", "3"]);
});

test("value of new customers, until now and by age, by the margin that orders tell or a share", async () => {
  const first = bought(1, ["2024-01-10", "2024-03-01", "2024-05-20"], 10_000);
  const refund = order({ order_id: "r", customer: 1, at: at("2024-05-25"), cents: -4_000 });
  await deliver(engines, [...first, refund, ...bought(2, ["2024-01-20"], 5_000), ...bought(3, ["2024-05-01"], 8_000)]);
  const spring = { from: "2024-01-01", to: "2024-05-31", grain: "month" } as const;
  const ltv = await ask("ltv", spring);
  expect(ltv.total).toMatchObject({ value: (26_000 + 5_000 + 8_000) / 3, n: 3 });
  expect(ltv.series.map(({ estimate }) => estimate.value)).toEqual([15_500, null, null, null, 8_000]);
  expect((await ask("ltv", { ...spring, margin_share: 0.5 })).total.value).toBe(6_500);
  const aged = await ask("ltv", { ...spring, age_days: 60 });
  // On 1 June who came on 1 May is 31 days old; of the first the order of day 51 counts.
  expect(aged.total).toMatchObject({ value: (20_000 + 5_000) / 2, n: 2 });
  expect(aged.matured_to).toBe("2024-04-01");
  const again = await ask("repeat_rate_cohort", spring);
  expect(again.total).toMatchObject({ value: 0.5, n: 2 });
  expect(again.matured_to).toBe("2024-03-02");
  expect((await ask("repeat_rate_cohort", { ...spring, maturity_days: 30 })).total).toMatchObject({ value: 0, n: 3 });
});

test("the simple lifetime value is order value times frequency times lifespan", async () => {
  await deliver(engines, [
    ...[1, 2, 3].flatMap((customer) => bought(customer, ["2023-12-01", "2024-02-01", "2024-02-02"], 3_000)),
    ...bought(4, ["2023-01-15"]),
  ]);
  // Order value 30.00, two orders a customer, four at the beginning of whom one left: lifespan 4 periods.
  const period = { from: "2024-01-01", to: "2024-03-31" };
  expect((await ask("ltv_simple", period)).total.value).toBe(3_000 * 2 * 4);
  expect((await ask("ltv_simple", { ...period, active_days: 1000 })).total.value).toBeNull();
});

test("sizes of orders are shares of customers against everybody's average", async () => {
  await deliver(engines, [
    ...bought(1, ["2024-01-10", "2024-01-11"], 1_000),
    ...bought(2, ["2024-01-10"], 4_000),
    ...bought(3, ["2024-01-10"], 10_000),
    ...bought(0, ["2024-01-10"], 90_000),
  ]);
  // Known customers: 160.00 in 4 orders, so 40.00; low is below 20.00, high from 60.00 on.
  const shares = await Promise.all(["aov_low", "aov_mid", "aov_high"].map((id) => ask(id, { by: "channel" })));
  expect(shares.map(({ total }) => total.value)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  expect(shares.map(({ groups }) => groups[0]?.total.value)).toEqual([1 / 3, 1 / 3, 1 / 3]);
});
