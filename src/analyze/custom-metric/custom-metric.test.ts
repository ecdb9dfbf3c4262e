// Custom metrics as stories: each kind worked by hand, and those written like the registry's give the registry's numbers.
import { beforeAll, describe, expect, test } from "vitest";
import type { Formula, Quantity } from "#contract";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, forgetEvents, order } from "../../../tests/orders.ts";
import { happen, type TestEvent } from "../../../tests/people.ts";
import { type Asker, metricAnswer, metricAnswers } from "../metric/answer.ts";
import { metricOf } from "./metric.ts";

let engines: Engines;
let asker: Asker;
const march = { from: "2024-03-01", to: "2024-03-31" };

beforeAll(async () => {
  engines = await testEngines();
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    now: () => new Date("2024-04-01T10:00:00Z"),
  };
});

const at = (day: string) => new Date(`2024-${day}T12:00:00Z`);
const words = { name: "Own", description: "", topic: "sales", direction: "up" } as const;

function formula(of: Partial<Formula> & Pick<Formula, "kind" | "numerator" | "unit">): Formula {
  return { denominator: null, segment: null, ...of };
}

async function answer(of: Formula, asked: Parameters<typeof metricAnswers>[2] = march) {
  const [found] = await metricAnswers(asker, [metricOf("own", { ...words, ...of })], asked);
  if (!found) throw new Error("one metric, one answer");
  return found;
}

const orders: Quantity = { event: "Order Completed", measure: "events" };
const looks: Quantity = { event: "Product Viewed", measure: "customers" };
const shipping: Quantity = { event: "Order Completed", measure: "sum", property: "shipping" };

const bought = (
  customer: number,
  day: string,
  revenue: number,
  properties: Record<string, string> = {},
): TestEvent => ({
  customer,
  name: "Order Completed",
  at: at(day),
  key: String(revenue),
  revenue,
  properties,
});
const looked = (customer: number, day: string, device: string): TestEvent => ({
  customer,
  name: "Product Viewed",
  at: at(day),
  properties: { device },
});

