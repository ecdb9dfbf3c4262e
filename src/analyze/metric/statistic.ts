// The sufficient statistics that every metric is made of, by the rows they are counted over.
import { identifier, join, type Sql, sql } from "#storage";
import { cost } from "./family/cost.sql.ts";
import type { Count, Family } from "./family/family.ts";
import { advertised, customers, orders } from "./family/orders.sql.ts";
import { said } from "./family/said.sql.ts";
import { deal, lead } from "./family/sale.sql.ts";
import { due, standing } from "./family/standing.sql.ts";
import { subscription } from "./family/subscription.sql.ts";
import { ticket } from "./family/ticket.sql.ts";
import { tier, value } from "./family/value.sql.ts";
import { session, visiting, visitors } from "./family/visit.sql.ts";

// Where a question is of several, groups are the biggest by the first of them.
const families = {
  orders,
  customers,
  said,
  cost,
  advertised,
  ticket,
  lead,
  deal,
  standing,
  due,
  subscription,
  value,
  tier,
  visitors,
  visiting,
  session,
};

type Families = typeof families;

/** The name of a statistic of the registry's families. */
export type Statistic = { [Name in keyof Families]: keyof Families[Name]["statistics"] }[keyof Families];

/** Statistics by name; what was not counted, or where nothing happened, is 0. Money in minor units. */
export type Statistics = Readonly<Partial<Record<string, number>>>;

/** A statistic's number. */
export function statistic(of: Statistics, name: string): number {
  return of[name] ?? 0;
}

const listed: readonly Family<string>[] = Object.values(families);

const quoted: Readonly<Record<string, string>> = Object.fromEntries(
  listed.flatMap(({ statistics }) => Object.keys(statistics).map((name) => [name, `'${name}'`])),
);

/** A statistic's name as text; what people defined is bound. */
const nameText = (name: string): Sql => (Object.hasOwn(quoted, name) ? identifier(quoted, name) : sql`${name}`);

/** A family with the map expression of those of its statistics that were chosen. */
export interface Chosen {
  readonly family: Family<string>;
  readonly counts: Sql;
}

/** The families that the chosen statistics are counted over; `own` are those that metrics bring themselves. */
export function chosenFamilies(
  names: readonly string[],
  digits: number,
  own: readonly Family<string>[] = [],
): Chosen[] {
  const chosen = new Set(names);
  return [...listed, ...own].flatMap((family) => {
    const counted: [string, Count][] = Object.entries(family.statistics).filter(([name]) => chosen.has(name));
    if (counted.length === 0) return [];
    const entries = counted.map(([name, count]) => sql`${nameText(name)}, toFloat64(${count(digits)})`);
    return [{ family, counts: sql`map(${join(entries, ", ")})` }];
  });
}

/** Statistics in parts of a few families each, so that no question holds the sets of all families at once. */
export function parted(
  names: readonly string[],
  own: readonly Family<string>[] = [],
  families_each = 3,
): readonly (readonly string[])[] {
  const chosen = new Set(names);
  const of = [...listed, ...own]
    .map(({ statistics }) => Object.keys(statistics).filter((name) => chosen.has(name)))
    .filter(({ length }) => length > 0);
  return Array.from({ length: Math.ceil(of.length / families_each) }, (_, index) =>
    of.slice(index * families_each, (index + 1) * families_each).flat(),
  );
}
