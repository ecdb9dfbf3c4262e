// Metrics on real engines: against plain arithmetic, in parts and in whole, and whatever is delivered twice.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Grain, MetricAnswer } from "#contract";
import type { Engines } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import {
  dayIn,
  deliver,
  forgetEvents,
  isPurchase,
  order,
  orderHistories,
  type TestOrder,
} from "../../../tests/orders.ts";
import { type Days, nextStart, overlap, starts } from "../calendar.ts";
import { type Asked, type Asker, metricAnswers } from "./answer.ts";
import type { Metric } from "./definition.ts";
import { orderMetrics } from "./registry.orders.ts";
import { saidMetrics } from "./registry.said.ts";
import { metrics as all } from "./registry.ts";

/** Those that plain arithmetic tells here; the others have tests of their own. */
const metrics = [...orderMetrics, ...saidMetrics];

const time_zone = "Europe/Warsaw";
const period: Days = { from: "2023-12-10", to: "2024-04-05" };
let engines: Engines;
let asker: Asker;

beforeAll(async () => {
  engines = await testEngines();
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone, country: "", personal_data_role: "agent" },
    now: () => new Date("2024-06-01T00:00:00Z"),
  };
});

async function ask(asked: Asked, asked_for: readonly Metric[] = metrics): Promise<ReadonlyMap<string, MetricAnswer>> {
  return new Map((await metricAnswers(asker, asked_for, asked)).map((answer) => [answer.id, answer]));
}

function value(answers: ReadonlyMap<string, MetricAnswer>, id: string): number | null {
  return answers.get(id)?.total.value ?? null;
}

async function withHistory(history: readonly TestOrder[], story: () => Promise<void>): Promise<void> {
  await forgetEvents(engines);
  await deliver(engines, history);
  await story();
}

/** The same numbers by plain arithmetic over the orders of some days. */
function reference(history: readonly TestOrder[], { from, to }: Days): Record<string, number | null> {
  const day = ({ at }: TestOrder) => dayIn(time_zone, at);
  const known = history.filter((each) => each.customer !== 0 && isPurchase(each));
  const first = new Map<number, string>();
  for (const each of known) {
    const before = first.get(each.customer);
    if (before === undefined || day(each) < before) first.set(each.customer, day(each));
  }
  const inside = history.filter((each) => day(each) >= from && day(each) <= to);
  const bought = inside.filter(isPurchase);
  const gross = bought.reduce((sum, { cents }) => sum + cents, 0);
  const refunded = inside.filter(({ cents }) => cents < 0).reduce((sum, { cents }) => sum - cents, 0);
  const active = [...new Set(bought.filter(({ customer }) => customer !== 0).map(({ customer }) => customer))];
  const fresh = active.filter((customer) => (first.get(customer) ?? "") >= from);
  const repeated = active.filter((customer) => bought.filter((each) => each.customer === customer).length >= 2);
  return {
    revenue_gross: gross,
    revenue_net: gross - refunded,
    orders: bought.length,
    aov: bought.length === 0 ? null : (gross - refunded) / bought.length,
    customers_active: active.length,
    customers_new: fresh.length,
    customers_returning: active.length - fresh.length,
    repeat_purchase_rate: active.length === 0 ? null : repeated.length / active.length,
    refund_rate: gross === 0 ? null : refunded / gross,
    // Nobody says anything in these histories.
    ...Object.fromEntries(saidMetrics.map(({ id, empty }) => [id, empty])),
    contact_rate: bought.length === 0 ? null : 0,
  };
}

/** Bounds of intervals are floating-point sums, whose last digits depend on the order of rows. */
function rounded(answers: ReadonlyMap<string, MetricAnswer>): unknown {
  const shorter = (_: string, each: unknown) => (typeof each === "number" ? Number(each.toPrecision(9)) : each);
  return JSON.parse(JSON.stringify([...answers.values()], shorter));
}

