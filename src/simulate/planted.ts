// What is planted in the company, for estimates to find: every size, with its unit. Shares and probabilities are 0..1.

/** Friction 1: since a date, the payment page fails in one version of a browser. */
export const paymentFriction = {
  /** Since when, as a share of the history. */
  since: 0.78,
  browser: "Safari 18.2",
  /** Probability that paying fails there; elsewhere. Where it fails elsewhere, the second try succeeds. */
  failure: 0.45,
  failure_elsewhere: 0.012,
  /** Share of those failures after which the order is lost; so 0.315 of all orders there. */
  lost: 0.7,
} as const;

/** Friction 2: since a date, parcels take longer in one region. */
export const deliveryFriction = {
  since: 0.65,
  region: "małopolskie",
  /** Days that are added. */
  days: 3.5,
  /** Probability to drop out because of it, after each order that it hits, beside the person's own. */
  added_dropout: 0.12,
} as const;

/** Word of mouth: a promoter tells 9 people, a detractor 16 (as is said of customer service since TARP's studies). */
export const wordOfMouth = {
  promoter_tells: 9,
  detractor_tells: 16,
  /** Of those told, the probability to become a customer because of it; not to become one. */
  comes: 0.012,
  stays_away: 0.01,
  /** Mean days from being told to the first order. */
  days: 30,
} as const;

/** The campaign whose uplift is planted: by chance, half of each segment get an e-mail. */
export const campaign = {
  id: "winter-light",
  name: "Winter light",
  /** When, as a share of the history; for how many days it counts. */
  at: 0.9,
  days: 14,
  treated: 0.5,
  /**
   * Of those who would not order in these days, the share whom the message makes order; of those who would, the share whom
   * it puts off. The loyal are put off: they take the discount as a sign of something wrong. So a segment's true uplift is
   * persuaded x (1 - p) - put_off x p, where p is how many order anyway.
   */
  effects: {
    loyal: { persuaded: 0, put_off: 0.4 },
    regular: { persuaded: 0.03, put_off: 0 },
    new: { persuaded: 0.06, put_off: 0 },
    bargain: { persuaded: 0.12, put_off: 0 },
  },
  /** Segments, by what was ordered before: at least so many in a year; the first one within so many days; so many with a coupon. */
  loyal_orders: 4,
  new_days: 60,
  bargain_coupons: 0.5,
} as const;

/** Why people come with an order in mind: weights of what truly brings a repeated order. */
export const attribution = {
  causes: { direct: 0.42, email: 0.18, organic: 0.16, paid_search: 0.12, paid_social: 0.08, referral: 0.04 },
  /** Share of orders whose last visit came by what truly brought it; the others came by themselves or by a search for the name. */
  last_is_cause: 0.6,
  /** Share of orders with an earlier visit by the cause, and how long before at most, hours. */
  researched: 0.7,
  research_hours: 96,
} as const;