describe("in a shop where four looked and two of them bought", () => {
  beforeAll(async () => {
    await forgetEvents(engines);
    await happen(engines, [
      looked(1, "03-02", "phone"),
      looked(1, "03-20", "desktop"),
      looked(2, "03-03", "phone"),
      looked(3, "03-04", "desktop"),
      looked(4, "03-05", "phone"),
      // Nobody known looks, too.
      looked(0, "03-05", "phone"),
      bought(1, "03-21", 100, { shipping: "4", country: "PL" }),
      bought(2, "03-10", 50, { shipping: "6", country: "PL" }),
      bought(2, "03-11", 30, { shipping: "none", country: "DE" }),
      bought(5, "03-12", 20, { shipping: "8.5", country: "DE" }),
      bought(5, "02-12", 20, { shipping: "100" }),
    ]);
  });

  test("a count is of events or of those who did them", async () => {
    const events = await answer(formula({ kind: "count", unit: "count", numerator: { ...orders } }));
    expect(events.total).toEqual({ value: 4, low: null, high: null, n: 4 });
    const people = await answer(formula({ kind: "count", unit: "count", numerator: looks }));
    expect(people.total.value).toBe(4);
    const dear: Quantity = { ...orders, where: [{ property: "revenue", test: { op: "at_least", value: 50 } }] };
    expect((await answer(formula({ kind: "count", unit: "count", numerator: dear }))).total.value).toBe(2);
  });

  test("a sum of money is in minor units, and what is no number counts for nothing", async () => {
    const { total } = await answer(formula({ kind: "sum", unit: "money", numerator: shipping }));
    expect(total).toEqual({ value: 1_850, low: null, high: null, n: 3 });
  });

  test("a mean has the interval of Student's t", async () => {
    const { total } = await answer(formula({ kind: "mean", unit: "money", numerator: shipping }));
    // 4, 6 and 8.5: mean 6.1667, standard deviation 2.2546, t of 2 degrees 4.3027, so 6.1667 -/+ 5.6008.
    expect(total.value).toBeCloseTo(616.667, 2);
    expect(total.low).toBeCloseTo(56.6, 0);
    expect(total.high).toBeCloseTo(1_176.7, 0);
    expect(total.n).toBe(3);
  });

  test("a rate of customers is of those who did the one, who did the other too", async () => {
    const rate = formula({
      kind: "rate",
      unit: "share",
      numerator: { event: "Order Completed", measure: "customers" },
      denominator: looks,
    });
    const { total, series } = await answer(rate, { ...march, grain: "week" });
    expect(total).toMatchObject({ value: 0.5, n: 4 });
    // Wilson's bounds of 2 in 4: 0.1500 and 0.8500 (statsmodels' proportion_confint, method wilson).
    expect(total.low).toBeCloseTo(0.15, 3);
    expect(total.high).toBeCloseTo(0.85, 3);
    // In a week both must be done in it: in the week of 18 March customer 1 looked and bought.
    const week = (start: string) => series.find((point) => point.start === start)?.estimate;
    expect(week("2024-03-18")).toMatchObject({ value: 1, n: 1 });
    expect(week("2024-03-04")).toMatchObject({ value: 0, n: 2 });
    expect(week("2024-03-25")).toEqual({ value: null, low: null, high: null, n: 0 });
  });

  test("a rate in groups is by where people looked, wherever they bought", async () => {
    const rate = formula({
      kind: "rate",
      unit: "share",
      numerator: { event: "Order Completed", measure: "customers" },
      denominator: looks,
    });
    const { groups } = await answer(rate, { ...march, by: "property:device" });
    expect(groups.map(({ key, total }) => [key, total.value, total.n])).toEqual([
      ["phone", 2 / 3, 3],
      ["desktop", 0.5, 2],
    ]);
  });

  test("a rate of events narrows them", async () => {
    const rate = formula({
      kind: "rate",
      unit: "share",
      numerator: { event: "", where: [{ property: "country", test: { op: "is", values: ["pl"] } }], measure: "events" },
      denominator: orders,
    });
    expect((await answer(rate)).total).toMatchObject({ value: 0.5, n: 4 });
  });

  test("a ratio is one quantity over another, not defined over nothing", async () => {
    const ratio = formula({ kind: "ratio", unit: "money", numerator: shipping, denominator: orders });
    const { total, series } = await answer(ratio, { from: "2024-01-01", to: "2024-03-31", grain: "month" });
    expect(total).toMatchObject({ value: 11_850 / 5, low: null, n: 5 });
    expect(series.map(({ estimate }) => estimate.value)).toEqual([null, 10_000, 1_850 / 4]);
  });

  test("the parts of sums and counts make up the whole, whatever they are broken down by", async () => {
    const kinds = [
      formula({ kind: "count", unit: "count", numerator: orders }),
      formula({ kind: "sum", unit: "money", numerator: shipping }),
      formula({ kind: "sum", unit: "score", numerator: { ...shipping, property: "revenue" } }),
    ];
    for (const each of kinds)
      for (const by of ["property:country", "channel", "source", "product", "touch", "trait:city", "segment:vip"]) {
        const { groups, total } = await answer(each, { ...march, by });
        const parts = groups.reduce((sum, group) => sum + (group.total.value ?? 0), 0);
        expect(parts, by).toBeCloseTo(total.value ?? 0, 9);
        expect(total.value).toBeGreaterThan(0);
      }
  });

  test("of a segment only its members are counted", async () => {
    const members = formula({ kind: "count", unit: "count", numerator: orders, segment: "vip" });
    expect((await answer(members)).total.value).toBe(0);
    const row = { customer_id: 2, segment_id: "vip", inside: 1, changed_at: at("03-01").toISOString() };
    await engines.clickhouse.insert("segment_log", [row]);
    expect((await answer(members)).total.value).toBe(2);
  });

  test("a late event counts on its own day, a second delivery of one not at all, and two who are one count once", async () => {
    const count = formula({ kind: "count", unit: "count", numerator: looks });
    const late = looked(6, "03-06", "phone");
    await happen(engines, [late, late, looked(1, "03-02", "phone")]);
    expect((await answer(count)).total.value).toBe(5);
    const all = formula({ kind: "count", unit: "count", numerator: { ...looks, measure: "events" } });
    expect((await answer(all)).total.value).toBe(7);
    const merge = async (customer_id: number, version: number) => {
      await engines.clickhouse.insert("alias", [{ stamp: 6, customer_id, version }]);
      await engines.clickhouse.run("reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
    };
    await merge(4, 1);
    expect((await answer(count)).total.value).toBe(4);
    await merge(6, 2);
    expect((await answer(count)).total.value).toBe(5);
  });

  test("what employees said in confidence is counted by no custom metric", async () => {
    const said = formula({ kind: "count", unit: "count", numerator: { event: "Survey Responded", measure: "events" } });
    const answered = { customer: 1, name: "Survey Responded", at: at("03-09") };
    await happen(engines, [
      { ...answered, properties: { kind: "eNPS", score: "9" } },
      { ...answered, key: "2", properties: { kind: "nps", score: "9" } },
    ]);
    expect((await answer(said)).total.value).toBe(1);
  });
});

test("where nobody buys, the period that is not said is that of all data", async () => {
  await forgetEvents(engines);
  await happen(engines, [looked(1, "02-10", "phone"), looked(2, "03-10", "phone")]);
  const count = formula({ kind: "count", unit: "count", numerator: looks });
  expect(await answer(count, {})).toMatchObject({
    period: { from: "2024-02-10", to: "2024-03-10" },
    total: { value: 2 },
  });
  const { comparison } = await answer(count, { ...march, compare: "previous" });
  expect(comparison).toMatchObject({ from: "2024-01-30", to: "2024-02-29", total: { value: 1 } });
});

test("written like the registry's orders, gross revenue and order value they say the same, by any breakdown", async () => {
  await forgetEvents(engines);
  const cents = [1_999, 4_550, 12_000, 801];
  await deliver(
    engines,
    cents.map((each, index) =>
      order({
        order_id: `O${index}`,
        customer: index % 3,
        at: at(`03-1${index}`),
        cents: each,
        country: index < 2 ? "PL" : "DE",
      }),
    ),
  );
  const paid = { event: "Order Completed", where: [{ property: "revenue", test: { op: "more", value: 0 } }] } as const;
  const revenue: Quantity = { ...paid, where: [...paid.where], measure: "sum", property: "revenue" };
  const count: Quantity = { ...paid, where: [...paid.where], measure: "events" };
  const alike: [string, Formula][] = [
    ["orders", formula({ kind: "count", unit: "count", numerator: count })],
    ["revenue_gross", formula({ kind: "sum", unit: "money", numerator: revenue })],
    ["aov", formula({ kind: "ratio", unit: "money", numerator: revenue, denominator: count })],
    ["customers_active", formula({ kind: "count", unit: "count", numerator: { ...count, measure: "customers" } })],
  ];
  for (const by of [undefined, "property:country", "channel"])
    for (const [id, own] of alike) {
      const asked = { ...march, grain: "day", by } as const;
      const [ours, theirs] = [await answer(own, asked), await metricAnswer(asker, id, asked)];
      const values = ({ total, series, groups }: typeof ours) => [
        total.value,
        total.n,
        series.map(({ estimate }) => estimate.value),
        groups.map((group) => [group.key, group.total.value]),
      ];
      expect(values(ours), `${id} by ${by}`).toEqual(values(theirs));
    }
});
