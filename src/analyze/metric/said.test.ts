// What customers said as numbers: surveys by kind and scale, reviews, contacts, against plain counting.
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { MetricAnswer } from "#contract";
import type { Engines } from "#storage";
import { testContext } from "../../../tests/context.ts";
import { testEngines } from "../../../tests/engines.ts";
import { deliver, forgetEvents, order } from "../../../tests/orders.ts";
import { customerPage } from "../customer/list.ts";
import { type Asked, metricAnswers } from "./answer.ts";
import { saidMetrics } from "./registry.said.ts";

interface Saying {
  readonly name: string;
  readonly day: string;
  readonly customer?: number;
  readonly channel?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

let engines: Engines;
beforeAll(async () => {
  engines = await testEngines();
});

async function tell(sayings: readonly Saying[], received_at = "2024-06-01T00:00:00.000Z"): Promise<void> {
  const rows = sayings.map(({ name, day, customer = 1, channel = "web", properties = {} }, at) => ({
    id: String(at + 1),
    source: "desk",
    message_id: `m${at}`,
    type: "track",
    name,
    customer_id: customer,
    occurred_at: `${day}T12:00:00.000Z`,
    original_at: `${day}T12:00:00.000Z`,
    sent_at: `${day}T12:00:00.000Z`,
    received_at,
    channel,
    properties,
    import_id: 1,
  }));
  if (rows.length > 0) await engines.clickhouse.insert("event_log", rows);
}

async function ask(asked: Asked): Promise<ReadonlyMap<string, MetricAnswer>> {
  const answers = await metricAnswers(testContext(engines), saidMetrics, {
    from: "2024-01-01",
    to: "2024-03-31",
    ...asked,
  });
  return new Map(answers.map((answer) => [answer.id, answer]));
}

const survey = (kind: string, score: number | string, more: Partial<Saying> & { scale?: string } = {}): Saying => ({
  name: "Survey Responded",
  day: "2024-02-10",
  ...more,
  properties: { kind, score: String(score), ...(more.scale ? { scale: more.scale } : {}), ...more.properties },
});
const times = (n: number, saying: Saying): Saying[] => Array.from({ length: n }, () => saying);

test("19 promoters, 9 passives and 8 detractors are the score and the interval of Rocks (2016)", async () => {
  await forgetEvents(engines);
  await tell([...times(19, survey("nps", 9)), ...times(9, survey("NPS", 8)), ...times(8, survey("nps", 6))]);
  const nps = (await ask({ grain: "month" })).get("nps");
  expect(nps?.total.value).toBeCloseTo(30.56, 2);
  expect(nps?.total.low).toBeCloseTo(28.21 - 25.33, 1);
  expect(nps?.total.high).toBeCloseTo(28.21 + 25.33, 1);
  expect(nps?.total.n).toBe(36);
  expect(nps?.series.map(({ estimate }) => estimate.n)).toEqual([0, 36, 0]);
  expect(nps?.series[0]?.estimate.value).toBeNull();
});

test("scales are never pooled, and what is no score of its scale is no answer", async () => {
  await forgetEvents(engines);
  await tell([
    ...[5, 4, 3, 1].map((score) => survey("csat", score)),
    ...[7, 6, 5].map((score) => survey("csat", score, { scale: "7" })),
    survey("csat", 1, { scale: "2" }),
    survey("csat", 9, { scale: "10" }),
    survey("csat", 6),
    survey("csat", 2, { scale: "4" }),
    survey("csat", ""),
    ...[7, 5].map((score) => survey("ces", score)),
    survey("ces", 2, { scale: "5" }),
    ...[11, -1, "9.5", "ten"].map((score) => survey("nps", score)),
    { name: "Review Posted", day: "2024-02-10", properties: { rating: "4" } },
    { name: "Product Reviewed", day: "2024-02-10", properties: { rating: "5", product_id: "tea" } },
    { name: "Product Reviewed", day: "2024-02-10", properties: { review_body: "no stars" } },
  ]);
  const answers = await ask({});
  const told = (id: string) => [answers.get(id)?.total.value, answers.get(id)?.total.n];
  expect(told("csat")).toEqual([5 / 9, 9]);
  expect(told("csat_mean")).toEqual([13 / 4, 4]);
  expect(told("ces")).toEqual([6, 2]);
  expect(told("effort")).toEqual([2, 1]);
  expect(answers.get("effort")?.total.low).toBeNull();
  expect(told("nps")).toEqual([null, 0]);
  expect(told("rating")).toEqual([4.5, 2]);
  expect(told("reviews")).toEqual([2, 2]);
});

test("contacts are counted per order of the same period, our own calls and orders are not", async () => {
  await forgetEvents(engines);
  const day = "2024-02-10";
  await tell([
    { name: "Ticket Opened", day },
    { name: "Live Chat Conversation Started", day },
    { name: "Call Ended", day, properties: { direction: "in" } },
    { name: "Call Ended", day, properties: { direction: "out" } },
    { name: "Call Ended", day, properties: { direction: "in", outcome: "ordered" } },
  ]);
  expect((await ask({})).get("contact_rate")?.total.value).toBeNull();
  await deliver(
    engines,
    ["A", "B"].map((order_id) => order({ order_id, customer: 1, at: new Date("2024-02-01T12:00:00Z"), cents: 100 })),
  );
  const answers = await ask({ grain: "month" });
  expect(answers.get("contact_rate")?.total.value).toBe(1.5);
  expect(answers.get("tickets")?.total.value).toBe(1);
  expect(answers.get("contact_rate")?.series.map(({ estimate }) => estimate.value)).toEqual([null, 1.5, null]);
});

test("parts sum to the whole, a second delivery changes nothing, and those who said it stand behind it", async () => {
  const saying = fc.record({
    customer: fc.integer({ min: 0, max: 6 }),
    channel: fc.constantFrom("web", "store", "call"),
    day: fc.constantFrom("2023-12-31", "2024-01-05", "2024-02-10", "2024-03-31"),
    score: fc.integer({ min: 0, max: 11 }),
    product: fc.constantFrom("", "tea", "cup"),
  });
  const history = fc.array(saying, { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(history, fc.constantFrom("channel", "product", "property:region"), async (all, by) => {
      await forgetEvents(engines);
      const sayings = all.map(({ score, product, ...more }) =>
        survey("nps", score, { ...more, properties: { product_id: product, region: product } }),
      );
      await tell(sayings);
      const valid = all.filter(({ score, day }) => score <= 10 && day >= "2024-01-01");
      const up = valid.filter(({ score }) => score >= 9).length;
      const down = valid.filter(({ score }) => score <= 6).length;
      const nps = (await ask({ by, grain: "month" })).get("nps");
      expect(nps?.total.value).toEqual(valid.length === 0 ? null : (100 * (up - down)) / valid.length);
      const parts = (estimates: readonly MetricAnswer["total"][]) =>
        estimates.reduce((sum, { value, n }) => sum + (value ?? 0) * n, 0);
      expect(parts(nps?.groups.map(({ total }) => total) ?? [])).toBeCloseTo(100 * (up - down), 6);
      expect(parts(nps?.series.map(({ estimate }) => estimate) ?? [])).toBeCloseTo(100 * (up - down), 6);
      await tell(sayings, "2024-07-01T00:00:00.000Z");
      expect((await ask({ by, grain: "month" })).get("nps")).toEqual(nps);
      const behind = await customerPage(testContext(engines), { metric: "nps", from: "2024-01-01", to: "2024-03-31" });
      const known = [...new Set(valid.map(({ customer }) => String(customer)).filter((id) => id !== "0"))];
      expect(behind.rows.map(({ customer_id }) => customer_id).sort()).toEqual(known.sort());
    }),
    { numRuns: 6 },
  );
});
