// Metrics of what customers are worth: lifetime value until now and by the simple formula, and sizes of orders.
import { type Metric, rateOf, ratioOf } from "./definition.ts";
import type { Statistic } from "./statistic.ts";

const clv = "https://en.wikipedia.org/wiki/Customer_lifetime_value";
const tiers = {
  topic: "customers",
  source: "https://en.wikipedia.org/wiki/Average_order_value",
  denominator: "Customers with an order in the period",
  behind: "bought",
} as const;

export const valueMetrics: readonly Metric<Statistic>[] = [
  {
    id: "ltv",
    name: "Lifetime value until now (LTV)",
    topic: "customers",
    description:
      "Mean margin to date of the customers whose first order lies in the period. Margin is what the order's property margin says, else a share of net revenue; unless asked otherwise that share is 100 %, so that it is net revenue. By age: only what came within so many days of the first order, of customers who are that old.",
    unit: "money",
    direction: "up",
    kind: "mean",
    numerator: "Margin to date of these customers",
    denominator: "Customers whose first order lies in the period",
    interval: "mean_t",
    empty: null,
    source: clv,
    value: "margin",
    over: "aged",
    spread: "margin_m2",
    sample: "aged",
    behind: "new",
    heeds: ["age_days", "margin_share"],
    matures: "age_days",
  },
  ratioOf(
    {
      id: "ltv_simple",
      name: "Lifetime value, simple formula",
      topic: "customers",
      description:
        "Average order value × orders per customer in the period × lifespan in such periods, which is 1 / (1 − retention rate). It takes everybody for alike and the period for typical; in a short period few leave, and it swings. Net revenue, not margin.",
      direction: "up",
      unit: "money",
      numerator: "Net revenue of known customers × customers active at the beginning",
      denominator: "Customers who ordered × customers active at the beginning who are not at the end",
      source: clv,
      behind: "bought",
      heeds: ["active_days"],
    },
    {
      value: "net_known",
      over: "customers",
      times: { value: "standing_start", over: "standing_left" },
      sample: "customers",
    },
  ),
  rateOf(
    {
      ...tiers,
      id: "aov_low",
      name: "Customers with small orders",
      description: "Share of the period's customers whose own average order is less than half of everybody's.",
      direction: "neutral",
      numerator: "Of these, customers below 0.5 × the average order value of known customers",
    },
    { of: "tier_low", over: "tiered" },
  ),
  rateOf(
    {
      ...tiers,
      id: "aov_mid",
      name: "Customers with middling orders",
      description: "Share of the period's customers whose own average order is 0.5 to 1.5 times everybody's.",
      direction: "neutral",
      numerator: "Of these, customers from 0.5 to below 1.5 × the average order value of known customers",
    },
    { of: "tier_mid", over: "tiered" },
  ),
  rateOf(
    {
      ...tiers,
      id: "aov_high",
      name: "Customers with large orders",
      description: "Share of the period's customers whose own average order is at least 1.5 times everybody's.",
      direction: "neutral",
      numerator: "Of these, customers from 1.5 × the average order value of known customers on",
    },
    { of: "tier_high", over: "tiered" },
  ),
];
