// Metrics of what customers say: surveys, reviews, and how often they have to ask for help.
import type { Metric } from "./definition.ts";
import type { Statistic } from "./statistic.ts";

const answers = 'events "Survey Responded"';

/** A mean of scores on one scale. */
function mean(
  of: Pick<Metric, "id" | "name" | "description" | "direction" | "numerator" | "denominator" | "source" | "behind">,
  statistics: { readonly sum: Statistic; readonly n: Statistic; readonly m2: Statistic },
): Metric<Statistic> {
  const { sum, n, m2 } = statistics;
  const shape = { topic: "experience", unit: "score", kind: "mean", interval: "mean_t", empty: null } as const;
  return { ...of, ...shape, value: sum, over: n, spread: m2, sample: n };
}

/** A plain count of what was said. */
function count(
  of: Pick<Metric, "id" | "name" | "description" | "direction" | "topic" | "numerator" | "source" | "behind">,
  value: Statistic,
): Metric<Statistic> {
  const shape = { unit: "count", kind: "count", denominator: null, interval: "none", empty: 0 } as const;
  return { ...of, ...shape, value, over: null, spread: null, sample: value };
}

export const saidMetrics: readonly Metric<Statistic>[] = [
  {
    id: "nps",
    name: "Net Promoter Score",
    topic: "experience",
    description:
      "Share of answers 9 and 10 less share of answers 0 to 6, times 100. Of those who answered only. The interval is that of Rocks, whose center lies a little nearer to 0 in small samples.",
    unit: "score",
    direction: "up",
    kind: "score",
    numerator: `100 × (promoters − detractors) of ${answers} of kind nps, 0 to 10`,
    denominator: "Answers of kind nps",
    interval: "nps_adjusted_wald",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Net_promoter_score",
    value: "nps_balance",
    over: "nps_answers",
    spread: null,
    sample: "nps_answers",
    behind: "nps",
  },
  {
    id: "enps",
    name: "Employee Net Promoter Score (eNPS)",
    topic: "experience",
    description:
      "As the Net Promoter Score, of answers of employees. Fewer than 5 answers are kept back, in total, in each stretch of time and in each group, and so is the next smallest part where the rest would tell them.",
    unit: "score",
    direction: "up",
    kind: "score",
    numerator: `100 × (promoters − detractors) of ${answers} of kind enps, 0 to 10`,
    denominator: "Answers of kind enps",
    interval: "nps_adjusted_wald",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Net_promoter_score",
    value: "enps_balance",
    over: "enps_answers",
    spread: null,
    sample: "enps_answers",
    behind: null,
    least: 5,
  },
  {
    id: "csat",
    name: "Customer satisfaction (CSAT)",
    topic: "experience",
    description:
      "Share of satisfied answers: 4 and 5 of a scale to 5, 6 and 7 of one to 7, 9 and 10 of one to 10, the uppermost of shorter ones. The property scale says which; without it 5.",
    unit: "share",
    direction: "up",
    kind: "rate",
    numerator: `Satisfied ${answers} of kind csat`,
    denominator: "Answers of kind csat",
    interval: "wilson",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Customer_satisfaction",
    value: "csat_satisfied",
    over: "csat_answers",
    spread: null,
    sample: "csat_answers",
    behind: "csat",
  },
  mean(
    {
      id: "csat_mean",
      name: "Mean satisfaction",
      description: "Mean of the answers on the scale from 1 to 5. Other scales are not mixed in.",
      direction: "up",
      numerator: `Sum of scores of ${answers} of kind csat, scale 5`,
      denominator: "These answers",
      source: "https://en.wikipedia.org/wiki/Customer_satisfaction",
      behind: "csat_5",
    },
    { sum: "csat_5_sum", n: "csat_5_answers", m2: "csat_5_m2" },
  ),
  mean(
    {
      id: "ces",
      name: "Customer Effort Score (2.0)",
      description:
        '"The company made it easy": 1 (not at all) to 7 (very much); 7 is easy, so more is better. Not to be pooled with the first form.',
      direction: "up",
      numerator: `Sum of scores of ${answers} of kind ces, scale 7`,
      denominator: "These answers",
      source: "https://hbr.org/2010/07/stop-trying-to-delight-your-customers",
      behind: "ces",
    },
    { sum: "ces_sum", n: "ces_answers", m2: "ces_m2" },
  ),
  mean(
    {
      id: "effort",
      name: "Customer effort (first form)",
      description: '"How much effort did you have to put forth": 1 (very low) to 5 (very high), so less is better.',
      direction: "down",
      numerator: `Sum of scores of ${answers} of kind ces, scale 5`,
      denominator: "These answers",
      source: "https://hbr.org/2010/07/stop-trying-to-delight-your-customers",
      behind: "effort",
    },
    { sum: "effort_sum", n: "effort_answers", m2: "effort_m2" },
  ),
  mean(
    {
      id: "rating",
      name: "Mean rating",
      description: "Mean of the ratings of reviews, 1 to 5.",
      direction: "up",
      numerator: 'Sum of ratings of events "Review Posted" and "Product Reviewed"',
      denominator: "These reviews",
      source: "https://schema.org/AggregateRating",
      behind: "review",
    },
    { sum: "review_sum", n: "reviews", m2: "review_m2" },
  ),
  count(
    {
      id: "reviews",
      name: "Reviews",
      topic: "experience",
      description: "Reviews with a rating.",
      direction: "up",
      numerator: 'Events "Review Posted" and "Product Reviewed" with a rating of 1 to 5',
      source: "https://schema.org/AggregateRating",
      behind: "review",
    },
    "reviews",
  ),
  count(
    {
      id: "tickets",
      name: "Tickets",
      topic: "service",
      description: "Tickets that were opened.",
      direction: "down",
      numerator: 'Events "Ticket Opened"',
      source: "https://en.wikipedia.org/wiki/Call_centre",
      behind: "ticket",
    },
    "tickets",
  ),
  {
    id: "contact_rate",
    name: "Contacts per order",
    topic: "service",
    description:
      "How often customers ask for help: tickets opened, chats begun and calls taken per order of the same period. Calls that we make and orders by telephone do not count.",
    unit: "score",
    direction: "down",
    kind: "ratio",
    numerator:
      'Events "Ticket Opened", "Live Chat Conversation Started", and "Call Ended" unless its direction is out or its outcome ordered',
    denominator: "Orders",
    interval: "none",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Call_centre",
    value: "contacts",
    over: "orders",
    spread: null,
    sample: "orders",
    behind: "contact",
  },
];
