// The company of the benchmarks: 20 million events of 1 million people with names in two scripts, over two years.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type ClickHouse, type Engines, migrate, openEngines, type Sql, sql } from "#storage";

/** KOMPAS_BENCH_EVENTS changes the size, for a person in haste. */
export const events = Number(process.env.KOMPAS_BENCH_EVENTS ?? 20_000_000);
export const customers = events / 20;

/** The number of a customer whose history is long: everything is asked about this one, too. */
export const busiest = 0;

const given = ["Анна", "Иван", "Мария", "Łukasz", "Zofia", "John", "Emma", "Ольга", "Paweł", "Chloé"];
const family = ["Иванова", "Петров", "Kowalska", "Wiśniewski", "Smith", "Müller", "Сидоренко", "Nowak", "Щербаков"];

const id = (number: Sql) => sql`sipHash64('customer', toUInt64(${number}))`;
const name = (number: Sql) =>
  sql`concat(${given}[1 + sipHash64(${number}, 1) % ${given.length}], ' ', ${family}[1 + sipHash64(${number}, 2) % ${family.length}], ' ', toString(${number} % 1000))`;

// Four events make a visit. One visit in twelve is a ticket with what became of it, one in 240 a sale to a company, and a
// tenth of all visits falls to few customers, as in life. Of the rest one event in ten is an order with five lines.
const service = ["Ticket Opened", "Ticket Replied", "Ticket Resolved", "Survey Responded"];
const sale = ["Lead Created", "Deal Stage Changed", "Subscription Started", "Subscription Changed"];
const looks = ["Home", "Home", "Home", "Product Viewed", "Product Viewed", "Product Added", "Cart Viewed"];
const others = ["Email Opened", "Survey Responded", "Review Posted", "Call Ended", "Email Opened", "Email Opened"];

const eventRows = (from: number, count: number) => sql`INSERT INTO event_log (
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, channel, order_id,
  revenue, currency, products.id, products.name, products.quantity, products.price, products.line, properties, identifiers, import_id
)
SELECT
  reinterpretAsUInt128(sipHash128('bench', number)), ['site', 'shop', 'app'][1 + visit % 3],
  concat('m', toString(number)), if(name = 'Home', 'page', 'track'),
  multiIf(
    visit_kind = 0, ${service}[1 + step],
    visit_kind = 1, ${sale}[1 + step],
    ordered, if(draw % 25 = 0, 'Order Refunded', 'Order Completed'),
    draw < 700, ${looks}[1 + draw % 7],
    ${others}[1 + draw % 6]
  ) AS name,
  ${id(sql`customer`)}, at, at, at, at, ['web', 'store', 'app'][1 + visit % 3],
  if(ordered, concat('O', toString(number)), ''),
  if(ordered, if(name = 'Order Refunded', -1, 1) * toDecimal64(500 + sipHash64(number, 9) % 20000, 4) / 100, 0), 'EUR', ids, ids,
  arrayMap(id -> toDecimal64(1, 3), ids), arrayMap(id -> toDecimal64(9.5, 4), ids), range(length(ids)),
  mapConcat(
    map('country', ['GB', 'FR', 'DE', 'PL'][1 + sipHash64(customer) % 4], 'path', concat('/p/', toString(draw))),
    if(step = 0 AND visit % 3 = 0, map('utm_medium', ['cpc', 'email', 'paid_social'][1 + visit % 7 % 3], 'utm_source', 'google'), map()),
    multiIf(
      visit_kind = 0, map('ticket_id', toString(visit), 'author', 'agent', 'kind', 'csat', 'scale', '5', 'score', toString(1 + draw % 5)),
      visit_kind = 1, map('lead_id', toString(visit), 'deal_id', toString(visit), 'stage', ['won', 'lost'][1 + draw % 2], 'subscription_id', toString(visit), 'mrr', toString(10 + draw % 90)),
      name = 'Survey Responded', map('kind', ['nps', 'nps', 'csat', 'ces'][1 + draw % 4], 'scale', ['10', '10', '5', '7'][1 + draw % 4], 'score', toString(1 + visit % ([10, 10, 5, 7][1 + draw % 4]))),
      name = 'Review Posted', map('rating', toString(1 + draw % 5)),
      map()
    )
  ), [('anonymous_id', concat('v', toString(customer), '-', toString(visit % 2)))], 1
FROM (
  SELECT
    number,
    intDiv(number, 4) AS visit,
    number % 4 AS step,
    sipHash64(number, 5) % 1000 AS draw,
    multiIf(sipHash64(visit, 3) % 12 = 0, 0, sipHash64(visit, 4) % 240 = 0, 1, 2) AS visit_kind,
    visit_kind = 2 AND draw >= 900 AS ordered,
    toUInt64(if(sipHash64(visit, 6) % 10 != 5, sipHash64(visit, 7) % ${customers}, floor(${customers} * pow(sipHash64(visit) / pow(2, 64), 3)))) AS customer,
    toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(sipHash64(visit, 2) % (730 * 86400) + step * if(visit_kind = 2, 240, 30000)) AS at,
    if(ordered, arrayMap(i -> concat('P', toString(sipHash64(number, i) % 5000)), range(5)), []) AS ids
  FROM numbers(${from}, ${count})
)`;

