// Each row of a source with its fields read and, where it cannot be taken, the one reason why.
import { type Sql, sql } from "#storage";
import { isErased } from "../rights/tombstone.sql.ts";
import { type CellOptions, cellNumber, cellText, cellTime } from "./cell.sql.ts";
import { identifierValue } from "./identifier.sql.ts";
import { list, literal, slot } from "./names.sql.ts";
import type { Field, Plan } from "./plan.ts";

/** Why a row is refused. The row's `fault` is the reason's place in the list, from 1; 0 is none. */
export interface Reason {
  readonly code: string;
  readonly message: string;
  /** The file's column at fault, and its place. */
  readonly column: string;
  readonly at: number;
  readonly when: Sql;
}

export interface RowInput {
  readonly plan: Plan;
  /** SELECT c0, c1, …, file, line */
  readonly table: Sql;
  /** Times after this instant lie too far in the future. */
  readonly latest: Date;
  /** The key of the tombstones, when there are any: rows of people who were erased are refused. */
  readonly erased_key?: string | undefined;
}

const textFields = [
  "order_id",
  "product_id",
  "product_name",
  "event_name",
  "message_id",
  "channel",
  "group_id",
] as const;
const names: Record<(typeof textFields)[number], Sql> = {
  order_id: sql`order_id`,
  product_id: sql`product_id`,
  product_name: sql`product_name`,
  event_name: sql`event_name`,
  message_id: sql`given_id`,
  channel: sql`channel`,
  group_id: sql`group_id`,
};

function optionsOf(plan: Plan): CellOptions {
  const { format, time_zone } = plan.mapping;
  return { decimal_comma: format.decimal_comma ?? false, time_zone };
}

/** Places of columns that are kept as text beyond the fields: identifiers, properties, traits; each once. */
export function textPlaces(plan: Plan): number[] {
  const all = [...plan.identifiers, ...plan.properties, ...plan.traits, ...plan.group_traits];
  return [...new Set(all.map(({ at }) => at))].sort((a, b) => a - b);
}

function fieldSelects(plan: Plan): Sql[] {
  const options = optionsOf(plan);
  const { fields, occurred_at, columns } = plan;
  const selects = textFields.flatMap((field) => {
    const place = fields[field];
    return place ? [sql`${cellText(place.column, place.at)} AS ${names[field]}`] : [];
  });
  if (occurred_at) {
    selects.push(sql`${cellTime(occurred_at.column, occurred_at.at, occurred_at.dates, options)} AS occurred`);
  }
  const { quantity, price, amount } = fields;
  if (quantity) selects.push(sql`${cellNumber(quantity.column, quantity.at, "quantity", options)} AS quantity`);
  if (price) selects.push(sql`${cellNumber(price.column, price.at, "money", options)} AS price`);
  if (amount) selects.push(sql`${cellNumber(amount.column, amount.at, "money", options)} AS amount`);
  for (const at of textPlaces(plan)) {
    const column = columns[at];
    if (column) selects.push(sql`${cellText(column, at)} AS ${slot("t", at)}`);
  }
  return selects;
}

// 10^10 of anything in one row is a slip of the keyboard, and leaves sums far from the ends of a Decimal(18, 4).
const tooMuch = (value: Sql) => sql`abs(${value}) > 1000000000`;

/** The code of rows that would bring an erased person back; nothing of them is kept. */
export const erasedCode = "erased_person";

function erasedReasons({ identifiers }: Plan, key: string | undefined): Reason[] {
  if (key === undefined) return [];
  const message = "It is of a person who was erased";
  return identifiers.map(({ kind, column, at }) => {
    const value = identifierValue(kind, at);
    const when = sql`(${slot("t", at)} != '' AND ${isErased(kind, value, key)})`;
    return { code: erasedCode, message, column: column.name, at, when };
  });
}

