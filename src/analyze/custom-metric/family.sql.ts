// The rows of a custom metric and the statistics that are counted over them: a family of its own.
import type { Formula, Quantity } from "#contract";
import { join, type Sql, sql } from "#storage";
import { isMeant, propertyText } from "../condition/happening.sql.ts";
import { type Family, markFamily, momentsOf, rowFamily } from "../metric/family/family.ts";
import { type Frame, keyed, slotOf } from "../metric/frame.ts";
import { membersOf } from "../segment/size.sql.ts";
import { minor, minorFloat, within, type ZonedDays } from "../sql.ts";

/** What a custom metric's value is made of. */
export type CustomStatistic = "value" | "over" | "sample" | "m2";

/** Employees answer in confidence, so what they say is counted by the metric that keeps small groups back, and by no other. */
const in_open = sql`NOT (name = 'Survey Responded' AND lower(properties['kind']) = 'enps')`;

/** Whether an event is of a quantity, as it is understood at an instant. */
function isOf(quantity: Quantity, { time_zone }: ZonedDays, at: Date): Sql {
  return sql`(${isMeant(quantity, { at, time_zone })} AND ${in_open})`;
}

function ofSegment({ segment }: Formula): Sql {
  return segment === null ? sql`true` : sql`customer_id IN (${membersOf(segment)})`;
}

/** The number that a sum takes of an event, NULL where it has none; money stays exact. */
function numberOf(quantity: Quantity, { unit }: Formula): Sql {
  if (quantity.measure !== "sum") return sql`0`;
  if (quantity.property === "revenue") return sql`toNullable(revenue)`;
  const text = propertyText(quantity.property);
  if (unit === "money") return sql`toDecimal128OrNull(${text}, 4)`;
  return sql`if(isFinite(toFloat64OrNull(${text}) AS told), told, NULL)`;
}

/** Events of either part, with which of them each is of, the numbers they take, and the key of its group. */
function rowsOf(formula: Formula): (frame: Frame) => Sql {
  const { numerator, denominator } = formula;
  return (frame) => {
    const { from, key } = keyed(frame);
    const { period, now } = frame;
    const below =
      denominator === null
        ? sql``
        : sql`
    ${isOf(denominator, period, now)} AS is_below,
    ${numberOf(denominator, formula)} AS number_below,`;
    const either = denominator === null ? sql`is_above` : sql`(is_above OR is_below)`;
    return sql`SELECT
    customer_id,
    occurred_at,
    ${isOf(numerator, period, now)} AS is_above,
    ${numberOf(numerator, formula)} AS number_above,${below}
    ${key} AS key
  FROM ${from}
  WHERE ${either} AND ${within(period)} AND ${ofSegment(formula)}`;
  };
}

const above = { fits: sql`is_above`, number: sql`number_above` };
const below = { fits: sql`is_below`, number: sql`number_below` };

/** A quantity over the rows that fit. */
function amount({ measure }: Quantity, { fits, number }: typeof above): Sql {
  switch (measure) {
    case "events":
      return sql`countIf(${fits})`;
    case "customers":
      return sql`uniqExactIf(customer_id, ${fits} AND customer_id != 0)`;
    case "sum":
      return sql`sumIf(ifNull(${number}, 0), ${fits})`;
  }
}

type Statistics = Family<CustomStatistic>["statistics"];

/** How many rows stand behind a quantity. */
const behind = (quantity: Quantity, side: typeof above) =>
  quantity.measure === "sum" ? sql`countIf(${side.fits} AND isNotNull(${side.number}))` : amount(quantity, side);

function statisticsOf(formula: Formula): Statistics {
  const { kind, numerator, denominator, unit } = formula;
  const money = unit === "money";
  const sum = amount(numerator, above);
  const value = (digits: number) => (money ? minor(sum, digits) : sum);
  const sample = () => behind(numerator, above);
  const plain = { value, sample, over: () => sql`0`, m2: () => sql`0` };
  if (denominator !== null) {
    const both = sql`countIf(is_above AND is_below)`;
    const over = () => amount(denominator, below);
    return { ...plain, value: kind === "rate" ? () => both : value, over, sample: () => behind(denominator, below) };
  }
  if (kind !== "mean") return plain;
  const each = (digits: number) => (money ? minorFloat(above.number, digits) : sql`toFloat64(${above.number})`);
  const moments = (digits: number) =>
    momentsOf(sql`ifNull(${each(digits)}, 0)`, sql`is_above AND isNotNull(number_above)`);
  return { ...plain, over: sample, m2: (digits) => moments(digits).m2 };
}

// A customer who did both counts where the denominator was done: in a stretch of time by what was done in it, in a group
// by what was done anywhere, as what comes after seldom has the properties of what came before.
function doers(formula: Formula): (frame: Frame) => Sql {
  return (frame) => {
    const did = "grain" in frame.slice ? sql`has(slots_above, slot)` : sql`notEmpty(slots_above)`;
    return sql`SELECT
    arrayJoin(
      arrayPushBack(
        arrayMap(slot -> (slot, 0, ${did}), slots_below),
        (defaultValueOfArgumentType(slots_below[1]), 1, notEmpty(slots_above))
      )
    ) AS mark,
    mark.1 AS slot,
    mark.2 AS is_total,
    mark.3 AS did
  FROM (
    SELECT
      customer_id,
      groupUniqArrayIf(slot, is_above) AS slots_above,
      groupUniqArrayIf(slot, is_below) AS slots_below
    FROM (SELECT *, ${slotOf(frame)} AS slot FROM (${rowsOf(formula)(frame)}))
    WHERE customer_id != 0
    GROUP BY customer_id
    HAVING notEmpty(slots_below)
  )`;
  };
}

/** Statistics by names that no other metric has. */
function named(id: string, statistics: Statistics): Record<string, (digits: number) => Sql> {
  return Object.fromEntries(Object.entries(statistics).map(([name, count]) => [statisticName(id, name), count]));
}

/** The name of a custom metric's statistic. */
export function statisticName(id: string, name: string): string {
  return `${id}.${name}`;
}

/** The family of a custom metric's statistics. */
export function customFamily(id: string, formula: Formula): Family<string> {
  const rows = rowsOf(formula);
  const { kind, numerator, denominator } = formula;
  const heavy = denominator === null || kind === "ratio" ? above : below;
  const weight =
    heavy === above && numerator.measure === "sum" ? sql`toFloat64(ifNull(number_above, 0))` : sql`toFloat64(1)`;
  const weights = (frame: Frame) => sql`SELECT key, ${weight} AS weight FROM (${rows(frame)}) WHERE ${heavy.fits}`;
  if (kind !== "rate" || denominator?.measure !== "customers")
    return { ...rowFamily(named(id, statisticsOf(formula)), rows), weights };
  const counts: Statistics = {
    value: () => sql`countIf(did)`,
    over: () => sql`count()`,
    sample: () => sql`count()`,
    m2: () => sql`0`,
  };
  return markFamily(named(id, counts), doers(formula), weights);
}

/** Who stands behind a custom metric: who did what its numerator counts, or what its rate is of; rows (customer_id, stamp). */
export function customDoers(formula: Formula): (period: ZonedDays, at: Date) => Sql {
  const { kind, numerator, denominator } = formula;
  const whose = kind === "rate" && denominator !== null ? denominator : numerator;
  return (period, at) =>
    sql`SELECT customer_id, stamp FROM event WHERE ${join([isOf(whose, period, at), within(period), ofSegment(formula), sql`customer_id != 0`], " AND ")}`;
}