// What a day's advertising costs, of nobody.
const spendRows = sql`INSERT INTO event_log (id, source, message_id, type, name, occurred_at, original_at, sent_at, received_at, properties, import_id)
SELECT
  reinterpretAsUInt128(sipHash128('spend', number)), 'ads', concat('s', toString(number)), 'track', 'Ad Spend', at, at, at, at,
  map('channel', ['paid_search', 'paid_social'][1 + number % 2], 'cost', toString(1000 + number % 500)), 1
FROM (SELECT number, toDateTime64('2023-01-01 12:00:00', 3, 'UTC') + toIntervalDay(intDiv(number, 2)) AS at FROM numbers(1460))`;

/** Fills the logs as listen does, in blocks. */
async function generate(clickhouse: ClickHouse): Promise<void> {
  const options = { timeout_ms: 1_200_000, settings: { optimize_on_insert: 0 as const, max_insert_threads: "2" } };
  const block = Math.min(events, 2_000_000);
  for (let from = 0; from < events; from += block)
    await clickhouse.run("bench.events", eventRows(from, block), options);
  await clickhouse.run("bench.spend", spendRows, options);
  const seen = sql`toDateTime64('2023-01-01 00:00:00', 3, 'UTC')`;
  await clickhouse.run(
    "bench.identifiers",
    sql`INSERT INTO identifier_log (customer_id, kind, value, source, first_seen_at, received_at)
SELECT ${id(sql`number`)}, known.1, known.2, 'site', ${seen}, ${seen} FROM (
  SELECT number, arrayJoin([
    ('user_id', concat('C', toString(number))),
    ('email', concat('person', toString(number), '@example.com')),
    ('phone', concat('+4850', leftPad(toString(number), 7, '0')))]) AS known
  FROM numbers(${customers})
)`,
    options,
  );
  await clickhouse.run(
    "bench.traits",
    sql`INSERT INTO trait_log (customer_id, name, value, source, occurred_at)
SELECT ${id(sql`number`)}, known.1, known.2, 'site', ${seen} FROM (
  SELECT number, arrayJoin([
    ('name', ${name(sql`number`)}),
    ('birthday', toString(toDate('1960-01-01') + sipHash64(number, 3) % 16000)),
    ('city', ['Warszawa', 'Москва', 'London', 'Paris'][1 + sipHash64(number, 4) % 4]),
    ('language', ['pl', 'ru', 'en', 'fr'][1 + sipHash64(number, 4) % 4])]) AS known
  FROM numbers(${customers})
)`,
    options,
  );
}

/** Fills the logs if they are empty. */
export async function provide({ clickhouse }: Engines): Promise<void> {
  const [known] = await clickhouse.rows("bench.known", sql`SELECT count() AS events FROM event_log`);
  if (Object(known).events === 0) await generate(clickhouse);
}

/** Works with engines that hold the company; KOMPAS_BENCH_DATA names a folder that keeps it for the next benchmark. */
export async function withCompany(work: (engines: Engines, folder: string) => Promise<void>): Promise<void> {
  const kept = process.env.KOMPAS_BENCH_DATA;
  const folder = kept ?? (await mkdtemp(path.join(tmpdir(), "kompas-bench-")));
  const { engines, stop } = await openEngines({ data_dir: folder });
  try {
    await migrate(engines);
    await provide(engines);
    await work(engines, folder);
  } finally {
    await stop();
    if (kept === undefined) await rm(folder, { recursive: true, force: true });
  }
}
