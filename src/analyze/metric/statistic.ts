// The sufficient statistics that every metric is made of, each with the SQL that counts it.
import { identifier, join, type Sql, sql } from "#storage";
import { minor } from "../sql.ts";
import { isSaid, type Said } from "./said.ts";

/** Counted over the events that move revenue: columns order_key, purchase, gross and refunded (see metric.sql.ts). */
const overEvents = {
  events: () => sql`count()`,
  purchases: () => sql`countIf(purchase)`,
  orders: () => sql`uniqExactIf(order_key, purchase)`,
  gross: (digits: number) => minor(sql`sum(gross)`, digits),
  refunded: (digits: number) => minor(sql`sum(refunded)`, digits),
  net: (digits: number) => minor(sql`sum(gross - refunded)`, digits),
  // Sums of squared distances from the mean, in squares of major units: the stable form, not a sum of squares.
  gross_m2: () => sql`count() * varPopStable(toFloat64(gross))`,
  refunded_m2: () => sql`count() * varPopStable(toFloat64(refunded))`,
} as const satisfies Record<string, (digits: number) => Sql>;

/** Counted over the customers who bought in the period: columns is_new and repeated. */
const overCustomers = {
  customers: () => sql`count()`,
  new: () => sql`countIf(is_new)`,
  returning: () => sql`countIf(NOT is_new)`,
  repeaters: () => sql`countIf(repeated)`,
} as const satisfies Record<string, (digits: number) => Sql>;

const answers = (said: Said) => sql`countIf(${isSaid(said)})`;
const total = (said: Said) => sql`sumIf(score, ${isSaid(said)})`;
const squares = (said: Said) => sql`ifNotFinite(countIf(${isSaid(said)}) * varPopStableIf(score, ${isSaid(said)}), 0)`;
const promoters = sql`countIf(${isSaid("nps")} AND score >= 9)`;
const detractors = sql`countIf(${isSaid("nps")} AND score <= 6)`;

/** Counted over what customers said and asked: columns of said.ts. */
const overSaid = {
  nps_answers: () => answers("nps"),
  nps_promoters: () => promoters,
  nps_detractors: () => detractors,
  nps_balance: () => sql`100 * (toFloat64(${promoters}) - toFloat64(${detractors}))`,
  csat_answers: () => answers("csat"),
  csat_satisfied: () => sql`countIf(is_satisfied)`,
  csat_5_answers: () => answers("csat_5"),
  csat_5_sum: () => total("csat_5"),
  csat_5_m2: () => squares("csat_5"),
  ces_answers: () => answers("ces"),
  ces_sum: () => total("ces"),
  ces_m2: () => squares("ces"),
  effort_answers: () => answers("effort"),
  effort_sum: () => total("effort"),
  effort_m2: () => squares("effort"),
  reviews: () => answers("review"),
  review_sum: () => total("review"),
  review_m2: () => squares("review"),
  tickets: () => answers("ticket"),
  contacts: () => answers("contact"),
} as const satisfies Record<string, (digits: number) => Sql>;

export type Statistic = keyof typeof overEvents | keyof typeof overCustomers | keyof typeof overSaid;

/** Statistics by name; what was not counted, or where nothing happened, is 0. Money in minor units. */
export type Statistics = Readonly<Partial<Record<string, number>>>;

/** A statistic's number. */
export function statistic(of: Statistics, name: Statistic): number {
  return of[name] ?? 0;
}

/** What statistics are counted over. */
const families = { events: overEvents, customers: overCustomers, said: overSaid };
type Family = keyof typeof families;

const quoted: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(families).flatMap((definitions) => Object.keys(definitions).map((name) => [name, `'${name}'`])),
);

/** Whether any of the chosen is counted over this. */
export function needs(family: Family, chosen: ReadonlySet<string>): boolean {
  return Object.keys(families[family]).some((name) => chosen.has(name));
}

/** The chosen statistics that are counted over this, as a map expression from name to number. */
export function statisticMap(family: Family, chosen: ReadonlySet<string>, digits: number): Sql {
  const definitions: Readonly<Record<string, (digits: number) => Sql>> = families[family];
  const entries = Object.entries(definitions)
    .filter(([name]) => chosen.has(name))
    .map(([name, define]) => sql`${identifier(quoted, name)}, toFloat64(${define(digits)})`);
  return sql`map(${join(entries, ", ")})`;
}
