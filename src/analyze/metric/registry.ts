// Every metric, each as one small definition. A new metric is a new entry here and nothing else.
import type { MetricDefinition } from "#contract";
import type { Statistic } from "./statistic.ts";

/**
 * Which customers stand behind a metric's value in a period: those who moved revenue at all, who bought, bought first
 * then, bought before, bought twice, or gave something back.
 */
export type Behind = "moved" | "bought" | "new" | "returning" | "repeated" | "refunded";

/** A metric: what the API tells of it, and of which statistics its value is made. */
export interface Metric extends MetricDefinition {
  readonly value: Statistic;
  /** What `value` is divided by; null for sums and counts. */
  readonly over: Statistic | null;
  /** The number of orders or customers that the value was drawn from. */
  readonly sample: Statistic;
  readonly behind: Behind;
}

const ecommerceSpec = "https://segment.com/docs/connections/spec/ecommerce/v2/";

export const metrics: readonly Metric[] = [
  {
    id: "revenue_gross",
    name: "Gross revenue",
    description: "Revenue of all completed orders, before anything was given back. Orders without a customer count.",
    unit: "money",
    direction: "up",
    kind: "sum",
    numerator: 'Sum of revenue of events "Order Completed" with revenue above 0',
    denominator: null,
    interval: "none",
    empty: 0,
    source: ecommerceSpec,
    value: "gross",
    over: null,
    sample: "orders",
    behind: "bought",
  },
  {
    id: "revenue_net",
    name: "Net revenue",
    description:
      "Revenue of completed orders less what was refunded, each on its own day. Orders without a customer count.",
    unit: "money",
    direction: "up",
    kind: "sum",
    numerator: 'Sum of revenue of events "Order Completed" and "Order Refunded" (negative)',
    denominator: null,
    interval: "none",
    empty: 0,
    source: ecommerceSpec,
    value: "net",
    over: null,
    sample: "orders",
    behind: "moved",
  },
  {
    id: "orders",
    name: "Orders",
    description: "Distinct orders that brought money. An order without an id counts for itself.",
    unit: "count",
    direction: "up",
    kind: "count",
    numerator: 'Distinct order ids of events "Order Completed" with revenue above 0',
    denominator: null,
    interval: "none",
    empty: 0,
    source: ecommerceSpec,
    value: "orders",
    over: null,
    sample: "orders",
    behind: "bought",
  },
  {
    id: "aov",
    name: "Average order value",
    description: "Net revenue per order. The interval takes orders and refunds as independent of one another.",
    unit: "money",
    direction: "up",
    kind: "ratio",
    numerator: "Net revenue",
    denominator: "Orders",
    interval: "ratio_delta",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Average_order_value",
    value: "net",
    over: "orders",
    sample: "orders",
    behind: "bought",
  },
  {
    id: "customers_active",
    name: "Active customers",
    description: "Distinct known customers with at least one order in the period.",
    unit: "count",
    direction: "up",
    kind: "count",
    numerator: "Distinct customers with an order",
    denominator: null,
    interval: "none",
    empty: 0,
    source: "https://en.wikipedia.org/wiki/Active_users",
    value: "customers",
    over: null,
    sample: "customers",
    behind: "bought",
  },
  {
    id: "customers_new",
    name: "New customers",
    description: "Customers whose first order of all time lies in the period.",
    unit: "count",
    direction: "up",
    kind: "count",
    numerator: "Distinct customers whose first order lies in the period",
    denominator: null,
    interval: "none",
    empty: 0,
    source: "https://en.wikipedia.org/wiki/Customer_acquisition_management",
    value: "new",
    over: null,
    sample: "customers",
    behind: "new",
  },
  {
    id: "customers_returning",
    name: "Returning customers",
    description: "Customers with an order in the period whose first order lies before it.",
    unit: "count",
    direction: "up",
    kind: "count",
    numerator: "Distinct customers with an order in the period and one before it",
    denominator: null,
    interval: "none",
    empty: 0,
    source: "https://en.wikipedia.org/wiki/Customer_retention",
    value: "returning",
    over: null,
    sample: "customers",
    behind: "returning",
  },
  {
    id: "repeat_purchase_rate",
    name: "Repeat purchase rate",
    description: "Share of the period's customers who ordered at least twice in it.",
    unit: "share",
    direction: "up",
    kind: "rate",
    numerator: "Distinct customers with at least two orders in the period",
    denominator: "Distinct customers with at least one order in the period",
    interval: "wilson",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Customer_retention",
    value: "repeaters",
    over: "customers",
    sample: "customers",
    behind: "repeated",
  },
  {
    id: "refund_rate",
    name: "Refund rate",
    description:
      "Refunded revenue per gross revenue of the same period, each on its own day. Not defined without revenue.",
    unit: "share",
    direction: "down",
    kind: "ratio",
    numerator: "Refunded revenue",
    denominator: "Gross revenue",
    interval: "ratio_delta",
    empty: null,
    source: "https://en.wikipedia.org/wiki/Return_merchandise_authorization",
    value: "refunded",
    over: "gross",
    sample: "orders",
    behind: "refunded",
  },
];

/** The metric of that id, if there is one. */
export function findMetric(id: string): Metric | undefined {
  return metrics.find((metric) => metric.id === id);
}
