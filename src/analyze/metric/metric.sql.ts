// The one question behind every number of the metric registry: statistics by stretch of time or by group, and in total.

import { Type } from "typebox";
import type { Formula } from "#contract";
import { join, type Query, query, type Sql, sql } from "#storage";
import { customFamily } from "../custom-metric/family.sql.ts";
import { membersOf } from "../segment/size.sql.ts";
import type { ZonedDays } from "../sql.ts";
import type { Family } from "./family/family.ts";
import type { Frame } from "./frame.ts";
import { defaults } from "./parameter.ts";
import { type Chosen, chosenFamilies, type Statistic } from "./statistic.ts";

/** Inputs: a period in slices, and which statistics to count. */
export interface ValuesParams extends Frame {
  readonly statistics: readonly string[];
  /** Families that metrics bring themselves. */
  readonly own?: readonly Family<string>[];
  /** Only of the members of this segment. */
  readonly within?: string | null;
  /** Groups to be shown by name instead of the biggest. */
  readonly keys?: readonly string[];
}

const ValuesRow = Type.Object({
  /** A stretch's first day or a group's key; empty text on the total's row. */
  slot: Type.String(),
  is_total: Type.Integer(),
  statistics: Type.Record(Type.String(), Type.Number()),
});

const groups_shown = 12;

/** The groups that are shown by name, where groups are asked for: those that weigh the most, unless others are named. */
function biggest({ keys, ...frame }: ValuesParams, [first]: readonly Chosen[]): Sql[] {
  if ("grain" in frame.slice || first === undefined) return [];
  if (keys !== undefined) return [sql`biggest AS (SELECT arrayJoin(${keys}) AS key)`];
  return [
    sql`biggest AS (
  SELECT key
  FROM (${first.family.weights(frame)})
  GROUP BY key
  ORDER BY sum(weight) DESC, key
  LIMIT ${groups_shown}
)`,
  ];
}

/** The log of a segment's members in place of everybody's: whatever is counted then is as if there were only these. */
function membersLog(segment: string | null | undefined): Sql[] {
  if (segment === null || segment === undefined) return [];
  return [
    sql`event AS (
  SELECT *
  FROM event
  WHERE customer_id IN (${membersOf(segment)})
)`,
  ];
}

const year: ZonedDays = { from: "2024-01-01", to: "2024-12-31", time_zone: "UTC" };
const common = { period: year, parameters: defaults, now: new Date(0), digits: 2 };
const monthly = { ...common, slice: { grain: "month" } } as const;
const byCountry = { ...common, slice: { dimension: { kind: "property", name: "country" } } } as const;
const byTrait = { ...common, slice: { dimension: { kind: "trait", name: "country" } } } as const;
const bySegment = { ...common, slice: { dimension: { kind: "segment", name: "vip" } } } as const;
const byClass = { ...common, slice: { dimension: { kind: "class", name: "rfm" } } } as const;
const byProduct = { ...common, slice: { dimension: { kind: "product" } } } as const;
const byTouch = { ...common, slice: { dimension: { kind: "touch" } } } as const;

const bought: readonly Statistic[] = [
  "orders",
  "gross",
  "net",
  "net_known",
  "customers",
  "new",
  "repeaters",
  "gross_m2",
];
const asked: readonly Statistic[] = [
  "nps_balance",
  "enps_answers",
  "csat_satisfied",
  "ces_m2",
  "review_sum",
  "contacts",
];
const helped: readonly Statistic[] = ["replied", "reply_m2", "reply_median", "resolution_sum", "reopened"];
const sold: readonly Statistic[] = ["leads", "leads_won", "deals_closed", "deals_won"];
const stood: readonly Statistic[] = ["standing_start", "standing_kept", "standing_end_less_new", "due", "overdue"];
const paid: readonly Statistic[] = ["subscribers", "subscribers_lost", "mrr", "mrr_lost", "mrr_kept"];
const spent: readonly Statistic[] = ["cost", "cost_media", "advertised_net"];
const worth: readonly Statistic[] = ["margin", "margin_m2", "came_back", "tier_low", "tier_high"];
const visited: readonly Statistic[] = ["visitors", "visiting_converted", "sessions", "sessions_converted"];
const asked_for = { age_days: 365, overdue_days: 60, model: "first" } as const;

