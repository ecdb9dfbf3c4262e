// Alerts as stories with a clock: they fire once a stretch, end by themselves, and tell nobody twice.
import { beforeEach, describe, expect, test } from "vitest";
import type { AlertDraft } from "#contract";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order } from "../../../tests/orders.ts";
import { addDays } from "../calendar.ts";
import type { Asker } from "../metric/answer.ts";
import { alertJob } from "./alert.job.ts";
import { addAlert, changeAlert, listAlerts, removeAlert } from "./alert.ts";
import { checkAlerts } from "./check.ts";

let engines: Engines;
let asker: Asker;
let now: Date;

beforeEach(async () => {
  engines = await testEngines();
  now = new Date("2024-05-21T10:00:00Z");
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    now: () => now,
  };
});

const fewOrders: AlertDraft = {
  name: "Few orders",
  metric: "orders",
  group: null,
  grain: "day",
  condition: { is: "below", value: 2 },
  emails: ["ada@example.com"],
  webhook: null,
  enabled: true,
};

const anyHost = async () => undefined;
const watch = (draft: AlertDraft) => addAlert(asker, draft, undefined, anyHost);

let numbered = 0;
/** So many orders on a day, by so many customers. */
async function sell(day: string, orders: number, channel = "web"): Promise<void> {
  const list = Array.from({ length: orders }, (_, index) => {
    numbered += 1;
    const at = new Date(`${day}T08:00:00Z`);
    return order({ order_id: `N${numbered}`, customer: 1 + index, at, cents: 1_000, channel });
  });
  await deliver(engines, list);
}

async function notices(): Promise<{ kind: string; stretch: string; value: number | null }[]> {
  const rows = await engines.postgres.db.selectFrom("notice").select(["kind", "about"]).orderBy("id").execute();
  return rows.map(({ kind, about }) => ({ kind, stretch: about.stretch, value: about.value }));
}

async function sendings(): Promise<number> {
  const jobs = await engines.postgres.db.selectFrom("job").select("id").where("kind", "=", "notice.send").execute();
  return jobs.length;
}

describe("an alert for days with fewer than two orders", () => {
  test("waits for the day to end, fires once however often it is checked, and is over after a better day", async () => {
    await sell("2024-05-20", 1);
    await sell("2024-05-21", 1);
    await watch(fewOrders);
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 1 }]);
    now = new Date("2024-05-21T11:00:00Z");
    await checkAlerts(asker);
    expect(await notices()).toHaveLength(1);
    // Two more orders arrive, and the day ends.
    await sell("2024-05-21", 2);
    await sell("2024-05-22", 1);
    now = new Date("2024-05-22T00:30:00Z");
    await checkAlerts(asker);
    expect(await notices()).toEqual([
      { kind: "alert_fired", stretch: "2024-05-20", value: 1 },
      { kind: "alert_resolved", stretch: "2024-05-20", value: 3 },
    ]);
    const [alert] = await listAlerts(engines);
    expect(alert?.firings).toMatchObject([{ stretch: "2024-05-20", resolved_at: now.toISOString() }]);
    // One e-mail each.
    expect(await sendings()).toBe(2);
  });

  test("that fires on the next day too goes on, and is told again for that day", async () => {
    await sell("2024-05-20", 1);
    await watch(fewOrders);
    now = new Date("2024-05-21T10:00:00Z");
    await checkAlerts(asker);
    await sell("2024-05-21", 1);
    await sell("2024-05-22", 5);
    now = new Date("2024-05-22T10:00:00Z");
    await checkAlerts(asker);
    expect((await notices()).map(({ kind, stretch }) => `${kind} ${stretch}`)).toEqual([
      "alert_fired 2024-05-20",
      "alert_fired 2024-05-21",
    ]);
  });

  test("fires for a day without any, once there were some", async () => {
    await sell("2024-05-13", 3);
    await sell("2024-05-21", 4);
    await watch(fewOrders);
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 0 }]);
  });

  test("is left alone while it is switched off", async () => {
    await sell("2024-05-20", 1);
    const alert = await watch(fewOrders);
    await changeAlert(engines, alert.id, { enabled: false }, anyHost);
    await checkAlerts(asker);
    expect(await notices()).toEqual([]);
  });
});

