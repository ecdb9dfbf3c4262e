// The company: every parameter of the models, with its unit and where it is from; what is planted stands in planted.ts. Shares and probabilities are 0..1,
// money is in minor units (grosz). Where nothing is named, the number is invented.

/** What is planted stands apart; for everybody else these are parameters like the others. */
export * from "./planted.ts";

/** How much company there is to be. */
export interface CompanySize {
  readonly seed: number;
  readonly customers: number;
  readonly months: number;
  /** End of the history, exclusive; midnight UTC. */
  readonly until: Date;
}

/** Big enough to show everything, small enough for the first minute. */
export const defaultCompany = { seed: 1, customers: 20_000, months: 24 } as const;

/** Latarnia sells things for the home from Warsaw. */
export const name = "Latarnia";
export const currency = "PLN";
export const time_zone = "Europe/Warsaw";

export const season = {
  /** Purchases by weekday, from Monday, relative. */
  week: [0.95, 0.9, 0.92, 0.98, 1.1, 1.12, 1.03],
  /** Purchases by month, from January, relative: presents in November and December, gardens in May. */
  year: [0.9, 0.82, 0.95, 1.0, 1.08, 0.95, 0.85, 0.88, 0.98, 1.05, 1.4, 1.35],
  /** By hour of the day in Warsaw, from 0, relative; the first two are 0, so that a day's hours fall on the same day in UTC. */
  hours: [0, 0, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 1.6, 2.2, 2.6, 2.6, 2.6, 2.4, 2.3, 2.4, 2.6, 3, 3.5, 4, 4.2, 3.6, 2, 0.8],
} as const;

export const acquisition = {
  /** Growth of the number of new customers, per month. */
  growth: 0.02,
  /** Weights of how customers come, but for those whom a friend sends. */
  channels: {
    paid_search: 0.26,
    paid_social: 0.18,
    organic: 0.24,
    store: 0.18,
    marketplace: 0.08,
    email_partner: 0.06,
  },
  /** Share of people who share a home and a device with another customer, who comes too. */
  household: 0.05,
} as const;

/** BG/NBD: Fader, Hardie, Lee, "Counting your customers the easy way" (2005). CDNOW has r .243, alpha 4.414, a .793, b 2.426. */
export const purchase = {
  /** Shape of the gamma of purchase rates. */
  r: 0.62,
  /** Scale of it, weeks. */
  alpha: 7.5,
  /** Beta of dropping out after a purchase. */
  a: 0.793,
  b: 4.2,
} as const;

/** Gamma-gamma: Fader, Hardie, Lee, "RFM and CLV" (2005). CDNOW has p 6.25, q 3.74, gamma 15.44 (USD). */
export const spend = {
  /** Shape of an order's value. */
  p: 6.25,
  /** Shape of the gamma of its scale over customers. */
  q: 3.74,
  /** Scale of that gamma, minor units: the mean order is p gamma / (q - 1), about 240 PLN. */
  gamma: 10_500,
  /** The least order, minor units. */
  least: 1_900,
} as const;

export const people = {
  /** Weights of languages. */
  languages: { pl: 0.8, ru: 0.13, en: 0.07 },
  /** Share who order in a shop now and then; all whom a shop brought do. */
  shop_goers: 0.35,
  /** Share of shop goers' orders that are made in a shop. */
  store_orders: 0.6,
  /** Share of those whom a shop brought who order in shops only. */
  store_only: 0.5,
  /** Share of those orders whose clerk finds the account. */
  found_by_clerk: 0.6,
  /** Share of orders by telephone. */
  call_orders: 0.03,
  /** Share of orders of those whom the marketplace brought that are made there; the first one always is. */
  marketplace_orders: 0.5,
  /** Share of those who use the app. */
  app_users: 0.3,
  /** Share of the app's users' online orders that are made in the app. */
  app_orders: 0.55,
  /** Share of shop goers with a loyalty card. */
  card_holders: 0.75,
  /** Share of their orders in a shop at which the card is shown; else the shop does not know who buys. */
  card_shown: 0.85,
  /** Share of card holders with an account whose card is known to the account. */
  card_linked: 0.85,
  /** Share of people without a card and with online orders who never open an account (guests). */
  guests: 0.12,
  /** Share who care for price: they order with a coupon mostly. */
  bargain_hunters: 0.22,
  /** Share of orders with a coupon: of those, and of the others. */
  coupon_bargain: 0.75,
  coupon_other: 0.08,
  /** Share who agree to e-mail, when they first order. */
  consent: 0.68,
  /** Business customers. */
  business: 0.04,
} as const;