describe("every metric", () => {
  test("is what plain arithmetic says, in total and in each stretch, in the workspace's days", async () => {
    const grains = fc.constantFrom<Grain>("day", "week", "month", "quarter", "year");
    await fc.assert(
      fc.asyncProperty(orderHistories(), grains, (history, grain) =>
        withHistory(history, async () => {
          const answers = await ask({ ...period, grain });
          const expected = reference(history, period);
          for (const { id } of metrics) expect(value(answers, id), id).toEqual(expected[id]);
          for (const [index, start] of starts(grain, period).entries()) {
            const end = new Date(Date.parse(nextStart(grain, start)) - 86_400_000).toISOString().slice(0, 10);
            const stretch = reference(history, overlap({ from: start, to: end }, period) ?? period);
            for (const { id } of metrics) {
              const point = answers.get(id)?.series[index];
              expect(point?.start).toBe(start);
              expect(point?.estimate.value, `${id} from ${start}`).toEqual(stretch[id]);
            }
          }
        }),
      ),
      { numRuns: 10 },
    );
  });

  test("that is a sum is the sum of its parts, whatever it is broken down by", async () => {
    const dimensions = fc.constantFrom("property:country", "product", "source", "channel");
    await fc.assert(
      fc.asyncProperty(orderHistories(), dimensions, (history, by) =>
        withHistory(history, async () => {
          const answers = await ask({ ...period, by });
          for (const id of ["revenue_gross", "revenue_net"]) {
            const parts = answers.get(id)?.groups.reduce((sum, { total }) => sum + (total.value ?? 0), 0);
            expect(parts, `${id} by ${by}`).toBe(value(answers, id));
          }
          if (by === "product") return;
          expect(answers.get("orders")?.groups.reduce((sum, { total }) => sum + (total.value ?? 0), 0)).toBe(
            value(answers, "orders"),
          );
        }),
      ),
      { numRuns: 10 },
    );
  });

  test("stays as it is when events are delivered again", async () => {
    const again = orderHistories().chain((history) => fc.tuple(fc.constant(history), fc.subarray(history)));
    await fc.assert(
      fc.asyncProperty(again, ([history, doubles]) =>
        withHistory(history, async () => {
          const asked = { grain: "week", by: "property:country", compare: "previous" } as const;
          const before = rounded(await ask(asked));
          await deliver(engines, doubles, new Date("2024-07-01T00:00:00Z"));
          expect(rounded(await ask(asked))).toEqual(before);
        }),
      ),
      { numRuns: 10 },
    );
  });
});

describe("a shop's answers", () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`);

  test("are not defined, or 0, when nothing happened", async () => {
    await withHistory([], async () => {
      const answers = await ask({ compare: "previous" }, all);
      for (const { id, empty } of all) expect(answers.get(id)?.total.value, id).toBe(empty);
      expect(answers.get("aov")?.comparison).toBeNull();
    });
  });

  test("compare with the period before and with the year before, but not with times before the first data", async () => {
    const history = [
      order({ order_id: "1", customer: 1, at: at("2023-03-10"), cents: 5_000 }),
      order({ order_id: "2", customer: 1, at: at("2024-02-10"), cents: 3_000 }),
      order({ order_id: "3", customer: 2, at: at("2024-03-10"), cents: 7_000 }),
    ];
    await withHistory(history, async () => {
      const march = { from: "2024-03-01", to: "2024-03-31" };
      const before = await ask({ ...march, compare: "previous" });
      expect(before.get("revenue_net")?.comparison).toMatchObject({
        from: "2024-01-30",
        to: "2024-02-29",
        total: { value: 3_000 },
      });
      const lastYear = await ask({ ...march, compare: "year" });
      expect(lastYear.get("revenue_net")?.comparison).toMatchObject({
        from: "2023-03-01",
        to: "2023-03-31",
        total: { value: 5_000 },
      });
      const first = await ask({ from: "2023-03-01", to: "2023-03-31", compare: "year" });
      expect(first.get("revenue_net")?.comparison).toBeNull();
    });
  });

  test("give an interval where a share or a ratio was drawn from a sample", async () => {
    const history = [1, 2, 3, 4].flatMap((customer) => [
      order({ order_id: `a${customer}`, customer, at: at("2024-03-01"), cents: 1_000 * customer }),
      ...(customer === 1 ? [order({ order_id: "b", customer, at: at("2024-03-02"), cents: 500 })] : []),
    ]);
    await withHistory(history, async () => {
      const answers = await ask({});
      const { low, high, value: rate, n } = answers.get("repeat_purchase_rate")?.total ?? {};
      expect({ rate, n }).toEqual({ rate: 0.25, n: 4 });
      // Wilson's bounds of 1 in 4: 0.0456 and 0.6994 (statsmodels' proportion_confint, method wilson).
      expect(low).toBeCloseTo(0.0456, 4);
      expect(high).toBeCloseTo(0.6994, 4);
      const aov = answers.get("aov")?.total;
      expect(aov?.value).toBe(2_100);
      expect(aov?.low).toBeLessThan(2_100);
      expect(aov?.high).toBeGreaterThan(2_100);
    });
  });

  test("refuse what cannot be asked, naming the field", async () => {
    await expect(ask({ from: "2024-02-30" })).rejects.toMatchObject({ code: "bad_day", field: "from" });
    await expect(ask({ from: "2024-02-02", to: "2024-02-01" })).rejects.toMatchObject({ code: "bad_period" });
    await expect(ask({ by: "weather" })).rejects.toMatchObject({ code: "unknown_dimension", field: "by" });
  });
});