describe("an alert for more than three orders in a week", () => {
  test("does not wait for the week to end: what is above stays above", async () => {
    await sell("2024-05-20", 4);
    await watch({ ...fewOrders, grain: "week", condition: { is: "above", value: 3 } });
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 4 }]);
  });

  test("may look at one channel alone", async () => {
    await sell("2024-05-20", 4, "store");
    await sell("2024-05-20", 2, "web");
    const group = { dimension: "channel", key: "web" };
    await watch({ ...fewOrders, grain: "week", condition: { is: "above", value: 3 }, group });
    await checkAlerts(asker);
    expect(await notices()).toEqual([]);
    await sell("2024-05-21", 2, "web");
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 4 }]);
  });

  test("finds the smallest of many channels", async () => {
    for (let place = 0; place < 14; place += 1) await sell("2024-05-20", 3, `place-${place}`);
    await sell("2024-05-20", 2, "kiosk");
    const group = { dimension: "channel", key: "kiosk" };
    await watch({ ...fewOrders, grain: "week", condition: { is: "above", value: 1 }, group });
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 2 }]);
  });
});

describe("an alert for changes beyond noise", () => {
  const change: AlertDraft = { ...fewOrders, condition: { is: "change", which: "worse" }, emails: [] };

  test("is held against the same weekday of the weeks before", async () => {
    // Mondays have 20 or 21 orders, and no other day has any.
    for (let week = 1; week <= 8; week += 1) await sell(addDays("2024-05-20", -7 * week), 20 + (week % 2));
    await sell("2024-05-20", 5);
    await sell("2024-05-21", 1);
    await watch(change);
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 5 }]);
  });

  test("does not speak of what is usual, nor of what is welcome", async () => {
    for (let week = 1; week <= 8; week += 1) await sell(addDays("2024-05-20", -7 * week), 20 + (week % 2));
    await sell("2024-05-20", 60);
    await sell("2024-05-21", 1);
    await watch(change);
    await checkAlerts(asker);
    expect(await notices()).toEqual([]);
    await watch({ ...change, name: "Either way", condition: { is: "change", which: "any" } });
    await checkAlerts(asker);
    expect(await notices()).toEqual([{ kind: "alert_fired", stretch: "2024-05-20", value: 60 }]);
  });
});

describe("alerts", () => {
  test("are checked by a job that plans the next half hour before it works", async () => {
    await sell("2024-05-20", 1);
    await watch(fewOrders);
    const context = {
      engines,
      data_dir: "",
      now: () => now,
      signal: new AbortController().signal,
      attempt: 1,
      last: false,
    };
    await alertJob.handle({}, context);
    expect(await notices()).toHaveLength(1);
    const next = await engines.postgres.db
      .selectFrom("job")
      .select("run_at")
      .where("kind", "=", "alert.check")
      .executeTakeFirst();
    expect(next?.run_at).toEqual(new Date("2024-05-21T10:30:00Z"));
  });

  test("are refused where they cannot be meant, naming the field", async () => {
    const add = (draft: Partial<AlertDraft>) => watch({ ...fewOrders, ...draft });
    await expect(add({ metric: "luck" })).rejects.toMatchObject({ code: "unknown_metric" });
    const personal = { dimension: "trait:email", key: "ada@example.com" };
    await expect(add({ group: personal })).rejects.toMatchObject({ code: "personal_dimension", field: "group" });
    await expect(add({ group: { dimension: "weather", key: "" } })).rejects.toMatchObject({
      code: "unknown_dimension",
    });
    await expect(removeAlert(engines, 7)).rejects.toMatchObject({ status: 404, code: "unknown_alert" });
  });
});
