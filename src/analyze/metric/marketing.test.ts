// Costs of winning customers, what advertising brings back, and who of those who look around buys; counted by hand.
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { type Happening, tell } from "../../../tests/happenings.ts";
import { deliver, forgetEvents, order } from "../../../tests/orders.ts";
import { customerPage } from "../customer/list.ts";
import { type Asked, metricAnswer } from "./answer.ts";

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});
beforeEach(() => forgetEvents(engines));

const march = { from: "2024-03-01", to: "2024-03-31" };
const ask = (id: string, asked: Asked = {}) => metricAnswer(testContext(engines), id, { ...march, ...asked });
const groups = async (id: string) =>
  (await ask(id, { by: "touch" })).groups.map(({ key, total }) => [key, total.value]);

const spent = (ad_channel: string, cost: string): Happening => ({
  name: "Ad Spend",
  at: "2024-03-05",
  customer: 0,
  channel: "ads",
  properties: { ad_channel, cost },
});
const cost = (kind: string, amount: string): Happening => ({
  name: "Cost Recorded",
  at: "2024-03-01",
  customer: 0,
  properties: { kind, amount },
});
const came = (customer: number, at: string, source: string, medium: string): Happening => ({
  name: "Page Viewed",
  at,
  customer,
  properties: { "context.campaign.source": source, "context.campaign.medium": medium },
});
const sold = (order_id: string, customer: number, day: string, cents: number) =>
  order({ order_id, customer, at: new Date(`${day}T13:00:00Z`), cents });

test("all cost per new customer is one metric, cost of media alone another", async () => {
  await tell(engines, [
    spent("paid_search", "100.50"),
    cost("pay", "300"),
    cost("agency", "99.5"),
    cost("rent", "1000"),
  ]);
  expect((await ask("cac")).total.value).toBeNull();
  await deliver(engines, [
    sold("1", 1, "2024-03-02", 100),
    sold("2", 2, "2024-03-03", 100),
    sold("3", 2, "2024-03-09", 1),
  ]);
  expect((await ask("acquisition_cost")).total).toMatchObject({ value: 50_000, n: 3 });
  expect((await ask("cac")).total).toMatchObject({ value: 25_000, n: 2 });
  expect((await ask("cac_paid")).total.value).toBe(5_025);
  await expect(customerPage(testContext(engines), { metric: "acquisition_cost" })).rejects.toMatchObject({
    code: "no_people_behind",
    field: "metric",
  });
});

test("orders belong to the last visit that was not direct, within the lookback, with their refunds", async () => {
  await tell(engines, [
    spent("paid_search", "10"),
    spent("paid_social", "20"),
    came(1, "2024-02-20", "facebook", "cpc"),
    came(1, "2024-03-01", "google", "cpc"),
    came(1, "2024-03-02", "", ""),
    came(2, "2024-01-01", "google", "cpc"),
    came(3, "2024-03-01", "google", "organic"),
    came(4, "2024-03-11", "google", "cpc"),
  ]);
  await deliver(engines, [
    sold("1", 1, "2024-03-03", 5_000),
    sold("1", 1, "2024-03-20", -1_000),
    sold("2", 2, "2024-03-03", 7_000),
    sold("3", 3, "2024-03-03", 900),
    sold("4", 4, "2024-03-10", 400),
  ]);
  // 40.00 of 30.00 spent: the first order by search, less what was given back.
  expect((await ask("roas")).total).toMatchObject({ value: 4_000 / 3_000, n: 1 });
  expect(await groups("roas")).toEqual([
    ["paid_search", 4],
    ["paid_social", 0],
  ]);
  const first = await ask("roas", { by: "touch", model: "first" });
  expect(first.groups.find(({ key }) => key === "paid_social")?.total.value).toBe(2);
  expect((await ask("roas", { lookback_days: 90 })).total.value).toBe(11_000 / 3_000);
  expect(await groups("revenue_net")).toEqual([
    ["", 7_400],
    ["paid_search", 4_000],
    ["organic", 900],
  ]);
  expect(Object.fromEntries(await groups("cac"))).toMatchObject({ paid_search: 1_000, organic: 0 });
});

const looked = (anonymous_id: string, at: string, customer: number, name = "Page Viewed"): Happening => ({
  name,
  at,
  customer,
  anonymous_id,
});

test("an order in the same browser converts visitor and session, one in a shop only the person", async () => {
  const views = [
    looked("phone", "2024-03-05T23:40:00Z", 1),
    looked("phone", "2024-03-06T00:05:00Z", 1),
    looked("phone", "2024-03-06T00:46:01Z", 1),
    looked("laptop", "2024-03-06T12:00:00Z", 2),
    looked("tablet", "2024-03-07T12:00:00Z", 3),
    looked("tablet", "2024-04-01T12:00:00Z", 3),
  ];
  await tell(engines, views);
  await deliver(engines, [
    { ...sold("1", 1, "2024-03-06", 100), at: new Date("2024-03-06T00:20:00Z"), anonymous_id: "phone" },
    sold("2", 2, "2024-03-20", 100),
  ]);
  expect((await ask("conversion_visitors")).total).toMatchObject({ value: 1 / 3, n: 3 });
  const sessions = await ask("conversion_sessions", { grain: "day" });
  // The first begins on the 5th and ends with the order on the 6th; 26 minutes later the session goes on.
  expect(sessions.total).toMatchObject({ value: 1 / 3, n: 3 });
  const daily = sessions.series
    .filter(({ estimate }) => estimate.n > 0)
    .map(({ start, estimate }) => [start, estimate.value]);
  expect(daily).toEqual([
    ["2024-03-05", 1],
    ["2024-03-06", 0],
    ["2024-03-07", 0],
  ]);
  expect((await ask("conversion_customers")).total).toMatchObject({ value: 2 / 3, n: 3 });
  const behind = await customerPage(testContext(engines), { metric: "conversion_visitors", ...march });
  expect(behind.rows.map(({ customer_id }) => customer_id).sort()).toEqual(["1", "2", "3"]);
});
