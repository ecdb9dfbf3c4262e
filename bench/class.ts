// The classes of all customers, computed as the nightly job does, against the same figures gathered by hand: 20 million
// events, 2 million of them orders, of 1 million customers.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { computeClasses } from "#analyze";
import { type ClickHouse, migrate, openEngines, sql } from "#storage";

const orders = 2_000_000;
const views = 18_000_000;
const customers = 1_000_000;

// Every customer orders once; the second million of orders falls to few, as in life. One order in 25 is a refund.
async function generate(clickhouse: ClickHouse): Promise<void> {
  const options = { timeout_ms: 600_000, settings: { optimize_on_insert: 0 as const, max_insert_threads: "2" } };
  const seconds = 730 * 86_400;
  await clickhouse.run(
    "bench.orders",
    sql`INSERT INTO event_log (id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, channel, order_id, revenue, currency)
SELECT
  number, 'bench', toString(number), 'track', if(number % 25 = 7, 'Order Refunded', 'Order Completed') AS name,
  sipHash64('customer', if(number < ${customers}, number, toUInt64(${customers} * pow(sipHash64(number) / pow(2, 64), 3)))),
  toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(sipHash64(number, 2) % ${seconds}) AS at,
  at, at, at, 'web', concat('O', toString(number)),
  if(name = 'Order Refunded', -1, 1) * toDecimal64(500 + sipHash64(number, 3) % 20000, 4) / 100, 'EUR'
FROM numbers(${orders})`,
    options,
  );
  await clickhouse.run(
    "bench.views",
    sql`INSERT INTO event_log (id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, channel)
SELECT
  ${orders} + number, 'bench', toString(${orders} + number), 'page', 'Page Viewed',
  sipHash64('customer', sipHash64(number) % ${customers}),
  toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(sipHash64(number, 2) % ${seconds}) AS at,
  at, at, at, 'web'
FROM numbers(${views})`,
    options,
  );
}

async function time<Result>(what: string, work: () => Promise<Result>): Promise<number> {
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  console.log(`${what.padEnd(62)} ${Math.round(took).toString().padStart(7)} ms`);
  return took;
}

/** What any computation must do at least: gather each customer's figures, and place everybody by them. */
const byHand = sql`SELECT count(), sum(r), sum(f), sum(m)
FROM (
  SELECT
    rank() OVER (ORDER BY last_day DESC) AS r,
    rank() OVER (ORDER BY orders) AS f,
    rank() OVER (ORDER BY net) AS m
  FROM (
    SELECT
      customer_id,
      max(toDate(occurred_at)) AS last_day,
      uniqExact(order_id) AS orders,
      sum(revenue) AS net,
      groupUniqArray(toDate(occurred_at)) AS days
    FROM event
    WHERE name IN ('Order Completed', 'Order Refunded')
    GROUP BY customer_id
  )
)`;

const folder = await mkdtemp(path.join(tmpdir(), "kompas-bench-"));
const { engines, stop } = await openEngines({ data_dir: folder });
try {
  await migrate(engines);
  console.log(`class: ${orders + views} events, ${orders} orders, ${customers} customers`);
  await generate(engines.clickhouse);
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const night = (day: string) => () => computeClasses(engines, { now: at(day), time_zone: "UTC" });
  await time("RFM alone by hand", () => engines.clickhouse.rows("bench.rfm", byHand));
  await time("the first time, with the twelve months before", night("2024-10-15"));
  await time("the next night", night("2024-10-16"));
  await time("the same again: nothing changes", night("2024-10-16"));
  const hand = await time("RFM alone by hand, once more", () => engines.clickhouse.rows("bench.rfm", byHand));
  const all = await time("nine schemes the night after", night("2024-10-17"));
  await time("everybody's class of one scheme, read", () =>
    engines.clickhouse.rows(
      "bench.read",
      sql`SELECT class, count() FROM customer_class WHERE scheme = 'rfm' GROUP BY class`,
    ),
  );
  const [size] = await engines.clickhouse.rows("bench.size", sql`SELECT count() AS words FROM class_log`);
  console.log(`log of classes: ${JSON.stringify(size)}; nine schemes / RFM by hand: ${(all / hand).toFixed(2)}`);
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}
