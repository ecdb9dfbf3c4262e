// What came back to surveys: how many answers, which scores, which comments.
import { Type } from "typebox";
import type { SurveyKind } from "#contract";
import { type AnyQuery, type Query, query, type Sql, sql } from "#storage";
import { isSaid, saidColumns } from "../metric/said.ts";
import { dayOf } from "../sql.ts";
import { leftOutQuery, reachedQuery } from "./reached.sql.ts";

/** A survey as its answers are told by: what its kind says, on its own scale. */
export interface OneSurvey {
  readonly id: string;
  readonly kind: SurveyKind;
  readonly scale: number;
}

/** Answers to one survey: another kind or scale under the same id is no answer to it. */
function answers({ id, kind, scale }: OneSurvey): Sql {
  const scaled = kind === "csat" ? sql` AND csat_scale = ${scale}` : sql``;
  return sql`answers AS (
  SELECT *, ${saidColumns}
  FROM event
  WHERE name = 'Survey Responded' AND properties['survey_id'] = ${id} AND ${isSaid(kind)}${scaled}
)`;
}

const branches: Readonly<Record<"nps" | "csat", OneSurvey>> = {
  nps: { id: "after-delivery", kind: "nps", scale: 10 },
  csat: { id: "after-visit", kind: "csat", scale: 5 },
};

const ScoreRow = Type.Object({
  score: Type.Integer(),
  answers: Type.Integer(),
  first_day: Type.String(),
  last_day: Type.String(),
});

/** How often each score was given, and between which days of a time zone. */
export const scoresQuery: Query<OneSurvey & { readonly time_zone: string }, typeof ScoreRow> = query({
  name: "analyze.survey.scores",
  row: ScoreRow,
  branches: { nps: { ...branches.nps, time_zone: "UTC" } },
  sql: (survey) => sql`WITH ${answers(survey)}
SELECT
  toUInt8(score) AS score,
  count() AS answers,
  toString(min(${dayOf(survey.time_zone)})) AS first_day,
  toString(max(${dayOf(survey.time_zone)})) AS last_day
FROM answers
GROUP BY score
ORDER BY score`,
});

const CommentRow = Type.Object({
  id: Type.String(),
  text: Type.String(),
  score: Type.Integer(),
  said_at: Type.String(),
  customer_id: Type.String(),
});

/** The last comments, the newest first. */
export const commentsQuery: Query<OneSurvey, typeof CommentRow> = query({
  name: "analyze.survey.comments",
  row: CommentRow,
  branches,
  sql: (survey) => sql`WITH ${answers(survey)}
SELECT
  toString(answers.id) AS id,
  properties['text'] AS text,
  toUInt8(score) AS score,
  occurred_at AS said_at,
  toString(customer_id) AS customer_id
FROM answers
WHERE text != ''
ORDER BY answers.occurred_at DESC, answers.id DESC
LIMIT 20`,
});

/** Every survey that anybody answered. */
export const countsQuery = query({
  name: "analyze.survey.counts",
  row: Type.Object({ survey: Type.String(), answers: Type.Integer(), last_at: Type.String() }),
  branches: { plain: {} },
  sql: () => sql`SELECT properties['survey_id'] AS survey, count() AS answers, max(occurred_at) AS last_at
FROM event
WHERE name = 'Survey Responded' AND survey != ''
GROUP BY survey
ORDER BY answers DESC, survey
LIMIT 1000`,
});

/** Every question about surveys, for the golden test. */
export const surveyQueries: readonly AnyQuery[] = [scoresQuery, commentsQuery, countsQuery, reachedQuery, leftOutQuery];
