// The planted frictions, as the product's events show them.
import { describe, expect, test } from "vitest";
import { metricAnswer } from "#analyze";
import { type Interval, type Moments, wilsonInterval, z95 } from "#stats";
import { orders, parcels, payments } from "./asked.ts";
import type { Told } from "./books.ts";
import { dayOf } from "./counts.ts";

function frictionOf({ company }: Told, name: string, effect: RegExp): Told["company"]["truth"]["friction"][number] {
  const found = company.truth.friction.find((friction) => friction.name === name && effect.test(friction.effect));
  if (!found) throw new Error(`No friction of ${name}`);
  return found;
}

function momentsOf(numbers: readonly number[]): Moments {
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  return { n: numbers.length, mean, m2: numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) };
}

/** How much more the one mean is than the other, at 95 %: samples are large enough for the normal quantile. */
function differenceOf(one: Moments | undefined, other: Moments | undefined): Interval {
  if (!one || !other) throw new Error("Nothing to compare");
  const variance = ({ n, m2 }: Moments) => m2 / (n - 1) / n;
  const half = z95 * Math.sqrt(variance(one) + variance(other));
  return { low: one.mean - other.mean - half, high: one.mean - other.mean + half };
}

/** The planted value lies in what the events leave possible, at 95 %; and that is not everything. */
function expectWithin(planted: number, interval: Interval | null): void {
  expect(interval?.low).toBeLessThan(planted);
  expect(interval?.high).toBeGreaterThan(planted);
  expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeLessThan(planted);
}

/** Stories of frictions. */
export function frictionStories(told: () => Told): void {
  describe("frictions", () => {
    test("payment fails in one browser since a day: the product's events hold the planted rate", async () => {
      const fails = frictionOf(told(), "payment", /probability that paying fails/);
      const rows = await payments(told().company.engines.clickhouse, {});
      const rate = (there: boolean, after: boolean) => {
        const some = rows.filter(
          ({ browser, at_ms }) => (browser === fails.where_value) === there && at_ms >= fails.since === after,
        );
        const failed = some.filter((row) => row.failed === 1).length;
        return { n: some.length, interval: wilsonInterval(failed, some.length) };
      };
      expectWithin(fails.size, rate(true, true).interval);
      for (const elsewhere of [rate(true, false), rate(false, true), rate(false, false)]) {
        expect(elsewhere.interval?.high).toBeLessThan(rate(true, true).interval?.low ?? 0);
      }
    });

    test("orders that were lost by it are those that the truth counts, and the planted share of all that were paid for there", async () => {
      const loses = frictionOf(told(), "payment", /share of orders lost/);
      const { clickhouse } = told().company.engines;
      const made = new Set((await orders(clickhouse, {})).map(({ order_id }) => order_id));
      const rows = await payments(clickhouse, {});
      const lost = rows.filter(({ failed, order_id }) => failed === 1 && !made.has(order_id));
      expect(lost).toHaveLength(told().company.truth.lost_order.length);
      const there = rows.filter(({ browser, at_ms }) => browser === loses.where_value && at_ms >= loses.since);
      expect(lost.filter((row) => !there.includes(row))).toEqual([]);
      expectWithin(loses.size, wilsonInterval(lost.length, there.length));
    });

    test("parcels take longer in one region since a day: by as many days as planted", async () => {
      const slow = frictionOf(told(), "delivery", /days added/);
      const rows = await parcels(told().company.engines.clickhouse, {});
      const delayed = (after: boolean) => {
        const [there, elsewhere] = [true, false].map((here) => {
          const days = rows.filter(
            ({ region, ordered_ms }) => (region === slow.where_value) === here && ordered_ms >= slow.since === after,
          );
          return momentsOf(days.map((row) => row.days));
        });
        return differenceOf(there, elsewhere);
      };
      expectWithin(slow.size, delayed(true));
      const before = delayed(false);
      expect(before.low).toBeLessThan(0);
      expect(before.high).toBeGreaterThan(0);
      expect(before.high).toBeLessThan(slow.size / 2);
    });

    test("slow parcels lower NPS there, as the product's own metric by region says", async () => {
      const slow = frictionOf(told(), "delivery", /days added/);
      const since = dayOf(slow.since);
      const nps = async (days: { from: string; to: string }) => {
        const { total, groups } = await metricAnswer(told().company.context, "nps", { ...days, by: "trait:region" });
        return { total, there: groups.find(({ key }) => key === slow.where_value)?.total };
      };
      const before = await nps({ from: "2024-09-01", to: dayOf(slow.since - 86_400_000) });
      const after = await nps({ from: since, to: "2025-09-01" });
      // Few answer there in so small a company: it is the direction that is checked.
      expect(after.there?.value).toBeLessThan(after.total.low ?? 0);
      expect(before.there?.value).toBeGreaterThan(before.total.low ?? 0);
    });
  });
}
