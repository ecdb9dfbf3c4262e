// The sample's known figures as metrics, cohorts and classes tell them. Each figure names its source.
import { beforeAll, describe, expect, test } from "vitest";
import { metricAnswer, routes } from "#analyze";
import type { ClassMatrix, CohortTable, Context, MetricAnswer } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../tests/context.ts";
import { testEngines } from "../tests/engines.ts";
import { importStory } from "./importing.ts";

let context: Context<Engines>;

beforeAll(async () => {
  const engines = await testEngines();
  context = {
    ...testContext(engines),
    settings: { name: "Online Retail", currency: "GBP", time_zone: "UTC", country: "", personal_data_role: "agent" },
  };
  const story = await importStory(engines);
  await story.load({ kind: "sample" });
});

function metric(id: string, asked: { by?: string; from?: string; to?: string } = {}): Promise<MetricAnswer> {
  return metricAnswer(context, id, asked);
}

/** Calls a GET route as the server does. */
async function get<Reply>(path: string, query: object): Promise<Reply> {
  const route = routes.find((each) => each.path === path);
  const reply: ReturnType<typeof JSON.parse> = await route?.handle({
    params: {},
    query,
    body: {},
    headers: {},
    ip: "127.0.0.1",
    bytes: process.stdin,
    context,
  });
  return reply;
}

describe("revenue", () => {
  test("net is sum(Quantity x UnitPrice) of the whole file: 9,747,747.93 (UCI ML Repository #352)", async () => {
    expect((await metric("revenue_net")).total.value).toBe(974_774_793);
  });

  test("sums to the whole over months, countries and products", async () => {
    for (const by of ["property:country", "product"]) {
      const { total, groups, series } = await metric("revenue_net", { by });
      const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + (value ?? 0), 0);
      // Prices have a tenth of a penny, and each part is rounded to a penny for itself.
      expect(Math.abs(sum(groups.map((group) => group.total.value)) - (total.value ?? 0))).toBeLessThanOrEqual(
        groups.length,
      );
      expect(Math.abs(sum(series.map(({ estimate }) => estimate.value)) - (total.value ?? 0))).toBeLessThanOrEqual(
        series.length,
      );
    }
  });
});

describe("customers", () => {
  test("4,338 bought at least once (those of the 397,884 positive lines), 2,845 of them at least twice (counted without Kompas)", async () => {
    expect((await metric("customers_active")).total.value).toBe(4_338);
    const rate = (await metric("repeat_purchase_rate")).total;
    expect(rate.n).toBe(4_338);
    expect(rate.value).toBeCloseTo(2_845 / 4_338, 6);
  });
});

describe("retention of the cohort of December 2010", () => {
  // Distinct customers with a positive purchase in the calendar month: 885 in December 2010; 36.61 % a month and 50.28 %
  // eleven months later, as tutorials on cohort analysis of this file print them.
  test("is 36.61 % after a month and 50.28 % after eleven", async () => {
    const { months } = await get<CohortTable>("/api/v1/cohorts", {});
    expect(months).toHaveLength(13);
    const [december] = months;
    expect(december).toMatchObject({ month: "2010-12-01", customers: 885 });
    expect(december?.cells[1]?.share).toBeCloseTo(0.3661, 4);
    expect(december?.cells[11]).toMatchObject({ partial: false });
    expect(december?.cells[11]?.share).toBeCloseTo(0.5028, 4);
    expect(december?.cells[12]).toMatchObject({ partial: true });
  });
});

describe("the ABC x XYZ matrix", () => {
  test.each(["frequency", "variation"])("sums to all customers, shares to 1 (%s)", async (form) => {
    const matrix = await get<ClassMatrix>("/api/v1/classes", { form });
    const sum = (of: (cell: ClassMatrix["cells"][number]) => number | null) =>
      matrix.cells.reduce((total, cell) => total + (of(cell) ?? 0), 0);
    expect(matrix.customers).toBe(4_338);
    expect(sum(({ customers }) => customers)).toBe(4_338);
    expect(sum(({ customers_share }) => customers_share)).toBeCloseTo(1, 9);
    expect(sum(({ revenue_share }) => revenue_share)).toBeCloseTo(1, 9);
    const a = matrix.cells
      .filter(({ abc }) => abc === "A")
      .reduce((total, cell) => total + (cell.revenue_share ?? 0), 0);
    // A ends with the customer who crosses 80 %.
    expect(a).toBeGreaterThan(0.8);
    expect(a).toBeLessThan(0.81);
    expect(matrix.cells.filter(({ golden }) => golden).map(({ abc, xyz }) => abc + xyz)).toEqual(["AX", "AY"]);
  });
});
