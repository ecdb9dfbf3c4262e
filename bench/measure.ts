// The whole metric registry over twelve months against the same questions written by hand, in ClickHouse and in DuckDB:
// 20 million events of 1 million customers. And what pages ask on the same data.
import { spawnSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { metricAnswers, metrics, routes } from "#analyze";
import type { Context } from "#contract";
import { type ClickHouse, type Engines, render, type Sql, sql } from "#storage";
import { duckdb, clickhouse as inClickHouse, logs } from "./by-hand/ask.ts";
import { byHand } from "./by-hand/statements.ts";
import { customers, events, withCompany } from "./company.data.ts";

const rounds = Number(process.env.KOMPAS_BENCH_ROUNDS ?? 3);
const python = process.env.KOMPAS_BENCH_PYTHON;
const asked = { from: "2024-01-01", to: "2024-12-31", grain: "month" } as const;
const limit = 1.3;

/** Milliseconds that the work takes. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The best of several rounds of each work, taken in turns so that a busy moment strikes all alike. */
async function best(works: Readonly<Record<string, () => Promise<unknown>>>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1)
    for (const [name, work] of Object.entries(works))
      found[name] = Math.min(found[name] ?? Number.POSITIVE_INFINITY, await time(work));
  return found;
}

function contextOf(engines: Engines): Context<Engines> {
  return {
    engines,
    settings: { name: "", currency: "EUR", time_zone: "UTC", country: "", personal_data_role: "agent" },
    data_dir: "",
    now: () => new Date("2025-01-01T00:00:00Z"),
    signal: new AbortController().signal,
  };
}

/** The total out of rows of (month, is_total, value). */
const totalOf = (rows: readonly unknown[]): number | null => {
  const total = rows.map((row) => Object(row)).find((row) => Number(row.is_total) === 1);
  return total === undefined || total.value === null ? null : Number(total.value);
};

async function hand(clickhouse: ClickHouse, from: Sql, only?: string): Promise<Record<string, number | null>> {
  const totals: Record<string, number | null> = {};
  for (const [name, statement] of Object.entries(byHand(from, inClickHouse)))
    if (only === undefined || name === only)
      totals[name] = totalOf(await clickhouse.rows(`bench.${name}`, statement, { timeout_ms: 300_000 }));
  return totals;
}

/** Money by hand is in major units, time in seconds. */
const units: Readonly<Record<string, number>> = { money: 100, duration: 1000 };

/** What two engines say of the same must be the same; a metric that differs is named. */
function differing(found: Readonly<Record<string, number | null>>, told: ReadonlyMap<string, number | null>): string[] {
  return metrics.flatMap(({ id, unit }) => {
    const value = found[id] ?? null;
    const other = told.get(id) ?? null;
    const scaled = value === null || Number.isNaN(value) ? null : value * (units[unit] ?? 1);
    const same =
      scaled === null || other === null ? scaled === other : Math.abs(scaled - other) <= 1e-6 * Math.abs(other) + 1e-9;
    return same ? [] : [`${id} ${scaled} is ${other}`];
  });
}

/** The same log as Parquet and the same statements, to DuckDB in a process of its own; null without a Python for it. */
async function askDuckdb(clickhouse: ClickHouse, folder: string) {
  if (python === undefined) return null;
  const parquet = path.join(folder, "events.parquet");
  const statements = path.join(folder, "statements.json");
  const texts = Object.entries(byHand(logs.event, duckdb)).map(([name, statement]) => [name, render(statement).text]);
  await writeFile(statements, JSON.stringify(Object.fromEntries(texts)));
  await rm(parquet, { force: true });
  await rm(`${parquet}.duckdb`, { force: true });
  await writeParquet(clickhouse, parquet);
  const script = path.join(import.meta.dirname, "by-hand/in_duckdb.py");
  const { stdout, status } = spawnSync(python, [script, parquet, statements, String(rounds)], {
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 16_000_000,
  });
  await Promise.all([rm(parquet, { force: true }), rm(`${parquet}.duckdb`, { force: true })]);
  if (status !== 0) throw new Error("DuckDB did not answer");
  const told: Record<string, { s: number; total: number | null }> = JSON.parse(String(stdout));
  return told;
}