export const identity = {
  /** Weights of one, two and three devices with a browser. */
  devices: [0.5, 0.38, 0.12],
  /** Mean life of a cookie, days. */
  cookie_days: 260,
  /** Share of orders by telephone, and of cards handed out in shops, with the e-mail mistyped by a clerk. */
  mistyped_email: 0.05,
  /** The same of the phone. */
  mistyped_phone: 0.03,
  /** Cells of the CRM: phones written in a national way, names in upper case, missing e-mails and phones. */
  crm_bad_phone: 0.3,
  crm_upper_case: 0.08,
  crm_no_email: 0.06,
  crm_no_phone: 0.12,
  /** Share of people of whom the CRM knows how they came. */
  origin_told: 0.7,
} as const;

export const visits = {
  /** Visits a week without an order of somebody active: a part that all have, and a part that grows with the purchase rate. */
  base_per_week: 0.09,
  per_order: 0.75,
  /** What is left of it after the last order that will ever be made. */
  after_end: 0.25,
  /** Share of visits that fill a cart without an order; of those, that go to the checkout. */
  carts: 0.13,
  checkouts: 0.35,
  /** Views of lists, products, searches and pages in a visit without an order: 1 + a geometric of this mean. */
  views: 2.4,
  /** Seconds between two steps, on average. */
  step_s: 35,
  /** Share of visits by the app of those who use it. */
  in_app: 0.5,
  /** Share of visits without an order in which somebody with an account signs in; in the app. */
  signed_in: 0.35,
  signed_in_app: 0.9,
  /** Share of visits after which a card holder looks into a shop without buying. */
  store_beside: 0.03,
} as const;

export const delivery = {
  /** Hours until a parcel is sent, at most; from the least. */
  handling_hours: [3, 30],
  /** Days on the way: 0.8 and a gamma of this shape and rate. */
  shape: 3,
  rate: 2,
  /** What the shop promises, days. */
  promised_days: 4,
  carriers: ["Paczkolot", "Kurier24", "Wrotka"],
} as const;

export const returns = {
  /** Share of orders that are given back, wholly or one line; of late ones. */
  share: 0.06,
  share_late: 0.1,
  /** Share of returns of the whole order. */
  whole: 0.45,
  /** Days after the delivery, at most. */
  days: 14,
} as const;

/** Moods: 0 is usual, 1 a deviation of people's usual moods. What happens adds to the mood, and fades. */
export const feelings = {
  temper: 0.15,
  temper_deviation: 0.8,
  half_life_days: 45,
  on_time: 0.12,
  late: -1.1,
  payment_failed: -0.8,
  returned: -0.35,
  /** A contact answered within the hour; each further hour until the answer, at most so many. */
  answered_fast: 0.25,
  hour_waited: -0.03,
  hours_counted: 40,
} as const;

export const surveys = {
  /** Share of identified orders after which NPS is asked, of contacts with CSAT, of returns with CES. */
  nps_asked: 0.5,
  csat_asked: 0.5,
  ces_asked: 0.5,
  /** Log odds of answering: at the usual mood, and for each deviation. So who is happy answers more often. */
  answer_base: -0.9,
  answer_mood: 0.45,
  /** Scores: center, for each deviation of mood, noise. NPS 0..10, CSAT 1..5, CES 1..7. */
  nps: [7.8, 1.5, 1.1],
  csat: [3.9, 0.7, 0.6],
  ces: [5.0, 0.9, 0.9],
  /** Share of answers with a text. */
  text: 0.55,
} as const;

