// Retention on a real engine against plain sets.
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Context } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { dayIn, deliver, forgetEvents, isPurchase, order, orderHistories } from "../../../tests/orders.ts";
import { starts } from "../calendar.ts";
import { cohortTable } from "./cohort.ts";

const time_zone = "America/New_York";
let context: Context<Engines>;

beforeAll(async () => {
  context = testContext(await testEngines(), time_zone);
});

test("each cell counts the customers of a cohort who bought in that month, also when events come twice", async () => {
  await fc.assert(
    fc.asyncProperty(orderHistories(60), async (orders) => {
      await forgetEvents(context.engines);
      await deliver(context.engines, orders);
      await deliver(context.engines, orders.slice(0, 5), new Date("2024-07-01T00:00:00Z"));
      const month = (at: Date) => `${dayIn(time_zone, at).slice(0, 7)}-01`;
      const known = orders.filter((each) => isPurchase(each) && each.customer !== 0);
      const cohort = new Map<number, string>();
      for (const { customer, at } of known) {
        const before = cohort.get(customer);
        if (before === undefined || month(at) < before) cohort.set(customer, month(at));
      }
      // A refund, too, or an order without money says how far the data reach.
      const days = orders.map(({ at }) => dayIn(time_zone, at)).toSorted();
      const months = starts("month", { from: days[0] ?? "", to: days.at(-1) ?? "" });
      const { months: table } = await cohortTable(context, {});
      expect(table.map((row) => row.month)).toEqual(months);
      for (const [index, row] of table.entries()) {
        const members = [...cohort].filter(([, first]) => first === row.month).map(([customer]) => customer);
        const active = months
          .slice(index)
          .map(
            (each) =>
              new Set(known.filter((o) => members.includes(o.customer) && month(o.at) === each).map((o) => o.customer))
                .size,
          );
        expect(row.cells.map(({ customers }) => customers)).toEqual(active);
        expect(row.customers).toBe(members.length);
        const moved = orders.filter((each) => members.includes(each.customer));
        // Who gave back before the first purchase did so in the cohort's first month.
        const in_month = (each: (typeof orders)[number]) => [month(each.at), row.month].toSorted().at(-1);
        const spent = months
          .slice(index)
          .map((active) => moved.filter((o) => in_month(o) === active).reduce((sum, { cents }) => sum + cents, 0));
        expect(row.cells.map(({ revenue_minor }) => revenue_minor)).toEqual(spent);
      }
    }),
    { numRuns: 12 },
  );
});

test("a month that the data cut short is partial, and later months have no cell", async () => {
  await forgetEvents(context.engines);
  await deliver(context.engines, [
    order({ order_id: "1", customer: 1, at: new Date("2024-01-10T12:00:00Z"), cents: 100 }),
    order({ order_id: "2", customer: 2, at: new Date("2024-01-11T12:00:00Z"), cents: 100 }),
    order({ order_id: "3", customer: 1, at: new Date("2024-03-09T12:00:00Z"), cents: 100 }),
  ]);
  const { months } = await cohortTable(context, { to: "2024-12-31" });
  expect(months[0]).toEqual({
    month: "2024-01-01",
    customers: 2,
    cells: [
      { age: 0, customers: 2, share: 1, revenue_minor: 200, ltv_minor: 100, partial: false },
      { age: 1, customers: 0, share: 0, revenue_minor: 0, ltv_minor: 100, partial: false },
      { age: 2, customers: 1, share: 0.5, revenue_minor: 100, ltv_minor: 150, partial: true },
    ],
  });
  expect(months[1]).toMatchObject({ customers: 0, cells: [{ share: null }, { share: null, partial: true }] });
});