async function writeParquet(clickhouse: ClickHouse, file: string): Promise<void> {
  const columns = sql`toString(id) AS id, toString(type) AS type, toString(name) AS name, customer_id, toDateTime64(occurred_at, 3, 'UTC') AS occurred_at,
    toString(channel) AS channel, order_id, revenue, CAST(properties, 'Map(String, String)') AS properties, identifiers`;
  await clickhouse.run(
    "bench.parquet",
    sql`INSERT INTO FUNCTION file(${file}, 'Parquet') SELECT ${columns} FROM event`,
    { timeout_ms: 600_000 },
  );
}

function line(what: string, took_ms: number): void {
  console.log(`${what.padEnd(62)} ${Math.round(took_ms).toString().padStart(7)} ms`);
}

async function compare(engines: Engines, folder: string): Promise<void> {
  const { clickhouse } = engines;
  const context = contextOf(engines);
  let told = new Map<string, number | null>();
  let totals: Record<string, number | null> = {};
  const found = await best({
    registry: async () => {
      const answers = await metricAnswers(context, metrics, asked);
      told = new Map(answers.map(({ id, total }) => [id, total.value]));
    },
    hand: async () => {
      totals = await hand(clickhouse, logs.event);
    },
    raw: () => hand(clickhouse, logs.event_log),
  });
  const { registry: ours = 0, hand: view = 0, raw = 0 } = found;
  line(`all ${metrics.length} metrics by month and in total, by the registry`, ours);
  line("the same, one statement each by hand, over the view event", view);
  line("the same by hand over the raw table, doubles not collapsed", raw);
  const differ = differing(totals, told);
  console.log(`totals that differ by hand: ${differ.length === 0 ? "none" : differ.join(", ")}`);
  const peer = await askDuckdb(clickhouse, folder);
  const theirs = peer && Object.values(peer).reduce((sum, { s }) => sum + s * 1000, 0);
  if (theirs !== null) line("the same by hand in DuckDB, over a table of its own", theirs);
  if (peer !== null) {
    const others = differing(Object.fromEntries(Object.entries(peer).map(([id, { total }]) => [id, total])), told);
    console.log(`totals that differ in DuckDB: ${others.length === 0 ? "none" : others.join(", ")}`);
  }
  console.log(
    `registry / by hand: ${(ours / view).toFixed(2)} (limit ${limit}); / raw table: ${(ours / raw).toFixed(2)}${theirs === null ? "" : `; / DuckDB: ${(ours / theirs).toFixed(2)}`}`,
  );
  if (ours > limit * view || differ.length > 0) process.exitCode = 1;
}

/** Each metric alone, as its page asks for it: which of them are dear. */
async function single(engines: Engines, ids: string): Promise<void> {
  const context = contextOf(engines);
  for (const metric of metrics.filter(({ id }) => ids === "all" || ids.split(",").includes(id))) {
    const ours = await time(() => metricAnswers(context, [metric], asked));
    const view = await time(() => hand(engines.clickhouse, logs.event, metric.id));
    console.log(
      `${metric.id.padEnd(40)} ${Math.round(ours).toString().padStart(7)} ms, by hand ${Math.round(view)} ms: ${(ours / view).toFixed(2)}`,
    );
  }
}

async function pages(engines: Engines): Promise<void> {
  const context = contextOf(engines);
  const get = (at: string, query: object) => () => {
    const route = routes.find((each) => each.path === at);
    if (!route) throw new Error(`no route ${at}`);
    return route.handle({ params: {}, query, body: {}, headers: {}, ip: "127.0.0.1", bytes: process.stdin, context });
  };
  const net = metrics.filter(({ id }) => id === "revenue_net");
  const found = await best({
    "customers, by revenue": get("/api/v1/customers", {}),
    "customers, by orders": get("/api/v1/customers", { sort: "orders" }),
    "customers, by name": get("/api/v1/customers", { sort: "label" }),
    "customers, searched": get("/api/v1/customers", { search: "nowak 7777" }),
    "ABC x XYZ by frequency": get("/api/v1/classes", {}),
    "ABC x XYZ by variation": get("/api/v1/classes", { form: "variation" }),
    "cohort retention": get("/api/v1/cohorts", {}),
    "net revenue by country": () => metricAnswers(context, net, { by: "property:country" }),
    "net revenue by product": () => metricAnswers(context, net, { by: "product" }),
  });
  for (const [name, took_ms] of Object.entries(found)) line(name, took_ms);
}

await withCompany(async (engines, folder) => {
  console.log(`measure: ${events} events, ${customers} customers; best of ${rounds}`);
  const ids = process.env.KOMPAS_BENCH_METRICS;
  if (ids !== undefined) await single(engines, ids);
  else {
    await compare(engines, folder);
    await pages(engines);
  }
});
