// The door of analyze: what is true of customers and of revenue.
import type { Route } from "#contract";
import type { AnyQuery, Engines } from "#storage";
import { accountRoutes } from "./account/account.route.ts";
import { accountQueries } from "./account/queries.ts";
import { classRoutes } from "./class/class.route.ts";
import { boundsQuery, classFileQuery, classListQuery, matrixQuery } from "./class/class.sql.ts";
import { cohortRoutes } from "./cohort/cohort.route.ts";
import { retentionQuery } from "./cohort/cohort.sql.ts";
import { customerRoutes } from "./customer/customer.route.ts";
import { feelingsQuery, habitsQuery, identifiersQuery, personQuery, traitsQuery } from "./customer/customer.sql.ts";
import { figuresQuery } from "./customer/figures.sql.ts";
import { labelsQuery } from "./customer/label.sql.ts";
import { listQuery } from "./customer/list.sql.ts";
import { facetsQuery, timelineQuery } from "./customer/timeline.sql.ts";
import { eventRoutes } from "./event/event.route.ts";
import { eventFileQuery } from "./event/event.sql.ts";
import { extentQuery, revenueExtentQuery } from "./extent.ts";
import { dimensionsQuery } from "./metric/dimension.sql.ts";
import { metricRoutes } from "./metric/metric.route.ts";
import { valuesQuery } from "./metric/metric.sql.ts";

export { dataExtent, type Extent } from "./extent.ts";
export { type Asked, type Asker, metricAnswer, metricAnswers } from "./metric/answer.ts";
export type { Metric } from "./metric/definition.ts";
export { findMetric, metrics } from "./metric/registry.ts";

/** Every question of this stage, for the golden test. */
export const queries: readonly AnyQuery[] = [
  extentQuery,
  revenueExtentQuery,
  valuesQuery,
  dimensionsQuery,
  matrixQuery,
  classListQuery,
  boundsQuery,
  classFileQuery,
  retentionQuery,
  labelsQuery,
  listQuery,
  figuresQuery,
  identifiersQuery,
  traitsQuery,
  timelineQuery,
  facetsQuery,
  habitsQuery,
  feelingsQuery,
  personQuery,
  eventFileQuery,
  ...accountQueries,
];

/** Every route of this stage, for the server. */
export const routes: readonly Route<Engines>[] = [
  ...metricRoutes,
  ...classRoutes,
  ...cohortRoutes,
  ...customerRoutes,
  ...eventRoutes,
  ...accountRoutes,
];
