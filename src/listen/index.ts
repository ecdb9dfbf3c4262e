// The door of listen: what comes in from files, tables and streams.

import type { DefinitionKind, Route } from "#contract";
import type { AnyJobHandler, AnyQuery, Engines } from "#storage";
import { accountRoutes } from "./account/account.route.ts";
import { householdDefinition } from "./account/household.definition.ts";
import { householdJob } from "./account/household.job.ts";
import { accountQueries } from "./account/household.sql.ts";
import { blockRoutes } from "./block/block.route.ts";
import { identifiersOf } from "./block/block.sql.ts";
import { waitingQueries } from "./clean/waiting.sql.ts";
import { collectRoutes } from "./collect/collect.route.ts";
import { categoryDefinition, purposeDefinition } from "./consent/consent.definition.ts";
import { consentRoutes } from "./consent/consent.route.ts";
import { consentQueries } from "./consent/consent.sql.ts";
import { projectJob } from "./consent/purpose.ts";
import { costRoutes } from "./cost/cost.route.ts";
import { costsOf } from "./cost/cost.sql.ts";
import { letterRoutes } from "./dead-letter/dead-letter.route.ts";
import { letterQueries } from "./dead-letter/dead-letter.sql.ts";
import { replayJob } from "./dead-letter/replay.job.ts";
import { attachedJob } from "./enrich/attached/attached.job.ts";
import { outlook } from "./enrich/attached/attached.sql.ts";
import { enrichmentDefinition, hostDefinition } from "./enrich/enrich.definition.ts";
import { enrichJob } from "./enrich/enrich.job.ts";
import { enrichRoutes } from "./enrich/enrich.route.ts";
import { enrichQueries } from "./enrich/enrich.sql.ts";
import { changeJob } from "./identify/change.job.ts";
import { evidenceQueries } from "./identify/evidence.ts";
import { identityDefinition } from "./identify/identity.definition.ts";
import { identityRoutes } from "./identify/identity.route.ts";
import { linkQueries } from "./identify/link.sql.ts";
import { matchJobs } from "./identify/model/match.job.ts";
import { matchingRoutes } from "./identify/model/match.route.ts";
import { matchingDefinition } from "./identify/model/matching.definition.ts";
import { recordColumns } from "./identify/model/record.sql.ts";
import { recordOf } from "./identify/review/record.sql.ts";
import { reviewRoutes } from "./identify/review/review.route.ts";
import { sweepJob } from "./identify/sweep.job.ts";
import { tally, totals } from "./import/check.sql.ts";
import { importJob } from "./import/import.job.ts";
import { importRoutes } from "./import/import.route.ts";
import { letterNames, letterReasons } from "./import/letter.sql.ts";
import { movedQueries } from "./import/moved.ts";
import { runQueries } from "./import/run.ts";
import { sampleQueries } from "./import/table.ts";
import { liveRoutes } from "./live/live.route.ts";
import { noteRoutes } from "./note/note.route.ts";
import { samePerson } from "./note/person.ts";
import { planDefinition } from "./plan/plan.definition.ts";
import { planRoutes } from "./plan/plan.route.ts";
import { planQueries } from "./plan/plan.sql.ts";
import { cleanJob } from "./quality/clean.job.ts";
import { examplesOf } from "./quality/example.sql.ts";
import { figuresOf, trendOf } from "./quality/figure.sql.ts";
import { qualityRoutes } from "./quality/quality.route.ts";
import { rightsQueries } from "./rights/person.sql.ts";
import { privacyDefinition } from "./rights/privacy.definition.ts";
import { rightsJobs } from "./rights/rights.job.ts";
import { rightsRoutes } from "./rights/rights.route.ts";
import { tombstoneHashes, tombstoneState } from "./rights/tombstone.sql.ts";
import { simulationJob, simulationRoutes } from "./simulation/simulation.route.ts";
import { anyEvent } from "./simulation/start.ts";
import { sourceQueries } from "./source/health.sql.ts";
import { sourceDefinition } from "./source/source.definition.ts";
import { sourceRoutes } from "./source/source.route.ts";
import { answerRoutes } from "./survey/answer.route.ts";
import { answeredQuery } from "./survey/answered.sql.ts";
import { surveyDefinition } from "./survey/survey.definition.ts";
import { surveyRoutes } from "./survey/survey.route.ts";
import type { House } from "./template/apply.ts";
import { templateRoutes } from "./template/template.route.ts";
import { traitDefinition } from "./trait/trait.definition.ts";
import { traitRoutes } from "./trait/trait.route.ts";
import { traitsSaid, tryPolicy } from "./trait/trait.sql.ts";
import { webhookRoutes } from "./webhook/webhook.route.ts";

