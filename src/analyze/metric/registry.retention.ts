// Metrics of who stays: retention, churn without and with a contract. Kinds of churn are metrics of their own, never mixed.
import { type Metric, rateOf, ratioOf } from "./definition.ts";
import type { Statistic } from "./statistic.ts";

const retention = "https://en.wikipedia.org/wiki/Customer_retention";
const churn = "https://en.wikipedia.org/wiki/Churn_rate";
const subscriptions = 'events "Subscription Started", "Renewed", "Changed" and "Cancelled" with property mrr';

export const retentionMetrics: readonly Metric<Statistic>[] = [
  rateOf(
    {
      id: "customer_retention_rate",
      name: "Customer retention rate (CRR)",
      topic: "customers",
      description:
        "Share of the customers who were active when the period began and still are at its end: (E − N) / S, each looked at by who they are. Active is who ordered within the days before (365 unless asked otherwise); N are all at the end who were not active at the beginning.",
      direction: "up",
      numerator: "Customers active at the beginning and at the end (E − N)",
      denominator: "Customers active at the beginning (S)",
      source: retention,
      behind: "kept",
      heeds: ["active_days"],
    },
    { of: "standing_kept", over: "standing_start" },
  ),
  ratioOf(
    {
      id: "customer_retention_simple",
      name: "Retention, simplified (counts only)",
      topic: "customers",
      description:
        "Warning: the common short form, (E − N) / S of three counts, where N are only those who ordered for the first time. Whoever lapsed and returned counts as kept, so it flatters and may exceed 100 %. Take the customer retention rate to decide by.",
      direction: "up",
      unit: "share",
      numerator: "Customers active at the end (E) less those with their first order in the period (N)",
      denominator: "Customers active at the beginning (S)",
      source: retention,
      behind: "kept",
      heeds: ["active_days"],
    },
    { value: "standing_end_less_new", over: "standing_start", sample: "standing_start" },
  ),
  rateOf(
    {
      id: "repeat_rate_cohort",
      name: "Repeat purchase rate of new customers",
      topic: "customers",
      description:
        "Share of the customers whose first order lies in the period who ordered again within so many days of it (90 unless asked otherwise). Those whose first order is younger are not counted yet.",
      direction: "up",
      numerator: "New customers with a second order in time",
      denominator: "New customers whose first order is old enough",
      source: retention,
      behind: "new",
      heeds: ["maturity_days"],
      matures: "maturity_days",
    },
    { of: "came_back", over: "mature" },
  ),
  rateOf(
    {
      id: "churn_overdue",
      name: "Overdue customers (churn without contract)",
      topic: "customers",
      description:
        "Share of the customers who were not overdue when the period began and are at its end. Overdue is who waits longer than nine tenths of their own gaps between days with orders; with fewer than five gaps, of everybody's. Only gaps that were known when the period began count. A rule of fixed days may be asked for.",
      direction: "down",
      numerator: "Of these, customers who are overdue at the end",
      denominator: "Customers who were not overdue at the beginning",
      source: churn,
      behind: "overdue",
      heeds: ["overdue_days"],
    },
    { of: "overdue", over: "due" },
  ),
  rateOf(
    {
      id: "churn_logo",
      name: "Subscriber churn (logo churn)",
      topic: "customers",
      description:
        "Share of the subscribers at the beginning of the period who pay nothing at its end. Only of contracts: who buys without one is in the overdue customers.",
      direction: "down",
      numerator: "Of these, subscribers who pay nothing at the end",
      denominator: `Subscribers who pay at the beginning, by ${subscriptions}`,
      source: churn,
      behind: "subscribed",
    },
    { of: "subscribers_lost", over: "subscribers" },
  ),
  ratioOf(
    {
      id: "churn_revenue",
      name: "Gross revenue churn",
      topic: "customers",
      description:
        "Share of the monthly recurring revenue at the beginning that was lost until the end, by subscribers who left and by those who pay less. What others pay more does not make up for it.",
      direction: "down",
      unit: "share",
      numerator: "Recurring revenue lost of subscribers who left or pay less",
      denominator: `Recurring revenue at the beginning, by ${subscriptions}`,
      source: churn,
      behind: "subscribed",
    },
    { value: "mrr_lost", over: "mrr", sample: "subscribers" },
  ),
  ratioOf(
    {
      id: "net_revenue_retention",
      name: "Net revenue retention (NRR)",
      topic: "customers",
      description:
        "What the subscribers of the beginning pay a month at the end, per what they paid then: with what some pay more, without new subscribers. More than 100 % is growth out of those one has.",
      direction: "up",
      unit: "share",
      numerator: "Recurring revenue at the end of the subscribers of the beginning",
      denominator: `Recurring revenue at the beginning, by ${subscriptions}`,
      source: "https://en.wikipedia.org/wiki/Customer_retention",
      behind: "subscribed",
    },
    { value: "mrr_kept", over: "mrr", sample: "subscribers" },
  ),
];
