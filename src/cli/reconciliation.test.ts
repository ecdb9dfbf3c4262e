// One registry, one number: for every metric, breakdown and period the tile, the trend's total, the metric's own page, the
// file and the terminal agree, a stretch is what it is as a period of its own, and the parts of sums make up the whole.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { type Static, type TSchema, Type } from "typebox";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CustomMetricCreate,
  Dimension,
  type Estimate,
  MetricAnswer,
  MetricDefinition,
  MetricSummary,
} from "#contract";
import { engineSettings, testEngines } from "../../tests/engines.ts";
import { type Happening, tell } from "../../tests/happenings.ts";
import { deliver, orderHistories } from "../../tests/orders.ts";
import { recorder } from "../../tests/recorder.ts";
import { run } from "./kompas.ts";

let folder = "";
let address = "";
let environment: Record<string, string> = {};
let metrics: MetricDefinition[] = [];
const running = new AbortController();
let ended: Promise<number> | undefined;

/** What a command writes. */
async function kompas(...words: string[]): Promise<string> {
  const { terminal, said } = recorder();
  const { code, out, notes } = said(await run(words, { terminal, environment, signal: new AbortController().signal }));
  if (code !== 0) throw new Error(notes);
  return out;
}

/** Starts the server that all are asked at; gives its address. */
function start(): Promise<string> {
  return new Promise((resolve) => {
    const { terminal } = recorder((text) => {
      const open = /Open (http:[^\s?#]+)/.exec(text)?.[1];
      if (open !== undefined) resolve(new URL(open).origin);
    });
    ended = run(["start"], { terminal, environment, signal: running.signal });
  });
}

async function get<Schema extends TSchema>(at: string, schema: Schema, query = {}): Promise<Static<Schema>> {
  const answer: unknown = await (await fetch(`${address}${at}?${new URLSearchParams(query)}`)).json();
  if (Value.Check(schema, answer)) return answer;
  throw new Error(`${at}: ${JSON.stringify(answer).slice(0, 300)}`);
}

const common = { description: "", topic: "sales", direction: "up", segment: null, denominator: null } as const;
const ordered = { event: "Order Completed", measure: "events" } as const;
const paid = { event: "Order Completed", measure: "sum", property: "revenue" } as const;

/** Custom metrics of every kind: they reconcile like those that Kompas brings. */
const own: readonly CustomMetricCreate[] = [
  { ...common, id: "own_count", name: "Own count", kind: "count", unit: "count", numerator: ordered },
  { ...common, id: "own_sum", name: "Own sum", kind: "sum", unit: "money", numerator: paid },
  { ...common, id: "own_mean", name: "Own mean", kind: "mean", unit: "money", numerator: paid },
  {
    ...{ ...common, id: "own_rate", name: "Own rate", kind: "rate", unit: "share" },
    numerator: { ...ordered, measure: "customers" },
    denominator: { event: "Page Viewed", measure: "customers" },
  },
  {
    ...{ ...common, id: "own_ratio", name: "Own ratio", kind: "ratio", unit: "score" },
    numerator: { event: "Subscription Started", measure: "sum", property: "mrr" },
    denominator: { event: "", where: [{ property: "country", test: { op: "known" } }], measure: "events" },
  },
];

async function define(metric: CustomMetricCreate): Promise<void> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(metric) };
  const answer = await fetch(`${address}/api/v1/custom-metrics`, init);
  if (answer.status !== 201) throw new Error(await answer.text());
}

const names = ["Survey Responded", "Ticket Opened", "Ticket Replied", "Ticket Resolved", "Ad Spend", "Cost Recorded"];
const more = ["Lead Created", "Deal Stage Changed", "Subscription Started", "Subscription Cancelled", "Page Viewed"];

/** Events of all kinds that metrics are made of, of few customers in half a year. */
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    name: fc.constantFrom(...names, ...more),
    at: fc
      .date({ min: new Date("2023-11-01T00:00:00Z"), max: new Date("2024-05-01T00:00:00Z"), noInvalidDate: true })
      .map((at) => at.toISOString()),
    customer: fc.integer({ min: 0, max: 8 }),
    channel: fc.constantFrom("web", "store"),
    group_id: fc.constantFrom("", "acme", "globex"),
    anonymous_id: fc.constantFrom("phone", "laptop"),
    properties: fc.record({
      country: fc.constantFrom("PL", "DE"),
      kind: fc.constantFrom("nps", "enps", "csat", "ces", "media", "pay"),
      score: fc.integer({ min: 0, max: 10 }).map(String),
      ticket_id: fc.constantFrom("1", "2", "3", "4"),
      lead_id: fc.constantFrom("", "a", "b"),
      deal_id: fc.constantFrom("x", "y"),
      stage: fc.constantFrom("qualified", "won", "lost"),
      subscription_id: fc.constantFrom("s1", "s2", "s3"),
      mrr: fc.constantFrom("10", "20.5"),
      cost: fc.constantFrom("5", "7.25"),
      ad_channel: fc.constantFrom("paid_search", "paid_social"),
      utm_source: fc.constantFrom("", "google", "facebook"),
      utm_medium: fc.constantFrom("", "cpc"),
    }),
  }),
  { minLength: 150, maxLength: 250 },
);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "kompas-reconciliation-"));
  const engines = await testEngines();
  environment = { KOMPAS_DATA: folder, KOMPAS_PORT: "0", KOMPAS_LOG_LEVEL: "silent", ...engineSettings(engines) };
  const [orders = []] = fc.sample(orderHistories(120), { numRuns: 1, seed: 7 });
  const [told = []] = fc.sample(happenings, { numRuns: 1, seed: 7 });
  await deliver(engines, orders);
  await tell(engines, told);
  address = await start();
  for (const each of own) await define(each);
  metrics = await get("/api/v1/metrics", Type.Array(MetricDefinition));
}, 180_000);
afterAll(async () => {
  running.abort();
  await ended;
  await rm(folder, { recursive: true, force: true });
});

