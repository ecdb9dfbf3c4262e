// The portrait of a segment on the real engines: every share counted by hand.
import { beforeEach, expect, test } from "vitest";
import type { Context } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { happen, know, say } from "../../../tests/people.ts";
import { changeList } from "./list.ts";
import { segmentPortrait } from "./portrait.ts";
import { createSegment } from "./store.ts";

let context: Context<Engines>;
const at = new Date("2024-05-01T10:00:00Z");
const people = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_none, index) => from + index);

beforeEach(async () => {
  context = testContext(await testEngines(), "Europe/Warsaw");
  await createSegment(context, { id: "vip", name: "VIP" });
});

/** A hundred customers, of whom 1 to 20 are members. Of members 15 live in Łódź, of others 16; everybody has a name. */
async function town(): Promise<void> {
  const { engines } = context;
  await know(engines, people(1, 100), at);
  await changeList(context, "vip", { change: "add", customer_ids: people(1, 20).map(String) });
  const inTown = (customer: number) => customer <= 15 || (customer > 20 && customer <= 36);
  const traits = (customer: number) => ({ country: inTown(customer) ? "Łódź" : "Kraków", name: `Person ${customer}` });
  await Promise.all(people(1, 100).map((customer) => say(engines, customer, traits(customer), at)));
  await happen(engines, [
    ...people(1, 12).map((customer) => ({ customer, name: "Coupon Used", at, channel: "app" })),
    // 9:00 in Warsaw; twice, so that the shop is where these are met most.
    ...people(1, 10).flatMap((customer) =>
      ["a", "b"].map((key) => ({
        ...{ customer, key, name: "Order Completed", revenue: 20 },
        ...{ at: new Date("2024-05-02T07:00:00Z"), channel: "shop" },
      })),
    ),
    ...people(21, 60).map((customer) => ({
      ...{ customer, name: "Order Completed", revenue: 30 },
      ...{ at: new Date("2024-05-02T16:00:00Z"), channel: "web" },
    })),
  ]);
}

test("tells what members have more often than all others, with intervals, and their channels, hours and metrics", async () => {
  await town();
  const portrait = await segmentPortrait(context, "vip");
  expect(portrait).toMatchObject({ customers: 20, others: 80, currency: "EUR" });
  const found = (about: string, value: string) =>
    portrait.distinctions.find((each) => each.about === about && each.value === value);
  // 15 of 20 against 16 of 80: 3.75 times; sqrt(1/15 - 1/20 + 1/16 - 1/80) = 0.2582, times 1.96 is 0.5061.
  const place = found("trait", "Łódź");
  expect(place).toMatchObject({ name: "country", members: 15, share: 0.75, others_share: 0.2, lift: 3.75 });
  expect(place?.low).toBeCloseTo(3.75 / Math.exp(0.5061), 2);
  expect(place?.high).toBeCloseTo(3.75 * Math.exp(0.5061), 2);
  expect(found("trait", "Kraków")).toMatchObject({ members: 5, share: 0.25, others_share: 0.8, lift: 0.3125 });
  const coupon = portrait.distinctions.find(({ name }) => name === "Coupon Used");
  expect(coupon).toMatchObject({ about: "event", members: 12, lift: null, low: null, high: null, others_share: 0 });
  // Ten did what they did in the shop most often; one in the morning of Warsaw.
  expect(found("channel", "shop")).toMatchObject({ members: 10, share: 0.5, lift: null });
  expect(found("hour", "9")).toMatchObject({ members: 10 });
  // As many of members as of others bought, so nothing is told of it: 10 of 20, 40 of 80.
  expect(portrait.distinctions.some(({ name }) => name === "Order Completed")).toBe(false);
  expect(portrait.distinctions.some(({ name }) => name === "name")).toBe(false);
  expect(portrait.channels).toEqual([
    { channel: "shop", events: 20, customers: 10 },
    { channel: "app", events: 12, customers: 12 },
  ]);
  expect(portrait.hours.filter(({ events }) => events > 0)).toEqual([
    { hour: 9, events: 20 },
    { hour: 12, events: 12 },
  ]);
  const metric = (id: string) => portrait.metrics.find((row) => row.metric === id);
  expect(metric("aov")).toEqual({ metric: "aov", members: 2000, others: 3000, unit: "money" });
  expect(metric("orders")).toEqual({ metric: "orders", members: 1, others: 0.5, unit: "count" });
  expect(metric("revenue_net")).toEqual({ metric: "revenue_net", members: 2000, others: 1500, unit: "money" });
  expect(metric("nps")).toBeUndefined();
  const distances = portrait.distinctions.filter(({ low }) => low !== null);
  const near = distances.map(({ low, high }) => Math.max(Math.log(low ?? 1), -Math.log(high ?? 1)));
  expect(near).toEqual([...near].sort((one, other) => other - one));
});

test("of differences that chance makes among many none is told", async () => {
  const { engines } = context;
  await know(engines, people(1, 200), at);
  await changeList(context, "vip", { change: "add", customer_ids: people(1, 100).map(String) });
  // A colour by the rest of a division, the same for members and others but for what chance would do.
  const colour = (customer: number) => ({ colour: `c${(customer * 7919) % 11}` });
  await Promise.all(people(1, 200).map((customer) => say(engines, customer, colour(customer), at)));
  expect((await segmentPortrait(context, "vip")).distinctions).toEqual([]);
}, 60_000);

test("a segment without members has none; traits that may tell who somebody is are shown only to who may see that", async () => {
  expect(await segmentPortrait(context, "vip")).toMatchObject({ customers: 0, distinctions: [], metrics: [] });
  const { engines } = context;
  await know(engines, people(1, 60), at);
  await changeList(context, "vip", { change: "add", customer_ids: people(1, 10).map(String) });
  const traits = (customer: number) =>
    customer <= 10 ? { first_name: "Anna", country: "PL" } : { first_name: "Jan", country: "DE" };
  await Promise.all(people(1, 60).map((customer) => say(engines, customer, traits(customer), at)));
  const names = async (asker: Context<Engines>) =>
    new Set((await segmentPortrait(asker, "vip")).distinctions.map(({ name }) => name));
  expect(await names(context)).toEqual(new Set(["first_name", "country"]));
  const caller = { kind: "user", id: "1", name: "", role: "viewer" } as const;
  expect(await names({ ...context, caller })).toEqual(new Set(["country"]));
  await expect(segmentPortrait(context, "none")).rejects.toMatchObject({ code: "unknown_segment" });
});
