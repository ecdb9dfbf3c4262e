// What came back to a survey: the score as the registry of metrics counts it, and what stands behind it.
import { type Context, type Estimate, maskerOf, ProblemError, type SurveyResults } from "#contract";
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

/** The metric of one survey from its first answer to its last. */
async function scoreOf(
  context: Context<Engines>,
  metric: string,
  id: string,
  scores: readonly { readonly first_day: string; readonly last_day: string }[],
): Promise<Estimate> {
  // Without days of its own a metric is told of the days with revenue.
  const from = scores.map(({ first_day }) => first_day).toSorted()[0];
  const to = scores
    .map(({ last_day }) => last_day)
    .toSorted()
    .at(-1);
  const none: Estimate = { value: null, low: null, high: null, n: 0 };
  if (from === undefined || to === undefined) return none;
  const { groups } = await metricAnswer(context, metric, { from, to, by: "survey", keys: [id] });
  return groups.find(({ key }) => key === id)?.total ?? none;
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
  const { engines, settings, signal } = context;
  const survey = await surveyOf(engines, id);
  const metric = await requiredMetric(engines, survey.kind);
  const [scores, comments] = await Promise.all([
    scoresQuery(engines.clickhouse, { ...survey, time_zone: settings.time_zone }, { signal }),
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
    score: await scoreOf(context, metric.id, id, scores),
    by_score: few ? null : scores.map(({ score, answers: given }) => ({ score, answers: given })),
    comments: few ? [] : discreet ? nameless(comments.map(masked)) : comments.map(masked),
  };
}
