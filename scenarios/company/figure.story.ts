// Metrics, cohorts and classes against the truth: exactly with the product's customers, nearly with the true persons.
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { metricAnswer, metrics, routes } from "#analyze";
import type { ClassMatrix, CohortTable, CustomerPage, CustomerRow } from "#contract";
import { identifiers } from "./asked.ts";
import type { Told } from "./books.ts";
import { cellsOf, classed, cohorts, counted, dayOf } from "./counts.ts";
import { keyOf } from "./pairs.ts";

/** The complete months of the history, the last one first, but for the one in which it began. */
function completeMonths({ company }: Told): string[] {
  return company.truth.month
    .map(({ month }) => `${month}-01`)
    .filter((month) => month > "2024-09-01" && month < "2025-09-01");
}

const period = { from: "2024-10-01", to: "2025-08-31" };
const whole = { from: "2024-09-01", to: "2025-09-30" };
const endOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);

/** Calls a GET route as the server does. */
async function get<Reply>({ company }: Told, path: string, query: object): Promise<Reply> {
  const route = routes.find((each) => each.path === path);
  const { context } = company;
  const given = { params: {}, query, body: {}, headers: {}, ip: "127.0.0.1", bytes: process.stdin, context };
  const reply: ReturnType<typeof JSON.parse> = await route?.handle(given);
  return reply;
}

/** Every page of GET /api/v1/customers. */
async function everyCustomer(told: Told, query: object): Promise<CustomerRow[]> {
  const rows: CustomerRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await get<CustomerPage>(told, "/api/v1/customers", {
      ...query,
      limit: 200,
      ...(cursor ? { cursor } : {}),
    });
    rows.push(...page.rows);
    cursor = page.next_cursor;
  }
  return rows;
}

/** Stories of metrics. */
export function metricStories(told: () => Told): void {
  describe("metrics", () => {
    const ids = metrics.map(({ id }) => id);
    for (const id of ids.filter((each) => counted[each] === undefined)) test.todo(`${id} is not yet checked`);

    test.each(ids.filter((id) => counted[id] !== undefined))(
      "%s, in each month and in all, is what the truth amounts to with the product's customers",
      async (id) => {
        const count = counted[id];
        const { total, series, unit } = await metricAnswer(told().company.context, id, { ...whole, grain: "month" });
        // Files and truth tell times in whole seconds, each cut in its own way.
        const most = unit === "duration" ? 2_000 : 1e-6;
        const close = (value: number | null, expected: number | null | undefined) =>
          expected === null || expected === undefined
            ? expect(value).toBe(expected ?? null)
            : expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThan(most);
        close(total.value, count?.(told().books, whole));
        expect(series).toHaveLength(13);
        for (const { start, estimate } of series)
          close(estimate.value, count?.(told().books, { from: start, to: endOf(start) }));
      },
    );
  });
}

/** Stories of metrics against what the simulator itself counted. */
export function countedStories(told: () => Told): void {
  describe("what was counted by the company itself", () => {
    test("deals are won as they truly were, and leads count once they are 90 days old", async () => {
      const { context, truth } = told().company;
      const closed = truth.deal.filter(({ stage }) => stage === "won" || stage === "lost");
      const won = closed.filter(({ stage }) => stage === "won").length;
      expect(closed.length).toBeGreaterThan(10);
      const wins = await metricAnswer(context, "win_rate", whole);
      expect(wins.total).toMatchObject({ value: won / closed.length, n: closed.length });
      const old = context.now().getTime() - 90 * 86_400_000;
      const leads = await metricAnswer(context, "lead_conversion_rate", whole);
      expect(leads.total.n).toBe(truth.deal.filter(({ created_at }) => created_at <= old).length);
    });

    test("money, orders, answers and tickets are those that the simulator counted, month by month", async () => {
      const by = async (id: string) =>
        (await metricAnswer(told().company.context, id, { ...whole, grain: "month" })).series.map(
          ({ estimate }) => estimate.value,
        );
      const { month } = told().company.truth;
      const filled = (count: (row: (typeof month)[number]) => number) => {
        const counts = new Map(month.map((row) => [row.month, count(row)]));
        return Array.from({ length: 13 }, (_, at) => counts.get(dayOf(Date.UTC(2024, 8 + at, 5)).slice(0, 7)) ?? 0);
      };
      expect(await by("revenue_gross")).toEqual(filled((row) => row.revenue_minor));
      expect(await by("revenue_net")).toEqual(filled((row) => row.revenue_minor - row.refunds_minor));
      expect(await by("orders")).toEqual(filled((row) => row.orders));
      expect(await by("tickets")).toEqual(filled((row) => row.tickets));
    });

    test.each([
      ["channel", "channel"],
      ["property:region", "region"],
    ] as const)("orders by %s are the truth's", async (by, column) => {
      const { groups } = await metricAnswer(told().company.context, "orders", { ...whole, by });
      const counts = new Map<string, number>();
      for (const order of told().company.truth.order) counts.set(order[column], (counts.get(order[column]) ?? 0) + 1);
      const shown = groups.filter(({ key }) => key !== "…other");
      expect(shown.length).toBeGreaterThan(4);
      for (const { key, total } of shown) expect([key, total.value]).toEqual([key, counts.get(key)]);
      const sum = groups.reduce((all, { total }) => all + (total.value ?? 0), 0);
      expect(sum).toBe(told().company.truth.order.length);
    });

    test("customers are within 5 % of the persons of whom the company was told: a card that no account knows, a relay", async () => {
      for (const id of ["customers_active", "customers_new", "customers_returning", "repeat_purchase_rate"]) {
        const { total } = await metricAnswer(told().company.context, id, period);
        const persons = counted[id]?.(told().truly, period) ?? 0;
        expect(Math.abs((total.value ?? 0) / persons - 1)).toBeLessThan(0.05);
      }
    });
  });
}

