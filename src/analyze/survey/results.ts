// What came back to a survey: the score as the registry of metrics counts it, and what stands behind it.
import { type Context, maskerOf, ProblemError, type SurveyResults } from "#contract";
import type { Engines } from "#storage";
import { metricAnswer } from "../metric/answer.ts";
import { requiredMetric } from "../metric/catalogue.ts";
import { commentsQuery, type OneSurvey, scoresQuery } from "./survey.sql.ts";

/** @throws {ProblemError} 404 unknown_survey */
async function surveyOf({ postgres }: Engines, id: string): Promise<OneSurvey> {
  const row = await postgres.guarded("analyze.survey.find", (db) =>
    db.selectFrom("survey").select(["id", "kind", "scale"]).where("id", "=", id).executeTakeFirst(),
  );
  if (row) return row;
  throw new ProblemError(404, "unknown_survey", `There is no survey "${id}"; GET /api/v1/surveys lists them`, "id");
}

type Comment = SurveyResults["comments"][number];

/** Comments in an order that tells nothing of who answered when, and without what else tells it. */
function nameless(comments: readonly Comment[]): Comment[] {
  return comments
    .map(({ text }) => text)
    .toSorted()
    .map((text, place) => ({ id: String(place), text, score: null, said_at: null, customer_id: null }));
}

/**
 * Of all time. What a metric keeps back of few answers is kept back here too: no scores, and no comments.
 * @throws {ProblemError} 404 unknown_survey
 */
export async function surveyResults(context: Context<Engines>, id: string): Promise<SurveyResults> {
  const { engines, signal } = context;
  const survey = await surveyOf(engines, id);
  const metric = await requiredMetric(engines, survey.kind);
  const [{ groups }, scores, comments] = await Promise.all([
    metricAnswer(context, metric.id, { by: "property:survey_id", keys: [id] }),
    scoresQuery(engines.clickhouse, survey, { signal }),
    commentsQuery(engines.clickhouse, survey, { signal }),
  ]);
  const answers = scores.reduce((sum, score) => sum + score.answers, 0);
  const few = metric.least !== undefined && answers < metric.least;
  const discreet = metric.least !== undefined;
  const mask = maskerOf(context);
  const masked = ({ text, ...comment }: Comment): Comment => ({ ...comment, text: mask.text(text) });
  return {
    answers,
    metric: metric.id,
    score: groups.find(({ key }) => key === id)?.total ?? { value: null, low: null, high: null, n: 0 },
    by_score: few ? null : [...scores],
    comments: few ? [] : discreet ? nameless(comments.map(masked)) : comments.map(masked),
  };
}
