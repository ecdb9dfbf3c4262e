// Targets as stories: what a month will come to, what that means, and who answers for it.
import { beforeEach, describe, expect, test } from "vitest";
import type { TargetDraft } from "#contract";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order, type TestOrder } from "../../../tests/orders.ts";
import { addDays } from "../calendar.ts";
import { outlooks } from "../forecast/outlook.ts";
import type { Asker } from "../metric/answer.ts";
import { requiredMetric } from "../metric/catalogue.ts";
import { addTarget, changeTarget, listTargets, removeTarget, statusOf } from "./target.ts";

let engines: Engines;
let asker: Asker;
/** A Tuesday: 20 days of May are over, 11 are ahead with this one. */
const now = new Date("2024-05-21T10:00:00Z");

beforeEach(async () => {
  engines = await testEngines();
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    now: () => now,
  };
});

/** An order of 100 euros each day up to the day before, each by another of so many customers in turn. */
function daily(days: number, customers = 10): TestOrder[] {
  return Array.from({ length: days }, (_, index) => {
    const at = new Date(`${addDays("2024-05-21", index - days)}T12:00:00Z`);
    return order({ order_id: `O${index}`, customer: 1 + (index % customers), at, cents: 10_000 });
  });
}

const draft: TargetDraft = {
  metric: "revenue_net",
  value: 310_000,
  grain: "month",
  due: null,
  owner_id: null,
  note: "",
};

async function statusFor(value: number): Promise<string | null> {
  const target = await addTarget(asker, { ...draft, value }, undefined);
  await removeTarget(engines, target.id);
  return target.status;
}

describe("a shop with an order of 100 euros each day", () => {
  test("comes to 3,100 in May, so that 3,100 is on track and a cent more is not", async () => {
    await deliver(engines, daily(200));
    const [outlook] = await outlooks(asker, [await requiredMetric(engines, "revenue_net")], "month");
    expect(outlook).toMatchObject({
      period: { from: "2024-05-01", to: "2024-05-31" },
      as_of: "2024-05-20",
      actual: { value: 200_000 },
      forecast: { value: 310_000, low: 310_000, high: 310_000 },
      reason: null,
    });
    expect(await statusFor(310_000)).toBe("on_track");
    expect(await statusFor(310_001)).toBe("off");
  });

  test("is at risk where only a part of the interval meets the target", async () => {
    const uneven = daily(200).map((each, index) => ({ ...each, cents: index % 3 === 0 ? 16_000 : 7_000 }));
    await deliver(engines, uneven);
    const [outlook] = await outlooks(asker, [await requiredMetric(engines, "revenue_net")], "month");
    const { low = 0, high = 0, value = 0 } = outlook?.forecast ?? {};
    expect(low).toBeLessThan(value);
    expect(await statusFor(value)).toBe("at_risk");
    expect(await statusFor(Math.floor(low))).toBe("on_track");
    expect(await statusFor(Math.ceil(high) + 1)).toBe("off");
  });

  test("has no forecast as long as its history is short, and says so", async () => {
    await deliver(engines, daily(60));
    const target = await addTarget(asker, draft, undefined);
    expect(target).toMatchObject({ status: null, outlook: { forecast: null, reason: "history_short" } });
    expect(target.outlook.actual.value).toBe(200_000);
  });

  test("of ten customers in turn meets all ten each month: distinct customers are not summed over days", async () => {
    await deliver(engines, daily(300));
    const [active] = await outlooks(asker, [await requiredMetric(engines, "customers_active")], "month");
    expect(active).toMatchObject({ actual: { value: 10 }, forecast: { value: 10, low: 10, high: 10 } });
  });

  test("has an average that usually does not move, so that nothing widens it", async () => {
    await deliver(engines, daily(300));
    const [aov] = await outlooks(asker, [await requiredMetric(engines, "aov")], "month");
    expect(aov?.forecast?.value).toBe(10_000);
    expect(aov?.past).toHaveLength(12);
    expect(aov?.past.at(-1)).toEqual({ start: "2024-04-01", value: 10_000 });
  });
});

describe("a target", () => {
  test("with a day counts the stretch up to it: not begun, running, over", async () => {
    await deliver(engines, daily(200));
    const due = async (day: string) => await addTarget(asker, { ...draft, due: day }, undefined);
    expect((await due("2024-12-31")).outlook).toMatchObject({ reason: "not_begun", actual: { value: null } });
    expect((await due("2024-05-25")).outlook).toMatchObject({ forecast: { value: 250_000 } });
    // 30 orders: what is over is sure.
    const over = await due("2024-04-30");
    expect(over.outlook.forecast).toEqual({ value: 300_000, low: 300_000, high: 300_000 });
    expect(over.status).toBe("off");
  });

  test("tells how often it was met before", async () => {
    await deliver(engines, daily(100));
    // 100 days back from 20 May is 11 February: 19 days of it, then March with 31 and April with 30.
    const target = await addTarget(asker, { ...draft, value: 300_000 }, undefined);
    expect(target.met).toEqual({ stretches: 2, of: 3 });
  });

  test("has an owner who can sign in, and keeps standing when the owner goes", async () => {
    const user = { email: "ada@example.com", name: "Ada", role: "marketer" as const, password_hash: "x" };
    const { id } = await engines.postgres.db
      .insertInto("app_user")
      .values({ ...user, last_login_at: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const target = await addTarget(asker, { ...draft, owner_id: id, note: " Spring " }, undefined);
    expect(target).toMatchObject({ owner: { user_id: id, name: "Ada" }, note: "Spring" });
    expect((await changeTarget(asker, target.id, { value: 5 })).value).toBe(5);
    await engines.postgres.db.deleteFrom("app_user").where("id", "=", id).execute();
    expect((await listTargets(asker))[0]).toMatchObject({ value: 5, owner: null });
  });

  test("is refused where it cannot be meant, naming the field", async () => {
    await addTarget(asker, draft, undefined);
    const add = (change: Partial<TargetDraft>) => addTarget(asker, { ...draft, ...change }, undefined);
    await expect(add({})).rejects.toMatchObject({ status: 409, code: "target_exists" });
    await expect(add({ metric: "luck" })).rejects.toMatchObject({ status: 404, code: "unknown_metric" });
    await expect(add({ due: "2024-02-30" })).rejects.toMatchObject({ code: "bad_day", field: "due" });
    await expect(add({ grain: "year", owner_id: 999 })).rejects.toMatchObject({
      code: "unknown_user",
      field: "owner_id",
    });
    await expect(removeTarget(engines, 999)).rejects.toMatchObject({ status: 404, code: "unknown_target" });
  });

  test("of what should fall is met from its value down", () => {
    expect(statusOf({ value: 0.05, low: 0.04, high: 0.06 }, 0.06, "down")).toBe("on_track");
    expect(statusOf({ value: 0.05, low: 0.04, high: 0.06 }, 0.05, "down")).toBe("at_risk");
    expect(statusOf({ value: 0.05, low: 0.04, high: 0.06 }, 0.03, "down")).toBe("off");
  });
});