const converted: Formula = {
  kind: "rate",
  numerator: { event: "Order Completed", measure: "customers" },
  denominator: { event: "Page Viewed", measure: "customers" },
  segment: null,
  unit: "share",
};
const paid_per_item: Formula = {
  kind: "mean",
  numerator: {
    event: "Order Completed",
    where: [{ property: "country", test: { op: "is", values: ["PL"] } }],
    measure: "sum",
    property: "shipping",
  },
  denominator: null,
  segment: "vip",
  unit: "money",
};
const shared: Formula = {
  kind: "ratio",
  numerator: { event: "Order Refunded", measure: "sum", property: "revenue" },
  denominator: { event: "Order Completed", measure: "sum", property: "items" },
  segment: null,
  unit: "score",
};
const own = (formula: Formula) => {
  const family = customFamily("own", formula);
  return { statistics: Object.keys(family.statistics), own: [family] };
};

const branches: Readonly<Record<string, ValuesParams>> = {
  summary: { ...monthly, statistics: [...bought, ...asked, ...helped, ...sold] },
  customers: { ...common, slice: { grain: "week" }, statistics: ["new", "customers"] },
  property: { ...byCountry, statistics: bought },
  trait: { ...byTrait, statistics: bought },
  product: { ...byProduct, statistics: bought },
  segment: { ...bySegment, statistics: ["net", "customers"] },
  class: { ...byClass, statistics: ["net", "nps_balance"] },
  source: { ...common, slice: { dimension: { kind: "source" } }, statistics: ["gross"] },
  survey: { ...common, slice: { dimension: { kind: "survey" } }, statistics: ["nps_balance", "nps_answers"] },
  channel: { ...common, slice: { dimension: { kind: "channel" } }, statistics: ["gross"] },
  named_groups: { ...byCountry, statistics: ["gross"], keys: ["PL"] },
  said_by_trait: { ...byTrait, statistics: asked },
  said_per_order: { ...byProduct, statistics: ["contacts", "orders"] },
  tickets_by_property: { ...byCountry, statistics: helped },
  sales_by_property: { ...byCountry, statistics: sold },
  standing: { ...monthly, statistics: stood },
  standing_by_property: { ...byCountry, statistics: stood },
  subscriptions: { ...monthly, statistics: paid },
  subscriptions_by_trait: { ...byTrait, statistics: paid },
  spend: { ...monthly, statistics: spent },
  spend_by_touch: { ...byTouch, statistics: [...spent, "new"] },
  worth: { ...monthly, statistics: worth },
  worth_by_product: { ...byProduct, statistics: worth },
  visits: { ...monthly, statistics: visited },
  visits_by_touch: { ...byTouch, statistics: visited },
  custom_rate: { ...monthly, ...own(converted) },
  custom_rate_by_property: { ...byCountry, ...own(converted) },
  custom_mean: { ...monthly, ...own(paid_per_item) },
  custom_ratio_by_trait: { ...byTrait, ...own(shared) },
  within: { ...monthly, statistics: ["net", "new", "nps_balance"], within: "vip" },
  within_by_trait: { ...byTrait, statistics: ["net", "customers"], within: "vip" },
  parameters: {
    ...monthly,
    parameters: { ...defaults, ...asked_for },
    statistics: ["margin", "overdue", "advertised_net"],
  },
};

/**
 * Statistics of each stretch or group of a period, and of the whole. The whole is counted for itself: distinct
 * customers of a year are not the sum of its months. At least one statistic must be asked for.
 */
export const valuesQuery: Query<ValuesParams, typeof ValuesRow> = query({
  name: "analyze.metric.values",
  row: ValuesRow,
  branches,
  sql: (params) => {
    const chosen = chosenFamilies(params.statistics, params.digits, params.own);
    const answers = chosen.map(({ family, counts }) => family.answer(params, counts));
    const steps = [...membersLog(params.within), ...biggest(params, chosen)];
    const before = steps.length === 0 ? sql`` : sql`WITH\n${join(steps, ",\n")}\n`;
    return sql`${before}${join(answers, "\nUNION ALL\n")}`;
  },
});