export { allowedSql } from "./consent/consent.sql.ts";
export { isAllowed, type Reach } from "./consent/state.ts";
export { forgetClosedLetters } from "./dead-letter/expire.ts";
export { planEnrichment } from "./enrich/enrich.job.ts";
export { listHosts as calledHosts } from "./enrich/hook.record.ts";
export { type Call, checkUrl, open as openCall, type Policy, policyOf } from "./enrich/http/guard.ts";
export type { FileRequest } from "./identify/match/files.ts";
export { type MatchReport, reportOnFiles } from "./identify/match/report.ts";
export { planSweep } from "./identify/sweep.job.ts";
export { askForImport } from "./import/import.job.ts";
export { checkLocation, type LookContext, previewLocation } from "./import/preview.ts";
export { cancelImport, importState } from "./import/record.ts";
export { runImport } from "./import/run.ts";
export { planCleaning } from "./quality/clean.job.ts";
export { surveyLinks } from "./survey/link.ts";
export type { House } from "./template/apply.ts";
export { everybodyTouched, forgetTouches } from "./touch.ts";
export { applyPolicies } from "./trait/policy.ts";

/** Every question of this stage, for the golden test. */
export const queries: readonly AnyQuery[] = [
  ...sampleQueries,
  tally,
  totals,
  letterReasons,
  letterNames,
  ...runQueries,
  ...movedQueries,
  identifiersOf,
  ...planQueries,
  samePerson,
  ...letterQueries,
  ...sourceQueries,
  ...linkQueries,
  ...evidenceQueries,
  ...waitingQueries,
  figuresOf,
  trendOf,
  examplesOf,
  ...consentQueries,
  costsOf,
  ...rightsQueries,
  tombstoneState,
  tombstoneHashes,
  recordOf,
  recordColumns,
  traitsSaid,
  tryPolicy,
  ...accountQueries,
  ...enrichQueries,
  outlook,
  anyEvent,
  answeredQuery,
];

/** Every route of this stage, for the server. */
export const routes: readonly Route<Engines>[] = [
  ...importRoutes,
  ...blockRoutes,
  ...liveRoutes,
  ...collectRoutes,
  ...consentRoutes,
  ...costRoutes,
  ...noteRoutes,
  ...planRoutes,
  ...letterRoutes,
  ...sourceRoutes,
  ...webhookRoutes,
  ...rightsRoutes,
  ...identityRoutes,
  ...qualityRoutes,
  ...reviewRoutes,
  ...matchingRoutes,
  ...traitRoutes,
  ...accountRoutes,
  ...enrichRoutes,
  ...surveyRoutes,
  ...answerRoutes,
];

/** Routes that also write what is others' to write. */
export const beginningRoutes = (house: House): readonly Route<Engines>[] => [
  ...templateRoutes(house),
  ...simulationRoutes(house.changeSettings),
];

/** Every kind of definitions of this stage; what others name comes before them. */
export const definitions: readonly DefinitionKind<Engines>[] = [
  purposeDefinition,
  categoryDefinition,
  sourceDefinition,
  planDefinition,
  identityDefinition,
  matchingDefinition,
  householdDefinition,
  traitDefinition,
  hostDefinition,
  enrichmentDefinition,
  privacyDefinition,
  surveyDefinition,
];

/** Every kind of job of this stage, for the server's workers. */
export const jobs: readonly AnyJobHandler[] = [
  importJob,
  replayJob,
  ...rightsJobs,
  projectJob,
  ...matchJobs,
  cleanJob,
  householdJob,
  enrichJob,
  attachedJob,
  changeJob,
  sweepJob,
  simulationJob,
];
