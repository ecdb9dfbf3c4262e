// The planted frictions, as the product's events show them.
import { describe, expect, test } from "vitest";
import { type Interval, meanInterval, wilsonInterval } from "#stats";
import { orders, parcels, payments } from "./asked.ts";
import type { Told } from "./books.ts";

function frictionOf({ company }: Told, name: string, effect: RegExp): Told["company"]["truth"]["friction"][number] {
  const found = company.truth.friction.find((friction) => friction.name === name && effect.test(friction.effect));
  if (!found) throw new Error(`No friction of ${name}`);
  return found;
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
      const moments = (there: boolean, after: boolean) => {
        const days = rows
          .filter(
            ({ region, ordered_ms }) => (region === slow.where_value) === there && ordered_ms >= slow.since === after,
          )
          .map((row) => row.days);
        const mean = days.reduce((all, each) => all + each, 0) / days.length;
        return { n: days.length, mean, m2: days.reduce((all, each) => all + (each - mean) ** 2, 0) };
      };
      const usual = moments(false, true);
      expect(usual.n).toBeGreaterThan(500);
      expectWithin(usual.mean + slow.size, meanInterval(moments(true, true)));
      expectWithin(usual.mean, meanInterval(moments(true, false)));
    });
  });
}
