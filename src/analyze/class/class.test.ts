// Classes on a real engine against the same rules in plain whole numbers.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Context, Grain } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
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
import { completeStretches, startOf } from "../calendar.ts";
import { classCustomers, classMatrix } from "./class.ts";

let context: Context<Engines>;

beforeAll(async () => {
  context = testContext(await testEngines());
});

async function history(orders: readonly TestOrder[]): Promise<void> {
  await forgetEvents(context.engines);
  await deliver(context.engines, orders);
}

interface Buyer {
  readonly customer: string;
  readonly net: number;
  readonly orders: number;
}

function buyers(orders: readonly TestOrder[]): Buyer[] {
  const known = orders.filter(({ customer }) => customer !== 0);
  return [...new Set(known.filter(isPurchase).map(({ customer }) => customer))].map((customer) => {
    const own = known.filter((each) => each.customer === customer);
    return {
      customer: String(customer),
      net: own.reduce((sum, { cents }) => sum + cents, 0),
      orders: own.filter(isPurchase).length,
    };
  });
}

/** Cumulative shares, walked down from the greatest value; shares in hundredths, so that all is whole numbers. */
function byShare(values: readonly number[], value: number, names: string): string {
  const positive = values.map((each) => Math.max(each, 0));
  const whole = positive.reduce((sum, each) => sum + each, 0);
  const greater = positive.filter((each) => each > value).reduce((sum, each) => sum + each, 0);
  if (value <= 0) return names.charAt(2);
  if (greater * 100 < whole * 80) return names.charAt(0);
  return names.charAt(greater * 100 < whole * 95 ? 1 : 2);
}

/** Coefficient of variation over all complete stretches, empty ones too, compared without a square root. */
function byVariation(orders: readonly TestOrder[], customer: string, grain: Grain): string {
  const days = orders.map(({ at }) => dayIn("UTC", at)).toSorted();
  const extent = { from: days[0] ?? "", to: days.at(-1) ?? "" };
  const stretches = completeStretches(grain, extent);
  if (!stretches) return "Z";
  const sums = new Map<string, number>();
  for (const each of orders) {
    const day = dayIn("UTC", each.at);
    if (String(each.customer) !== customer || day < stretches.from || day > stretches.to) continue;
    const start = startOf(grain, day);
    sums.set(start, (sums.get(start) ?? 0) + each.cents);
  }
  const values = [...sums.values()];
  const sum = values.reduce((total, each) => total + each, 0);
  const squares = values.reduce((total, each) => total + each * each, 0);
  if (sum <= 0) return "Z";
  // c <= 1/2 means n q / s^2 - 1 <= 1/4; c <= 1 means n q / s^2 <= 2.
  if (4 * stretches.count * squares <= 5 * sum * sum) return "X";
  return stretches.count * squares <= 2 * sum * sum ? "Y" : "Z";
}

async function classes(form: "frequency" | "variation", grain: Grain): Promise<Record<string, string>> {
  const { rows } = await classCustomers(context, { form, grain, limit: 1000 });
  return Object.fromEntries(rows.map(({ customer_id, abc, xyz }) => [customer_id, `${abc}${xyz}`]));
}

describe("the class of every customer", () => {
  test("is what the definition says, in both forms", async () => {
    const grains = fc.constantFrom<Grain>("week", "month");
    await fc.assert(
      fc.asyncProperty(orderHistories(60), grains, async (orders, grain) => {
        await history(orders);
        const all = buyers(orders);
        const abc = ({ net }: Buyer) =>
          byShare(
            all.map((each) => each.net),
            net,
            "ABC",
          );
        const xyz = (buyer: Buyer) =>
          byShare(
            all.map((each) => each.orders),
            buyer.orders,
            "XYZ",
          );
        const expected = (letter: (buyer: Buyer) => string) =>
          Object.fromEntries(all.map((buyer) => [buyer.customer, `${abc(buyer)}${letter(buyer)}`]));
        expect(await classes("frequency", grain)).toEqual(expected(xyz));
        expect(await classes("variation", grain)).toEqual(
          expected(({ customer }) => byVariation(orders, customer, grain)),
        );
      }),
      { numRuns: 15 },
    );
  });

  test("stays as it is when events are delivered again", async () => {
    await fc.assert(
      fc.asyncProperty(orderHistories(), async (orders) => {
        await history(orders);
        const before = await classMatrix(context, {});
        await deliver(context.engines, orders, new Date("2024-07-01T00:00:00Z"));
        expect(await classMatrix(context, {})).toEqual(before);
      }),
      { numRuns: 5 },
    );
  });
});

describe("the matrix", () => {
  test("has nine cells that sum to all customers and all revenue, shares to 1", async () => {
    await fc.assert(
      fc.asyncProperty(orderHistories(), async (orders) => {
        await history(orders);
        const all = buyers(orders);
        const matrix = await classMatrix(context, { form: "variation" });
        expect(matrix.cells).toHaveLength(9);
        const sum = (of: (cell: (typeof matrix.cells)[number]) => number | null) =>
          matrix.cells.reduce((total, cell) => total + (of(cell) ?? 0), 0);
        expect(sum(({ customers }) => customers)).toBe(all.length);
        expect(matrix.customers).toBe(all.length);
        expect(sum(({ revenue_minor }) => revenue_minor)).toBe(all.reduce((total, { net }) => total + net, 0));
        if (all.length > 0) expect(sum(({ customers_share }) => customers_share)).toBeCloseTo(1, 9);
        if (matrix.revenue_minor !== 0) expect(sum(({ revenue_share }) => revenue_share)).toBeCloseTo(1, 9);
      }),
      { numRuns: 10 },
    );
  });

  const at = (day: string) => new Date(`${day}T12:00:00Z`);

  test("puts the customer who crosses the bound into the upper class, and equals together", async () => {
    await history([
      order({ order_id: "1", customer: 1, at: at("2024-01-05"), cents: 7_900 }),
      order({ order_id: "2", customer: 2, at: at("2024-01-06"), cents: 700 }),
      order({ order_id: "3", customer: 3, at: at("2024-01-07"), cents: 700 }),
      order({ order_id: "4", customer: 4, at: at("2024-01-08"), cents: 700 }),
    ]);
    // 79 % before the first of the three equals, so all three are A, though they cross to 100 % together.
    const { rows } = await classCustomers(context, {});
    expect(rows.map(({ abc }) => abc)).toEqual(["A", "A", "A", "A"]);
    const stricter = await classCustomers(context, { abc_a: 0.79 });
    expect(stricter.rows.map(({ abc }) => abc)).toEqual(["A", "B", "B", "B"]);
  });

  test("lists page by page without a gap or a double", async () => {
    await history(
      [1, 2, 3, 4, 5].map((customer) =>
        order({ order_id: `${customer}`, customer, at: at("2024-01-05"), cents: 1_000 }),
      ),
    );
    const first = await classCustomers(context, { limit: 2 });
    const second = await classCustomers(context, { limit: 2, cursor: first.next_cursor ?? "" });
    const third = await classCustomers(context, { limit: 2, cursor: second.next_cursor ?? "" });
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ customer_id }) => customer_id));
    expect(ids.toSorted()).toEqual(["1", "2", "3", "4", "5"]);
    expect(third.next_cursor).toBeNull();
    expect(first.total).toBe(5);
  });

  test("refuses cuts that overlap", async () => {
    await expect(classMatrix(context, { abc_a: 0.9, abc_b: 0.8 })).rejects.toMatchObject({
      code: "bad_cuts",
      field: "abc_a",
    });
  });
});