export const contacts = {
  /** Probability of a contact after an order: in any case, when it is late, when it is returned; after a payment that failed. */
  order: 0.05,
  late: 0.3,
  returned: 0.35,
  payment: 0.2,
  /** Weights of how. */
  ways: { ticket: 0.5, call: 0.3, chat: 0.2 },
  /** Median hours until a ticket's first answer, and to the end; deviation of the logarithm. */
  reply_hours: 5,
  solve_hours: 22,
  ticket_sigma: 0.9,
  /** Median seconds until a call or chat is taken, deviation of the logarithm; median seconds that it lasts. */
  wait_s: 70,
  wait_sigma: 1,
  talk_s: 260,
  /** Seconds after which a call is given up. */
  patience_s: 600,
  agents: 24,
} as const;

export const opinions = {
  /** Share of deliveries that are reviewed; each deviation of mood away from usual adds. */
  review: 0.03,
  review_strong: 0.03,
  /** Share of experiences that are told on social media; each deviation adds. */
  social: 0.004,
  social_strong: 0.01,
} as const;

export const newsletter = {
  /** Days between two. */
  every_days: 14,
  /** Probability that it is opened, and clicked when opened; share of addresses that bounce at any time. */
  opened: 0.24,
  clicked: 0.09,
  bounced: 0.004,
  /** Probability to unsubscribe when it was opened. */
  unsubscribed: 0.004,
} as const;

export const push = {
  /** Days between two notifications of the app, for who agrees to news. */
  every_days: 28,
  /** Probability that it is tapped, and then leads into the app. */
  tapped: 0.06,
} as const;

export const advertising = {
  /** By channel: what a new customer costs and a click costs on average, minor units; clicks by impressions. */
  channels: {
    paid_search: { customer_minor: 5_200, click_minor: 95, click_rate: 0.045 },
    paid_social: { customer_minor: 6_800, click_minor: 60, click_rate: 0.011 },
    marketplace: { customer_minor: 3_400, click_minor: 50, click_rate: 0.02 },
    email_partner: { customer_minor: 2_600, click_minor: 70, click_rate: 0.03 },
  },
  /** Deviation of a day's cost, of its logarithm. */
  noise: 0.18,
  /** Visitors who never buy, for each customer. */
  visitors: 2.3,
  /** Probability that such a visitor comes again, and mean days until then. */
  again: 0.3,
  again_days: 9,
  /** Weights of how they come. */
  visitors_by: { paid_search: 0.3, paid_social: 0.34, organic: 0.22, direct: 0.1, email_partner: 0.04 },
} as const;

export const sales = {
  /** Leads for each customer of the shop. */
  leads: 0.02,
  /** Median value of a deal, minor units; deviation of its logarithm. */
  value_minor: 900_000,
  value_sigma: 0.8,
  /** Weights of where leads come from. */
  origins: { website: 0.5, fair: 0.2, cold_call: 0.3 },
  managers: ["Agata", "Borys", "Celina", "Damian", "Eliza", "Filip"],
  /** Stages with the probability to reach each from the one before, by origin. */
  stages: [
    { name: "qualified", passes: { website: 0.55, fair: 0.65, cold_call: 0.25 } },
    { name: "proposal", passes: { website: 0.7, fair: 0.75, cold_call: 0.6 } },
    { name: "negotiation", passes: { website: 0.65, fair: 0.7, cold_call: 0.6 } },
    { name: "won", passes: { website: 0.6, fair: 0.65, cold_call: 0.5 } },
  ],
  /** Mean days in a stage, and mean hours of a manager for it. */
  stage_days: 12,
  stage_hours: 5,
} as const;
