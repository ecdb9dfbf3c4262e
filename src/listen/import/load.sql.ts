// The one statement that makes events, identifiers and traits of a source's rows.
import { type Sql, sql } from "#storage";
import { namesNobodySql } from "../identify/nobody.ts";
import { identifierValue } from "./identifier.sql.ts";
import { arrayOf, list, literal, slot } from "./names.sql.ts";
import type { Plan } from "./plan.ts";
import { checkedRows, type RowInput, textPlaces } from "./row.sql.ts";

export interface LoadInput extends RowInput {
  readonly import_id: number;
  /** When this attempt began; newer rows win over older ones of the same event. */
  readonly received_at: Date;
}

/** What a line is worth: the mapped amount, else quantity x price; a missing quantity is one piece. */
interface LineParts {
  readonly quantity: Sql;
  readonly price: Sql;
  readonly amount: Sql;
  readonly refund: Sql;
}

/** Expressions over the fields of `checked`, for rows without fault. */
export function lineParts({ fields, mapping }: Plan): LineParts {
  const quantity = fields.quantity ? sql`assumeNotNull(quantity)` : sql`toDecimal64(1, 3)`;
  const amount = fields.amount ? sql`assumeNotNull(amount)` : sql`${quantity} * assumeNotNull(price)`;
  const share = sql`if(${quantity} = 0, 0, toFloat64(assumeNotNull(amount)) / toFloat64(${quantity}))`;
  const price = fields.price
    ? sql`assumeNotNull(price)`
    : sql`reinterpret(toInt64(round(${share} * 10000)), 'Decimal(18, 4)')`;
  const worth = fields.amount ? sql`assumeNotNull(amount)` : sql`assumeNotNull(price)`;
  const negative = fields.quantity ? sql`(${quantity} < 0 OR ${worth} < 0)` : sql`${worth} < 0`;
  const pattern = mapping.refund_order_pattern;
  const refund = pattern === undefined ? negative : sql`(${negative} OR match(order_id, ${pattern}))`;
  return { quantity, price, amount, refund };
}

/** Who the customer is: a hash of the strongest identifier that has a value, 0 for nobody. */
export function customerId(plan: Plan): Sql {
  const branches = plan.identifiers.map(({ kind, at }) => {
    const value = identifierValue(kind, at);
    return sql`NOT ${namesNobodySql(kind, value)}, sipHash64(${kind}, ${value})`;
  });
  return branches.length === 0 ? sql`toUInt64(0)` : sql`multiIf(${list(branches)}, toUInt64(0))`;
}

function people(plan: Plan): { identifiers: Sql; traits: Sql; group_traits: Sql; properties: Sql } {
  const none = sql`CAST([], 'Array(Tuple(String, String))')`;
  const filled = (pairs: readonly Sql[]) =>
    pairs.length === 0 ? none : sql`arrayFilter(pair -> customer_id != 0 AND pair.2 != '', ${arrayOf(pairs, none)})`;
  const known = ({ kind, at }: Plan["identifiers"][number]) => {
    const value = identifierValue(kind, at);
    return sql`(${kind}, if(${namesNobodySql(kind, value)}, '', ${value}))`;
  };
  const properties = plan.properties.map(({ name, at }) => sql`${name}, ${slot("t", at)}`);
  return {
    identifiers: filled(plan.identifiers.map(known)),
    traits: filled(plan.traits.map(({ name, at }) => sql`(${name}, ${slot("t", at)})`)),
    group_traits: filled(plan.group_traits.map(({ name, at }) => sql`(${name}, ${slot("t", at)})`)),
    properties:
      properties.length === 0
        ? sql`CAST(map(), 'Map(String, String)')`
        : sql`mapFilter((name, value) -> value != '', map(${list(properties)}))`,
  };
}

// Only where a column names the group, so that nothing is carried along where none does.
function groupOf({ fields }: Plan): Sql[] {
  return fields.group_id ? [sql`group_id`] : [];
}

function texts(plan: Plan, of: (text: Sql) => Sql): Sql[] {
  return textPlaces(plan).map((at) => sql`${of(slot("t", at))} AS ${slot("t", at)}`);
}

