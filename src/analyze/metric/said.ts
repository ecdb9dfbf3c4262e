// What customers said of us and asked of us, told apart: answers to surveys by kind and scale, reviews, tickets, contacts.
import { identifier, join, type Sql, sql } from "#storage";

/**
 * What is told apart. `csat_5` are answers on the scale of five, which are also `csat`; `ces` is the Customer Effort Score
 * 2.0 (1..7, 7 is easy), `effort` the first one (1..5, 5 is much effort): scales are never pooled.
 */
export const saids = ["nps", "csat", "csat_5", "ces", "effort", "review", "ticket", "contact", "enps"] as const;
export type Said = (typeof saids)[number];

const survey = sql`name = 'Survey Responded'`;
const kind = sql`lower(properties['kind'])`;
const scale = sql`toUInt8OrZero(properties['scale'])`;

/** The score of an answer or the rating of a review; -1 where there is none. */
const score = sql`ifNull(toFloat64OrNull(if(properties['score'] != '', properties['score'], properties['rating'])), -1)`;

const within = (low: number, high: Sql) => sql`score >= ${low} AND score <= ${high} AND score = floor(score)`;

/** Of each scale the least score that is satisfied ("top box"): the upper two, of short scales the uppermost. */
const satisfied = sql`score >= transform(csat_scale, [2, 3, 5, 7, 10], [2, 3, 4, 6, 9], 99)`;

const conditions: Readonly<Record<Said, Sql>> = {
  nps: sql`${survey} AND kind = 'nps' AND ${within(0, sql`10`)}`,
  enps: sql`${survey} AND kind = 'enps' AND ${within(0, sql`10`)}`,
  csat: sql`${survey} AND kind = 'csat' AND csat_scale IN (2, 3, 5, 7, 10) AND ${within(1, sql`csat_scale`)}`,
  csat_5: sql`${survey} AND kind = 'csat' AND csat_scale = 5 AND ${within(1, sql`5`)}`,
  ces: sql`${survey} AND kind = 'ces' AND scale IN (0, 7) AND ${within(1, sql`7`)}`,
  effort: sql`${survey} AND kind = 'ces' AND scale = 5 AND ${within(1, sql`5`)}`,
  review: sql`name IN ('Review Posted', 'Product Reviewed') AND ${within(1, sql`5`)}`,
  ticket: sql`name = 'Ticket Opened'`,
  contact: sql`(name IN ('Ticket Opened', 'Live Chat Conversation Started') OR (name = 'Call Ended' AND properties['direction'] != 'out' AND properties['outcome'] != 'ordered'))`,
};

/** Events that say anything of this. */
export const says = sql`name IN (
    'Survey Responded', 'Review Posted', 'Product Reviewed', 'Ticket Opened', 'Live Chat Conversation Started', 'Call Ended'
  )`;

const columns: Readonly<Record<string, string>> = Object.fromEntries(saids.map((said) => [said, `is_${said}`]));

/** The column that tells of a row with {@link saidColumns} whether it says this. */
export function isSaid(said: Said): Sql {
  return identifier<string>(columns, said);
}

/** Columns of such an event: its score, what it says, and whether an answer of the kind csat is a satisfied one. */
export const saidColumns = join(
  [
    sql`${kind} AS kind`,
    sql`${scale} AS scale`,
    sql`if(scale = 0, 5, scale) AS csat_scale`,
    sql`${score} AS score`,
    ...saids.map((said) => sql`${conditions[said]} AS ${isSaid(said)}`),
    sql`is_csat AND ${satisfied} AS is_satisfied`,
  ],
  ", ",
);
