// Which events are meant where somebody names one and narrows it by its properties.
import type { Happening, PropertyFilter } from "#contract";
import { join, type Sql, sql } from "#storage";
import type { Moment } from "./moment.ts";
import { testValue } from "./value.sql.ts";

const eventColumns = {
  revenue: sql`toString(revenue)`,
  channel: sql`toString(channel)`,
  source: sql`toString(source)`,
  order_id: sql`order_id`,
};
const isColumn = (name: string): name is keyof typeof eventColumns => Object.hasOwn(eventColumns, name);

/** What an event says in a property, as text: its own columns by their names, else what was sent; '' where nothing. */
export function propertyText(property: string): Sql {
  return isColumn(property) ? eventColumns[property] : sql`properties[${property}]`;
}

function filter({ property, test }: PropertyFilter, moment: Moment): Sql {
  if (property !== "product") return testValue(propertyText(property), test, moment);
  // An order has many products: one that fits is enough, and a negative test asks that none does what it denies.
  const ids = sql`arrayMap(text -> toString(text), arrayConcat(products.id, products.name, [properties['product_id']]))`;
  const some = (positive: PropertyFilter["test"]) =>
    sql`arrayExists(text -> ${testValue(sql`text`, positive, moment)}, ${ids})`;
  if (test.op === "is_not") return sql`NOT ${some({ ...test, op: "is" })}`;
  if (test.op === "lacks") return sql`NOT ${some({ ...test, op: "contains" })}`;
  if (test.op === "unknown") return sql`NOT ${some({ op: "known" })}`;
  return some(test);
}

/** Events that "" means: any but those that tell of segments, which would make of each change another. */
export const isOrdinary = sql`name NOT IN ('Segment Entered', 'Segment Left')`;

/** Whether an event's properties fit every filter; 0 or 1. */
export function isNarrowed(where: readonly PropertyFilter[], moment: Moment): Sql {
  return where.length === 0
    ? sql`1`
    : join(
        where.map((each) => filter(each, moment)),
        " AND ",
      );
}

/** Which events are meant, as a condition over columns of `event`; "" is {@link isOrdinary}. */
export function isMeant({ event, where = [] }: Happening, moment: Moment): Sql {
  const named = event === "" ? isOrdinary : sql`name = ${event}`;
  return where.length === 0 ? named : sql`${named} AND ${isNarrowed(where, moment)}`;
}
