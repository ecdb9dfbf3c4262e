// The door of analyze: what is true of customers and of revenue.
import type { CheckAddress, DefinitionKind, Route } from "#contract";
import type { AnyJobHandler, AnyQuery, Engines } from "#storage";
import { accountRoutes } from "./account/account.route.ts";
import { accountQueries } from "./account/queries.ts";
import { alertDefinition } from "./alert/alert.definition.ts";
import { alertJob } from "./alert/alert.job.ts";
import { changeRoutes } from "./change/change.route.ts";
import { classRoutes } from "./class/class.route.ts";
import { boundsQuery, classFileQuery, classListQuery, matrixQuery } from "./class/class.sql.ts";
import { classJob } from "./class/compute.job.ts";
import { changesQuery, limitsQuery } from "./class/compute.sql.ts";
import { historyRoutes } from "./class/history.route.ts";
import { movesQuery, sizesQuery, tilesQuery, wordsQuery } from "./class/history.sql.ts";
import { runsQuery } from "./class/run.sql.ts";
import { cohortRoutes } from "./cohort/cohort.route.ts";
import { retentionQuery } from "./cohort/cohort.sql.ts";
import { conditionRoutes } from "./condition/condition.route.ts";
import { countQuery, sizeQuery, whyQuery } from "./condition/condition.sql.ts";
import { eventsQuery, knownValuesQuery, namesQuery, purposesQuery } from "./condition/vocabulary.sql.ts";
import { customMetricDefinition } from "./custom-metric/custom-metric.definition.ts";
import { customMetricRoutes } from "./custom-metric/custom-metric.route.ts";
import { customerRoutes } from "./customer/customer.route.ts";
import { feelingsQuery, habitsQuery, identifiersQuery, personQuery, traitsQuery } from "./customer/customer.sql.ts";
import { figuresQuery } from "./customer/figures.sql.ts";
import { labelsQuery } from "./customer/label.sql.ts";
import { listQuery } from "./customer/list.sql.ts";
import { facetsQuery, timelineQuery } from "./customer/timeline.sql.ts";
import { dashboardDefinition } from "./dashboard/dashboard.definition.ts";
import { dashboardRoutes } from "./dashboard/dashboard.route.ts";
import { eventRoutes } from "./event/event.route.ts";
import { eventFileQuery } from "./event/event.sql.ts";
import { daysQuery, extentQuery, revenueExtentQuery } from "./extent.ts";
import { forecastRoutes } from "./forecast/forecast.route.ts";
import { dimensionsQuery } from "./metric/dimension.sql.ts";
import { metricRoutes } from "./metric/metric.route.ts";
import { valuesQuery } from "./metric/metric.sql.ts";
import { membersRoutes } from "./segment/members.route.ts";
import { segmentQueries } from "./segment/queries.ts";
import { hookDefinition, segmentDefinition } from "./segment/segment.definition.ts";
import { segmentRoutes } from "./segment/segment.route.ts";
import { toldRoutes } from "./segment/told.route.ts";
import { surveyRoutes } from "./survey/survey.route.ts";
import { surveyQueries } from "./survey/survey.sql.ts";
import { targetDefinition } from "./target/target.definition.ts";
import { targetRoutes } from "./target/target.route.ts";
import { tileDefinition } from "./tile/tile.definition.ts";
import { tileRoutes } from "./tile/tile.route.ts";

export { planAlerts } from "./alert/alert.job.ts";
export { alertRoutes } from "./alert/alert.route.ts";
export { planClasses } from "./class/compute.job.ts";
export { computeClasses } from "./class/compute.ts";
export { countQuery } from "./condition/condition.sql.ts";
export { dashboardAnswers } from "./dashboard/answer.ts";
export { ownDashboard, readDashboard } from "./dashboard/dashboard.ts";
export { dataExtent, type Extent } from "./extent.ts";
export { type Asked, type Asker, metricAnswer, metricAnswers } from "./metric/answer.ts";
export { definitionOf, type Metric } from "./metric/definition.ts";
export { findMetric, metrics } from "./metric/registry.ts";
export { hookJobs, planHookRounds } from "./segment/hook.job.ts";
export { hookRoutes } from "./segment/hook.route.ts";
export { type Live, startLive } from "./segment/live.ts";
export { createSegment } from "./segment/store.ts";
export { type ReachedMember, reachedMembers } from "./survey/reached.ts";

/** Every question of this stage, for the golden test. */
export const queries: readonly AnyQuery[] = [
  extentQuery,
  daysQuery,
  revenueExtentQuery,
  valuesQuery,
  dimensionsQuery,
  matrixQuery,
  classListQuery,
  boundsQuery,
  classFileQuery,
  limitsQuery,
  changesQuery,
  runsQuery,
  tilesQuery,
  sizesQuery,
  movesQuery,
  wordsQuery,
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
  countQuery,
  sizeQuery,
  whyQuery,
  namesQuery,
  eventsQuery,
  purposesQuery,
  knownValuesQuery,
  ...segmentQueries,
  ...surveyQueries,
];

/** Every route of this stage, for the server. */
export const routes: readonly Route<Engines>[] = [
  ...metricRoutes,
  ...customMetricRoutes,
  ...classRoutes,
  ...historyRoutes,
  ...cohortRoutes,
  ...customerRoutes,
  ...eventRoutes,
  ...accountRoutes,
  ...forecastRoutes,
  ...targetRoutes,
  ...changeRoutes,
  ...tileRoutes,
  ...dashboardRoutes,
  ...conditionRoutes,
  ...segmentRoutes,
  ...membersRoutes,
  ...toldRoutes,
  ...surveyRoutes,
];

/** Every kind of definitions of this stage; what others name comes before them. Who may be called is the server's to say. */
export const definitions = (check: CheckAddress<Engines>): readonly DefinitionKind<Engines>[] => [
  segmentDefinition,
  hookDefinition(check),
  customMetricDefinition,
  targetDefinition,
  alertDefinition(check),
  tileDefinition,
  dashboardDefinition,
];

/** Every kind of job of this stage, for the server's workers. */
export const jobs: readonly AnyJobHandler[] = [alertJob, classJob];
