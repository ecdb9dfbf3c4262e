// The schemes by which customers are classed each day: which classes there are, and how a class follows from figures.
// What they mean, their sources and the margins stand in docs/classes.md.
import { identifier, type Sql, sql } from "#storage";
import { withinVariation } from "./class.sql.ts";
import { exactShare } from "./share.sql.ts";

/** What a computation learned from all customers before it judges each. */
export interface Limits {
  /** The 90th percentile of all gaps between days of purchase, for whoever has too few of their own. */
  readonly late_days: number;
  /** Frequency is judged by fixed numbers of orders, because too many customers bought only once. */
  readonly fixed_frequency: boolean;
  /** Complete months that the variation of revenue is judged over; 0: nobody's can be. */
  readonly months: number;
}

/**
 * One scheme judged by figures. `judge` is the class as an expression over the columns of the step `ranked`, with every
 * cut moved by `shift` margins: whoever is in a class that one of the shifts -1, 0 and 1 gives, stays in it. No class is ''.
 */
export interface Scheme {
  readonly id: string;
  readonly classes: readonly string[];
  readonly judge: (shift: number, limits: Limits) => Sql;
}

/** A scheme that follows from the classes of others, by expressions over their ids. */
export interface DerivedScheme {
  readonly id: string;
  readonly classes: readonly string[];
  readonly derive: Sql;
}

/** By how much a cut is moved, in its own unit: shares by 0.02, all others by a tenth. */
const share_margin = 0.02;
const margin = 0.1;

const boughtInYear = sql`orders_year > 0`;
const scores = ["1", "2", "3", "4", "5"];

/** Which of `count` equal parts a share of 0..1 lies in, 0 for the first. */
function part(share: Sql, count: number, shift: number): Sql {
  return sql`least(${count - 1}, greatest(0, toInt64(floor(${count} * (${share} + ${shift * share_margin})))))`;
}

const abc: Scheme = {
  id: "abc",
  classes: ["A", "B", "C"],
  judge: (shift) => sql`multiIf(
    NOT ${boughtInYear}, '',
    earned_year <= 0, 'C',
    earned_more < earned_whole * ${exactShare(0.8 + shift * share_margin)}, 'A',
    earned_more < earned_whole * ${exactShare(0.95 + shift * share_margin)}, 'B',
    'C'
  )`,
};

const xyz: Scheme = {
  id: "xyz",
  classes: ["X", "Y", "Z"],
  judge: (shift, { months }) => {
    const within = (cut: number) => (months === 0 ? sql`false` : withinVariation(months, cut * (1 + shift * margin)));
    return sql`multiIf(
    NOT ${boughtInYear}, '',
    sum_units <= 0, 'Z',
    ${within(0.5)}, 'X',
    ${within(1)}, 'Y',
    'Z'
  )`;
  },
};

// Equal values have equal scores: what counts is how many are strictly better, or strictly worse.
const recency: Scheme = {
  id: "recency",
  classes: scores,
  judge: (shift) => sql`toString(5 - ${part(sql`more_recent`, 5, shift)})`,
};

const frequency: Scheme = {
  id: "frequency",
  classes: scores,
  judge: (shift, { fixed_frequency }) =>
    fixed_frequency
      ? sql`multiIf(orders = 1, '1', orders = 2, '2', orders = 3, '3', orders < 6, '4', '5')`
      : sql`toString(1 + ${part(sql`less_frequent`, 5, shift)})`,
};

const money: Scheme = {
  id: "money",
  classes: scores,
  judge: (shift) => sql`toString(1 + ${part(sql`less_money`, 5, shift)})`,
};

const aovTier: Scheme = {
  id: "aov_tier",
  classes: ["low", "mid", "high"],
  judge: (shift) => sql`if(NOT ${boughtInYear}, '', ['low', 'mid', 'high'][1 + ${part(sql`less_aov`, 3, shift)}])`,
};

const lifecycle: Scheme = {
  id: "lifecycle",
  classes: ["new", "active", "at_risk", "lapsed", "returned"],
  judge: (shift) => {
    const factor = 1 + shift * margin;
    return sql`multiIf(
    recency_days > 2 * late_days * ${factor}, 'lapsed',
    recency_days > late_days * ${factor}, 'at_risk',
    empty(gaps), 'new',
    gaps[-1] > 2 * late_days_before * ${factor}, 'returned',
    'active'
  )`;
  },
};

/** The schemes judged by figures, in the order of their columns. */
export const judgedSchemes: readonly Scheme[] = [abc, xyz, recency, frequency, money, aovTier, lifecycle];

const golden: DerivedScheme = {
  id: "golden",
  classes: ["AX", "AY"],
  derive: sql`if(abc = 'A' AND xyz IN ('X', 'Y'), concat('A', xyz), '')`,
};

/** The tiles of recency x frequency, by the name of their segment: tiles[r - 1][f - 1]. */
export const rfmTiles = [
  ["lost", "hibernating", "at_risk", "at_risk", "cannot_lose"],
  ["hibernating", "hibernating", "at_risk", "at_risk", "cannot_lose"],
  ["about_to_sleep", "about_to_sleep", "need_attention", "loyal", "loyal"],
  ["promising", "potential_loyalist", "potential_loyalist", "loyal", "loyal"],
  ["new_customers", "potential_loyalist", "potential_loyalist", "champions", "champions"],
] as const;

/** The named segments of RFM, the best first. */
export const rfmClasses = [
  "champions",
  "loyal",
  "potential_loyalist",
  "new_customers",
  "promising",
  "need_attention",
  "about_to_sleep",
  "at_risk",
  "cannot_lose",
  "hibernating",
  "lost",
] as const;

const rfm: DerivedScheme = {
  id: "rfm",
  classes: rfmClasses,
  derive: sql`if(recency = '' OR frequency = '', '', ${rfmTiles.flat()}[5 * toInt64OrZero(recency) + toInt64OrZero(frequency) - 5])`,
};

export const derivedSchemes: readonly DerivedScheme[] = [golden, rfm];

/** Every scheme with its classes, for conditions, pages and checks of what was asked. */
export const schemes: readonly Pick<Scheme, "id" | "classes">[] = [...judgedSchemes, ...derivedSchemes];

/** A scheme's id as a name of SQL. */
export function schemeColumn({ id }: Pick<Scheme, "id">): Sql {
  return identifier(Object.fromEntries(schemes.map((each) => [each.id, each.id])), id);
}