// Order lines grouped into orders, in whatever order they are read. A line's number is made distinct between files by a number of the file's name.
// Where the file itself is read, lines are numbered roughly (several threads parse it) and in a range of their own: only
// a corrected line has the number that its dead letter names.
function orders(plan: Plan): Sql {
  const { fields } = plan;
  const { quantity, price, amount, refund } = lineParts(plan);
  const product = (field: Sql, mapped: unknown) => (mapped ? field : sql`''`);
  const tuple = [
    plan.fixes ? sql`toUInt32(line + CRC32(file))` : sql`toUInt32(line + CRC32(file) + ${literal(2 ** 31)})`,
    product(sql`product_id`, fields.product_id),
    product(sql`product_name`, fields.product_name),
    quantity,
    price,
    ...(fields.amount ? [amount] : []),
  ];
  const worth = fields.amount ? sql`one.6` : sql`one.4 * one.5`;
  const channel = fields.channel ? sql`max(channel)` : sql`''`;
  const lines = fields.amount ? sql`arrayMap(one -> (one.1, one.2, one.3, one.4, one.5), every_line)` : sql`every_line`;
  return sql`lines AS (SELECT *, concat(if(${refund}, 'refund:', 'order:'), order_id) AS message_id FROM checked WHERE fault = 0),
  grouped AS (
    SELECT
      ${list([
        sql`message_id`,
        // What stands behind the colon: cheaper than carrying it along.
        sql`substring(message_id, position(message_id, ':') + 1) AS order_id`,
        sql`min(assumeNotNull(occurred)) AS occurred_at`,
        sql`groupArray((${list(tuple)})) AS every_line`,
        sql`${channel} AS channel`,
        ...texts(plan, (text) => sql`max(lines.${text})`),
      ])}
    FROM lines
    GROUP BY message_id
  ),
  made AS (
    SELECT
      *,
      if(startsWith(message_id, 'refund:'), 'Order Refunded', 'Order Completed') AS name,
      ${lines} AS lines,
      arraySum(one -> ${worth}, every_line) AS worth,
      toDecimal64(round(if(startsWith(message_id, 'refund:') AND worth > 0, -worth, worth), 4), 4) AS revenue,
      ${customerId(plan)} AS customer_id
    FROM grouped
  )`;
}

const noLines = sql`CAST([], 'Array(Tuple(UInt32, String, String, Decimal(18, 3), Decimal(18, 4)))') AS lines`;

// Events as they stand. Without an id of its own a row is known by its cells, and equal rows by their number.
function events(plan: Plan): Sql {
  const { fields, mapping, columns, fixes } = plan;
  const own = columns.flatMap(({ name }, at) => (fixes && name.startsWith("kompas_") ? [] : [slot("c", at)]));
  const hash = sql`concat('row:', lower(hex(sipHash128(${list(own.map((cell) => sql`toString(${cell})`))}))))`;
  const numbered = sql`concat(${hash}, ':', toString(row_number() OVER (PARTITION BY ${hash} ORDER BY file, line)))`;
  const id = fields.message_id ? sql`if(given_id != '', given_id, ${hash})` : numbered;
  const name = fields.event_name ? sql`event_name` : sql`${mapping.event_name ?? ""}`;
  return sql`made AS (
    SELECT
      ${list([
        sql`${id} AS message_id`,
        sql`${name} AS name`,
        sql`${fields.order_id ? sql`order_id` : sql`''`} AS order_id`,
        sql`assumeNotNull(occurred) AS occurred_at`,
        sql`${fields.channel ? sql`channel` : sql`''`} AS channel`,
        ...groupOf(plan),
        sql`${fields.amount ? sql`assumeNotNull(amount)` : sql`toDecimal64(0, 4)`} AS revenue`,
        noLines,
        sql`${customerId(plan)} AS customer_id`,
        ...texts(plan, (text) => text),
      ])}
    FROM checked
    WHERE fault = 0
  )`;
}

