// Dashboards as stories: who sees and changes them, what their widgets answer, and to whom.
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Caller, Context, DashboardDraft, Role, Widget } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, order } from "../../../tests/orders.ts";
import { happen } from "../../../tests/people.ts";
import { addDays } from "../calendar.ts";
import { createSegment, deleteSegment } from "../segment/store.ts";
import { addTarget } from "../target/target.ts";
import { dashboardAnswers } from "./answer.ts";
import { addDashboard, changeDashboard, listDashboards, readDashboard, removeDashboard } from "./dashboard.ts";
import { daysOf } from "./period.ts";

let engines: Engines;
const now = new Date("2024-05-21T10:00:00Z");
const as = (name: string, role: Role): Caller => ({ kind: "user", id: name, name, role });
const [ada, bo, boss] = [as("Ada", "viewer"), as("Bo", "analyst"), as("Boss", "admin")];
const place = { x: 0, y: 0, w: 3, h: 2 };
const of = { place, title: "" };
const draft: DashboardDraft = {
  name: "Mine",
  visibility: "private",
  period: "last_7_days",
  compare: "previous",
  widgets: [{ id: "a", kind: "number", ...of, metric: "revenue_net" }],
};

describe("whose a dashboard is", () => {
  beforeAll(async () => {
    engines = await testEngines();
  });

  test("a private one is its owner's, and admins'; to all others there is none", async () => {
    const { id } = await addDashboard(engines, draft, ada, now);
    expect(await listDashboards(engines, bo)).toEqual([]);
    await expect(readDashboard(engines, id, bo)).rejects.toMatchObject({ code: "unknown_dashboard" });
    expect(await readDashboard(engines, id, boss)).toMatchObject({ owner: "Ada", may_change: true });
    await changeDashboard(engines, id, { visibility: "workspace", name: "Everybody's" }, ada, now);
    expect(await listDashboards(engines, bo)).toMatchObject([{ name: "Everybody's", may_change: false }]);
    const refused = { status: 403, code: "not_the_owner" };
    await expect(changeDashboard(engines, id, { name: "Bo's" }, bo, now)).rejects.toMatchObject(refused);
    await expect(removeDashboard(engines, id, bo)).rejects.toMatchObject(refused);
    await removeDashboard(engines, id, boss);
    await expect(readDashboard(engines, id, ada)).rejects.toMatchObject({ code: "unknown_dashboard" });
  });

  test("a segment that one shows is not deleted", async () => {
    const context = testContext(engines);
    await createSegment(context, { id: "vip", name: "VIP" });
    const widgets: Widget[] = [{ id: "s", kind: "segment", ...of, segment: "vip" }];
    const { id } = await addDashboard(engines, { ...draft, widgets }, ada, now);
    await expect(deleteSegment(context, "vip")).rejects.toMatchObject({ code: "segment_used" });
    await removeDashboard(engines, id, ada);
    await deleteSegment(context, "vip");
  });

  test("widgets have ids of their own and stay within the grid", async () => {
    const twice = { ...draft, widgets: [...draft.widgets, ...draft.widgets] };
    await expect(addDashboard(engines, twice, ada, now)).rejects.toMatchObject({
      code: "widget_twice",
      field: "widgets.1.id",
    });
    const wide: Widget = { id: "w", kind: "targets", title: "", place: { x: 10, y: 0, w: 3, h: 2 } };
    await expect(addDashboard(engines, { ...draft, widgets: [wide] }, ada, now)).rejects.toMatchObject({
      code: "widget_too_wide",
      field: "widgets.0.place.w",
    });
  });
});