const from = "2023-12-10";
const to = "2024-04-05";
/** Sums and counts; of these, who counts once in the whole may stand in several parts of it. */
const isAdditive = ({ kind, denominator }: MetricDefinition) => denominator === null && kind !== "score";
const once = new Set(["customers_active", "customers_new", "customers_returning"]);

const same = (one: Estimate, other: Estimate, what: string) => {
  const told = ({ value, low, high, n }: Estimate) =>
    [value, low, high, n].map((each) => each && Number(each.toPrecision(9)));
  expect(told(one), what).toEqual(told(other));
};

const values = (id: string, query: Record<string, string>) =>
  get(`/api/v1/metrics/${id}/values`, MetricAnswer, { from, to, ...query });
const summaryOf = (query: Record<string, string>) => get("/api/v1/metrics/summary", MetricSummary, query);

describe("for every metric", () => {
  it("own ones stand behind those that Kompas brings", () => {
    const last = metrics.slice(-own.length).map(({ id }) => id);
    expect(last).toEqual(own.map(({ id }) => id).toSorted());
    expect(metrics.findIndex(({ is_custom }) => is_custom)).toBe(metrics.length - own.length);
  });

  it("tile, trend, table and page say one number, by day, week, month and quarter", async () => {
    for (const grain of ["week", "month", "quarter"]) {
      const summary = await summaryOf({ from, to, grain });
      expect(summary.metrics.map(({ id }) => id)).toEqual(metrics.map(({ id }) => id));
      for (const tile of summary.metrics) {
        const answer = await values(tile.id, { grain });
        same(tile.total, answer.total, `${tile.id} by ${grain}`);
        for (const [place, { start, estimate }] of tile.series.entries()) {
          const point = answer.series[place];
          expect(point?.start).toBe(start);
          if (point) same(estimate, point.estimate, `${tile.id} from ${start}`);
        }
      }
    }
  }, 180_000);

  it("a month is the same as a stretch of the trend and as a period of its own", async () => {
    const trends = await summaryOf({ from, to, grain: "month" });
    const february = await summaryOf({ from: "2024-02-01", to: "2024-02-29", grain: "month" });
    for (const { id, total } of february.metrics) {
      const point = trends.metrics.find((trend) => trend.id === id)?.series.find(({ start }) => start === "2024-02-01");
      if (point && !total.withheld && !point.estimate.withheld) same(point.estimate, total, id);
    }
  }, 60_000);

  it("broken down by anything the whole stays, and the parts of sums make it up", async () => {
    const offered = await get("/api/v1/dimensions", Type.Array(Dimension));
    expect(offered.map(({ id }) => id)).toEqual(expect.arrayContaining(["channel", "product", "source", "touch"]));
    const { metrics: wholes } = await summaryOf({ from, to, grain: "quarter" });
    for (const by of ["product", "touch", "property:country"]) {
      for (const metric of metrics) {
        const { id } = metric;
        const answer = await values(id, { by, grain: "quarter" });
        const whole = wholes.find((each) => each.id === id);
        if (whole) same(answer.total, whole.total, `${id} by ${by}`);
        if (!isAdditive(metric) || once.has(id) || (by === "product" && id === "orders")) continue;
        const parts = answer.groups.reduce((sum, { total }) => sum + (total.value ?? 0), 0);
        expect(parts, `${id} by ${by}`).toBeCloseTo(answer.total.value ?? 0, 6);
      }
    }
  }, 300_000);

  it("the file and the terminal say what the API says", async () => {
    const file = path.join(folder, "metrics.csv");
    await kompas("export", "metrics", "--from", from, "--to", to, "--out", file);
    const rows: Record<string, string>[] = parse(await readFile(file), { columns: true });
    const summary = await summaryOf({ from, to });
    for (const { id, total } of summary.metrics) {
      const row = rows.find(({ metric, part }) => metric === id && part === "total");
      expect(row?.value, id).toBe(total.value === null ? "" : String(total.value));
      const text = await kompas("metric", id, "--from", from, "--to", to, "--json");
      const told: MetricAnswer = JSON.parse(text);
      same(told.total, total, id);
    }
  }, 300_000);
});
