// Metrics within a segment: as if there were only its members, for every metric that is of people.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { type Engines, sql } from "#storage";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, forgetEvents, order, orderHistories, type TestOrder } from "../../../tests/orders.ts";
import { metricOf } from "../custom-metric/metric.ts";
import { type Asked, type Asker, metricAnswers, metricSql } from "./answer.ts";
import { requiredMetric } from "./catalogue.ts";
import { isOfPeople } from "./definition.ts";
import { metrics } from "./registry.ts";

let engines: Engines;
let asker: Asker;
const within = "vip";
const members = [1, 2, 3];

beforeAll(async () => {
  engines = await testEngines();
  asker = {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "Europe/Warsaw", country: "", personal_data_role: "agent" },
    now: () => new Date("2024-06-01T00:00:00Z"),
  };
  const told = { created_at: asker.now(), changed_at: asker.now(), changed_by: "" };
  await engines.postgres.guarded("test.segment", (db) =>
    db
      .insertInto("segment")
      .values({ ...told, id: within, name: "VIP", description: "", condition: null, needs: "{}", state: "live" })
      .execute(),
  );
  await engines.clickhouse.insert(
    "segment_log",
    members.map((customer_id) => ({
      ...{ customer_id, segment_id: within, inside: 1 },
      changed_at: new Date("2024-01-01T00:00:00Z").toISOString(),
    })),
  );
});

const own = metricOf("own", {
  ...{ name: "Own", description: "", topic: "sales", direction: "up", kind: "mean", unit: "money" },
  numerator: { event: "Order Completed", measure: "sum", property: "revenue" },
  denominator: null,
  segment: null,
});
const asked_for = [...metrics.filter(isOfPeople), own];

/** Bounds of intervals are floating-point sums, whose last digits depend on the order of rows. */
async function answers(asked: Asked): Promise<unknown> {
  const shorter = (_: string, each: unknown) => (typeof each === "number" ? Number(each.toPrecision(9)) : each);
  return JSON.parse(JSON.stringify(await metricAnswers(asker, asked_for, asked), shorter));
}

async function withHistory(history: readonly TestOrder[]): Promise<void> {
  await forgetEvents(engines);
  await deliver(engines, history);
}

const period = { from: "2023-12-10", to: "2024-04-05" };

describe("every metric within a segment", () => {
  test("is what it would be if there were only its members", async () => {
    const by = fc.constantFrom(undefined, "property:country", "product", "touch", "segment:vip");
    await fc.assert(
      fc.asyncProperty(orderHistories(), by, async (history, dimension) => {
        const asked: Asked = { ...period, grain: "month", compare: "previous", by: dimension };
        // So that both know of the same first day.
        const first = order({ order_id: "first", customer: 1, at: new Date("2023-01-01T12:00:00Z"), cents: 1 });
        await withHistory([first, ...history]);
        const narrowed = await answers({ ...asked, within });
        await withHistory([first, ...history.filter(({ customer }) => members.includes(customer))]);
        expect(narrowed).toEqual(await answers(asked));
      }),
      { numRuns: 3 },
    );
  }, 240_000);

  test("counts who was merged into a member, too", async () => {
    const day = { at: new Date("2024-02-01T12:00:00Z"), cents: 1_000 };
    await withHistory([
      order({ order_id: "a", customer: 1, ...day }),
      order({ order_id: "b", customer: 7, ...day }),
      order({ order_id: "c", customer: 8, ...day }),
    ]);
    const net = async () => {
      const [answer] = await metricAnswers(asker, [await requiredMetric(engines, "revenue_net")], {
        ...period,
        within,
      });
      return answer?.total.value;
    };
    expect(await net()).toBe(1_000);
    await engines.clickhouse.insert("alias", [{ stamp: 7, customer_id: 1, version: 1 }]);
    await engines.clickhouse.run("reload", sql`SYSTEM RELOAD DICTIONARY alias_of`);
    expect(await net()).toBe(2_000);
  });

  test("shows the segment in its SQL", async () => {
    const { sql: text, params } = await metricSql(asker, own, { ...period, within });
    expect(text).toContain("segment_member");
    expect(Object.values(params)).toContain(within);
  });
});

test("what is not of single customers is refused, and so is a segment that is none", async () => {
  const ask = async (id: string, segment: string) =>
    metricAnswers(asker, [await requiredMetric(engines, id)], { ...period, within: segment });
  expect(metrics.filter((metric) => !isOfPeople(metric)).map(({ id }) => id)).toEqual([
    "enps",
    "acquisition_cost",
    "cac",
    "cac_paid",
    "roas",
  ]);
  await expect(ask("cac", within)).rejects.toMatchObject({ status: 422, code: "not_within", field: "within" });
  await expect(ask("orders", "nobody")).rejects.toMatchObject({ status: 404, code: "unknown_segment" });
});
