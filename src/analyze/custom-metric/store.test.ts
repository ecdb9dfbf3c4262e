// Definitions of custom metrics as stories: kept, changed, refused, and deleted only where nothing stands on them.
import { beforeAll, describe, expect, test } from "vitest";
import type { CustomMetricCreate, DashboardDraft, Formula, Quantity } from "#contract";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { happen } from "../../../tests/people.ts";
import { addDashboard } from "../dashboard/dashboard.ts";
import { type Asker, metricAnswer } from "../metric/answer.ts";
import { previewFormula } from "./preview.ts";
import { changeCustomMetric, createCustomMetric, customMetric, deleteCustomMetric } from "./store.ts";

let engines: Engines;
let asker: Asker;
const march = { from: "2024-03-01", to: "2024-03-31" };
const words = { name: "Own", description: "", topic: "sales", direction: "up" } as const;
const orders: Quantity = { event: "Order Completed", measure: "events" };
const looks: Quantity = { event: "Product Viewed", measure: "customers" };
const shipping: Quantity = { event: "Order Completed", measure: "sum", property: "shipping" };
const counted: Formula = { kind: "count", unit: "count", numerator: orders, denominator: null, segment: null };

/** Customer 1 orders twice, customer 2 once. */
beforeAll(async () => {
  engines = await testEngines();
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    now: () => new Date("2024-04-01T10:00:00Z"),
  };
  const bought = (customer: number, day: string) => ({
    ...{ customer, name: "Order Completed", revenue: 10 },
    at: new Date(`2024-${day}T12:00:00Z`),
  });
  await happen(engines, [bought(1, "03-02"), bought(1, "03-20"), bought(2, "03-30")]);
});

test("a preview says what a formula comes to in the last days of the data, and by which question", async () => {
  const { answer, sql } = await previewFormula(asker, { formula: counted, days: 28 });
  expect(answer).toMatchObject({ period: { from: "2024-03-03", to: "2024-03-30" }, total: { value: 2, n: 2 } });
  expect(Object.values(sql.params)).toContain("Order Completed");
  await expect(previewFormula(asker, { formula: { ...counted, unit: "money" } })).rejects.toMatchObject({
    code: "bad_formula",
    field: "unit",
  });
});

describe("a definition", () => {
  const draft: CustomMetricCreate = { ...words, ...counted };

  test("is kept under an id out of its name, asked like any metric, changed and deleted", async () => {
    const made = await createCustomMetric(asker, { ...draft, name: "Großbestellungen · łączne" });
    expect(made.id).toBe("gro_bestellungen_laczne");
    expect(await customMetric(engines, made.id)).toEqual(made);
    expect(await metricAnswer(asker, made.id, march)).toMatchObject({ id: made.id, total: { value: 3 } });
    const { id, created_at, created_by, changed_at, changed_by, ...same } = made;
    const changed = await changeCustomMetric(asker, id, { ...same, numerator: { ...orders, measure: "customers" } });
    expect(changed).toMatchObject({ id, created_at, created_by, changed_at, changed_by });
    expect(await metricAnswer(asker, id, march)).toMatchObject({ total: { value: 2 } });
    await deleteCustomMetric(engines, id);
    await expect(metricAnswer(asker, id, march)).rejects.toMatchObject({ status: 404, code: "unknown_metric" });
  });

  test("never takes the id of another metric", async () => {
    await expect(createCustomMetric(asker, { ...draft, id: "orders" })).rejects.toMatchObject({ code: "metric_taken" });
    expect((await createCustomMetric(asker, { ...draft, name: "Orders" })).id).toBe("orders_2");
    await expect(createCustomMetric(asker, { ...draft, id: "orders_2" })).rejects.toMatchObject({ status: 409 });
    await deleteCustomMetric(engines, "orders_2");
  });

  test.each<[string, Partial<Formula>, string]>([
    ["a count of sums", { numerator: shipping }, "numerator.measure"],
    ["a rate of nothing", { kind: "rate", unit: "share" }, "denominator"],
    ["a rate that is money", { kind: "rate", unit: "money", denominator: orders }, "unit"],
    ["a rate of unlike parts", { kind: "rate", unit: "share", denominator: looks }, "denominator.measure"],
    [
      "a rate of other events",
      { kind: "rate", unit: "share", denominator: { ...orders, event: "X" } },
      "numerator.event",
    ],
    ["a count over something", { denominator: orders }, "denominator"],
    ["events as money", { kind: "ratio", unit: "money", denominator: orders }, "unit"],
    ["an unknown segment", { segment: "nobody" }, "segment"],
  ])("is refused with the field that is wrong: %s", async (_, wrong, field) => {
    await expect(createCustomMetric(asker, { ...draft, ...wrong })).rejects.toMatchObject({ status: 422, field });
  });

  test("stays as long as a target, an alert or an overview uses it, and says which", async () => {
    const { id } = await createCustomMetric(asker, draft);
    const used = { created_by: "", created_at: asker.now() };
    await engines.postgres.guarded("test.target", (db) =>
      db
        .insertInto("target")
        .values({ ...used, metric: id, value: 1, grain: "month", due: null, owner_id: null, note: "" })
        .execute(),
    );
    await engines.postgres.guarded("test.tile", (db) =>
      db
        .insertInto("tile_choice")
        .values({ reader: "", metrics: ["orders", id], changed_at: asker.now() })
        .execute(),
    );
    const place = { x: 0, y: 0, w: 3, h: 2 };
    const spring: DashboardDraft = {
      ...{ name: "Spring", visibility: "workspace", period: "last_30_days", compare: "none" },
      widgets: [{ kind: "number", id: "one", place, title: "", metric: id }],
    };
    await addDashboard(engines, spring, undefined, asker.now());
    await expect(deleteCustomMetric(engines, id)).rejects.toMatchObject({
      code: "metric_used",
      message: expect.stringMatching(/a target by month, the dashboard "Spring", everybody's overview/),
    });
    expect((await customMetric(engines, id)).id).toBe(id);
  });
});