/** The reasons that can occur under a plan, in the order in which they are looked for. */
export function reasonsOf(plan: Plan, latest: Date, erased_key?: string): Reason[] {
  const { fields, occurred_at, identifiers, mapping } = plan;
  const reasons = erasedReasons(plan, erased_key);
  const add = (field: Field | "occurred_at" | "identifier", code: string, message: string, when: Sql) => {
    const place = field === "occurred_at" ? occurred_at : field === "identifier" ? identifiers[0] : fields[field];
    if (place) reasons.push({ code, message, column: place.column.name, at: place.at, when });
  };
  if (mapping.rows === "order_lines")
    add("order_id", "missing_key", "The order's number is missing", sql`order_id = ''`);
  add("event_name", "missing_key", "The event's name is missing", sql`event_name = ''`);
  if (mapping.rows === "customers") {
    const empty = identifiers.map(({ at }) => sql`${slot("t", at)}`);
    add("identifier", "missing_key", "No identifier of the customer", sql`concat('', ${list(empty)}) = ''`);
  }
  if (occurred_at) {
    const text = cellText(occurred_at.column, occurred_at.at);
    add("occurred_at", "missing_date", "The date is missing", sql`occurred IS NULL AND ${text} = ''`);
    add("occurred_at", "bad_date", `Not a date (${occurred_at.dates})`, sql`occurred IS NULL`);
    add(
      "occurred_at",
      "date_out_of_range",
      "The date is before 1970",
      // Not as a time: a shard cannot read a literal of one so early.
      sql`toUnixTimestamp64Milli(occurred) < 86400000`,
    );
    add("occurred_at", "date_in_future", "The date is far in the future", sql`occurred > ${latest}`);
  }
  for (const [field, value] of [
    ["quantity", sql`quantity`],
    ["price", sql`price`],
    ["amount", sql`amount`],
  ] as const) {
    const place = fields[field];
    if (!place) continue;
    add(
      field,
      "missing_number",
      `The ${field} is missing`,
      sql`${value} IS NULL AND ${cellText(place.column, place.at)} = ''`,
    );
    add(field, "bad_number", `The ${field} is not a number`, sql`${value} IS NULL`);
    add(field, "impossible_number", `The ${field} is impossibly large`, tooMuch(value));
  }
  if (fields.quantity && fields.price) {
    add(
      "price",
      "impossible_number",
      "Quantity x price is impossibly large",
      tooMuch(sql`toFloat64(quantity) * toFloat64(price)`),
    );
  }
  return reasons;
}

// A corrected row stands for the line of the original file that its columns name.
function origin(plan: Plan): Sql {
  if (!plan.fixes) return sql`file, line`;
  const { file, line } = plan.fixes;
  const text = (at: number) => {
    const column = plan.columns[at];
    return column ? cellText(column, at) : sql`''`;
  };
  return sql`${text(file)} AS file, toUInt64OrZero(${text(line)}) AS line`;
}

/** Named steps `raw`, `parsed` and `checked`, for a WITH clause; `checked` has the fields, the cells and `fault`. */
export function checkedRows(input: RowInput): Sql {
  const { plan, table, latest, erased_key } = input;
  const cells = plan.columns.map((_, at) => slot("c", at));
  const reasons = reasonsOf(plan, latest, erased_key);
  const branches = reasons.map(({ when }, at) => sql`${when}, ${literal(at + 1)}`);
  const fault = reasons.length === 0 ? sql`0` : sql`multiIf(${list(branches)}, 0)`;
  const fixed = plan.fixes ? sql`fixed AS (SELECT ${list(cells)}, ${origin(plan)} FROM raw),` : sql``;
  return sql`raw AS (${table}),
  ${fixed}
  parsed AS (SELECT ${list([...cells, sql`file`, sql`line`, ...fieldSelects(plan)])} FROM ${plan.fixes ? sql`fixed` : sql`raw`}),
  checked AS (SELECT *, toUInt8(${fault}) AS fault FROM parsed)`;
}
