// The metric registry against the same questions written by hand: 2 million orders with 20 million lines, 1 million
// customers, half a million answers, reviews and tickets.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { metricAnswers, metrics, routes } from "#analyze";
import type { Context } from "#contract";
import { type ClickHouse, type Engines, migrate, openEngines, sql } from "#storage";
import { byHand } from "./metrics.sql.ts";

const orders = 2_000_000;
const customers = 1_000_000;
/** Answers to surveys, reviews and tickets. */
const sayings = 500_000;
const rounds = Number(process.env.KOMPAS_BENCH_ROUNDS ?? 5);

// Every customer orders once; the second million of orders falls to few, as in life. One order in 25 is a refund.
async function generate(clickhouse: ClickHouse): Promise<void> {
  const options = { timeout_ms: 600_000, settings: { optimize_on_insert: 0 as const, max_insert_threads: "2" } };
  await clickhouse.run(
    "bench.orders",
    sql`INSERT INTO event_log (
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, channel, order_id,
  revenue, currency, products.id, products.name, products.quantity, products.price, products.line, properties, import_id
)
SELECT
  reinterpretAsUInt128(sipHash128('bench', number)), 'bench', concat('order:', toString(number)), 'track',
  if(number % 25 = 7, 'Order Refunded', 'Order Completed') AS name,
  sipHash64('customer', customer), at, at, at, at, ['web', 'shop', 'app'][1 + number % 3], concat('O', toString(number)),
  if(name = 'Order Refunded', -1, 1) * toDecimal64(arraySum(arrayMap((q, c) -> q * c, quantities, cents)), 4) / 100,
  'EUR', ids, arrayMap(id -> concat('Product ', id), ids),
  arrayMap(q -> toDecimal64(if(name = 'Order Refunded', -1, 1) * q, 3), quantities),
  arrayMap(c -> toDecimal64(c, 4) / 100, cents), range(10),
  map('country', ['GB', 'FR', 'DE', 'PL', 'US', 'ES'][1 + sipHash64(customer) % 6]), 1
FROM (
  SELECT
    number,
    toUInt64(if(number < ${customers}, number, floor(${customers} * pow(sipHash64(number) / pow(2, 64), 3)))) AS customer,
    toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(sipHash64(number, 2) % (730 * 86400)) AS at,
    arrayMap(i -> 1 + sipHash64(number, i, 1) % 5, range(10)) AS quantities,
    arrayMap(i -> 50 + sipHash64(number, i, 2) % 5000, range(10)) AS cents,
    arrayMap(i -> concat('P', toString(sipHash64(number, i) % 5000)), range(10)) AS ids
  FROM numbers(${orders})
)`,
    options,
  );
  await clickhouse.run(
    "bench.said",
    sql`INSERT INTO event_log (
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, channel, properties, import_id
)
SELECT
  reinterpretAsUInt128(sipHash128('said', number)), 'bench', concat('said:', toString(number)), 'track',
  multiIf(number % 10 < 7, 'Survey Responded', number % 10 < 9, 'Review Posted', 'Ticket Opened') AS name,
  sipHash64('customer', sipHash64(number) % ${customers}), at, at, at, at, 'web',
  multiIf(
    name = 'Survey Responded', map('kind', ['nps', 'nps', 'csat', 'ces'][1 + number % 4], 'score', toString(1 + sipHash64(number, 3) % 5)),
    name = 'Review Posted', map('rating', toString(1 + sipHash64(number, 3) % 5)),
    map('ticket_id', toString(number))
  ), 1
FROM (
  SELECT number, toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(sipHash64(number, 2) % (730 * 86400)) AS at
  FROM numbers(${sayings})
)`,
    options,
  );
  const seen = sql`toDateTime64('2023-01-01 00:00:00', 3, 'UTC')`;
  await clickhouse.run(
    "bench.identifiers",
    sql`INSERT INTO identifier_log
SELECT sipHash64('customer', number), 'user_id', toString(number), 'bench', ${seen}, ${seen} FROM numbers(${customers})`,
    options,
  );
  await clickhouse.run(
    "bench.names",
    sql`INSERT INTO trait_log (customer_id, name, value, source, occurred_at)
SELECT sipHash64('customer', number), 'name', concat('Person ', toString(number)), 'bench', ${seen} FROM numbers(${customers})`,
    options,
  );
}

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
    now: () => new Date(),
    signal: new AbortController().signal,
  };
}

async function compare(context: Context<Engines>): Promise<void> {
  const { clickhouse } = context.engines;
  const hand = (source: "event" | "event_log") => async () => {
    for (const [name, statement] of Object.entries(byHand(source))) await clickhouse.rows(`bench.${name}`, statement);
  };
  const asked = { from: "2023-01-01", to: "2024-12-30", grain: "month" } as const;
  const found = await best({
    registry: () => metricAnswers(context, metrics, asked),
    hand: hand("event"),
    raw: hand("event_log"),
  });
  const { registry = 0, hand: view = 0, raw = 0 } = found;
  const line = (what: string, took: number) =>
    console.log(`${what.padEnd(62)} ${Math.round(took).toString().padStart(7)} ms`);
  line("all metrics by month and in total, by the registry", registry);
  line("the same, one statement each by hand, over the view event", view);
  line("the same by hand over the raw table, doubles not collapsed", raw);
  console.log(
    `registry / by hand: ${(registry / view).toFixed(2)} (limit 1.30); / raw table: ${(registry / raw).toFixed(2)}`,
  );
  if (registry > 1.3 * view) process.exitCode = 1;
}

async function pages(context: Context<Engines>): Promise<void> {
  const get = (at: string, query: object) => () => {
    const route = routes.find((each) => each.path === at);
    if (!route) throw new Error(`no route ${at}`);
    return route.handle({ params: {}, query, body: {}, headers: {}, ip: "127.0.0.1", bytes: process.stdin, context });
  };
  const found = await best({
    "customers, by revenue": get("/api/v1/customers", {}),
    "customers, by orders": get("/api/v1/customers", { sort: "orders" }),
    "customers, by name": get("/api/v1/customers", { sort: "label" }),
    "customers, searched": get("/api/v1/customers", { search: "person 7777" }),
    "ABC x XYZ by frequency": get("/api/v1/classes", {}),
    "ABC x XYZ by variation": get("/api/v1/classes", { form: "variation" }),
    "cohort retention": get("/api/v1/cohorts", {}),
    "net revenue by country": () =>
      metricAnswers(
        context,
        metrics.filter(({ id }) => id === "revenue_net"),
        { by: "property:country" },
      ),
    "net revenue by product": () =>
      metricAnswers(
        context,
        metrics.filter(({ id }) => id === "revenue_net"),
        { by: "product" },
      ),
  });
  for (const [name, took] of Object.entries(found))
    console.log(`${name.padEnd(62)} ${Math.round(took).toString().padStart(7)} ms`);
}

const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-"));
const { engines, stop } = await openEngines({ data_dir: folder });
try {
  await migrate(engines);
  console.log(`metrics: ${orders * 10} order lines, ${orders} orders, ${customers} customers; best of ${rounds}`);
  await generate(engines.clickhouse);
  const context = contextOf(engines);
  await compare(context);
  await pages(context);
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}