/** Stories of cohorts and classes. */
export function groupStories(told: () => Told): void {
  describe("cohorts and classes", () => {
    test("retention is what the truth's orders give with the product's customers, and within 5 % what persons give", async () => {
      const { months } = await get<CohortTable>(told(), "/api/v1/cohorts", period);
      const [expected, persons] = [cohorts(told().books.moves), cohorts(told().truly.moves)];
      expect(months).toHaveLength(11);
      const [found, true_ones] = [
        { came: 0, again: 0 },
        { came: 0, again: 0 },
      ];
      for (const { month, cells } of months) {
        for (const { age, customers } of cells) {
          expect([month, age, customers]).toEqual([month, age, expected.get(`${month} ${age}`) ?? 0]);
          found[age === 0 ? "came" : "again"] += customers;
          true_ones[age === 0 ? "came" : "again"] += persons.get(`${month} ${age}`) ?? 0;
        }
      }
      expect(true_ones.again).toBeGreaterThan(300);
      expect(Math.abs(found.came / true_ones.came - 1)).toBeLessThan(0.05);
      expect(Math.abs(found.again / true_ones.again - 1)).toBeLessThan(0.05);
    });

    test.each(["frequency", "variation"] as const)("ABC x XYZ by %s is what the truth's orders give", async (form) => {
      const { cells, customers } = await get<ClassMatrix>(told(), "/api/v1/classes", { ...period, form });
      const expected = cellsOf(classed(told().books.moves, period, form, completeMonths(told())).values());
      expect(customers).toBeGreaterThan(500);
      for (const { abc, xyz, customers: count, revenue_minor } of cells) {
        const cell = expected.get(abc + xyz) ?? { customers: 0, revenue_minor: 0 };
        expect({ class: abc + xyz, customers: count, revenue_minor }).toEqual({ class: abc + xyz, ...cell });
      }
    });
  });
}

/** Stories of customers one by one. */
export function customerStories(told: () => Told): void {
  describe("customers", () => {
    test("each customer in the list has the orders, the revenue and the classes that the truth's orders give", async () => {
      const expected = classed(told().books.moves, whole, "frequency", []);
      const rows = (await everyCustomer(told(), {})).filter((row) => row.orders > 0);
      const lines = rows.map(({ customer_id, orders, revenue_minor, abc, xyz }) =>
        [customer_id, orders, revenue_minor, abc, xyz].join(" "),
      );
      const truly = [...expected].map(([who, { orders, net_minor, abc, xyz }]) =>
        [who, orders, net_minor, abc, xyz].join(" "),
      );
      expect(lines.sort()).toEqual(truly.sort());
    });

    test("marketing by e-mail reaches whose every address said yes last", async () => {
      const { company } = told();
      const holders = new Map<string, string>();
      for (const { kind, value, customer_id } of await identifiers(company.engines.clickhouse, {})) {
        holders.set(keyOf(kind, value), customer_id);
      }
      const text = await readFile(company.files.get("consent") ?? "");
      const said: { occurred_at: string; email: string; granted: string }[] = parse(text, { columns: true });
      const last = new Map<string, boolean>();
      for (const { email, granted } of said.sort((one, other) => (one.occurred_at < other.occurred_at ? -1 : 1))) {
        last.set(keyOf("email", email), granted === "true");
      }
      const of = (yes: boolean) => [...last].filter((word) => word[1] === yes).map(([key]) => holders.get(key) ?? "");
      const refused = new Set(of(false));
      expect(refused.size).toBeGreaterThan(100);
      const reached = await everyCustomer(told(), { purpose: "marketing", channel: "email" });
      expect(reached.map(({ customer_id }) => customer_id).sort()).toEqual(
        [...new Set(of(true))].filter((customer_id) => !refused.has(customer_id)).sort(),
      );
    });
  });
}
