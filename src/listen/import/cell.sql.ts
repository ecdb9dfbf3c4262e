// Cells as text, numbers and times. A cell is c0, c1, … of a source, of the type that the source gave it.
import type { DateOrder } from "#contract";
import { type Sql, sql } from "#storage";
import { slot } from "./names.sql.ts";
import type { SourceColumn } from "./reach.ts";

/** How the cells of a file are to be read. */
export interface CellOptions {
  readonly decimal_comma: boolean;
  /** Zone of times that name none. */
  readonly time_zone: string;
}

const isText = (type: string): boolean => /^(?:Nullable\(|LowCardinality\()*(?:Fixed)?String/.test(type);
const isNullable = (type: string): boolean => type.includes("Nullable(");

/** Text of a cell, '' when it has no value. A float that holds an integer shows no fraction. */
export function cellText(column: SourceColumn, at: number): Sql {
  const cell = slot("c", at);
  if (column.type === "String") return cell;
  if (/DateTime64/.test(column.type)) return sql`ifNull(replaceRegexpOne(toString(${cell}), '\\.0+$', ''), '')`;
  const text = isText(column.type) ? cell : sql`toString(${cell})`;
  return isNullable(column.type) ? sql`ifNull(${text}, '')` : text;
}

const scales = { quantity: sql`3`, money: sql`4` } as const;
const powers = { quantity: sql`1000`, money: sql`10000` } as const;
const types = { quantity: sql`'Decimal(18, 3)'`, money: sql`'Decimal(18, 4)'` } as const;

/**
 * A cell as Nullable(Decimal): quantities with 3 places, money with 4; NULL when it is no number. A float is rounded
 * to the places before the cast, which would cut 2.55 to 2.5499.
 */
export function cellNumber(column: SourceColumn, at: number, what: "quantity" | "money", options: CellOptions): Sql {
  const cell = slot("c", at);
  if (/Float/.test(column.type)) {
    const scaled = sql`round(toFloat64(${cell}) * ${powers[what]})`;
    return sql`if(isFinite(${scaled}) AND abs(${scaled}) < 1e17, reinterpret(toInt64(${scaled}), ${types[what]}), NULL)`;
  }
  if (!isText(column.type)) return sql`accurateCastOrNull(${cell}, ${types[what]})`;
  return sql`toDecimal64OrNull(${plainNumber(cellText(column, at), options.decimal_comma)}, ${scales[what]})`;
}

// A plain space, a no-break one and its narrow form part thousands.
const spaces = "[\\s\u00a0\u202f]";

// Thousands are taken apart only where they are written properly: "1,5" under a decimal point is no number.
function plainNumber(text: Sql, decimal_comma: boolean): Sql {
  if (decimal_comma) {
    const closed = sql`replaceRegexpAll(${text}, ${spaces}, '')`;
    return sql`multiIf(match(${closed}, '^-?\\d{1,3}(\\.\\d{3})+(,\\d+)?$'), replaceAll(replaceAll(${closed}, '.', ''), ',', '.'), position(${closed}, '.') > 0, '', replaceOne(${closed}, ',', '.'))`;
  }
  return sql`if(position(${text}, ',') > 0 AND match(${text}, '^-?\\d{1,3}(,\\d{3})+(\\.\\d+)?$'), replaceAll(${text}, ',', ''), ${text})`;
}

/** A cell as Nullable(DateTime64(3, 'UTC')); NULL when it is no time. */
export function cellTime(column: SourceColumn, at: number, dates: DateOrder, options: CellOptions): Sql {
  const cell = slot("c", at);
  if (dates === "unix" || dates === "unix_ms") {
    const number = isText(column.type) ? sql`toInt64OrNull(${cell})` : sql`accurateCastOrNull(${cell}, 'Int64')`;
    const milliseconds = dates === "unix" ? sql`${number} * 1000` : number;
    return sql`fromUnixTimestamp64Milli(if(${number} BETWEEN 0 AND 99999999999999, ${milliseconds}, NULL), 'UTC')`;
  }
  if (/^(?:Nullable\()?Date/.test(column.type)) {
    const zoned = /'/.test(column.type) || options.time_zone === "UTC";
    if (zoned) return sql`toDateTime64(${cell}, 3, 'UTC')`;
    // The file's clock has no zone: its digits are read again in the mapping's.
    return sql`toDateTime64(toDateTime64(toString(${cell}), 3, ${options.time_zone}), 3, 'UTC')`;
  }
  return parsedTime(cellText(column, at), dates, options.time_zone);
}

function parsedTime(text: Sql, dates: "ymd" | "dmy" | "mdy", zone: string): Sql {
  const parse = dates === "mdy" ? sql`parseDateTime64BestEffortUSOrNull` : sql`parseDateTime64BestEffortOrNull`;
  const parsed =
    zone === "UTC" ? sql`${parse}(${text}, 3, 'UTC')` : sql`toDateTime64(${parse}(${text}, 3, ${zone}), 3, 'UTC')`;
  if (dates === "ymd") return parsed;
  // The engine swaps day and month where that alone makes a date; we asked for one order and keep to it.
  const month = dates === "dmy" ? sql`'^\\s*\\d{1,2}[-/.](\\d{1,2})[-/.]'` : sql`'^\\s*(\\d{1,2})[-/.]\\d{1,2}[-/.]'`;
  return sql`if(toUInt8OrZero(extract(${text}, ${month})) > 12, NULL, ${parsed})`;
}
