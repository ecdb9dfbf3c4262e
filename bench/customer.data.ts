// Data of the benchmark of one customer's page: 20 million events of 1 million people with names in two scripts.
import { type ClickHouse, type Sql, sql } from "#storage";

export const customers = 1_000_000;
export const events = 20_000_000;

/** The number of a customer whose history is long: everything is asked about this one, too. */
export const busiest = 0;

const given = ["Анна", "Иван", "Мария", "Łukasz", "Zofia", "John", "Emma", "Ольга", "Paweł", "Chloé"];
const family = ["Иванова", "Петров", "Kowalska", "Wiśniewski", "Smith", "Müller", "Сидоренко", "Nowak", "Щербаков"];

const id = (number: Sql) => sql`sipHash64('customer', toUInt64(${number}))`;
const name = (number: Sql) =>
  sql`concat(${given}[1 + sipHash64(${number}, 1) % ${given.length}], ' ', ${family}[1 + sipHash64(${number}, 2) % ${family.length}], ' ', toString(${number} % 1000))`;

// A tenth of all events falls to few, as in life; one event in ten is an order with five lines.
const eventRows = (from: number, count: number) => sql`INSERT INTO event_log (
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, channel, order_id,
  revenue, currency, products.id, products.name, products.quantity, products.price, products.line, properties, import_id
)
SELECT
  reinterpretAsUInt128(sipHash128('bench', number)), ['site', 'shop', 'app'][1 + number % 3],
  concat('m', toString(number)), if(number % 10 > 6, 'page', 'track'),
  multiIf(ordered, if(number % 250 = 0, 'Order Refunded', 'Order Completed'),
    ['Home', 'Product Viewed', 'Product Added', 'Cart Viewed', 'Ticket Opened', 'Survey Responded', 'Email Opened', 'Search', 'Home', 'Home'][1 + number % 10]),
  ${id(sql`customer`)}, at, at, at, at, ['web', 'store', 'app'][1 + number % 3],
  if(ordered, concat('O', toString(number)), ''),
  if(ordered, if(number % 250 = 0, -1, 1) * toDecimal64(sipHash64(number, 9) % 20000, 4) / 100, 0), 'EUR', ids, ids,
  arrayMap(id -> toDecimal64(1, 3), ids), arrayMap(id -> toDecimal64(9.5, 4), ids), range(length(ids)),
  map('country', ['GB', 'FR', 'DE', 'PL'][1 + sipHash64(customer) % 4], 'score', toString(number % 11), 'path', concat('/p/', toString(number % 5000))), 1
FROM (
  SELECT
    number,
    number % 10 = 0 AS ordered,
    toUInt64(if(number % 10 != 5, number % ${customers}, floor(${customers} * pow(sipHash64(number) / pow(2, 64), 3)))) AS customer,
    toDateTime64('2023-01-01 00:00:00', 3, 'UTC') + toIntervalSecond(sipHash64(number, 2) % (730 * 86400)) AS at,
    if(ordered, arrayMap(i -> concat('P', toString(sipHash64(number, i) % 5000)), range(5)), []) AS ids
  FROM numbers(${from}, ${count})
)`;

/** Fills the logs as listen does, in blocks. */
export async function generate(clickhouse: ClickHouse): Promise<void> {
  const options = { timeout_ms: 1_200_000, settings: { optimize_on_insert: 0 as const, max_insert_threads: "2" } };
  const block = 2_000_000;
  for (let from = 0; from < events; from += block)
    await clickhouse.run("bench.events", eventRows(from, block), options);
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