// Customers: no event, only who they are and what is said of them.
function customers(plan: Plan, received_at: Date): Sql {
  return sql`made AS (
    SELECT
      ${list([
        sql`'' AS message_id`,
        sql`'' AS name`,
        sql`'' AS order_id`,
        sql`${plan.occurred_at ? sql`assumeNotNull(occurred)` : sql`${received_at}`} AS occurred_at`,
        sql`'' AS channel`,
        ...groupOf(plan),
        sql`toDecimal64(0, 4) AS revenue`,
        noLines,
        sql`${customerId(plan)} AS customer_id`,
        ...texts(plan, (text) => text),
      ])}
    FROM checked
    WHERE fault = 0
  )`;
}

// Corrected lines join the order that the rest of its lines made; a line that is there already changes nothing.
function merged(plan: Plan, id: Sql): Sql {
  const worth = plan.fields.amount ? sql`one.6` : sql`one.4 * one.5`;
  const more =
    plan.properties.length + plan.traits.length + plan.identifiers.length > 0
      ? texts(plan, (text) => sql`identified.${text}`)
      : [];
  return sql`identified AS (SELECT *, ${id} AS new_id FROM made),
  known AS (
    SELECT
      id,
      stamp,
      occurred_at,
      revenue,
      products.line AS numbers,
      arrayMap(
        (line, id, name, quantity, price) -> (line, toString(id), toString(name), quantity, price),
        products.line, products.id, products.name, products.quantity, products.price
      ) AS lines
    FROM event
    WHERE source = ${plan.mapping.source} AND id IN (SELECT new_id FROM identified)
  ),
  joined AS (
    SELECT
      ${list([
        sql`identified.message_id AS message_id`,
        sql`identified.name AS name`,
        sql`identified.order_id AS order_id`,
        sql`identified.channel AS channel`,
        sql`known.id != 0 AS there`,
        sql`if(there, known.occurred_at, identified.occurred_at) AS occurred_at`,
        sql`if(there, known.stamp, identified.customer_id) AS customer_id`,
        sql`arrayFilter(one -> NOT has(known.numbers, one.1), identified.every_line) AS fresh`,
        sql`arraySort(one -> one.1, arrayConcat(known.lines, arrayMap(one -> (one.1, one.2, one.3, one.4, one.5), fresh))) AS lines`,
        sql`arraySum(one -> ${worth}, fresh) AS worth`,
        sql`toDecimal64(known.revenue + round(if(startsWith(message_id, 'refund:') AND worth > 0, -worth, worth), 4), 4) AS revenue`,
        ...more,
      ])}
    FROM identified
    LEFT JOIN known ON known.id = identified.new_id
  )`;
}

/** INSERT INTO delivery …, from where events, identifiers and traits go to their tables. */
export function loadStatement(input: LoadInput): Sql {
  const { plan, import_id, received_at } = input;
  const { rows, source, currency } = plan.mapping;
  const made = rows === "order_lines" ? orders(plan) : rows === "events" ? events(plan) : customers(plan, received_at);
  const id = sql`reinterpretAsUInt128(sipHash128(${source}, message_id))`;
  const merging = rows === "order_lines" && plan.fixes !== undefined;
  const { identifiers, traits, group_traits, properties } = people(plan);
  const grouped = plan.fields.group_id !== undefined;
  return sql`INSERT INTO delivery (
  id, source, message_id, type, name, customer_id, occurred_at, original_at, sent_at, received_at, version, channel,
  order_id, revenue, currency, lines, properties, import_id, identifiers, traits${grouped ? sql`, group_id, group_traits` : sql``}
)
WITH
  ${checkedRows(input)},
  ${made}${
    merging
      ? sql`,
  ${merged(plan, id)}`
      : sql``
  }
SELECT
  ${id},
  ${source},
  message_id,
  ${rows === "customers" ? sql`'identify'` : sql`'track'`},
  name,
  customer_id,
  occurred_at,
  occurred_at,
  occurred_at,
  ${received_at},
  toInt64(${literal(received_at.getTime())}),
  channel,
  order_id,
  revenue,
  ${currency},
  lines,
  ${properties},
  ${import_id},
  ${identifiers},
  ${traits}${
    grouped
      ? sql`,
  group_id,
  ${group_traits}`
      : sql``
  }
FROM ${merging ? sql`joined` : sql`made`}`;
}
