// Metrics of winning customers: what it costs, what advertising brings back, who of those who look around buys, sales.
import { type Metric, rateOf, ratioOf } from "./definition.ts";
import type { Statistic } from "./statistic.ts";

const acquisition = "https://en.wikipedia.org/wiki/Customer_acquisition_cost";
const conversion = "https://en.wikipedia.org/wiki/Conversion_rate_optimization";
const sales = "https://en.wikipedia.org/wiki/Lead_generation";
const looked = "page and screen calls and the events of browsing of the e-commerce specification";

export const marketingMetrics: readonly Metric<Statistic>[] = [
  {
    id: "acquisition_cost",
    name: "Acquisition cost",
    topic: "marketing",
    description:
      "All that winning customers costs, each on its own day: media, agency, pay with taxes, tools, content, discounts on first orders, onboarding. Entered by hand or imported.",
    unit: "money",
    direction: "neutral",
    kind: "sum",
    numerator: 'Sum of cost of events "Ad Spend" and of amount of events "Cost Recorded"',
    denominator: null,
    interval: "none",
    empty: 0,
    source: acquisition,
    value: "cost",
    over: null,
    spread: null,
    sample: "costs",
    behind: null,
  },
  ratioOf(
    {
      id: "cac",
      name: "Customer acquisition cost (CAC)",
      topic: "marketing",
      description:
        "All acquisition cost of the period per new customer of the period. It is as complete as the costs that were entered.",
      direction: "down",
      unit: "money",
      numerator: "Acquisition cost of all kinds",
      denominator: "New customers",
      source: acquisition,
      behind: "new",
    },
    { value: "cost", over: "new", sample: "new" },
  ),
  ratioOf(
    {
      id: "cac_paid",
      name: "Paid CAC (media only)",
      topic: "marketing",
      description:
        "Cost of media alone per new customer, whatever brought them. It leaves out the people and tools that won them, so it is not the whole cost.",
      direction: "down",
      unit: "money",
      numerator: "Acquisition cost of the kind media",
      denominator: "New customers",
      source: acquisition,
      behind: "new",
    },
    { value: "cost_media", over: "new", sample: "new" },
  ),
  ratioOf(
    {
      id: "roas",
      name: "Return on ad spend (ROAS)",
      topic: "marketing",
      description:
        "Net revenue of orders that are attributed to channels with cost of media, per that cost. Attribution: the last visit that was not direct within the lookback before the order (30 days unless asked otherwise); the first one may be asked for. It says what came after advertising, not what came of it.",
      direction: "up",
      unit: "score",
      numerator: "Net revenue of orders attributed to channels with cost of media",
      denominator: "Acquisition cost of the kind media",
      source: "https://en.wikipedia.org/wiki/Return_on_advertising_spend",
      behind: "bought",
      heeds: ["model", "lookback_days"],
    },
    { value: "advertised_net", over: "cost_media", sample: "advertised_orders" },
  ),
  rateOf(
    {
      id: "conversion_visitors",
      name: "Conversion of visitors",
      topic: "marketing",
      description:
        "Share of the browsers and apps that looked around in the period that also ordered in it. One person with two devices is two visitors.",
      direction: "up",
      numerator: "Of these, visitors with an order in the period",
      denominator: `Distinct anonymous_id or device_id of ${looked}`,
      source: conversion,
      behind: "visiting",
    },
    { of: "visitors_converted", over: "visitors" },
  ),
  rateOf(
    {
      id: "conversion_sessions",
      name: "Conversion of sessions",
      topic: "marketing",
      description:
        "Share of the sessions that ended with an order. A session ends after 30 minutes without an event; it counts on the day that it began.",
      direction: "up",
      numerator: "Of these, sessions with an order",
      denominator: `Sessions of browsers and apps with ${looked}`,
      source: conversion,
      behind: "visiting",
    },
    { of: "sessions_converted", over: "sessions" },
  ),
  rateOf(
    {
      id: "conversion_customers",
      name: "Conversion of people",
      topic: "marketing",
      description:
        "Share of the people who looked around in the period who also ordered in it, on whatever device and in whatever place.",
      direction: "up",
      numerator: "Of these, people with an order in the period",
      denominator: `Distinct people, known or not yet, with ${looked}`,
      source: conversion,
      behind: "visiting",
    },
    { of: "visiting_converted", over: "visiting" },
  ),
  rateOf(
    {
      id: "lead_conversion_rate",
      name: "Lead conversion rate (LCR)",
      topic: "sales",
      description:
        "Share of the leads of the period whose deal was won within so many days (90 unless asked otherwise). Leads that are younger are not counted yet.",
      direction: "up",
      numerator: 'Of these, leads with a deal in stage "won" in time, by lead_id or by account',
      denominator: 'Distinct leads of events "Lead Created" that are old enough',
      source: sales,
      behind: "lead",
      heeds: ["maturity_days"],
      matures: "maturity_days",
    },
    { of: "leads_won", over: "leads" },
  ),
  rateOf(
    {
      id: "win_rate",
      name: "Win rate",
      topic: "sales",
      description:
        "Share of the deals that were closed in the period that were won, on the day that each was closed. Open deals do not count.",
      direction: "up",
      numerator: "Of these, deals that were won",
      denominator: 'Deals whose last "Deal Stage Changed" has stage won or lost',
      source: sales,
      behind: "deal",
    },
    { of: "deals_won", over: "deals_closed" },
  ),
];
