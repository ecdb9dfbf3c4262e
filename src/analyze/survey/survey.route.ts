// /api/v1/survey-results…: what came back to surveys.
import { Type } from "typebox";
import { type Route, SurveyCounts, SurveyId, SurveyResults } from "#contract";
import { type Engines, route } from "#storage";
import { surveyResults } from "./results.ts";
import { countsQuery } from "./survey.sql.ts";

const counts = route({
  method: "GET",
  path: "/api/v1/survey-results",
  access: "viewer",
  summary: "How many answers each survey has, whether it is defined here or asked elsewhere",
  reply: SurveyCounts,
  handle: async ({ context: { engines, signal } }) => ({
    rows: [...(await countsQuery(engines.clickhouse, {}, { signal }))],
  }),
});

const results = route({
  method: "GET",
  path: "/api/v1/survey-results/:id",
  access: "viewer",
  summary: "What came back to a survey: its score with an interval, answers by score, the last comments",
  params: Type.Object({ id: SurveyId }),
  reply: SurveyResults,
  handle: ({ params, context }) => surveyResults(context, params.id),
});

export const surveyRoutes: readonly Route<Engines>[] = [counts, results];
