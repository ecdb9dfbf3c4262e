// Metrics of how a company helps: how soon somebody answers, when it is solved, and whether it comes back.
import { type Metric, rateOf } from "./definition.ts";
import type { Statistic } from "./statistic.ts";

const shape = { topic: "service", unit: "duration", direction: "down", empty: null, behind: "ticket" } as const;
const source = "https://support.zendesk.com/hc/en-us/articles/4408834848154";

export const serviceMetrics: readonly Metric<Statistic>[] = [
  {
    ...shape,
    id: "first_response_time",
    name: "First response time",
    description:
      "Mean time from a ticket's opening to the first reply that is not the customer's, on the day of the opening, by the clock and not by working hours. Tickets without a reply are not counted yet.",
    kind: "mean",
    numerator: 'Time from "Ticket Opened" to the first "Ticket Replied" with the same ticket_id',
    denominator: "Tickets with a reply",
    interval: "mean_t",
    source,
    value: "reply_sum",
    over: "replied",
    spread: "reply_m2",
    sample: "replied",
  },
  {
    ...shape,
    id: "first_response_median",
    name: "Median first response time",
    description:
      "Half of the answered tickets had their first reply sooner. A few that waited for days move the mean, but not this.",
    kind: "score",
    numerator: 'Median of the times from "Ticket Opened" to the first "Ticket Replied"',
    denominator: null,
    interval: "none",
    source,
    value: "reply_median",
    over: null,
    spread: null,
    sample: "replied",
  },
  {
    ...shape,
    id: "resolution_time",
    name: "Resolution time",
    description:
      "Mean time from a ticket's opening to its last resolution, on the day of the opening, by the clock. Tickets that are still open are not counted yet.",
    kind: "mean",
    numerator: 'Time from "Ticket Opened" to the last "Ticket Resolved" with the same ticket_id',
    denominator: "Tickets that were resolved",
    interval: "mean_t",
    source,
    value: "resolution_sum",
    over: "resolved",
    spread: "resolution_m2",
    sample: "resolved",
  },
  rateOf(
    {
      id: "ticket_reopened_rate",
      name: "Reopened tickets",
      topic: "service",
      description: "Share of the resolved tickets that were opened again, on the day of the first opening.",
      direction: "down",
      numerator: 'Resolved tickets with an event "Ticket Reopened"',
      denominator: "Tickets that were resolved",
      source,
      behind: "ticket",
    },
    { of: "reopened", over: "resolved" },
  ),
];