test("stretches end with the last day that is known, or before the stretch that holds it", () => {
  expect(daysOf("last_7_days", "2024-05-21")).toEqual({ from: "2024-05-15", to: "2024-05-21" });
  expect(daysOf("this_month", "2024-05-21")).toEqual({ from: "2024-05-01", to: "2024-05-21" });
  expect(daysOf("last_month", "2024-03-31")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(daysOf("this_quarter", "2024-05-21")).toEqual({ from: "2024-04-01", to: "2024-05-21" });
  expect(daysOf("last_quarter", "2024-02-10")).toEqual({ from: "2023-10-01", to: "2023-12-31" });
  expect(daysOf("last_year", "2024-05-21")).toEqual({ from: "2023-01-01", to: "2023-12-31" });
});

describe("a shop with an order of 100 euros each day of May, in Poland and Germany in turn", () => {
  let context: Context<Engines>;

  beforeEach(async () => {
    engines = await testEngines();
    context = { ...testContext(engines), now: () => now };
    await deliver(
      engines,
      Array.from({ length: 20 }, (_, index) =>
        order({
          order_id: `O${index}`,
          customer: 1 + (index % 5),
          at: new Date(`${addDays("2024-05-01", index)}T12:00:00Z`),
          cents: 10_000,
          country: index % 2 === 0 ? "PL" : "DE",
        }),
      ),
    );
  });

  const ask = (widgets: readonly Widget[], more: Partial<DashboardDraft> = {}, caller?: Caller) =>
    dashboardAnswers(caller === undefined ? context : { ...context, caller }, {
      ...draft,
      ...more,
      widgets: [...widgets],
    });

  test("its last seven days up to the last order came to 700 euros, as the seven before", async () => {
    await addTarget(
      context,
      { metric: "revenue_net", value: 1, grain: "month", due: null, owner_id: null, note: "secret" },
      bo,
    );
    const answers = await ask([
      { id: "n", kind: "number", ...of, metric: "revenue_net" },
      { id: "t", kind: "trend", ...of, metric: "orders" },
      { id: "b", kind: "breakdown", ...of, metric: "revenue_net", by: "property:country" },
      { id: "w", kind: "text", ...of, text: "# Hello" },
      { id: "g", kind: "targets", ...of },
    ]);
    expect(answers).toMatchObject({ period: { from: "2024-05-14", to: "2024-05-20" }, first_day: "2024-05-01" });
    const [number, trend, breakdown, targets] = answers.answers;
    expect(number).toMatchObject({ kind: "number", name: "Net revenue", direction: "up" });
    expect(number).toMatchObject({ answer: { total: { value: 70_000 }, comparison: { total: { value: 70_000 } } } });
    expect(trend).toMatchObject({ kind: "trend", answer: { series: Array(7).fill({ estimate: { value: 1 } }) } });
    // The 14th is the 14th order of the month, in Germany: four of seven.
    expect(breakdown).toMatchObject({
      answer: {
        groups: [
          { key: "DE", total: { value: 40_000 } },
          { key: "PL", total: { value: 30_000 } },
        ],
      },
    });
    expect(targets).toMatchObject({ kind: "targets", rows: [{ name: "Net revenue", target: { value: 1 } }] });
    expect(JSON.stringify(answers)).not.toContain("secret");
  });

  test("another stretch answers for other days, and nothing is compared where that is not wanted", async () => {
    const widgets: Widget[] = [{ id: "n", kind: "number", ...of, metric: "revenue_net" }];
    const { answers } = await ask(widgets, { period: "this_month", compare: "none" });
    expect(answers).toMatchObject([{ answer: { total: { value: 200_000 }, comparison: null } }]);
  });

  test("a metric or a segment that is no more says so in its place, and the others answer", async () => {
    const { answers } = await ask([
      { id: "gone", kind: "trend", ...of, metric: "no_such" },
      { id: "left", kind: "segment", ...of, segment: "no_such" },
      { id: "n", kind: "number", ...of, metric: "orders" },
    ]);
    expect(answers).toMatchObject([
      { kind: "problem", id: "gone", code: "unknown_metric" },
      { kind: "problem", id: "left", code: "unknown_segment" },
      { kind: "number", id: "n", answer: { total: { value: 7 } } },
    ]);
  });

  test("who may not see personal data is refused groups by it; what all may see they see", async () => {
    const at = new Date("2024-05-20T12:00:00Z");
    await happen(engines, [{ customer: 1, name: "Order Completed", at, revenue: 5, properties: { town: "Lodz" } }]);
    const widgets: Widget[] = [
      { id: "p", kind: "breakdown", ...of, metric: "orders", by: "property:town" },
      { id: "c", kind: "breakdown", ...of, metric: "orders", by: "property:country" },
    ];
    const masked = await ask(widgets, {}, ada);
    expect(masked.answers).toMatchObject([{ kind: "problem", code: "personal_data" }, { kind: "breakdown" }]);
    expect(JSON.stringify(masked)).not.toContain("Lodz");
    expect(JSON.stringify(await ask(widgets, {}, bo))).toContain("Lodz");
  });
});
