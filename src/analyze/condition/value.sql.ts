// Tests of what traits and properties say, as SQL over a text that is '' when nothing is known.
import type { NumberTest, ValueTest } from "#contract";
import { identifier, join, type Sql, sql, typed } from "#storage";
import { addDays } from "../calendar.ts";
import { type Moment, today } from "./moment.ts";

const comparisons = { at_least: ">=", at_most: "<=", more: ">", less: "<", equal: "=", unequal: "!=" } as const;

/** A test of a number that is defined; NULL where it is not. */
export function testNumber(number: Sql, test: NumberTest): Sql {
  if (test.op === "between") return sql`(${number} >= ${float(test.low)} AND ${number} <= ${float(test.high)})`;
  return sql`${number} ${identifier(comparisons, test.op)} ${float(test.value)}`;
}

const compared = ["at_least", "at_most", "more", "less", "equal", "unequal"] as const;
const operators: readonly NumberTest["op"][] = [...compared, "between"];

/** {@link testNumber} of many numbers, an array each test in its place: 0 or 1, and 0 where a number is NULL. */
export function testNumbers(numbers: Sql, tests: readonly NumberTest[]): Sql {
  const bounds = (of: (test: NumberTest) => number) => sql`${typed("Array(Float64)", tests.map(of))}`;
  const fits = compared.map((op) => sql`number ${identifier(comparisons, op)} low`);
  return sql`arrayMap(
    (number, test, low, high) -> ifNull([${join(fits, ", ")}, number >= low AND number <= high][test], 0),
    ${numbers},
    ${typed(
      "Array(UInt8)",
      tests.map(({ op }) => operators.indexOf(op) + 1),
    )},
    ${bounds((test) => (test.op === "between" ? test.low : test.value))},
    ${bounds((test) => (test.op === "between" ? test.high : test.value))}
  )`;
}

const float = (value: number) => sql`${typed("Float64", value)}`;

/** What {@link testNumber} says of a number that is known before anything is asked. */
export function isNumber(number: number, test: NumberTest): boolean {
  switch (test.op) {
    case "between":
      return number >= test.low && number <= test.high;
    case "at_least":
      return number >= test.value;
    case "at_most":
      return number <= test.value;
    case "more":
      return number > test.value;
    case "less":
      return number < test.value;
    case "equal":
      return number === test.value;
    case "unequal":
      return number !== test.value;
  }
}

/** What holds of a text of which nothing is known. */
export function holdsOfNothing({ op }: ValueTest): boolean {
  return op === "unknown" || op === "is_not" || op === "lacks";
}

// A day as people write it; of an instant, the workspace's day. Dates of birth reach back before 1970.
const dayIn = (text: Sql, { time_zone }: Moment) =>
  sql`if(match(${text}, '^\\d{4}-\\d{2}-\\d{2}$'), toDate32OrNull(${text}), toDate32(parseDateTime64BestEffortOrNull(${text}, 3, 'UTC'), ${time_zone}))`;

const date = (day: string) => sql`toDate32(${day})`;

/** Month and day of the next so many days; where there is no 29 February, its day is 1 March. */
function anniversaries(from: string, days: number): string[] {
  const found = Array.from({ length: Math.min(days, 366) + 1 }, (_, index) => addDays(from, index));
  const leap = found.filter((day) => day.endsWith("-03-01") && addDays(day, -1).endsWith("-28")).map(() => "02-29");
  return [...new Set([...found.map((day) => day.slice(5)), ...leap])];
}

/** Whether a text fits; 0 or 1, never NULL. */
export function testValue(text: Sql, test: ValueTest, moment: Moment): Sql {
  const now = today(moment);
  switch (test.op) {
    case "is":
    case "is_not": {
      const found = sql`has(${test.values.map((value) => value.toLowerCase())}, lowerUTF8(${text}))`;
      return test.op === "is" ? found : sql`NOT ${found}`;
    }
    case "contains":
      return sql`positionCaseInsensitiveUTF8(${text}, ${test.value}) > 0`;
    case "lacks":
      return sql`positionCaseInsensitiveUTF8(${text}, ${test.value}) = 0`;
    case "starts_with":
      return sql`startsWith(lowerUTF8(${text}), ${test.value.toLowerCase()})`;
    case "ends_with":
      return sql`endsWith(lowerUTF8(${text}), ${test.value.toLowerCase()})`;
    case "known":
      return sql`${text} != ''`;
    case "unknown":
      return sql`${text} = ''`;
    case "on_or_after":
      return sql`ifNull(${dayIn(text, moment)} >= ${date(test.day)}, 0)`;
    case "on_or_before":
      return sql`ifNull(${dayIn(text, moment)} <= ${date(test.day)}, 0)`;
    case "days_ago":
      return sql`ifNull(${dayIn(text, moment)} BETWEEN ${date(addDays(now, -test.days))} AND ${date(now)}, 0)`;
    case "days_ahead":
      return sql`ifNull(${dayIn(text, moment)} BETWEEN ${date(now)} AND ${date(addDays(now, test.days))}, 0)`;
    case "anniversary":
      return sql`ifNull(has(${anniversaries(now, test.days)}, substring(toString(${dayIn(text, moment)}), 6)), 0)`;
    default:
      return sql`ifNull(${testNumber(sql`toFloat64OrNull(${text})`, test)}, 0)`;
  }
}
