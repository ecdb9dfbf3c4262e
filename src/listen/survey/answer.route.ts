// The public side of surveys: what a link opens, and an answer.
import { Type } from "typebox";
import { type Route, SurveyAnswer, SurveyForm, SurveyFormQuery } from "#contract";
import { type Engines, route } from "#storage";
import { openForm, takeAnswer } from "./answer.ts";

const open = route({
  method: "POST",
  path: "/api/v1/survey-form",
  access: "public",
  summary: "What a link to a survey opens: its question in every language, or why it takes no answer",
  changes: false,
  rate_per_minute: 60,
  body: SurveyFormQuery,
  reply: SurveyForm,
  handle: ({ body, context }) => openForm(context, body),
});

const answer = route({
  method: "POST",
  path: "/api/v1/survey-answers",
  access: "public",
  summary: "Answers a survey, once by a personal link or once a browser; durable when answered",
  status: 204,
  changes: false,
  rate_per_minute: 60,
  body: SurveyAnswer,
  reply: Type.Null(),
  handle: async ({ body, context, ip }) => {
    await takeAnswer(context, body, ip);
    return null;
  },
});

export const answerRoutes: readonly Route<Engines>[] = [open, answer];
